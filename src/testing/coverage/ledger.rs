//! Where what tests have seen is written down, row by row.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::board::{Board, Thing};
use super::conditions::{Catalogue, of_definition, of_group};
use super::{Coverage, Half, asked, evidence, items, scope};
use crate::judge::{CapacityReasons, Choice, Instance, RoleReasons, Session, View, World, conditions, left};
use crate::model::{
    CapacityId, Condition, Evidence, InterestId, IssueId, Library, Pick, ScopeStatus, StateId, Truth, Variant,
};
use crate::testing::setting::{Block, Setting};

/// A principle at a level of which tests ask for rows.
#[derive(Debug)]
pub struct Consulted<'p, 'a> {
    session: &'p Session<'p, 'a>,
    /// The wordings of each clause that the picks leave.
    variants: Vec<Cow<'p, [Variant]>>,
    /// Ways of clearing the brackets in which every wording of every clause occurs.
    choices: Vec<Choice>,
}

impl<'p, 'a> Consulted<'p, 'a> {
    /// Gets a session ready. The picks are those that it was made with.
    pub fn new(session: &'p Session<'p, 'a>, picks: &[Pick]) -> Self {
        let variants: Vec<_> = session.text().clauses.iter().map(|clause| left(clause, picks)).collect();
        let most = variants.iter().map(|all| all.len()).max().unwrap_or_default().max(1);
        let choice = |place: usize| Choice {
            variants: variants.iter().map(|all| place.min(all.len().saturating_sub(1))).collect(),
            words: Vec::new(),
        };
        let choices = (0..most).map(choice).collect();
        Self { session, variants, choices }
    }
}

/// What tests have seen so far of a library.
#[derive(Debug)]
pub struct Ledger {
    pub(super) board: Board,
    pub(super) catalogue: Catalogue,
    /// The positions that rules give, by rule and place in it, as far as they are counted.
    positions: BTreeSet<(InterestId, usize)>,
}

