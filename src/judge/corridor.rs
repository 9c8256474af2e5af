//! What the verdicts of two states come to together.

use super::columns::{Findings, Lanes};
use super::session::Row;
use super::verdict::{Finding, Verdict};

/// A pair's outcome, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairOutcome {
    /// Both agree, or reserve.
    Agreement,
    /// One does.
    OneSided,
    /// Neither does, and neither is against.
    Neutral,
    /// It depends on unknown facts.
    Undetermined,
    /// It depends on how the brackets are cleared.
    Open,
    /// One is divided.
    Divided,
    /// One is against.
    Conflict,
    /// It is not open to them.
    Outside,
}

impl PairOutcome {
    /// All, best first.
    pub const ALL: [Self; 8] = [
        Self::Agreement,
        Self::OneSided,
        Self::Neutral,
        Self::Undetermined,
        Self::Open,
        Self::Divided,
        Self::Conflict,
        Self::Outside,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::OneSided => "one_sided",
            Self::Neutral => "neutral",
            Self::Undetermined => "undetermined",
            Self::Open => "open",
            Self::Divided => "divided",
            Self::Conflict => "conflict",
            Self::Outside => "outside",
        }
    }

    /// The outcomes of the pairs of a block, as [`PairOutcome::of`] says them of one: each with the lanes that have it.
    pub fn planes(one: &Findings, other: &Findings) -> [(Self, Lanes); 8] {
        let either = |finding: Finding| one.of(finding) | other.of(finding);
        let for_it = |of: &Findings| of.of(Finding::One(Verdict::Agree)) | of.of(Finding::One(Verdict::Reserve));
        let (for_one, for_other) = (for_it(one), for_it(other));
        let mut left = one.iter().fold(Lanes::NONE, |all, (_, rows)| all | rows);
        let mut take = |lanes: Lanes| {
            let taken = left & lanes;
            left &= !lanes;
            taken
        };
        [
            (Self::Conflict, take(either(Finding::One(Verdict::Conflict)))),
            (Self::Divided, take(either(Finding::One(Verdict::Divided)))),
            (Self::Undetermined, take(either(Finding::Undetermined))),
            (Self::Open, take(either(Finding::Open))),
            (Self::Outside, take(either(Finding::One(Verdict::Outside)))),
            (Self::Agreement, take(for_one & for_other)),
            (Self::OneSided, take(for_one | for_other)),
            (Self::Neutral, take(Lanes::ALL)),
        ]
    }

    /// The outcome of two verdicts in one instance: conflict if either conflicts, else divided if either is divided,
    /// else undetermined if either is, else open if either is, else agreement if both agree or reserve, else one-sided if one does.
    pub fn of(one: &Row, other: &Row) -> Self {
        let has = |wanted: Finding| one.finding == wanted || other.finding == wanted;
        let for_it = |row: &Row| matches!(row.finding, Finding::One(Verdict::Agree | Verdict::Reserve));
        if has(Finding::One(Verdict::Conflict)) {
            Self::Conflict
        } else if has(Finding::One(Verdict::Divided)) {
            Self::Divided
        } else if has(Finding::Undetermined) {
            Self::Undetermined
        } else if has(Finding::Open) {
            Self::Open
        } else if has(Finding::One(Verdict::Outside)) {
            Self::Outside
        } else {
            match (for_it(one), for_it(other)) {
                (true, true) => Self::Agreement,
                (true, false) | (false, true) => Self::OneSided,
                (false, false) => Self::Neutral,
            }
        }
    }
}
