//! The kinds of slips.

/// A kind of change. Each is one that a drafter might make without noticing, and one that some test can notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `remittances >= 5%` → `remittances >= 6%`
    Bound,
    /// `remittances >= 5%` → `remittances > 5%`
    Comparison,
    /// `known income and eu` → `known income or eu`
    Connective,
    /// `not eu` → `eu`
    Negation,
    /// `every member (eu)` → `some member (eu)`
    Quantifier,
    /// `when eu` → `unless eu`, or nothing
    Condition,
    /// `shall` → `should`
    Modality,
    /// `[30 days | 60 days]` → `30 days`
    Bracket,
    /// `duty: sender shall readmit` → nothing
    Clause,
    /// `reservations on support` → nothing
    Reservation,
    /// `at regional, global` → `at regional`
    Level,
    /// `as origin` → `as transit`
    Capacity,
    /// `favours labour` → `opposes labour`
    Direction,
    /// `up to should` → `up to may`
    Ceiling,
    /// `favours labour` → nothing
    Evidence,
    /// `interest dependence { … }` → nothing
    Interest,
    /// `open at global` → `closed at global`
    Scope,
    /// `absent is no` → `absent is yes`
    Absent,
    /// `measure tax on trade` → `measure tax against trade`
    Effect,
    /// `adopts by majority` → `adopts by consensus`
    Adoption,
    /// `veto FRA, GBR` → `veto FRA`
    Veto,
}

impl Operator {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Bound,
        Self::Comparison,
        Self::Connective,
        Self::Negation,
        Self::Quantifier,
        Self::Condition,
        Self::Modality,
        Self::Bracket,
        Self::Clause,
        Self::Reservation,
        Self::Level,
        Self::Capacity,
        Self::Direction,
        Self::Ceiling,
        Self::Evidence,
        Self::Interest,
        Self::Scope,
        Self::Absent,
        Self::Effect,
        Self::Adoption,
        Self::Veto,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::Comparison => "comparison",
            Self::Connective => "connective",
            Self::Negation => "negation",
            Self::Quantifier => "quantifier",
            Self::Condition => "condition",
            Self::Modality => "modality",
            Self::Bracket => "bracket",
            Self::Clause => "clause",
            Self::Reservation => "reservation",
            Self::Level => "level",
            Self::Capacity => "capacity",
            Self::Direction => "direction",
            Self::Ceiling => "ceiling",
            Self::Evidence => "evidence",
            Self::Interest => "interest",
            Self::Scope => "scope",
            Self::Absent => "absent",
            Self::Effect => "effect",
            Self::Adoption => "adoption",
            Self::Veto => "veto",
        }
    }
}
