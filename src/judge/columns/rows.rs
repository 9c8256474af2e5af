//! Rows from what is judged by column.

use super::lanes::{Lanes, WIDTH};
use super::sheet::{Judged, Sheet};
use crate::judge::VerdictSet;
use crate::judge::session::{Instance, Row, Session};
use crate::judge::strength::Strength;
use crate::judge::verdict::Finding;
use crate::model::{Id, StateId, Truth};

impl Sheet<'_, '_, '_> {
    /// The rows of a group, a forum or all, in the order of the states.
    pub fn member_rows(&self, instance: Instance) -> Vec<Row> {
        let mut rows = Vec::new();
        for block in 0..self.blocks() {
            let judged = self.members(block);
            let strengths = self.strengths(&judged, None, false, block, with_strength(&judged));
            let of = |lane: usize| {
                row(self.session, &judged, &strengths, instance, StateId::new(block * WIDTH + lane), lane)
            };
            rows.extend(judged.rows.iter().map(of));
        }
        rows
    }

    /// The rows of the pairs with a first state, as far as they are wanted, in the order of the second ones: for each
    /// pair that of the first state and that of the second. `wanted` says which of the lanes of a block are.
    pub fn pair_rows(&self, first: StateId, wanted: impl Fn(usize, Lanes) -> Lanes, rows: &mut Vec<Row>) {
        for block in 0..self.blocks() {
            let lanes = wanted(block, self.seconds(first, block));
            let Some([of_first, of_second]) = self.pairs(first, block, lanes) else { continue };
            let strengths = |judged: &Judged, first_one| {
                self.strengths(judged, Some(first), first_one, block, with_strength(judged))
            };
            let (first_strengths, second_strengths) = (strengths(&of_first, true), strengths(&of_second, false));
            for lane in of_first.rows.iter() {
                let second = StateId::new(block * WIDTH + lane);
                let instance = Instance::Pair(first, second);
                rows.push(row(self.session, &of_first, &first_strengths, instance, first, lane));
                rows.push(row(self.session, &of_second, &second_strengths, instance, second, lane));
            }
        }
    }
}

/// The rows whose strength is reported, of a clean text: those with one verdict that play a party.
fn with_strength(judged: &Judged) -> Lanes {
    judged.rows & !judged.possible.several() & !judged.open
}

fn row(
    session: &Session<'_, '_>,
    judged: &Judged,
    strengths: &[Strength],
    instance: Instance,
    state: StateId,
    lane: usize,
) -> Row {
    let possible = judged.possible.get(lane);
    let open = judged.open.has(lane);
    let finding = if open { Finding::Open } else { Finding::from(possible) };
    let roles: Vec<(usize, Truth)> = judged
        .roles
        .iter()
        .map(|(party, played)| (*party, played.get(lane)))
        .filter(|(_, played)| *played != Truth::No)
        .collect();
    let judged_at_all = session.scope != crate::model::ScopeStatus::Closed && !roles.is_empty();
    let one = matches!(finding, Finding::One(_)) && session.choices.len() == 1 && judged_at_all;
    let by_choice: Vec<VerdictSet> =
        if open { judged.by_choice.iter().map(|planes| planes.get(lane)).collect() } else { Vec::new() };
    Row {
        principle: session.principle,
        level: session.level,
        instance,
        state,
        finding,
        possible,
        by_choice,
        strength: strengths.get(lane).copied().filter(|_| one),
        roles,
    }
}
