//! Principles, with every way of clearing their brackets.

use super::{CapacityId, Condition, IssueId, LevelId, MeasureId, Named, Override, PersonsId, Remarks, Value};
use crate::source::Span;
pub use crate::syntax::ast::Modality;
use jiff::civil::Date;

/// A principle.
#[derive(Debug, Clone)]
pub struct Principle {
    /// Its name.
    pub named: Named,
    /// What it is about.
    pub issues: Vec<IssueId>,
    /// The levels at which it is negotiated, from the narrowest to the widest.
    pub levels: Vec<LevelId>,
    /// The people it concerns; empty for everybody.
    pub concerns: Vec<PersonsId>,
    /// Its parties; never empty.
    pub parties: Vec<Party>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// The principles over which it prevails where they clash.
    pub overrides: Vec<Override>,
    /// The day on which its text was adopted. It changes no verdict: only [`Precedence::Later`] reads it.
    ///
    /// [`Precedence::Later`]: super::Precedence::Later
    pub adopted: Option<Date>,
}

/// A part that states play in a principle.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// The capacities, one of which a state needs; empty for any.
    pub capacities: Vec<CapacityId>,
    /// The condition that it must meet.
    pub condition: Option<Condition>,
    /// Where it is declared.
    pub span: Span,
}

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its label.
    pub label: String,
    /// Whether it allows reservations.
    pub reservable: bool,
    /// Every way of clearing its brackets, in the order in which the alternatives are written; one for a clean clause.
    pub variants: Vec<Variant>,
    /// Where it stands.
    pub span: Span,
    /// What is said of it.
    pub remarks: Remarks,
}

/// One way of clearing the brackets of a clause.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The alternative taken in each bracket.
    pub picked: Vec<Picked>,
    /// The clause so cleared; `None` where it is left out.
    pub term: Option<Term>,
}

/// A bracket and the alternative taken in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Which bracket of the clause.
    pub bracket: Bracket,
    /// The alternative.
    pub alternative: Alternative,
    /// The alternative in words that `choosing` takes.
    pub words: String,
    /// Where the alternative is written; for a clause that is left out and for an open value, its bracket.
    pub span: Span,
}

/// A bracket of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bracket {
    /// Around all that follows the label.
    Whole,
    /// Around the modality.
    Modality,
    /// Around the measure.
    Measure,
    /// Around the value of a parameter.
    Parameter(String),
    /// `?` for the value of a parameter.
    Open(String),
}

/// What a bracket offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// A modality.
    Modality(Modality),
    /// A measure.
    Measure(MeasureId),
    /// The value of a parameter.
    Value(Value),
    /// The clause is kept.
    With,
    /// The clause is left out.
    Without,
    /// The clause's n-th wording, from 1.
    Option(usize),
}

/// The words of a clause, cleared of brackets.
#[derive(Debug, Clone)]
pub struct Term {
    /// The party that it binds, by its place in the list of parties.
    pub party: usize,
    /// How strongly.
    pub modality: Modality,
    /// To do what.
    pub measure: MeasureId,
    /// The values of the measure's parameters, by name.
    pub arguments: Vec<(String, Value)>,
    /// The levels to which it is limited; `None` for all of the principle's.
    pub levels: Option<Vec<LevelId>>,
    /// When it binds.
    pub when: Option<Condition>,
    /// When it does not.
    pub unless: Option<Condition>,
    /// The treaty's words for it.
    pub text: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// Words that clear brackets: `should`, `duty.within 60 days`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The clause that it is limited to, by its label.
    pub clause: Option<String>,
    /// The parameter that it is limited to.
    pub parameter: Option<String>,
    /// The alternative.
    pub alternative: Alternative,
}

impl Principle {
    /// Whether it has brackets.
    pub fn is_draft(&self) -> bool {
        self.clauses.iter().any(|clause| clause.variants.len() > 1)
    }

    /// A clause by its label.
    pub fn clause(&self, label: &str) -> Option<usize> {
        self.clauses.iter().position(|clause| clause.label == label)
    }

    /// A party by its name.
    pub fn party(&self, name: &str) -> Option<usize> {
        self.parties.iter().position(|party| party.name == name)
    }
}

/// The word or words for a modality.
pub fn modality_words(modality: Modality) -> &'static str {
    match modality {
        Modality::May => "may",
        Modality::Should => "should",
        Modality::Shall => "shall",
        Modality::ShouldNot => "should not",
        Modality::ShallNot => "shall not",
    }
}

/// How strong a modality is: may, then should and should not, then shall and shall not.
pub fn modality_strength(modality: Modality) -> u8 {
    match modality {
        Modality::May => 0,
        Modality::Should | Modality::ShouldNot => 1,
        Modality::Shall | Modality::ShallNot => 2,
    }
}

/// Whether a modality asks for or allows the measure rather than speaking against it.
pub fn modality_positive(modality: Modality) -> bool {
    match modality {
        Modality::May | Modality::Should | Modality::Shall => true,
        Modality::ShouldNot | Modality::ShallNot => false,
    }
}
