//! Comparisons.

use super::Sure;
use super::encode::{Term, Words};
use super::form::{Form, Quotient, minus_one};
use super::scene::Scene;
use super::solver::Literal;
use crate::model::Comparison;

fn accepts(comparison: Comparison, order: std::cmp::Ordering) -> bool {
    match comparison {
        Comparison::Is => order.is_eq(),
        Comparison::IsNot => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

/// The comparison with both sides multiplied by a number below zero.
pub(super) fn reversed(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Is | Comparison::IsNot => comparison,
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
    }
}

/// Whether a value is in a set, or all of another set is.
pub(super) fn includes(scene: &mut Scene<'_>, set: &Term, item: &Term) -> Sure {
    let (bits, items, one, known) = match (set, item) {
        (Term::Set(set, a), Term::Symbol(symbol, b)) => (set, symbol, true, [*a, *b]),
        (Term::Set(set, a), Term::Set(part, b)) => (set, part, false, [*a, *b]),
        (Term::Opaque, _) | (_, Term::Opaque) => return scene.opaque(),
        _ => return scene.unknown(),
    };
    let no = scene.solver.no();
    let bit = |place: usize| bits.get(place).copied().unwrap_or(no);
    let holds = if one {
        let found: Vec<Literal> =
            items.iter().enumerate().map(|(place, &item)| scene.solver.all(&[item, bit(place)])).collect();
        scene.solver.any(&found)
    } else {
        let kept: Vec<Literal> =
            items.iter().enumerate().map(|(place, &item)| scene.solver.any(&[!item, bit(place)])).collect();
        scene.solver.all(&kept)
    };
    scene.where_known(&known, holds)
}

impl Scene<'_> {
    /// A comparison of two values of one type; with an unknown side it is unknown.
    pub(super) fn compared(&mut self, comparison: Comparison, left: &Term, right: &Term) -> Sure {
        match (left, right) {
            (Term::Opaque, _) | (_, Term::Opaque) | (Term::Figure(_), Term::Figure(_)) => self.opaque(),
            (Term::Figure(a), Term::Number(b)) => self.figure(comparison, a, b),
            (Term::Number(a), Term::Figure(b)) => self.figure(reversed(comparison), b, a),
            (Term::Flag(a), Term::Flag(b)) => self.flags(comparison, *a, *b),
            (Term::Number(a), Term::Number(b)) => self.numbers(comparison, a, b),
            (Term::Date(a, a_known), Term::Date(b, b_known)) => {
                let difference = a.plus(b, &minus_one());
                let holds = self.order.compare(&mut self.solver, &difference, comparison);
                self.where_known(&[*a_known, *b_known], holds)
            }
            (Term::Symbol(a, a_known), Term::Symbol(b, b_known)) => {
                let holds = self.symbols(comparison, a, b);
                self.where_known(&[*a_known, *b_known], holds)
            }
            (Term::Set(a, a_known), Term::Set(b, b_known)) => {
                if !matches!(comparison, Comparison::Is | Comparison::IsNot) {
                    return self.opaque();
                }
                let no = self.solver.no();
                let at = |bits: &[Literal], place: usize| bits.get(place).copied().unwrap_or(no);
                let same: Vec<Literal> =
                    (0..a.len().max(b.len())).map(|place| self.equal(at(a, place), at(b, place))).collect();
                let same = self.solver.all(&same);
                self.where_known(&[*a_known, *b_known], if comparison == Comparison::Is { same } else { !same })
            }
            (Term::Text(a, a_known), Term::Text(b, b_known)) => self.texts(comparison, (a, *a_known), (b, *b_known)),
            _ => self.unknown(),
        }
    }

    /// The statement where all of these are known, and its contrary there.
    pub(super) fn where_known(&mut self, known: &[Literal], holds: Literal) -> Sure {
        let known = self.solver.all(known);
        Sure { yes: self.solver.all(&[known, holds]), no: self.solver.all(&[known, !holds]) }
    }

    fn equal(&mut self, a: Literal, b: Literal) -> Literal {
        let (both, none) = (self.solver.all(&[a, b]), self.solver.all(&[!a, !b]));
        self.solver.any(&[both, none])
    }

    fn flags(&mut self, comparison: Comparison, a: Sure, b: Sure) -> Sure {
        let known = [self.solver.any(&[a.yes, a.no]), self.solver.any(&[b.yes, b.no])];
        // `no` comes before `yes`.
        let rows = [(false, false), (false, true), (true, false), (true, true)];
        let holding: Vec<Literal> = rows
            .into_iter()
            .filter(|(one, other)| accepts(comparison, one.cmp(other)))
            .map(|(one, other)| {
                let side = |flag: Sure, value: bool| if value { flag.yes } else { flag.no };
                self.solver.all(&[side(a, one), side(b, other)])
            })
            .collect();
        let holds = self.solver.any(&holding);
        self.where_known(&known, holds)
    }

    fn symbols(&mut self, comparison: Comparison, a: &[Literal], b: &[Literal]) -> Literal {
        let mut holding = Vec::with_capacity(a.len());
        for (one, &left) in a.iter().enumerate() {
            let right: Vec<Literal> = b
                .iter()
                .enumerate()
                .filter(|(other, _)| accepts(comparison, one.cmp(other)))
                .map(|(_, &right)| right)
                .collect();
            let right = self.solver.any(&right);
            holding.push(self.solver.all(&[left, right]));
        }
        self.solver.any(&holding)
    }

    fn texts(&mut self, comparison: Comparison, a: (&Words, Literal), b: (&Words, Literal)) -> Sure {
        let same = match (a.0, b.0) {
            (Words::Given(one), Words::Given(other)) => {
                let holds = self.solver.constant(accepts(comparison, one.cmp(other)));
                return self.where_known(&[a.1, b.1], holds);
            }
            _ if !matches!(comparison, Comparison::Is | Comparison::IsNot) => return self.opaque(),
            (Words::Open(open), Words::Given(text)) | (Words::Given(text), Words::Open(open)) => {
                self.is_text(*open, text)
            }
            (Words::Open(one), Words::Open(other)) => self.same_text(*one, *other),
        };
        self.where_known(&[a.1, b.1], if comparison == Comparison::Is { same } else { !same })
    }

    pub(super) fn numbers(&mut self, comparison: Comparison, a: &Quotient, b: &Quotient) -> Sure {
        let minus = minus_one();
        let known = self.solver.all(&[a.known, b.known]);
        let Some(difference) = a.plus(b, &minus, known) else { return self.opaque() };
        let holds = self.against_zero(comparison, &difference.above, &difference.below);
        self.where_known(&[known], holds)
    }

    /// Whether a quotient compares so with zero: as what stands above, turned round where what stands below is below zero.
    fn against_zero(&mut self, comparison: Comparison, above: &Form, below: &Form) -> Literal {
        let straight = self.order.compare(&mut self.solver, above, comparison);
        let positive = self.order.compare(&mut self.solver, below, Comparison::More);
        if positive == self.solver.yes() {
            return straight;
        }
        let turned = self.order.compare(&mut self.solver, above, reversed(comparison));
        let (one, other) = (self.solver.all(&[positive, straight]), self.solver.all(&[!positive, turned]));
        self.solver.any(&[one, other])
    }
}
