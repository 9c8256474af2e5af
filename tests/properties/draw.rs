//! Chance that repeats itself: the same seed draws the same things.

/// A small generator of random numbers (`SplitMix64`; Steele, Lea and Flood, 2014).
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(1))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    /// A number between two, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most + 1 - least)
    }

    /// Yes, so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }

    /// Some of several, in their order; at least one.
    pub fn some(&mut self, of: &[&str]) -> Vec<String> {
        let mut found: Vec<String> = of.iter().filter(|_| self.chance(45)).map(|&each| each.to_owned()).collect();
        if found.is_empty() {
            found.push(self.one(of).to_owned());
        }
        found
    }

    /// A text, so many times in a hundred; else nothing.
    pub fn maybe(&mut self, percent: usize, text: impl FnOnce(&mut Self) -> String) -> String {
        if self.chance(percent) { text(self) } else { String::new() }
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}
