//! Whose facts a condition reads, in a table of states or of pairs.

use crate::model::{Expr, ExprId, Library, Subject};

/// A state of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The first state of a pair, which is the same in all lanes.
    First,
    /// The state of the lane: the second of a pair, or a member of a group or of all.
    Lane,
}

impl Who {
    /// The other state of the pair.
    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Lane,
            Self::Lane => Self::First,
        }
    }
}

/// From where a condition is asked: the state whose attributes a bare name reads, and the state under discussion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stand {
    /// The state whose attributes a bare name reads.
    pub own: Who,
    /// The state under discussion outside a condition on members.
    pub outer: Who,
}

impl Stand {
    /// Of one state.
    pub fn of(who: Who) -> Self {
        Self { own: who, outer: who }
    }

    fn who(self, subject: Subject) -> Option<Who> {
        match subject {
            Subject::Own => Some(self.own),
            Subject::Outer => Some(self.outer),
            Subject::Counterpart => Some(self.outer.other()),
            Subject::Party(0) => Some(Who::First),
            Subject::Party(1) => Some(Who::Lane),
            Subject::Party(_) | Subject::State(_) => None,
        }
    }
}

/// The states of a pair that an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    first: bool,
    lane: bool,
}

impl Sides {
    /// Those that an expression reads.
    pub fn of(library: &Library, expr: ExprId, stand: Stand) -> Self {
        let one = |subject: Subject| Self::one(stand.who(subject));
        let expr = library.expressions.get(expr);
        let own = match expr {
            Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => one(*subject),
            Expr::PairAttribute(_, from, to) => one(*from).with(one(*to)),
            Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..) => Self { first: true, lane: true },
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
            | Expr::Negative(_) => Self::default(),
        };
        expr.children().into_iter().fold(own, |sides, child| sides.with(Self::of(library, child, stand)))
    }

    /// The only state that is read, or the one of the lane where none is; `None` where both are.
    pub fn single(self) -> Option<Who> {
        match (self.first, self.lane) {
            (true, true) => None,
            (true, false) => Some(Who::First),
            (false, _) => Some(Who::Lane),
        }
    }

    fn one(who: Option<Who>) -> Self {
        Self { first: who == Some(Who::First), lane: who == Some(Who::Lane) }
    }

    fn with(self, other: Self) -> Self {
        Self { first: self.first || other.first, lane: self.lane || other.lane }
    }
}

/// Whether what a condition comes to among members depends on which of them asks.
pub fn depends_on_member(library: &Library, expr: ExprId) -> bool {
    asks(library, expr, true)
}

fn asks(library: &Library, expr: ExprId, own_is_member: bool) -> bool {
    let of = |subject: Subject| match subject {
        Subject::Own => own_is_member,
        Subject::Outer => true,
        Subject::Counterpart | Subject::Party(_) | Subject::State(_) => false,
    };
    match library.expressions.get(expr) {
        Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => of(*subject),
        Expr::PairAttribute(_, from, to) => of(*from) || of(*to),
        Expr::Quantified(_, inner) | Expr::Counted(_, inner) | Expr::Aggregate(_, inner) => {
            asks(library, *inner, false)
        }
        other => other.children().into_iter().any(|child| asks(library, child, own_is_member)),
    }
}

/// Whether all that differs between pairs in an expression is attributes of pairs.
pub fn reads_only_pairs(library: &Library, expr: ExprId) -> bool {
    let expr = library.expressions.get(expr);
    match expr {
        Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => {
            matches!(subject, Subject::State(_))
        }
        // With a named state on one side, the other differs.
        Expr::PairAttribute(_, from, to) => ![from, to].iter().any(|side| matches!(side, Subject::State(_))),
        Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..) => false,
        other => other.children().into_iter().all(|child| reads_only_pairs(library, child)),
    }
}
