//! From expressions to statements.

use super::form::{Form, Quotient, minus_one};
use super::members::{self, Figure};
use super::scene::{Asked, Place, Scene, days};
use super::slot::{Bits, Slot, Unknown, Who};
use super::solver::Literal;
use super::{Sure, compare};
use crate::model::{
    AttributeId, CapacityClaim, CapacityId, Comparison, Expr, ExprId, GroupId, MeasureId, Members, Operator, StateId,
    Subject, Type, Value,
};

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
        if let Some(known) = self.recall(expr, place) {
            return known;
        }
        let before = self.begin();
        let sure = match self.told(expr, place) {
            Some(told) => self.certain(told),
            None => self.worked_out(expr, place),
        };
        self.keep(expr, place, sure, before);
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
        if let Some(known) = self.recall_term(expr, place) {
            return known;
        }
        let before = self.begin();
        let term = self.new_term(expr, place);
        self.keep_term(expr, place, term.clone(), before);
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
            Value::Number(number) => Term::Number(Quotient::of(Form::constant(number.ratio().clone()), yes)),
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

    fn fact(&mut self, who: Who, attribute: AttributeId) -> Term {
        if let Who::Named(state) = who {
            self.settled.read.insert(state);
            if self.memberships.is_none()
                && let Some(value) = self.world.value(attribute, state)
            {
                return self.constant(value);
            }
        }
        self.open(Unknown::Fact(who, attribute), attribute)
    }

    fn pair_fact(&mut self, from: Who, to: Who, attribute: AttributeId) -> Term {
        if let (Who::Named(one), Who::Named(other)) = (from, to)
            && self.memberships.is_none()
            && let Some(value) = self.world.pair_value(attribute, one, other)
        {
            return self.constant(value);
        }
        self.open(Unknown::PairFact(from, to, attribute), attribute)
    }

    /// A fact that is open.
    fn open(&mut self, unknown: Unknown, attribute: AttributeId) -> Term {
        let attribute = &self.library.attributes[attribute];
        self.opened(unknown, attribute.ty, attribute.absent.as_ref())
    }

    /// How a parameter of a measure compares with a value, where the measure is done.
    pub fn parameter(&mut self, measure: MeasureId, place: usize, comparison: Comparison, value: &Value) -> Literal {
        let term = self.parameter_term(measure, place);
        let value = self.constant(value);
        self.compared(comparison, &term, &value).yes
    }

    /// Whether parameters of two measures have one value.
    pub fn same_parameter(&mut self, one: (MeasureId, usize), other: (MeasureId, usize)) -> Literal {
        let (one, other) = (self.parameter_term(one.0, one.1), self.parameter_term(other.0, other.1));
        self.compared(Comparison::Is, &one, &other).yes
    }

    fn parameter_term(&mut self, measure: MeasureId, place: usize) -> Term {
        let term = self.open_parameter(measure, place);
        if let Some(slot) = self.slots.get(&Unknown::Parameter(measure, place)) {
            let known = slot.known;
            self.solver.clause(&[known]);
        }
        term
    }

    /// The value of a parameter, if one is given.
    fn open_parameter(&mut self, measure: MeasureId, place: usize) -> Term {
        let Some(parameter) = self.library.measures[measure].parameters.get(place) else { return Term::Unknown };
        self.opened(Unknown::Parameter(measure, place), parameter.ty, None)
    }

    pub(super) fn opened(&mut self, unknown: Unknown, ty: Type, absent: Option<&Value>) -> Term {
        if !self.slots.contains_key(&unknown) {
            let slot = self.slot(ty, absent);
            self.slots.insert(unknown, slot);
        }
        let Some(slot) = self.seen(unknown) else { return Term::Unknown };
        let known = slot.known;
        match &slot.bits {
            Bits::Flag(flag) => {
                let flag = *flag;
                let (yes, no) = (self.solver.all(&[known, flag]), self.solver.all(&[known, !flag]));
                Term::Flag(Sure { yes, no })
            }
            Bits::Number(place) => Term::Number(Quotient::of(Form::variable(*place), known)),
            Bits::Date(place) => Term::Date(Form::variable(*place), known),
            Bits::Symbol(bits) => Term::Symbol(bits.clone(), known),
            Bits::Set(bits) => Term::Set(bits.clone(), known),
            Bits::Text(place) => Term::Text(Words::Open(*place), known),
            Bits::State(_) => Term::Unknown,
        }
    }

    pub(super) fn slot(&mut self, ty: Type, absent: Option<&Value>) -> Slot {
        let values = |enumeration| self.library.enumerations[enumeration].values.len();
        let bits = match ty {
            Type::Flag => Bits::Flag(self.solver.fresh()),
            Type::Number(_) => Bits::Number(self.order.variable(false)),
            Type::Date => Bits::Date(self.order.variable(true)),
            Type::Text => {
                self.texts.push(indexmap::IndexMap::new());
                Bits::Text(self.texts.len() - 1)
            }
            Type::OneOf(enumeration) => {
                let bits: Vec<Literal> = (0..values(enumeration)).map(|_| self.solver.fresh()).collect();
                self.solver.clause(&bits);
                let yes = self.solver.yes();
                self.solver.at_most(&bits, 1, yes);
                Bits::Symbol(bits)
            }
            Type::SetOf(enumeration) => Bits::Set((0..values(enumeration)).map(|_| self.solver.fresh()).collect()),
        };
        let Some(absent) = absent else {
            let known = self.solver.fresh();
            return Slot { known, given: known, bits, capacities: Vec::new() };
        };
        // Always known; it need only be said where it is not what holds for absent facts.
        let known = self.solver.yes();
        let usual = self.constant(absent);
        let term = match &bits {
            Bits::Flag(flag) => Term::Flag(Sure { yes: *flag, no: !*flag }),
            Bits::Number(place) => Term::Number(Quotient::of(Form::variable(*place), known)),
            Bits::Date(place) => Term::Date(Form::variable(*place), known),
            Bits::Symbol(bits) => Term::Symbol(bits.clone(), known),
            Bits::Set(bits) => Term::Set(bits.clone(), known),
            Bits::Text(place) => Term::Text(Words::Open(*place), known),
            Bits::State(_) => Term::Unknown,
        };
        let same = self.compared(Comparison::Is, &term, &usual);
        Slot { known, given: !same.yes, bits, capacities: Vec::new() }
    }

    /// Whether a state has a capacity.
    pub fn capacity(&mut self, who: Who, capacity: CapacityId) -> Sure {
        if let Who::Named(state) = who
            && let Some(claims) = &self.library.states[state].capacities
        {
            let place = self.place(Asked::of(who));
            return self.claimed(claims, capacity, place);
        }
        if self.written.is_some() {
            return self.one_capacity(who, capacity);
        }
        let unknown = Unknown::Capacities(who);
        if !self.slots.contains_key(&unknown) {
            let capacities: Vec<CapacityId> = self.library.capacities.ids().collect();
            let known = self.solver.fresh();
            let bits = Bits::Set(capacities.iter().map(|_| self.solver.fresh()).collect());
            self.slots.insert(unknown, Slot { known, given: known, bits, capacities });
        }
        let Some(slot) = self.slots.get(&unknown) else { return self.unknown() };
        let place = slot.capacities.iter().position(|&other| other == capacity);
        let (known, bit) = match (&slot.bits, place) {
            (Bits::Set(bits), Some(place)) => (slot.known, bits.get(place).copied().unwrap_or(self.solver.no())),
            _ => return self.unknown(),
        };
        Sure { yes: self.solver.all(&[known, bit]), no: self.solver.all(&[known, !bit]) }
    }

    /// Whether a state is a member of a group.
    pub fn belongs(&mut self, who: Who, group: GroupId) -> Literal {
        self.member(who, group).yes
    }

    /// Whether a profile says that the state has a capacity.
    pub(super) fn claimed(&mut self, claims: &[CapacityClaim], capacity: CapacityId, place: Place) -> Sure {
        let claims: Vec<_> = claims.iter().filter(|claim| claim.capacity == capacity).collect();
        let parts: Vec<Sure> = claims
            .iter()
            .map(|claim| match claim.when {
                Some(when) => self.truth(when.expr, place).turned(),
                None => self.certain(false),
            })
            .collect();
        self.both(&parts).turned()
    }

    /// Whether a state is a member of a group; that is never unknown, for who is not surely in it is left out.
    fn member(&mut self, who: Who, group: GroupId) -> Sure {
        let library = self.library;
        if let Members::Listed(_) = library.groups[group].members
            && let Some(memberships) = &mut self.memberships
        {
            let belongs = *memberships.entry((who, group)).or_insert_with(|| self.solver.fresh());
            return Sure { yes: belongs, no: !belongs };
        }
        let belongs = match (&library.groups[group].members, who) {
            (Members::Where(None), _) => self.solver.yes(),
            (Members::Where(Some(condition)), _) => {
                let own = self.place(Asked::of(who));
                self.truth(condition.expr, own).yes
            }
            (Members::Listed(_), Who::Named(state)) => self.solver.constant(self.world.belongs(group, state)),
            (Members::Listed(_), Who::First | Who::Second) => {
                let members: Vec<StateId> = self.world.members(group);
                let identity = self.identity(who);
                let among: Vec<Literal> =
                    identity.iter().filter(|(state, _)| members.contains(state)).map(|(_, literal)| *literal).collect();
                self.solver.any(&among)
            }
        };
        Sure { yes: belongs, no: !belongs }
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
