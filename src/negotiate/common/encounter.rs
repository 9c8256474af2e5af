//! Every principle on which two states meet, one by one.

use super::ground::{Asked, Ground};
use super::side::{Meeting, Sides};
use crate::judge::{Instance, Plan, Query, Row, Session};
use crate::model::{Arity, PrincipleId, StateId};

/// A principle in an instance in which two states take part.
#[derive(Debug)]
pub struct Encounter {
    /// The principle.
    pub principle: PrincipleId,
    /// The instance.
    pub instance: Instance,
    /// Their verdicts, in the order in which the two were asked for.
    pub rows: [Row; 2],
    /// What they come to, by completion.
    pub meetings: Vec<Meeting>,
}

impl Encounter {
    fn new(session: &Session<'_, '_>, rows: [Row; 2]) -> Self {
        let meetings = Meeting::between(&Sides::from(&rows[0]), &Sides::from(&rows[1]));
        Self { principle: session.principle, instance: rows[0].instance, rows, meetings }
    }
}

/// The principles of a ground on which two states meet: those of the widest subject, in their order.
pub fn encounters(plan: &Plan<'_>, asked: &Asked, ground: &Ground, pair: [StateId; 2]) -> Vec<Encounter> {
    let mut principles: Vec<PrincipleId> =
        ground.subjects.iter().flat_map(|subject| subject.principles.iter().copied()).collect();
    principles.sort_unstable();
    principles.dedup();
    let levels = [ground.level].into();
    let query = Query { principles, levels, picks: asked.picks.clone(), ..Query::default() };
    query.sessions(plan).flat_map(|session| meet(&session, ground, pair)).collect()
}

fn meet(session: &Session<'_, '_>, ground: &Ground, pair: [StateId; 2]) -> Vec<Encounter> {
    let [one, other] = pair;
    let among = |instance| {
        let members = session.members(instance);
        let both = members.contains(&one) && members.contains(&other);
        both.then(|| Encounter::new(session, pair.map(|state| session.member(instance, &members, state))))
    };
    match ground.arity {
        Arity::All => among(Instance::All).into_iter().collect(),
        Arity::Groups => session.groups().into_iter().filter_map(|group| among(Instance::Group(group))).collect(),
        Arity::Pairs => {
            // A text with one party is negotiated once, the state that is declared first standing first.
            let ordered = session.text().parties.len() == 2;
            let both = if ordered { vec![(one, other), (other, one)] } else { vec![(one.min(other), one.max(other))] };
            let found = both.into_iter().filter_map(|(first, second)| session.pair(first, second));
            found
                .map(|[first, second]| if first.state == one { [first, second] } else { [second, first] })
                .map(|rows| Encounter::new(session, rows))
                .collect()
        }
    }
}
