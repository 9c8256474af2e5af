//! From expressions to statements.

use super::form::{Form, Quotient, minus_one};
use super::members::{self, Figure};
use super::scene::{Asked, Place, Scene, days};
use super::slot::Who;
use super::solver::Literal;
use super::{Sure, compare};
use crate::model::{Comparison, Expr, ExprId, Operator, Subject, Value};

/// What an expression comes to, in statements.
#[derive(Debug, Clone)]
pub(super) enum Term {
    Flag(Sure),
    Number(Quotient),
    /// A number that is found among the members, or by counting them.
    Figure(Figure),
    /// Days since the first of 1970.
    Date(Form, Literal),
    /// One literal for each value.
    Symbol(Vec<Literal>, Literal),
    /// One literal for each value.
    Set(Vec<Literal>, Literal),
    Text(Words, Literal),
    /// Nobody knows.
    Unknown,
    /// Nothing can be said of it here.
    Opaque,
}

/// Words that are given, or open.
#[derive(Debug, Clone)]
pub(super) enum Words {
    Given(std::sync::Arc<str>),
    Open(usize),
}

impl Scene<'_> {
    /// Whether a condition holds, asked from a place.
    pub fn truth(&mut self, expr: ExprId, place: Place) -> Sure {
        if let Some(known) = self.truths.recall((expr, place), self.written.as_mut()) {
            return known;
        }
        let before = self.begin();
        let sure = match self.told(expr, place) {
            Some(told) => self.certain(told),
            None => self.worked_out(expr, place),
        };
        self.truths.keep((expr, place), sure, before, self.written.as_mut());
        sure
    }

    fn worked_out(&mut self, expr: ExprId, place: Place) -> Sure {
        let library = self.library;
        match library.expressions.get(expr) {
            Expr::And(all) => {
                let parts: Vec<Sure> = all.iter().map(|&one| self.truth(one, place)).collect();
                self.both(&parts)
            }
            Expr::Or(any) => {
                let parts: Vec<Sure> = any.iter().map(|&one| self.truth(one, place).turned()).collect();
                self.both(&parts).turned()
            }
            Expr::Not(inner) => self.truth(*inner, place).turned(),
            Expr::Compare(comparison, left, right) => {
                let (left, right) = (self.term(*left, place), self.term(*right, place));
                self.compared(*comparison, &left, &right)
            }
            Expr::Includes(set, item) => {
                let (set, item) = (self.term(*set, place), self.term(*item, place));
                compare::includes(self, &set, &item)
            }
            Expr::Known(inner) => match self.term(*inner, place) {
                Term::Flag(flag) => self.settled(flag),
                Term::Number(Quotient { known, .. })
                | Term::Date(_, known)
                | Term::Symbol(_, known)
                | Term::Set(_, known)
                | Term::Text(_, known) => Sure { yes: known, no: !known },
                Term::Unknown => self.certain(false),
                Term::Opaque | Term::Figure(_) => self.opaque(),
            },
            Expr::LevelIn(levels) => match self.asked(place).level {
                Some(level) => self.certain(levels.contains(&level)),
                None => self.unknown(),
            },
            Expr::InGroup(subject, group) => match self.who(*subject, place) {
                Some(who) => self.member(who, *group),
                None => self.unknown(),
            },
            Expr::Quantified(quantifier, inner) => self.quantified(*quantifier, *inner, place),
            Expr::Value(_)
            | Expr::Attribute(..)
            | Expr::PairAttribute(..)
            | Expr::Definition(..)
            | Expr::Parameter(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => match self.term(expr, place) {
                Term::Flag(flag) => flag,
                Term::Opaque => self.opaque(),
                Term::Number(_)
                | Term::Figure(_)
                | Term::Date(..)
                | Term::Symbol(..)
                | Term::Set(..)
                | Term::Text(..)
                | Term::Unknown => self.unknown(),
            },
        }
    }

    /// What an expression comes to, asked from a place. Equal expressions are held once, and worked out once: a chain of
    /// definitions that each read the one before twice is as long as it is written.
    pub(super) fn term(&mut self, expr: ExprId, place: Place) -> Term {
        match self.library.expressions.get(expr) {
            Expr::Value(value) => return self.constant(value),
            Expr::Definition(..)
            | Expr::Negative(_)
            | Expr::Arithmetic(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => {}
            Expr::Attribute(..)
            | Expr::PairAttribute(..)
            | Expr::Parameter(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::Quantified(..) => return self.new_term(expr, place),
        }
        if let Some(known) = self.terms.recall((expr, place), self.written.as_mut()) {
            return known;
        }
        let before = self.begin();
        let term = self.new_term(expr, place);
        self.terms.keep((expr, place), term.clone(), before, self.written.as_mut());
        term
    }

    fn new_term(&mut self, expr: ExprId, place: Place) -> Term {
        if let Some(value) = self.valued(expr, place) {
            return self.constant(&value);
        }
        let library = self.library;
        match library.expressions.get(expr) {
            Expr::Value(value) => self.constant(value),
            Expr::Attribute(subject, attribute) => match self.who(*subject, place) {
                Some(who) => self.fact(who, *attribute),
                None => Term::Unknown,
            },
            Expr::PairAttribute(attribute, from, to) => match (self.who(*from, place), self.who(*to, place)) {
                (Some(from), Some(to)) if from != to => self.pair_fact(from, to, *attribute),
                _ => Term::Unknown,
            },
            Expr::Definition(subject, definition) => match self.who(*subject, place) {
                Some(who) => {
                    let own = self.place(Asked::of(who));
                    self.term(library.definitions[*definition].expr, own)
                }
                None => Term::Unknown,
            },
            Expr::Parameter(name) => {
                let given = self.asked(place).arguments.iter().find(|(given, _)| given.as_str() == name.as_ref());
                match given.map(|(_, value)| value.clone()) {
                    Some(value) => self.constant(&value),
                    None => match self.parameters.get(name.as_ref()) {
                        Some(&(measure, place)) => self.open_parameter(measure, place),
                        None => self.argument(name, place),
                    },
                }
            }
            Expr::Negative(inner) => match self.term(*inner, place) {
                Term::Number(number) => Term::Number(Quotient { above: number.above.times(&minus_one()), ..number }),
                Term::Figure(figure) => Term::Figure(figure.times(&minus_one())),
                Term::Opaque => Term::Opaque,
                Term::Flag(_) | Term::Date(..) | Term::Symbol(..) | Term::Set(..) | Term::Text(..) | Term::Unknown => {
                    Term::Unknown
                }
            },
            Expr::Arithmetic(operator, left, right) => {
                let (left, right) = (self.term(*left, place), self.term(*right, place));
                self.arithmetic(*operator, &left, &right)
            }
            Expr::Counted(counting, inner) => self.counted(*counting, *inner, place),
            Expr::Aggregate(aggregation, inner) => self.aggregate(*aggregation, *inner, place),
            Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::Quantified(..) => Term::Flag(self.truth(expr, place)),
        }
    }

    fn arithmetic(&mut self, operator: Operator, left: &Term, right: &Term) -> Term {
        let (left, right) = match (left, right) {
            (Term::Number(left), Term::Number(right)) => (left, right),
            (Term::Figure(_), _) | (_, Term::Figure(_)) => return members::arithmetic(operator, left, right),
            (Term::Opaque, _) | (_, Term::Opaque) => return Term::Opaque,
            _ => return Term::Unknown,
        };
        let minus = minus_one();
        let known = self.solver.all(&[left.known, right.known]);
        let result = match operator {
            Operator::Add => left.plus(right, &-&minus, known),
            Operator::Subtract => left.plus(right, &minus, known),
            Operator::Multiply => left.times(right, known),
            Operator::Divide => {
                let zero = self.order.compare(&mut self.solver, &right.above, Comparison::Is);
                if zero == self.solver.yes() {
                    return Term::Unknown;
                }
                let known = self.solver.all(&[known, !zero]);
                left.over(right, known)
            }
        };
        let constant = |number: &Quotient| number.above.number().is_some() && number.below.number().is_some();
        match result {
            Some(number) if number.is_kept() => Term::Number(number),
            // A number that is too large to be kept is unknown; whether one is, is not decided where it reads others.
            Some(number) if constant(&number) => Term::Unknown,
            Some(_) | None => Term::Opaque,
        }
    }

    pub(super) fn asked(&self, place: Place) -> &Asked {
        match self.places.get(place.0) {
            Some(asked) => asked,
            None => unreachable!("a place is minted by its own scene"),
        }
    }

    fn who(&self, subject: Subject, place: Place) -> Option<Who> {
        let asked = self.asked(place);
        match subject {
            Subject::Own => Some(asked.own),
            Subject::Outer => Some(asked.outer.unwrap_or(asked.own)),
            Subject::Counterpart => asked.counterpart,
            Subject::Party(party) => asked.parties.get(usize::from(party)).copied(),
            Subject::State(state) => Some(Who::Named(state)),
        }
    }

    pub(super) fn constant(&self, value: &Value) -> Term {
        let yes = self.solver.yes();
        match value {
            Value::Flag(flag) => Term::Flag(self.certain(*flag)),
            Value::Number(number) => Term::Number(Quotient::of(Form::constant(number.ratio()), yes)),
            Value::Date(day) => Term::Date(Form::constant(days(*day)), yes),
            Value::Text(text) => Term::Text(Words::Given(text.clone()), yes),
            // How many values there are does not matter: what is not in the list is not it.
            Value::Symbol(symbol) => {
                let bits = (0..=*symbol).map(|place| self.solver.constant(place == *symbol)).collect();
                Term::Symbol(bits, yes)
            }
            Value::Set(set) => {
                let most = set.last().map_or(0, |last| last + 1);
                let bits = (0..most).map(|place| self.solver.constant(set.contains(&place))).collect();
                Term::Set(bits, yes)
            }
        }
    }

    /// All of these, by the tables of Kleene.
    pub fn both(&mut self, parts: &[Sure]) -> Sure {
        let yes: Vec<Literal> = parts.iter().map(|part| part.yes).collect();
        let no: Vec<Literal> = parts.iter().map(|part| part.no).collect();
        Sure { yes: self.solver.all(&yes), no: self.solver.any(&no) }
    }

    /// What surely holds, or surely does not.
    pub fn certain(&self, holds: bool) -> Sure {
        Sure { yes: self.solver.constant(holds), no: self.solver.constant(!holds) }
    }

    pub(super) fn unknown(&self) -> Sure {
        Sure { yes: self.solver.no(), no: self.solver.no() }
    }

    /// Something of which nothing can be said.
    pub(super) fn opaque(&mut self) -> Sure {
        let sure = Sure { yes: self.solver.fresh(), no: self.solver.fresh() };
        self.solver.clause(&[!sure.yes, !sure.no]);
        self.opaque.push(sure);
        sure
    }

    fn settled(&mut self, flag: Sure) -> Sure {
        let known = self.solver.any(&[flag.yes, flag.no]);
        Sure { yes: known, no: !known }
    }
}

impl Sure {
    /// The contrary.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}
