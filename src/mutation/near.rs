//! Which tests and snapshots a change can reach.

use std::collections::BTreeSet;

use crate::model::{
    self, Body, Expectation, ExpectationKind, ExpectedInstance, Expr, ForumId, IssueId, Library, PrincipleId, Record,
    Recorded, StateId,
};
use crate::source::Span;
use crate::syntax::ast::Item;
use crate::testing::Block;

/// What a changed statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A principle: its text reaches what is expected of it and of common ground, and nothing else.
    Principle(PrincipleId),
    /// A forum: its rule reaches what is expected of it, and nothing else.
    Forum(ForumId),
    /// A state. What it is and says may reach any test.
    State(StateId),
    /// The scope of an issue, which may reach any test.
    Scope(IssueId),
    /// Anything else, which may reach any test.
    Other,
}

/// The tests that come near a mutant that none of them noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// What kind of thing is changed, in words; `None` where no test is near or far.
    pub kind: Option<&'static str>,
    /// Its name.
    pub name: Option<String>,
    /// The tests and snapshots, by their place among [`Mutation::blocks`](super::Mutation::blocks).
    pub tests: Vec<usize>,
}

impl Subject {
    /// What a statement of a library declares or rules.
    pub(super) fn of(item: &Item, library: &Library) -> Self {
        let declared = |span: Span| move |named: &model::Named| named.span == span;
        let found = match item {
            Item::Principle(item) => {
                let is = declared(item.name.span);
                library.principles.iter().find(|(_, found)| is(&found.named)).map(|(id, _)| Self::Principle(id))
            }
            Item::Forum(item) => {
                let is = declared(item.name.span);
                library.forums.iter().find(|(_, found)| is(&found.named)).map(|(id, _)| Self::Forum(id))
            }
            Item::State(item) => {
                let is = declared(item.name.span);
                library.states.iter().find(|(_, found)| is(&found.named)).map(|(id, _)| Self::State(id))
            }
            Item::Scope(item) => {
                let name = item.issue.dotted();
                library.issues.iter().find(|(_, found)| found.named.name == name).map(|(id, _)| Self::Scope(id))
            }
            Item::Library(_)
            | Item::Use(_)
            | Item::Levels(_)
            | Item::Capacities(_)
            | Item::Issue(_)
            | Item::Persons(_)
            | Item::Enum(_)
            | Item::Unit(_)
            | Item::Measure(_)
            | Item::Attribute(_)
            | Item::Define(_)
            | Item::ScopeDefault(_)
            | Item::Interest(_)
            | Item::Group(_)
            | Item::Table(_)
            | Item::Test(_)
            | Item::Snapshot(_)
            | Item::Allow(_) => None,
        };
        found.unwrap_or(Self::Other)
    }

    /// Whether a change may reach a test or a snapshot at all. `alone` says that no condition of the library looks at
    /// members, or at a state by its name: then a verdict among several depends on the facts of its own state only.
    pub(super) fn reaches(self, block: Block<'_>, alone: bool) -> bool {
        match self {
            Self::State(id) if alone => match block {
                Block::Test(test) => test.expectations.iter().any(|expectation| touches(expectation, id)),
                Block::Snapshot(_) => true,
            },
            Self::Principle(_) | Self::Forum(_) => match block {
                Block::Test(test) => test.expectations.iter().any(|expectation| self.may_change(expectation)),
                Block::Snapshot(snapshot) => snapshot.records.iter().any(|record| self.may_change_record(record)),
            },
            Self::State(_) | Self::Scope(_) | Self::Other => true,
        }
    }

    fn may_change_record(self, record: &Record) -> bool {
        match (self, &record.kind) {
            (Self::Principle(id), Recorded::Verdicts { principle, .. } | Recorded::Outcome { principle, .. }) => {
                *principle == id
            }
            (Self::Forum(id), Recorded::Outcome { forum, .. }) => *forum == id,
            (Self::Principle(_), Recorded::Scope { .. })
            | (Self::Forum(_), Recorded::Verdicts { .. } | Recorded::CommonGround { .. } | Recorded::Scope { .. }) => {
                false
            }
            (Self::Principle(_), Recorded::CommonGround { .. })
            | (Self::State(_) | Self::Scope(_) | Self::Other, _) => true,
        }
    }

    fn may_change(self, expectation: &Expectation) -> bool {
        let (of, at) = match &expectation.kind {
            ExpectationKind::Verdict { principle, .. } => (Some(*principle), None),
            ExpectationKind::Outcome { principle, forum, .. } => (Some(*principle), Some(*forum)),
            ExpectationKind::Count { principle, body, .. } => {
                let forum = match body {
                    Some(Body::Forum(forum)) => Some(*forum),
                    Some(Body::Group(_)) | None => None,
                };
                (Some(*principle), forum)
            }
            // Common ground is found on all principles, or on those on an issue, which a change may bring in.
            ExpectationKind::CommonGround { .. } => return matches!(self, Self::Principle(_)),
            ExpectationKind::Scope { .. } | ExpectationKind::Value { .. } => return false,
        };
        match self {
            Self::Principle(id) => of == Some(id),
            Self::Forum(id) => at == Some(id),
            Self::State(_) | Self::Scope(_) | Self::Other => true,
        }
    }

