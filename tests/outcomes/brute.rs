//! Every completion of what is unknown, looked at one by one.

use std::collections::BTreeSet;

use comity::judge::{Verdict, VerdictSet};

use crate::rule::{Count, Rule};

/// What a member does, the worst for a text first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cast {
    No,
    Abstains,
    Outside,
    Reserves,
    Aye,
}

impl Cast {
    fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Agree => Self::Aye,
            Verdict::Reserve => Self::Reserves,
            Verdict::Conflict => Self::No,
            Verdict::Outside => Self::Outside,
            Verdict::Divided | Verdict::Neutral => Self::Abstains,
        }
    }

    pub fn in_favour(self) -> bool {
        matches!(self, Self::Aye | Self::Reserves)
    }

    /// The vote as far as adoption goes.
    fn plain(self) -> Self {
        if self == Self::Reserves { Self::Aye } else { self }
    }
}

/// A member with everything that it may do and weigh.
#[derive(Debug, Clone)]
pub struct Member {
    /// In order.
    pub casts: Vec<Cast>,
    pub weights: Vec<i128>,
    pub veto: bool,
}

/// More than any share below the whole asks for, beside a few members of less than ten.
const HUGE: i128 = 1_000_000_000;

impl Member {
    pub fn new(verdicts: VerdictSet, weight: Option<i128>, veto: bool) -> Self {
        let casts: BTreeSet<Cast> = verdicts.iter().map(Cast::of).collect();
        Self { casts: casts.into_iter().collect(), weights: weight.map_or(vec![0, 1, HUGE], |one| vec![one]), veto }
    }

    /// The same with one vote.
    pub fn voting(&self, cast: Cast) -> Self {
        Self { casts: vec![cast], ..self.clone() }
    }

    pub fn worst(&self) -> Cast {
        self.casts.iter().map(|cast| cast.plain()).min().unwrap_or(Cast::Outside)
    }

    pub fn best(&self) -> Cast {
        self.casts.iter().map(|cast| cast.plain()).max().unwrap_or(Cast::Outside)
    }
}

pub const OUTSIDE: &str = "outside";
pub const UNSUPPORTED: &str = "unsupported";
pub const BLOCKED: &str = "blocked";
pub const RESERVED: &str = "adopted with reservations";
pub const ADOPTED: &str = "adopted";

/// What is counted while votes are cast.
#[derive(Debug, Clone, Copy, Default)]
struct Poll {
    count: Count,
    vetoed: bool,
    reserved: bool,
}

impl Poll {
    fn with(mut self, cast: Cast, weight: i128, veto: bool) -> Self {
        if cast != Cast::Outside {
            self.count.members += 1;
            self.count.weight += weight;
        }
        if cast.in_favour() {
            self.count.ayes += 1;
            self.count.weight_of_ayes += weight;
        }
        if cast == Cast::No {
            self.count.noes += 1;
            self.vetoed |= veto;
        }
        self.reserved |= cast == Cast::Reserves;
        self
    }

    fn result(self, rule: &Rule) -> &'static str {
        if self.count.members == 0 {
            OUTSIDE
        } else if self.count.ayes == 0 {
            UNSUPPORTED
        } else if self.vetoed || !rule.met(self.count) {
            BLOCKED
        } else if self.reserved {
            RESERVED
        } else {
            ADOPTED
        }
    }
}

/// Whether every completion comes to a result that will do.
fn every(members: &[Member], rule: &Rule, poll: Poll, will_do: &mut dyn FnMut(&'static str) -> bool) -> bool {
    let Some((first, rest)) = members.split_first() else { return will_do(poll.result(rule)) };
    let mut ways = first.casts.iter().flat_map(|&cast| first.weights.iter().map(move |&weight| (cast, weight)));
    ways.all(|(cast, weight)| every(rest, rule, poll.with(cast, weight, first.veto), will_do))
}

pub fn is_adopted(result: &str) -> bool {
    result == ADOPTED || result == RESERVED
}

/// Every result that some completion comes to.
pub fn results(members: &[Member], rule: &Rule) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    every(members, rule, Poll::default(), &mut |result| {
        found.insert(result);
        true
    });
    found
}

/// Whether it is adopted, or not adopted, in every completion.
pub fn always(members: &[Member], rule: &Rule, adopted: bool) -> bool {
    every(members, rule, Poll::default(), &mut |result| is_adopted(result) == adopted)
}
