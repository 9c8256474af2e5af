//! Expressions, compiled: no names, no syntax, each one held once.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{AttributeId, DefinitionId, ExprId, GroupId, Id, LevelId, StateId, Value};
use crate::source::Span;
pub use crate::syntax::ast::{Aggregation, Comparison, Counting, Operator, Quantifier};

/// Whose attribute is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The state under discussion; inside a condition on members, the member.
    Own,
    /// Inside a condition on members, the state under discussion outside it.
    Outer,
    /// The other state of a pair.
    Counterpart,
    /// The state that plays a party of the principle, by its place in the list of parties.
    Party(u8),
    /// A named state.
    State(StateId),
}

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    /// A constant.
    Value(Value),
    /// An attribute of a state.
    Attribute(Subject, AttributeId),
    /// An attribute of the ordered pair of two states.
    PairAttribute(AttributeId, Subject, Subject),
    /// A named expression, of a state.
    Definition(Subject, DefinitionId),
    /// A parameter of the clause at hand, by name.
    Parameter(Arc<str>),
    /// Whether the level is one of these.
    LevelIn(Vec<LevelId>),
    /// Whether a state is a member of a group.
    InGroup(Subject, GroupId),
    /// All.
    And(Vec<ExprId>),
    /// Any.
    Or(Vec<ExprId>),
    /// The contrary.
    Not(ExprId),
    /// A comparison of two values of one type.
    Compare(Comparison, ExprId, ExprId),
    /// Whether a value is in a set, or a set holds another.
    Includes(ExprId, ExprId),
    /// Whether a value is known.
    Known(ExprId),
    /// Arithmetic on two numbers.
    Arithmetic(Operator, ExprId, ExprId),
    /// A number with the other sign.
    Negative(ExprId),
    /// A condition on every or some member of the instance.
    Quantified(Quantifier, ExprId),
    /// How many members meet a condition.
    Counted(Counting, ExprId),
    /// A figure over the members.
    Aggregate(Aggregation, ExprId),
}

/// What an expression depends on beside the facts of one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent questions")]
pub struct Reads {
    /// The other state of a pair, a party, or a pair attribute: it has meaning only between pairs.
    pub pair: bool,
    /// The members of the instance.
    pub members: bool,
    /// The parameters of a clause.
    pub parameters: bool,
    /// The level.
    pub level: bool,
}

impl Reads {
    /// Whether one state, at a level, is all that it depends on.
    pub fn one_state(self) -> bool {
        !self.pair && !self.members && !self.parameters
    }

    fn with(self, other: Self) -> Self {
        Self {
            pair: self.pair || other.pair,
            members: self.members || other.members,
            parameters: self.parameters || other.parameters,
            level: self.level || other.level,
        }
    }
}

/// A condition as a statement holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The expression.
    pub expr: ExprId,
    /// Where it stands.
    pub span: Span,
}

#[derive(Debug, Clone)]
struct Entry {
    span: Span,
    /// Where else it is written, rising. Most expressions are written once.
    again: Vec<Span>,
    reads: Reads,
    depth: u32,
}

impl Entry {
    fn add_place(&mut self, span: Span) {
        if span != self.span
            && let Err(at) = self.again.binary_search(&span)
        {
            self.again.insert(at, span);
        }
    }
}

/// All expressions of a library; equal ones are one.
#[derive(Debug, Clone, Default)]
pub struct Expressions {
    entries: IndexMap<Expr, Entry>,
}

impl Expressions {
    /// Adds an expression, or finds the equal one that is there. `extra_depth` is that of what it stands for elsewhere
    /// (a definition, a group).
    pub fn intern(&mut self, expr: Expr, span: Span, extra_depth: u32) -> ExprId {
        let (reads, depth) = self.measure(&expr);
        match self.entries.entry(expr) {
            indexmap::map::Entry::Occupied(mut found) => {
                found.get_mut().add_place(span);
                ExprId::new(found.index())
            }
            indexmap::map::Entry::Vacant(vacant) => {
                let id = ExprId::new(vacant.index());
                let depth = depth.saturating_add(extra_depth).saturating_add(1);
                vacant.insert(Entry { span, again: Vec::new(), reads, depth });
                id
            }
        }
    }

