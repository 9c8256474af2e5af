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
        let expr = library.expressions.get(expr);
        let one = |subject: Option<&Subject>| Self::one(subject.and_then(|subject| stand.who(*subject)));
        let (from, to) = subjects(expr);
        let members = over_members(expr);
        let own = one(from).with(one(to)).with(Self { first: members, lane: members });
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
    let of = |subject: &Subject| match subject {
        Subject::Own => own_is_member,
        Subject::Outer => true,
        Subject::Counterpart | Subject::Party(_) | Subject::State(_) => false,
    };
    let expr = library.expressions.get(expr);
    let (one, other) = subjects(expr);
    one.is_some_and(of)
        || other.is_some_and(of)
        || expr.children().into_iter().any(|child| asks(library, child, own_is_member && !over_members(expr)))
}

/// The states that an expression itself reads; of a pair both.
fn subjects(expr: &Expr) -> (Option<&Subject>, Option<&Subject>) {
    if let Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) = expr {
        return (Some(subject), None);
    }
    if let Expr::PairAttribute(_, from, to) = expr { (Some(from), Some(to)) } else { (None, None) }
}

/// Whether an expression or a part of it looks at the members of the instance.
pub fn looks_at_members(library: &Library, expr: ExprId) -> bool {
    let expr = library.expressions.get(expr);
    over_members(expr) || expr.children().into_iter().any(|child| looks_at_members(library, child))
}

/// Whether it looks at the members of the instance.
fn over_members(expr: &Expr) -> bool {
    matches!(expr, Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..))
}

/// Whether all that differs between pairs in an expression is attributes of pairs.
pub fn reads_only_pairs(library: &Library, expr: ExprId) -> bool {
    let named = |subject: &Subject| matches!(subject, Subject::State(_));
    let expr = library.expressions.get(expr);
    let own = match subjects(expr) {
        // With a named state on one side, the other differs.
        (Some(from), Some(to)) => !named(from) && !named(to),
        (Some(of), None) | (None, Some(of)) => named(of),
        (None, None) => !over_members(expr),
    };
    own && expr.children().into_iter().all(|child| reads_only_pairs(library, child))
}
