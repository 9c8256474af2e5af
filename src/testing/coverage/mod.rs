//! Which parts of a library its tests exercise.
//!
//! In: a [`Library`], its [`Test`]s and a day. Out: [`Coverage`]: every [`Item`] of the project's own files that a test
//! can exercise, with the [`Half`]s of it that are asked for and whether each was seen. Never here: whether a test
//! passed; a test that fails exercises what it asks for all the same.
//!
//! Evaluation is pure, so nothing is recorded while it runs: the rows that an expectation asks for are explained once
//! more ([`Session::explain`](crate::judge::Session::explain)), and the reasons are folded into a [`Ledger`]. A row is
//! *asked for* by an expectation of a verdict (that row), a count (the rows that are counted), an outcome (the members
//! of the forum), common ground (the rows of both states), and by a snapshot that records them. A part is *exercised* when:
//!
//! - a **principle**: a row of it is asked for, whatever comes out;
//! - a **clause**: it is negotiated in such a row, and its stance there is surely not `none`;
//! - an **alternative** of a bracket: such a row is judged with it, because it is chosen or because nothing chooses. A
//!   value that is left open (`?`) is one alternative;
//! - **evidence**, own or given by a rule: it surely counts, in the tier that surely decides, for a clause that surely
//!   binds, in a role that is surely played: it *wins*. It *loses* where it would surely count, but a nearer tier
//!   decides, or a state's own position replaces the one of a rule. Evidence from a table is one item for each word of
//!   a column, not one for each row;
//! - a **scope rule** at a level: it decides a ruling that is asked for, by an expectation of scope or by a row (*wins*),
//!   or a nearer or stricter one decides where it would apply (*loses*);
//! - an **interest rule** with a condition, and any other **condition** and each part of it that is joined with others:
//!   it is asked for such a row, and comes to *yes*, and to *no*; that of evidence also where something nearer silences
//!   it, since whether it loses depends on it. Unknown is neither.
//!
//! A half is asked for only where the library as it is written makes it possible: evidence needs to lose only where
//! something nearer can be held by the same state in the same role, and to win only where it matches a clause and
//! nothing that always counts stands before it. What only a test could bring about by states of its own is not asked
//! for, so that all points can be reached.

mod asked;
mod board;
mod conditions;
mod evidence;
mod exclusive;
mod items;
mod ledger;
mod places;
mod possible;
mod scope;
mod wanted;

use jiff::civil::Date;

use ledger::Ledger;

use crate::model::{Library, Snapshot, Test};
use crate::source::Span;
use crate::testing::setting::Block;

/// A kind of thing that tests exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A principle.
    Principle,
    /// A clause of a principle.
    Clause,
    /// An alternative of a bracket.
    Alternative,
    /// An interest or a position of a state, written out or from a table.
    Evidence,
    /// A rule on the scope of an issue at a level, or the default.
    Scope,
    /// An interest rule: whether it holds.
    Rule,
    /// Evidence that an interest rule gives.
    Given,
    /// A condition, or a part of one.
    Condition,
}

/// What is asked of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// It is exercised at all.
    Seen,
    /// It decides.
    Won,
    /// Something nearer decides in its stead.
    Lost,
    /// It comes to yes.
    Yes,
    /// It comes to no.
    No,
}

/// A thing that tests exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Its name; `None` where its own words are the best name.
    pub name: Option<String>,
    /// Where it is written.
    pub span: Span,
    /// What is asked of it, each with whether a test has seen it: one point each, and never none.
    pub points: Vec<(Half, bool)>,
}

/// What tests exercise of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The items, in the order of their places.
    pub items: Vec<Item>,
    /// How many tests and snapshots were run.
    pub tests: usize,
}

/// Points that were exercised, of all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    /// Points that a test has seen.
    pub seen: usize,
    /// All points.
    pub all: usize,
}

impl Kind {
    /// All of them, in the order in which they are reported.
    pub const ALL: [Self; 8] = [
        Self::Principle,
        Self::Clause,
        Self::Alternative,
        Self::Evidence,
        Self::Scope,
        Self::Rule,
        Self::Given,
        Self::Condition,
    ];

    /// Its name for several.
    pub fn name(self) -> &'static str {
        match self {
            Self::Principle => "principles",
            Self::Clause => "clauses",
            Self::Alternative => "alternatives",
            Self::Evidence => "evidence",
            Self::Scope => "scope rules",
            Self::Rule => "interest rules",
            Self::Given => "evidence of rules",
            Self::Condition => "conditions",
        }
    }

    /// Its name for one.
    pub fn one(self) -> &'static str {
        match self {
            Self::Principle => "principle",
            Self::Clause => "clause",
            Self::Alternative => "alternative",
            Self::Evidence => "evidence",
            Self::Scope => "scope rule",
            Self::Rule => "interest rule",
            Self::Given => "evidence of a rule",
            Self::Condition => "condition",
        }
    }
}

impl Half {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Yes => "yes",
            Self::No => "no",
        }
    }
}

impl Item {
    /// How many of its points were exercised.
    pub fn figure(&self) -> Figure {
        Figure { seen: self.points.iter().filter(|(_, seen)| *seen).count(), all: self.points.len() }
    }

    /// What no test has seen of it.
    pub fn missing(&self) -> impl Iterator<Item = Half> {
        self.points.iter().filter(|(_, seen)| !*seen).map(|(half, _)| *half)
    }
}

impl Figure {
    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { seen: self.seen + other.seen, all: self.all + other.all }
    }

    /// Tenths of a percent, rounded down, so that only all points are 100.0%; `None` of nothing.
    pub fn tenths(self) -> Option<usize> {
        self.seen.saturating_mul(1000).checked_div(self.all)
    }
}

impl Coverage {
    /// The points of all items.
    pub fn figure(&self) -> Figure {
        self.items.iter().map(Item::figure).fold(Figure::default(), Figure::with)
    }

    /// The points of the items of one kind.
    pub fn of_kind(&self, kind: Kind) -> Figure {
        let of_kind = self.items.iter().filter(|item| item.kind == kind);
        of_kind.map(Item::figure).fold(Figure::default(), Figure::with)
    }
}

/// What tests and snapshots exercise of a library. `day` is the library's day; each may have one of its own.
pub fn measure(library: &Library, tests: &[&Test], snapshots: &[&Snapshot], day: Option<Date>) -> Coverage {
    let tests = tests.iter().copied().map(Block::Test);
    let blocks: Vec<Block<'_>> = tests.chain(snapshots.iter().copied().map(Block::Snapshot)).collect();
    let ledger = Ledger::new(library, &blocks, day);
    ledger.consult(library, &blocks, day);
    ledger.close(blocks.len())
}
