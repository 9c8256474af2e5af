//! Changes in words.

use super::record::{Changed, Changes};
use super::words::{Words, list};
use crate::change::{Change, Kind, Moved, Search, Side};
use crate::judge::{Derivation, Session, Verdict};
use crate::model::{Type, Value, evidence_word, modality_words};

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
    fn change(&self, session: &Session<'_, '_>, derivation: &Derivation<'_, '_>, change: &Change) -> String {
        let library = self.library;
        let world = &session.plan.world;
        let label = |place: usize| session.text().clauses.get(place).map_or("", |clause| clause.label.as_str());
        match change {
            Change::Fact(state, attribute, moved) => {
                let attribute_ = &library.attributes[*attribute];
                let what = format!("{}.{}", self.state(*state), attribute_.named.name);
                let place = world.fact(*attribute, *state).and_then(|fact| self.place(fact.span));
                self.moved(&what, moved, world.value(*attribute, *state), Some(attribute_.ty), place)
            }
            Change::PairFact(attribute, from, to, moved) => {
                let attribute_ = &library.attributes[*attribute];
                let what = format!("{} from {} to {}", attribute_.named.name, self.state(*from), self.state(*to));
                let place = world.pair_fact(*attribute, *from, *to).and_then(|fact| self.place(fact.span));
                self.moved(&what, moved, world.pair_value(*attribute, *from, *to), Some(attribute_.ty), place)
            }
            Change::Capacity(state, capacity, gained) => {
                let moves = if *gained { "gains" } else { "loses" };
                format!("{} {moves} the capacity {}", self.state(*state), library.capacities[*capacity].name)
            }
            Change::Capacities(state, capacities) => {
                let names: Vec<&str> =
                    capacities.iter().map(|&capacity| library.capacities[capacity].name.as_str()).collect();
                let names = if names.is_empty() { "none that matters here".to_owned() } else { list(&names, "and") };
                format!("the capacities of {} are known: {names}", self.state(*state))
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
                format!("{} {} {}{replaced}", self.state(*state), evidence_word(*kind), self.target(*target))
            }
            Change::Withdrawn(state, place) => self.own(*state, *place, |text| format!("withdraws `{text}`")),
            Change::Unlimited(state, place) => {
                self.own(*state, *place, |text| format!("goes along with any wording in `{text}`"))
            }
            Change::Argument(place, name, moved) => {
                let term = derivation.clauses.iter().find(|clause| clause.clause == *place).and_then(|one| one.term);
                let measure = term.map(|term| &library.measures[term.measure]);
                let parameter = measure.and_then(|one| one.parameters.iter().find(|one| one.name == *name));
                let now = term.and_then(|term| term.arguments.iter().find(|(given, _)| given == name));
                let what = format!("{}.{name}", label(*place));
                self.moved(&what, moved, now.map(|(_, value)| value), parameter.map(|one| one.ty), None)
            }
            Change::Softer(place, modality) => format!("{} says `{}`", label(*place), modality_words(*modality)),
            Change::Reservable(place) => format!("{} allows reservations", label(*place)),
            Change::LeftOut(place) => format!("{} is left out", label(*place)),
        }
    }

    fn own(&self, state: crate::model::StateId, place: usize, say: impl Fn(String) -> String) -> String {
        let evidence = self.library.states[state].evidence.get(place);
        let text = evidence.map(|evidence| self.evidence(evidence)).unwrap_or_default();
        let at = evidence.and_then(|evidence| self.place(evidence.span));
        let at = at.map(|at| format!(" ({at})")).unwrap_or_default();
        format!("{} {}{at}", self.state(state), say(text))
    }

    fn moved(&self, what: &str, moved: &Moved, now: Option<&Value>, ty: Option<Type>, place: Option<String>) -> String {
        let show = |value: &Value| ty.map_or_else(String::new, |ty| value.show(ty, self.library));
        let to = match &moved.beyond {
            None => format!("is {}", show(&moved.to)),
            Some((side, bound)) => {
                let side = match side {
                    Side::Below => "below",
                    Side::Above => "above",
                };
                format!("is {side} {}, such as {}", show(bound), show(&moved.to))
            }
        };
        let now = now.map_or_else(|| "unknown now".to_owned(), |now| format!("now {}", show(now)));
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        format!("{what} {to} ({now}{place})")
    }
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