    /// The expression.
    pub fn get(&self, id: ExprId) -> &Expr {
        self.entry(id).0
    }

    /// The place where it is written first.
    pub fn span(&self, id: ExprId) -> Span {
        self.entry(id).1.span
    }

    /// The place where it is written first within another; `None` when it is not written there.
    pub fn span_within(&self, id: ExprId, whole: Span) -> Option<Span> {
        let entry = self.entry(id).1;
        let inside = |span: &Span| whole.start <= span.start && span.end <= whole.end;
        let begins = entry.again.partition_point(|span| span.start < whole.start);
        let mut again = entry.again.iter().skip(begins).take_while(|span| span.start <= whole.end);
        let first = Some(entry.span).filter(inside);
        first.into_iter().chain(again.find(|span| inside(span)).copied()).min()
    }

    /// What it depends on.
    pub fn reads(&self, id: ExprId) -> Reads {
        self.entry(id).1.reads
    }

    /// How deeply it nests, definitions included.
    pub fn depth(&self, id: ExprId) -> u32 {
        self.entry(id).1.depth
    }

    /// Every expression with its id.
    pub fn iter(&self) -> impl Iterator<Item = (ExprId, &Expr)> {
        self.entries.keys().enumerate().map(|(index, expr)| (ExprId::new(index), expr))
    }

    fn entry(&self, id: ExprId) -> (&Expr, &Entry) {
        match self.entries.get_index(id.index()) {
            Some(entry) => entry,
            None => unreachable!("an expression's id is minted by its own library"),
        }
    }

    fn measure(&self, expr: &Expr) -> (Reads, u32) {
        let mut reads = Reads::default();
        let mut depth = 0;
        expr.each_child(|child| {
            let entry = self.entry(child).1;
            reads = reads.with(entry.reads);
            depth = depth.max(entry.depth);
        });
        let of = |subject: Subject| Reads {
            pair: matches!(subject, Subject::Counterpart | Subject::Party(_)),
            members: matches!(subject, Subject::Outer),
            ..Reads::default()
        };
        let own = match expr {
            Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => of(*subject),
            Expr::PairAttribute(..) => Reads { pair: true, ..Reads::default() },
            Expr::Parameter(_) => Reads { parameters: true, ..Reads::default() },
            Expr::LevelIn(_) => Reads { level: true, ..Reads::default() },
            Expr::Quantified(..) | Expr::Counted(..) | Expr::Aggregate(..) => {
                Reads { members: true, ..Reads::default() }
            }
            Expr::Value(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_) => Reads::default(),
        };
        (reads.with(own), depth)
    }
}

impl Expr {
    /// The expressions that it is made of.
    pub fn children(&self) -> Vec<ExprId> {
        let mut children = Vec::new();
        self.each_child(|child| children.push(child));
        children
    }

    fn each_child(&self, mut with: impl FnMut(ExprId)) {
        match self {
            Self::Value(_)
            | Self::Attribute(..)
            | Self::PairAttribute(..)
            | Self::Definition(..)
            | Self::Parameter(_)
            | Self::LevelIn(_)
            | Self::InGroup(..) => {}
            Self::And(all) | Self::Or(all) => all.iter().copied().for_each(with),
            Self::Not(inner)
            | Self::Known(inner)
            | Self::Negative(inner)
            | Self::Quantified(_, inner)
            | Self::Counted(_, inner)
            | Self::Aggregate(_, inner) => with(*inner),
            Self::Compare(_, left, right) | Self::Includes(left, right) | Self::Arithmetic(_, left, right) => {
                with(*left);
                with(*right);
            }
        }
    }
}
