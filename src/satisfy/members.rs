//! Conditions on the members of an instance, and figures over them, where it is known who the members are.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::Sure;
use super::compare::reversed;
use super::encode::Term;
use super::form::{Form, Quotient};
use super::scene::{Asked, Place, Scene};
use super::slot::Who;
use super::solver::Literal;
use crate::model::{Aggregation, Comparison, Counting, ExprId, Operator, Quantifier};

/// A number that is found among the members, times a factor, and a constant.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    of: Of,
    /// Not zero.
    factor: BigRational,
    constant: BigRational,
}

/// What is found among the members.
#[derive(Debug, Clone)]
enum Of {
    /// How many of these hold: from those that surely do to those that do not surely not.
    Count(Vec<Sure>),
    /// The least of several, or the greatest.
    Least(Vec<Quotient>),
    Greatest(Vec<Quotient>),
}

/// A figure and a number, the figure first or second.
pub(super) fn arithmetic(operator: Operator, left: &Term, right: &Term) -> Term {
    let (figure, number, turned) = match (left, right) {
        (Term::Figure(figure), Term::Number(number)) => (figure, number, false),
        (Term::Number(number), Term::Figure(figure)) => (figure, number, true),
        _ => return Term::Opaque,
    };
    let Some(number) = number.linear().and_then(|form| form.number().cloned()) else { return Term::Opaque };
    let minus = -BigRational::one();
    match operator {
        Operator::Add => Term::Figure(figure.plus(&number)),
        Operator::Subtract if turned => Term::Figure(figure.times(&minus).plus(&number)),
        Operator::Subtract => Term::Figure(figure.plus(&-number)),
        Operator::Multiply if !number.is_zero() => Term::Figure(figure.times(&number)),
        Operator::Divide if !turned && !number.is_zero() => Term::Figure(figure.times(&number.recip())),
        Operator::Multiply | Operator::Divide => Term::Opaque,
    }
}

impl Figure {
    fn of(of: Of) -> Self {
        Self { of, factor: BigRational::one(), constant: BigRational::zero() }
    }

    pub(super) fn times(&self, factor: &BigRational) -> Self {
        Self { of: self.of.clone(), factor: &self.factor * factor, constant: &self.constant * factor }
    }

    fn plus(&self, number: &BigRational) -> Self {
        Self { constant: &self.constant + number, ..self.clone() }
    }
}

