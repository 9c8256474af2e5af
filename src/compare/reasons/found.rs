//! Reasons as they are found, each once.

/// What did it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// What kind of thing.
    pub kind: ReasonKind,
    /// In words, without what is a single state's own.
    pub text: String,
}

/// What kind of thing did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// An issue is open or closed.
    Scope,
    /// Who plays a party.
    Party,
    /// A capacity of a state.
    Capacity,
    /// The words of a clause, or whether there is one.
    Clause,
    /// Whether a clause allows reservations.
    Reservations,
    /// An interest or a position.
    Evidence,
    /// An interest rule.
    Rule,
    /// A fact.
    Fact,
    /// A named expression.
    Definition,
    /// Who belongs to a group.
    Group,
    /// A figure over the members.
    Members,
    /// What a measure or an issue is.
    Vocabulary,
    /// The day.
    Day,
    /// The stances, where nothing nearer was found.
    Stance,
}

impl ReasonKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Party => "party",
            Self::Capacity => "capacity",
            Self::Clause => "clause",
            Self::Reservations => "reservations",
            Self::Evidence => "evidence",
            Self::Rule => "rule",
            Self::Fact => "fact",
            Self::Definition => "definition",
            Self::Group => "group",
            Self::Members => "members",
            Self::Vocabulary => "vocabulary",
            Self::Day => "day",
            Self::Stance => "stance",
        }
    }
}

/// A reason, with what is the state's own in it.
#[derive(Debug, Clone)]
pub(in crate::compare) struct Cause {
    pub reason: Reason,
    pub details: Vec<String>,
}

/// The reasons that have been found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    causes: Vec<Cause>,
    /// How often one was added, those that were there already included.
    added: usize,
}

impl Found {
    /// Adds a reason, or what is the state's own to the reason that is there.
    pub fn add(&mut self, kind: ReasonKind, text: impl Into<String>, detail: Option<String>) {
        self.added += 1;
        let reason = Reason { kind, text: text.into() };
        let place = self.causes.iter().position(|cause| cause.reason == reason);
        match place.and_then(|place| self.causes.get_mut(place)) {
            Some(cause) => {
                let new = detail.filter(|detail| !cause.details.contains(detail));
                cause.details.extend(new);
            }
            None => self.causes.push(Cause { reason, details: detail.into_iter().collect() }),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.causes.is_empty()
    }

    /// How often a reason has been found: one that is found again counts again.
    pub fn count(&self) -> usize {
        self.added
    }

    pub fn into_causes(self) -> Vec<Cause> {
        self.causes
    }
}
