//! Changes in words.

use super::record::{ChangeRecord, Changed, Changes};
use super::words::{Words, Written, list};
use crate::change::{Change, Kind, Search};
use crate::judge::{Derivation, Session, Verdict};
use crate::model::{evidence_word, modality_words};

impl Words<'_> {
    pub fn changes(
        &self,
        session: &Session<'_, '_>,
        derivation: &Derivation<'_, '_>,
        goal: Option<Verdict>,
        search: &Search,
    ) -> Changes {
        let found = search.found.iter().map(|found| Changed {
            verdict: found.verdict.name(),
            kind: found.changes.iter().map(Change::kind).max().map_or("", kind_word),
            changes: found.changes.iter().map(|change| self.change(session, derivation, change)).collect(),
        });
        Changes {
            goal: goal.map(Verdict::name),
            found: found.collect(),
            evaluations: search.evaluations,
            cut: search.cut,
        }
    }

    /// A change, as a half-sentence behind `if`.
    fn change(&self, session: &Session<'_, '_>, derivation: &Derivation<'_, '_>, change: &Change) -> ChangeRecord {
        let library = self.library;
        let world = &session.plan.world;
        let label = |place: usize| session.text().clauses.get(place).map_or("", |clause| clause.label.as_str());
        match change {
            Change::Fact(state, attribute, moved) => {
                let attribute_ = &library.attributes[*attribute];
                let what = format!("{}.{}", self.state(*state), attribute_.named.name);
                let place = world.fact(*attribute, *state).and_then(|fact| self.place(fact.span));
                let now = world.value(*attribute, *state);
                self.moved(what, moved, now, self.attribute(*attribute), place)
            }
            Change::PairFact(attribute, from, to, moved) => {
                let attribute_ = &library.attributes[*attribute];
                let what = format!("{} from {} to {}", attribute_.named.name, self.state(*from), self.state(*to));
                let place = world.pair_fact(*attribute, *from, *to).and_then(|fact| self.place(fact.span));
                let now = world.pair_value(*attribute, *from, *to);
                self.moved(what, moved, now, self.attribute(*attribute), place)
            }
            Change::Capacity(state, capacity, gained) => {
                let moves = if *gained { "gains" } else { "loses" };
                plain(format!("{} {moves} the capacity {}", self.state(*state), library.capacities[*capacity].name))
            }
            Change::Capacities(state, capacities) => {
                let names: Vec<&str> =
                    capacities.iter().map(|&capacity| library.capacities[capacity].name.as_str()).collect();
                let names = if names.is_empty() { "none that matters here".to_owned() } else { list(&names, "and") };
                plain(format!("the capacities of {} are known: {names}", self.state(*state)))
            }
            Change::Position(state, kind, target) => {
                let own = &library.states[*state].evidence;
                let replaced: Vec<&str> = own
                    .iter()
                    .filter(|one| one.is_position() && one.target == *target && one.period.holds(world.date))
                    .map(|one| evidence_word(one.kind))
                    .collect();
                let replaced = if replaced.is_empty() {
                    String::new()
                } else {
                    format!(" in place of its own position there (`{}`)", list(&replaced, "and"))
                };
                plain(format!("{} {} {}{replaced}", self.state(*state), evidence_word(*kind), self.target(*target)))
            }
            Change::Withdrawn(state, place) => self.own(*state, *place, |text| format!("withdraws `{text}`")),
            Change::Unlimited(state, place) => {
                self.own(*state, *place, |text| format!("goes along with any wording in `{text}`"))
            }
            Change::Argument(place, name, moved) => {
                let term = derivation.clauses.iter().find(|clause| clause.clause == *place).and_then(|one| one.term);
                let now = term.and_then(|term| term.arguments.iter().find(|(given, _)| given == name));
                let of = term.map_or_else(Written::default, |term| self.parameter(term.measure, name));
                self.moved(format!("{}.{name}", label(*place)), moved, now.map(|(_, value)| value), of, None)
            }
            Change::Softer(place, modality) => plain(format!("{} says `{}`", label(*place), modality_words(*modality))),
            Change::Reservable(place) => plain(format!("{} allows reservations", label(*place))),
            Change::LeftOut(place) => plain(format!("{} is left out", label(*place))),
        }
    }

    fn own(&self, state: crate::model::StateId, place: usize, say: impl Fn(String) -> String) -> ChangeRecord {
        let evidence = self.library.states[state].evidence.get(place);
        let text = evidence.map(|evidence| self.evidence(evidence)).unwrap_or_default();
        let at = evidence.and_then(|evidence| self.place(evidence.span));
        ChangeRecord { place: at, ..plain(format!("{} {}", self.state(state), say(text))) }
    }
}

fn plain(text: String) -> ChangeRecord {
    ChangeRecord { text, ..ChangeRecord::default() }
}

/// The word for a kind of changes.
fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Facts => "facts",
        Kind::Positions => "positions",
        Kind::Text => "text",
        Kind::Omission => "omission",
    }
}
