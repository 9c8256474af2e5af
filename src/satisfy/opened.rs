//! What conditions read that is not given: facts, parameters, capacities and memberships, each with its statements.

use super::Sure;
use super::encode::{Term, Words};
use super::form::{Form, Quotient};
use super::scene::{Asked, Place, Scene};
use super::slot::{Bits, Slot, Unknown, Who};
use super::solver::Literal;
use crate::model::{
    AttributeId, CapacityClaim, CapacityId, Comparison, GroupId, MeasureId, Members, StateId, Type, Value,
};

impl Scene<'_> {
    pub(super) fn fact(&mut self, who: Who, attribute: AttributeId) -> Term {
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

    pub(super) fn pair_fact(&mut self, from: Who, to: Who, attribute: AttributeId) -> Term {
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
    pub(super) fn open_parameter(&mut self, measure: MeasureId, place: usize) -> Term {
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
    pub(super) fn member(&mut self, who: Who, group: GroupId) -> Sure {
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
}
