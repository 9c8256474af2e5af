//! What two states share and what divides them, counted side by side.

use super::side::Meeting;

/// A count that unknown facts and brackets leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// Whatever they turn out to be.
    pub least: u32,
    /// At best.
    pub most: u32,
}

/// What two states have in common, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Something is shared, nothing opposed.
    Common,
    /// Some things are shared and some opposed.
    Overlapping,
    /// Something is opposed, nothing shared.
    Diverging,
    /// Neither.
    Unrelated,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Common, Self::Overlapping, Self::Diverging, Self::Unrelated];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Overlapping => "overlapping",
            Self::Diverging => "diverging",
            Self::Unrelated => "unrelated",
        }
    }

    /// The class by whether something is shared (1) and something opposed (2).
    fn way(self) -> u8 {
        match self {
            Self::Unrelated => 0,
            Self::Common => 1,
            Self::Diverging => 2,
            Self::Overlapping => 3,
        }
    }
}

/// The counts of two states. Shared and opposed are never netted into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Both are for it.
    pub interests: Range,
    /// Both are against it.
    pub aversions: Range,
    /// One is divided, the other divided or on a side: counted in `shared` and in `opposed`.
    pub mixed: Range,
    /// Interests, aversions and mixed ones.
    pub shared: Range,
    /// One is for it and one against; and mixed ones.
    pub opposed: Range,
    /// Bit n stands for: completions come to n, where 1 is that something is shared and 2 that something is opposed.
    ways: u8,
}

impl Default for Tally {
    fn default() -> Self {
        let none = Range::default();
        Self { interests: none, aversions: none, mixed: none, shared: none, opposed: none, ways: 1 }
    }
}

impl Tally {
    /// Counts one principle in one instance, in which two states may meet in these ways.
    pub fn add(&mut self, met: &[Meeting]) {
        let may = |wanted: &dyn Fn(Meeting) -> bool| {
            let mut wanted = met.iter().map(|&meeting| wanted(meeting));
            (wanted.clone().all(|wanted| wanted), wanted.any(|wanted| wanted))
        };
        let count = |range: &mut Range, wanted: &dyn Fn(Meeting) -> bool| {
            let (surely, perhaps) = may(wanted);
            range.least += u32::from(surely);
            range.most += u32::from(perhaps);
        };
        count(&mut self.interests, &|meeting| meeting == Meeting::Interest);
        count(&mut self.aversions, &|meeting| meeting == Meeting::Aversion);
        count(&mut self.mixed, &|meeting| meeting == Meeting::Mixed);
        count(&mut self.shared, &Meeting::is_shared);
        count(&mut self.opposed, &Meeting::is_opposed);
        let mut ways = 0;
        for meeting in met {
            let adds = u8::from(meeting.is_shared()) | u8::from(meeting.is_opposed()) << 1;
            for way in (0_u8..4).filter(|way| self.ways & (1 << way) != 0) {
                ways |= 1 << (way | adds);
            }
        }
        self.ways = ways;
    }

    /// The classes that completions come to, in order.
    pub fn classes(&self) -> impl Iterator<Item = Class> + use<> {
        let ways = self.ways;
        Class::ALL.into_iter().filter(move |class| ways & (1 << class.way()) != 0)
    }

    /// The class, when every completion has it.
    pub fn class(&self) -> Option<Class> {
        let mut all = self.classes();
        all.next().filter(|_| all.next().is_none())
    }
}