impl Scene<'_> {
    /// The members, each as the state of which a condition inside is asked.
    fn each_member(&mut self, place: Place) -> Option<Vec<Place>> {
        let asked = self.asked(place).clone();
        let members = asked.members.clone()?;
        let outer = Some(asked.outer.unwrap_or(asked.own));
        let of = |&member: &_| self.place(Asked { own: Who::Named(member), outer, ..asked.clone() });
        Some(members.iter().map(of).collect())
    }

    pub(super) fn quantified(&mut self, quantifier: Quantifier, inner: ExprId, place: Place) -> Sure {
        let Some(places) = self.each_member(place) else { return self.opaque() };
        let each: Vec<Sure> = places.into_iter().map(|place| self.truth(inner, place)).collect();
        match quantifier {
            Quantifier::Every => self.both(&each),
            Quantifier::Some => {
                let turned: Vec<Sure> = each.into_iter().map(Sure::turned).collect();
                self.both(&turned).turned()
            }
        }
    }

    pub(super) fn counted(&mut self, counting: Counting, inner: ExprId, place: Place) -> Term {
        let Some(places) = self.each_member(place) else { return Term::Opaque };
        let all = BigRational::from_integer(places.len().into());
        let count = Figure::of(Of::Count(places.into_iter().map(|place| self.truth(inner, place)).collect()));
        match counting {
            Counting::Count => Term::Figure(count),
            Counting::Share if all.is_zero() => Term::Unknown,
            Counting::Share => Term::Figure(count.times(&all.recip())),
        }
    }

    pub(super) fn aggregate(&mut self, aggregation: Aggregation, inner: ExprId, place: Place) -> Term {
        let Some(places) = self.each_member(place) else { return Term::Opaque };
        let mut each: Vec<Quotient> = Vec::with_capacity(places.len());
        for place in places {
            match self.term(inner, place) {
                Term::Number(number) => each.push(number),
                Term::Figure(_) | Term::Opaque => return Term::Opaque,
                Term::Flag(_) | Term::Date(..) | Term::Symbol(..) | Term::Set(..) | Term::Text(..) | Term::Unknown => {
                    return Term::Unknown;
                }
            }
        }
        if each.is_empty() {
            return Term::Unknown;
        }
        match aggregation {
            Aggregation::Min => Term::Figure(Figure::of(Of::Least(each))),
            Aggregation::Max => Term::Figure(Figure::of(Of::Greatest(each))),
            Aggregation::Total => self.sum(&each, &BigRational::one()),
            Aggregation::Average => self.sum(&each, &BigRational::from_integer(each.len().into()).recip()),
        }
    }

    fn sum(&mut self, each: &[Quotient], factor: &BigRational) -> Term {
        let known: Vec<Literal> = each.iter().map(|number| number.known).collect();
        let known = self.solver.all(&known);
        let zero = Form::constant(BigRational::zero());
        let sum = each.iter().try_fold(zero, |sum, number| Some(sum.plus(&number.linear()?, factor)));
        sum.map_or(Term::Opaque, |sum| Term::Number(Quotient::of(sum, known)))
    }

    /// Whether a figure compares so with a number.
    pub(super) fn figure(&mut self, comparison: Comparison, figure: &Figure, number: &Quotient) -> Sure {
        let Some(form) = number.linear() else { return self.opaque() };
        let minus = -BigRational::one();
        let bound = form.plus(&Form::constant(figure.constant.clone()), &minus).times(&figure.factor.recip());
        let comparison = if figure.factor.is_negative() { reversed(comparison) } else { comparison };
        let bound = Quotient::of(bound, number.known);
        match &figure.of {
            Of::Count(each) => match bound.above.number() {
                Some(limit) if bound.known == self.solver.yes() => self.count(comparison, each, limit),
                Some(_) | None => self.opaque(),
            },
            Of::Greatest(each) => self.greatest(comparison, each, &bound, false),
            Of::Least(each) => self.greatest(reversed(comparison), each, &bound, true),
        }
    }

    /// Whether a count compares so with a number.
    fn count(&mut self, comparison: Comparison, each: &[Sure], limit: &BigRational) -> Sure {
        let (below, above) = (limit.ceil().to_integer(), limit.floor().to_integer() + BigInt::one());
        match comparison {
            Comparison::AtLeast => self.at_least(each, &below),
            Comparison::More => self.at_least(each, &above),
            Comparison::Less => self.at_least(each, &below).turned(),
            Comparison::AtMost => self.at_least(each, &above).turned(),
            Comparison::Is | Comparison::IsNot => {
                let same = if limit.is_integer() {
                    let parts = [self.at_least(each, &below), self.at_least(each, &above).turned()];
                    self.both(&parts)
                } else {
                    self.certain(false)
                };
                if comparison == Comparison::Is { same } else { same.turned() }
            }
        }
    }

    fn at_least(&mut self, each: &[Sure], least: &BigInt) -> Sure {
        let Some(most) = usize::try_from(least).ok().and_then(|least| least.checked_sub(1)) else {
            return self.certain(!least.is_positive());
        };
        if most >= each.len() {
            return self.certain(false);
        }
        let surely: Vec<Literal> = each.iter().map(|one| one.yes).collect();
        let perhaps: Vec<Literal> = each.iter().map(|one| !one.no).collect();
        Sure { yes: self.solver.more_than(&surely, most), no: !self.solver.more_than(&perhaps, most) }
    }

    /// Whether the greatest of several compares so with a number. The least is the greatest with the order turned round.
    fn greatest(&mut self, comparison: Comparison, each: &[Quotient], bound: &Quotient, turned: bool) -> Sure {
        let mut against = |comparison: Comparison, all: bool| {
            let comparison = if turned { reversed(comparison) } else { comparison };
            let each: Vec<Sure> = each.iter().map(|one| self.numbers(comparison, one, bound)).collect();
            let holding: Vec<Literal> = each.iter().map(|one| one.yes).collect();
            if all { self.solver.all(&holding) } else { self.solver.any(&holding) }
        };
        let holds = match comparison {
            Comparison::Less | Comparison::AtMost => against(comparison, true),
            Comparison::More | Comparison::AtLeast => against(comparison, false),
            Comparison::Is | Comparison::IsNot => {
                let parts = [against(Comparison::AtMost, true), against(Comparison::AtLeast, false)];
                let same = self.solver.all(&parts);
                if comparison == Comparison::Is { same } else { !same }
            }
        };
        let known: Vec<Literal> = each.iter().map(|one| one.known).chain([bound.known]).collect();
        self.where_known(&known, holds)
    }
}