impl Ledger {
    /// A ledger of all that the project's own files hold, with nothing seen. The blocks are those that will be asked
    /// for: the states that they give may have conditions of their own.
    pub fn new(library: &Library, blocks: &[Block<'_>], day: Option<Date>) -> Self {
        let world = World::new(library, day);
        let board = Board::new(items::items(&world));
        let mut catalogue = Catalogue::default();
        let given = blocks.iter().flat_map(Setting::given).map(|(_, state)| state);
        let states = || library.states.values().chain(given.clone());
        let claims = states().flat_map(|state| state.capacities.iter().flatten()).filter_map(|claim| claim.when);
        let of_evidence = states().flat_map(|state| &state.evidence).filter_map(|evidence| evidence.when);
        let definitions = library.definitions.ids().filter_map(|id| of_definition(library, id));
        let groups = library.groups.ids().filter_map(|id| of_group(library, id));
        let all = conditions(library).into_iter().chain(claims).chain(of_evidence).chain(definitions).chain(groups);
        for condition in all {
            catalogue.add(library, &board, condition);
        }
        let positions = library.interests.iter().flat_map(|(id, interest)| {
            let counted = |(place, one): (usize, &Evidence)| {
                (one.is_position() && board.item(Thing::Evidence(one.span)).is_some()).then_some((id, place))
            };
            interest.evidence.iter().enumerate().filter_map(counted).collect::<Vec<_>>()
        });
        Self { positions: positions.collect(), board, catalogue }
    }

    /// Writes down all that tests and snapshots ask for.
    pub fn consult(&self, library: &Library, blocks: &[Block<'_>], day: Option<Date>) {
        asked::consult(self, library, blocks, day);
    }

    /// Writes down a row that is asked for.
    pub fn row(&self, consulted: &Consulted<'_, '_>, instance: Instance, state: StateId) {
        let session = consulted.session;
        self.board.mark(Thing::Principle(session.principle), Half::Seen);
        self.scope(session);
        if session.scope == ScopeStatus::Closed {
            return;
        }
        if let Instance::Group(group) = instance {
            self.catalogue.ask_group(&self.board, &session.plan.world, group);
        }
        for choice in &consulted.choices {
            let Some(found) = session.explain(instance, state, choice) else { return };
            self.roles(session, instance, &found.members, &found.roles);
            if !found.negotiated || found.row.roles.is_empty() {
                return;
            }
            for clause in &found.clauses {
                self.alternatives(consulted, choice, clause.clause, clause.term.is_some());
                evidence::clause(self, session, instance, &found, clause);
            }
        }
    }

    /// Writes down that two states are asked whether they are a pair.
    pub fn pair(&self, session: &Session<'_, '_>, first: StateId, second: StateId) {
        let world = &session.plan.world;
        let members = [first, second];
        let instance = Instance::Pair(first, second);
        let second_party = usize::from(session.text().parties.len() == 2);
        for (state, party) in [(first, 0), (second, second_party)] {
            let Some(party) = session.text().parties.get(party) else { continue };
            for &capacity in &party.capacities {
                self.capacity(world, session.plan.library(), state, capacity);
            }
            let able = party.capacities.iter().map(|&one| session.plan.capacity(state, one)).max();
            if let (Some(condition), false) = (party.condition, able == Some(Truth::No)) {
                self.catalogue.ask(&self.board, world, condition, &session.view(instance, &members, state));
            }
        }
    }

    fn capacity(&self, world: &World<'_>, library: &Library, state: StateId, capacity: CapacityId) {
        let claims = library.states[state].capacities.iter().flatten().filter(|claim| claim.capacity == capacity);
        for condition in claims.filter_map(|claim| claim.when) {
            self.catalogue.ask(&self.board, world, condition, &View::of(state));
        }
    }

    fn roles(&self, session: &Session<'_, '_>, instance: Instance, members: &[StateId], roles: &[RoleReasons<'_>]) {
        for role in roles {
            self.capacities(session, &role.capacities);
            let able = role.capacities.iter().map(|capacity| capacity.has).max();
            if let (Some(asked), false) = (&role.condition, able == Some(Truth::No)) {
                let view = session.view(instance, members, role.state);
                self.ask(session, asked.condition, &view);
            }
        }
    }

    pub(super) fn capacities(&self, session: &Session<'_, '_>, capacities: &[CapacityReasons<'_>]) {
        for (_, asked) in capacities.iter().flat_map(|capacity| &capacity.claims) {
            if let Some(asked) = asked {
                self.ask(session, asked.condition, &View::of(asked.own));
            }
        }
    }

    pub(super) fn ask(&self, session: &Session<'_, '_>, condition: Condition, view: &View<'_>) {
        self.catalogue.ask(&self.board, &session.plan.world, condition, view);
    }

    /// The rules of scope by which a session goes: those on the principle's issues, and on those of its measures.
    fn scope(&self, session: &Session<'_, '_>) {
        let library = session.plan.library();
        let text = session.text();
        let mut issues: BTreeSet<IssueId> = text.issues.iter().copied().collect();
        for term in text.clauses.iter().flat_map(|clause| &clause.variants).filter_map(|one| one.term.as_ref()) {
            if term.levels.as_ref().is_none_or(|levels| levels.contains(&session.level)) {
                issues.extend(&library.measures[term.measure].on);
            }
        }
        for issue in issues {
            scope::consult(library, &self.board, issue, session.level);
        }
    }

    fn alternatives(&self, consulted: &Consulted<'_, '_>, choice: &Choice, clause: usize, negotiated: bool) {
        let place = choice.variants.get(clause).copied().unwrap_or_default();
        let variant = consulted.variants.get(clause).and_then(|variants| variants.get(place));
        let Some(variant) = variant.filter(|variant| variant.term.is_none() || negotiated) else { return };
        for picked in &variant.picked {
            self.board.mark(Thing::Alternative(picked.span), Half::Seen);
        }
    }

    /// The positions of rules that are counted.
    pub(super) fn positions(&self) -> impl Iterator<Item = (InterestId, usize)> {
        self.positions.iter().copied()
    }

    /// What was seen.
    pub fn close(self, tests: usize) -> Coverage {
        Coverage { items: self.board.close(), tests }
    }
}
