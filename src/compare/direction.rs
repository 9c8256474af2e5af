//! Whether a change is for the better.

use crate::judge::{Verdict, VerdictSet};
use crate::negotiate::ForumResult;

/// Where a change leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Down.
    Worse,
    /// Up.
    Better,
    /// Neither.
    Neither,
}

impl Direction {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Better => "better",
            Self::Neither => "neither",
        }
    }

    /// Of one set of possible verdicts to another. Conflict is the worst, then come divided, neutral, reserve and agree.
    pub fn of_verdicts(old: VerdictSet, new: VerdictSet) -> Self {
        let inside = |set: VerdictSet| -> Vec<u8> { set.iter().filter_map(rank).collect() };
        // Whether a state takes part is another question than how it stands.
        if old.contains(Verdict::Outside) != new.contains(Verdict::Outside) {
            return Self::Neither;
        }
        Self::between(&inside(old), &inside(new))
    }

    /// Of one set of possible results to another: adopted, adopted with reservations, blocked, unsupported.
    pub fn of_results(old: &[ForumResult], new: &[ForumResult]) -> Self {
        let outside = |results: &[ForumResult]| results.contains(&ForumResult::Outside);
        if outside(old) != outside(new) {
            return Self::Neither;
        }
        let inside = |results: &[ForumResult]| -> Vec<u8> { results.iter().copied().filter_map(result_rank).collect() };
        Self::between(&inside(old), &inside(new))
    }

    /// Of changes choice by choice: for the worse when one of them is worse and none better, and the other way round.
    /// None where no choice has changed.
    pub fn of_choices(each: impl IntoIterator<Item = Self>) -> Option<Self> {
        let all: Vec<Self> = each.into_iter().collect();
        match (all.contains(&Self::Worse), all.contains(&Self::Better)) {
            _ if all.is_empty() => None,
            (true, false) => Some(Self::Worse),
            (false, true) => Some(Self::Better),
            (true, true) | (false, false) => Some(Self::Neither),
        }
    }

    /// A set is above another when neither its worst nor its best is below, and one of them is above.
    fn between(old: &[u8], new: &[u8]) -> Self {
        let ends = |set: &[u8]| set.iter().min().copied().zip(set.iter().max().copied());
        let (Some(old), Some(new)) = (ends(old), ends(new)) else { return Self::Neither };
        if old == new {
            Self::Neither
        } else if new.0 >= old.0 && new.1 >= old.1 {
            Self::Better
        } else if new.0 <= old.0 && new.1 <= old.1 {
            Self::Worse
        } else {
            Self::Neither
        }
    }
}

fn rank(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Outside => None,
        Verdict::Conflict => Some(0),
        Verdict::Divided => Some(1),
        Verdict::Neutral => Some(2),
        Verdict::Reserve => Some(3),
        Verdict::Agree => Some(4),
    }
}

fn result_rank(result: ForumResult) -> Option<u8> {
    match result {
        ForumResult::Outside => None,
        ForumResult::Unsupported => Some(0),
        ForumResult::Blocked => Some(1),
        ForumResult::Reserved => Some(2),
        ForumResult::Adopted => Some(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Agree, Conflict, Neutral, Outside, Reserve};

    fn of(old: &[Verdict], new: &[Verdict]) -> Direction {
        let set = |all: &[Verdict]| all.iter().fold(VerdictSet::default(), |set, &one| set.with(VerdictSet::one(one)));
        Direction::of_verdicts(set(old), set(new))
    }

    #[test]
    fn choice_by_choice() {
        use Direction::{Better, Neither, Worse};
        assert_eq!(Direction::of_choices([]), None);
        assert_eq!(Direction::of_choices([Neither, Worse]), Some(Worse));
        assert_eq!(Direction::of_choices([Better, Neither]), Some(Better));
        assert_eq!(Direction::of_choices([Better, Worse, Worse]), Some(Neither));
    }

    #[test]
    fn up_down_and_neither() {
        assert_eq!(of(&[Agree], &[Reserve]), Direction::Worse);
        assert_eq!(of(&[Conflict], &[Neutral]), Direction::Better);
        assert_eq!(of(&[Outside], &[Conflict]), Direction::Neither);
        assert_eq!(of(&[Agree, Conflict], &[Agree]), Direction::Better);
        assert_eq!(of(&[Agree, Conflict], &[Reserve]), Direction::Neither);
        assert_eq!(of(&[Agree, Conflict], &[Conflict]), Direction::Worse);
        assert_eq!(of(&[Outside, Agree], &[Outside, Conflict]), Direction::Worse);
        assert_eq!(of(&[Agree, Neutral, Conflict], &[Agree, Conflict]), Direction::Neither);
    }
}
