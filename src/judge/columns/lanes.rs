//! Many answers at once: one bit for each state of a block.

use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};

use crate::model::{Id, StateId, Truth};

const WORDS: usize = 4;
const WORD: usize = 64;

/// How many states a block has.
pub const WIDTH: usize = WORDS * WORD;

/// One yes or no for each state of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lanes([u64; WORDS]);

/// One of the three values for each state of a block. Where neither is set it is unknown; both never are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kleene {
    /// Where it holds.
    pub yes: Lanes,
    /// Where it does not.
    pub no: Lanes,
}

/// The block that a state is in, and its lane there.
pub fn place(state: StateId) -> (usize, usize) {
    (state.index() / WIDTH, state.index() % WIDTH)
}

/// How many blocks hold so many states.
pub fn blocks(states: usize) -> usize {
    states.div_ceil(WIDTH)
}

impl Lanes {
    /// No lane.
    pub const NONE: Self = Self([0; WORDS]);
    /// Every lane.
    pub const ALL: Self = Self([u64::MAX; WORDS]);

    /// Every lane, or none.
    pub fn all_if(yes: bool) -> Self {
        if yes { Self::ALL } else { Self::NONE }
    }

    /// The lanes below a number.
    pub fn below(count: usize) -> Self {
        Self(std::array::from_fn(|word| match count.saturating_sub(word * WORD) {
            0 => 0,
            some if some < WORD => (1 << some) - 1,
            _ => u64::MAX,
        }))
    }

    /// The lanes at whose places numbers are below a bound.
    pub fn where_below(numbers: &[i32; WIDTH], bound: i32) -> Self {
        let mut lanes = Self::NONE;
        let (words, _) = numbers.as_chunks::<WORD>();
        for (word, numbers) in lanes.0.iter_mut().zip(words) {
            let mut below = [0; WORD];
            for (below, number) in below.iter_mut().zip(numbers) {
                *below = u8::from(*number < bound);
            }
            *word = packed(&below);
        }
        lanes
    }

    /// One lane.
    pub fn one(lane: usize) -> Self {
        let mut lanes = Self::NONE;
        lanes.set(lane);
        lanes
    }

    /// Whether a lane is set.
    pub fn has(self, lane: usize) -> bool {
        self.0.get(lane / WORD).is_some_and(|word| word >> (lane % WORD) & 1 != 0)
    }

    /// Sets a lane.
    pub fn set(&mut self, lane: usize) {
        if let Some(word) = self.0.get_mut(lane / WORD) {
            *word |= 1 << (lane % WORD);
        }
    }

    /// Whether no lane is set.
    pub fn is_empty(self) -> bool {
        self.0.iter().fold(0, |all, word| all | word) == 0
    }

    /// How many lanes are set.
    pub fn count(self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The lanes that are set, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(place, word)| {
            let next = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
            let lefts = std::iter::successors(Some(word).filter(|word| *word != 0), next);
            lefts.map(move |left| place * WORD + left.trailing_zeros() as usize)
        })
    }
}

/// The bits of bytes that are 0 or 1.
fn packed(bytes: &[u8; WORD]) -> u64 {
    let (eights, _) = bytes.as_chunks();
    let bits = eights.iter().map(|eight| {
        // Brings the lowest bit of the byte at each place to that place in the highest byte; no two meet elsewhere.
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    });
    bits.enumerate().fold(0, |all, (place, bits)| all | bits << (place * 8))
}

impl FromIterator<usize> for Lanes {
    fn from_iter<I: IntoIterator<Item = usize>>(lanes: I) -> Self {
        let mut all = Self::NONE;
        for lane in lanes {
            all.set(lane);
        }
        all
    }
}

impl BitAnd for Lanes {
    type Output = Self;

    fn bitand(mut self, other: Self) -> Self {
        self &= other;
        self
    }
}

impl BitOr for Lanes {
    type Output = Self;

    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}

impl BitAndAssign for Lanes {
    fn bitand_assign(&mut self, other: Self) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word &= other;
        }
    }
}

impl BitOrAssign for Lanes {
    fn bitor_assign(&mut self, other: Self) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word |= other;
        }
    }
}

impl Not for Lanes {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }
}

impl Kleene {
    /// The same in every lane.
    pub fn same(truth: Truth) -> Self {
        Self { yes: Lanes::all_if(truth == Truth::Yes), no: Lanes::all_if(truth == Truth::No) }
    }

    /// Yes in these lanes, no in all others.
    pub fn sure(yes: Lanes) -> Self {
        Self { yes, no: !yes }
    }

    /// Each lane as it is asked for, in order, as far as there are states.
    pub fn of(lanes: Lanes, mut truth: impl FnMut(usize) -> Truth) -> Self {
        let mut all = Self::default();
        for lane in lanes.iter() {
            match truth(lane) {
                Truth::Yes => all.yes.set(lane),
                Truth::No => all.no.set(lane),
                Truth::Unknown => {}
            }
        }
        all
    }

    /// Answers for one lane.
    pub fn put(&mut self, lane: usize, truth: Truth) {
        let only = Lanes::one(lane);
        self.yes = self.yes & !only | Lanes::all_if(truth == Truth::Yes) & only;
        self.no = self.no & !only | Lanes::all_if(truth == Truth::No) & only;
    }

    /// Where nobody knows.
    pub fn unknown(self) -> Lanes {
        !(self.yes | self.no)
    }

    /// One lane.
    pub fn get(self, lane: usize) -> Truth {
        match (self.yes.has(lane), self.no.has(lane)) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::No,
            (false, false) => Truth::Unknown,
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { yes: self.yes & other.yes, no: self.no | other.no }
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { yes: self.yes | other.yes, no: self.no & other.no }
    }
}

impl Not for Kleene {
    type Output = Self;

    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}
