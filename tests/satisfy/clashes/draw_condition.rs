//! Random conditions.

use super::condition::{A, B, Condition, DAY, DEAL, GRADE, PACT, SIGNS, Side, Sign, TAG};
use super::text::side;
use crate::draw::Draw;

/// What a condition may read where it stands.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions")]
pub struct Context<'p> {
    /// Numbers are compared across pairs, so that a state has only one.
    pub pairs: bool,
    /// The other state.
    pub pair: bool,
    /// Definitions and groups.
    pub derived: bool,
    pub level: bool,
    /// The kinds of facts of which this library speaks.
    pub palette: &'p [usize],
}

fn sign(draw: &mut Draw) -> Sign {
    SIGNS.get(draw.below(6)).copied().unwrap_or(Sign::Is)
}

fn equality(draw: &mut Draw) -> Sign {
    if draw.chance(50) { Sign::Is } else { Sign::IsNot }
}

fn small(draw: &mut Draw, least: usize, most: usize) -> i64 {
    i64::try_from(draw.between(least, most)).unwrap_or(0)
}

pub fn condition(draw: &mut Draw, context: Context<'_>, depth: usize) -> Condition {
    if depth > 0 && draw.chance(55) {
        let (one, other) = (condition(draw, context, depth - 1), condition(draw, context, depth - 1));
        return match draw.below(10) {
            0..4 => Condition::All(vec![one, other]),
            4..8 => Condition::Any(vec![one, other]),
            8 => Condition::Known(Box::new(one)),
            _ => Condition::Not(Box::new(one)),
        };
    }
    if context.level && draw.chance(5) {
        return Condition::Level(draw.below(3));
    }
    if context.derived && draw.chance(12) {
        let side = side(draw, context.pair);
        return if draw.chance(50) { Condition::Ring(side) } else { Condition::Rich(side) };
    }
    let kind = context.palette.get(draw.below(context.palette.len())).copied().unwrap_or(0);
    let own = side(draw, context.pair);
    if draw.chance(8) && (1..7).contains(&kind) {
        let place = [A, DEAL, PACT, GRADE, TAG, DAY].get(kind - 1).copied().unwrap_or(A);
        return Condition::KnownOf(own, place);
    }
    match kind {
        2 => Condition::Flag(own, DEAL),
        3 => Condition::Flag(own, PACT),
        4 if draw.chance(60) => Condition::Grade(own, sign(draw), small(draw, 0, 2)),
        4 => Condition::GradeIn(own, small(draw, 1, 6)),
        5 if draw.chance(60) => Condition::Includes(own, small(draw, 0, 1)),
        5 => Condition::TagsAre(own, equality(draw), small(draw, 0, 3)),
        6 => Condition::Day(own, sign(draw), small(draw, 2, 3)),
        7 if context.derived => Condition::Club(own),
        8 if context.derived && draw.chance(30) => Condition::Named,
        8 if context.pair => Condition::Flow(draw.chance(50), sign(draw), small(draw, 1, 2)),
        _ => number(draw, context, own),
    }
}

fn number(draw: &mut Draw, context: Context<'_>, own: Side) -> Condition {
    let (sign, constant) = (sign(draw), small(draw, 0, 3));
    let (one, two) = ((Side::Own, A), if context.pairs { (Side::Other, A) } else { (Side::Own, B) });
    let both = !context.pairs || context.pair;
    match draw.below(9) {
        0 if both => Condition::Sum(vec![(1, one.0, one.1), (1, two.0, two.1)], sign, constant),
        1 if both => Condition::Sum(vec![(1, one.0, one.1), (-1, two.0, two.1)], sign, constant - 1),
        2 if both => Condition::Sum(vec![(1, two.0, two.1)], sign, constant),
        3 if !context.pairs => Condition::Ratio(sign),
        4 if !context.pairs => Condition::KnownSum,
        5 => Condition::Between(own, constant, constant + 1),
        6 => Condition::Sum(vec![(2, own, A)], sign, constant),
        _ => Condition::Sum(vec![(1, own, A)], sign, constant),
    }
}