    /// The tests that are about it, of those that are run.
    pub(super) fn near(self, library: &Library, blocks: &[Block<'_>]) -> Near {
        let about = |is: &dyn Fn(&Expectation) -> bool| -> Vec<usize> {
            let of = |block: &Block<'_>| match block {
                Block::Test(test) => test.expectations.iter().any(is),
                Block::Snapshot(snapshot) => snapshot.records.iter().any(|record| self.is_recorded(library, record)),
            };
            blocks.iter().enumerate().filter(|(_, block)| of(block)).map(|(at, _)| at).collect()
        };
        let (kind, name, tests) = match self {
            Self::Principle(id) => {
                let is = |expectation: &Expectation| principle(expectation) == Some(id);
                ("principle", &library.principles[id].named.name, about(&is))
            }
            Self::Forum(id) => {
                let is = |expectation: &Expectation| self.may_change(expectation);
                ("forum", &library.forums[id].named.name, about(&is))
            }
            Self::State(id) => {
                let is = |expectation: &Expectation| states(expectation).contains(&id);
                ("state", &library.states[id].named.name, about(&is))
            }
            Self::Scope(id) => {
                let is = |expectation: &Expectation| issues(library, expectation).contains(&id);
                ("issue", &library.issues[id].named.name, about(&is))
            }
            Self::Other => return Near { kind: None, name: None, tests: Vec::new() },
        };
        Near { kind: Some(kind), name: Some(name.clone()), tests }
    }
}

impl Subject {
    /// Whether something that is recorded is about it.
    fn is_recorded(self, library: &Library, record: &Record) -> bool {
        match self {
            Self::Principle(_) | Self::Forum(_) => {
                self.may_change_record(record) && !matches!(record.kind, Recorded::CommonGround { .. })
            }
            Self::State(id) => match &record.kind {
                Recorded::Verdicts { states, .. } => states.contains(&id),
                Recorded::CommonGround { states, .. } => states.contains(&id),
                Recorded::Outcome { .. } | Recorded::Scope { .. } => false,
            },
            Self::Scope(id) => {
                let named = match &record.kind {
                    Recorded::Scope { issue, .. } => vec![*issue],
                    Recorded::CommonGround { issue, .. } => issue.iter().copied().collect(),
                    Recorded::Verdicts { principle, .. } | Recorded::Outcome { principle, .. } => {
                        library.principles[*principle].issues.clone()
                    }
                };
                with_above(library, named).contains(&id)
            }
            Self::Other => false,
        }
    }
}

/// Whether what a state is can matter for an expectation, where each state stands alone.
fn touches(expectation: &Expectation, id: StateId) -> bool {
    match &expectation.kind {
        ExpectationKind::Verdict { .. } | ExpectationKind::Value { .. } | ExpectationKind::CommonGround { .. } => {
            states(expectation).contains(&id)
        }
        ExpectationKind::Outcome { .. } | ExpectationKind::Count { .. } => true,
        ExpectationKind::Scope { .. } => false,
    }
}

/// Whether no condition looks at members, or at a state by its name.
pub(super) fn stand_alone(library: &Library) -> bool {
    let looks = |expr: &Expr| match expr {
        Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..) => true,
        Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => {
            matches!(subject, model::Subject::State(_))
        }
        Expr::PairAttribute(_, from, to) => {
            [from, to].iter().any(|subject| matches!(subject, model::Subject::State(_)))
        }
        Expr::Value(_)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Arithmetic(..)
        | Expr::Negative(_) => false,
    };
    !library.expressions.iter().any(|(_, expr)| looks(expr))
}

fn principle(expectation: &Expectation) -> Option<PrincipleId> {
    match &expectation.kind {
        ExpectationKind::Verdict { principle, .. }
        | ExpectationKind::Outcome { principle, .. }
        | ExpectationKind::Count { principle, .. } => Some(*principle),
        ExpectationKind::CommonGround { .. } | ExpectationKind::Scope { .. } | ExpectationKind::Value { .. } => None,
    }
}

/// The states that an expectation names.
fn states(expectation: &Expectation) -> Vec<StateId> {
    match &expectation.kind {
        ExpectationKind::Verdict { state, instance, .. } => match instance {
            ExpectedInstance::Pair(one, other) | ExpectedInstance::EitherPair(one, other) => vec![*one, *other],
            ExpectedInstance::All | ExpectedInstance::Group(_) => vec![*state],
        },
        ExpectationKind::CommonGround { states, .. } => states.to_vec(),
        ExpectationKind::Value { state, .. } => vec![*state],
        ExpectationKind::Outcome { .. } | ExpectationKind::Count { .. } | ExpectationKind::Scope { .. } => Vec::new(),
    }
}

/// The issues that an expectation names or whose principle is on them, with those above.
fn issues(library: &Library, expectation: &Expectation) -> BTreeSet<IssueId> {
    let named = match &expectation.kind {
        ExpectationKind::Scope { issue, .. } => vec![*issue],
        ExpectationKind::CommonGround { issue, .. } => issue.iter().copied().collect(),
        ExpectationKind::Value { .. } => Vec::new(),
        ExpectationKind::Verdict { .. } | ExpectationKind::Outcome { .. } | ExpectationKind::Count { .. } => {
            principle(expectation).map(|id| library.principles[id].issues.clone()).unwrap_or_default()
        }
    };
    with_above(library, named)
}

fn with_above(library: &Library, named: Vec<IssueId>) -> BTreeSet<IssueId> {
    named.into_iter().flat_map(|issue| library.issue_and_above(issue)).collect()
}
