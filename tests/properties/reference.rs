//! Verdicts, computed by the letter of the language's page: every completion is written out, nothing is clever.

use std::collections::{BTreeMap, BTreeSet};

use comity::judge::Instance;
use comity::model::{Arity, CapacityId, IssueId, LevelId, Library, PrincipleId, ScopeStatus, StateId, Term, Truth};
use jiff::civil::Date;

use crate::kleene::{Place, members};

/// For and against.
pub type Stance = (bool, bool);
/// The verdicts that are possible, by name.
pub type Verdicts = BTreeSet<&'static str>;
/// The verdicts by instance and state, one set for each choice.
pub type Rows = BTreeMap<(Instance, StateId), Vec<Verdicts>>;

/// A principle at a level.
#[derive(Clone, Copy)]
pub struct Reference<'a> {
    pub library: &'a Library,
    /// The library as it is written, where facts were added to it.
    pub written: &'a Library,
    pub day: Option<Date>,
    pub principle: PrincipleId,
    pub level: LevelId,
}

/// A state in an instance.
#[derive(Clone, Copy)]
pub struct Seat<'a> {
    pub instance: Instance,
    pub members: &'a [StateId],
    pub state: StateId,
}

impl<'a> Reference<'a> {
    /// The verdicts in every instance; a choice names a variant for each clause.
    pub fn rows(&self, choices: &[Vec<usize>]) -> Rows {
        let mut rows = Rows::new();
        let all: Vec<StateId> = self.library.states.ids().collect();
        let parties = self.library.principles[self.principle].parties.len();
        match self.library.levels[self.level].arity {
            Arity::All => self.members(Instance::All, &all, choices, &mut rows),
            Arity::Groups => {
                for (id, group) in self.library.groups.iter() {
                    if group.level == Some(self.level) {
                        let states = members(self.written, self.day, id);
                        self.members(Instance::Group(id), &states, choices, &mut rows);
                    }
                }
            }
            Arity::Pairs => {
                for &first in &all {
                    for &second in all.iter().filter(|&&second| second > first || parties == 2 && second != first) {
                        self.pair([first, second], choices, &mut rows);
                    }
                }
            }
        }
        rows
    }

    /// The verdicts of one state in one instance, whose members are these, under one choice.
    pub fn row(&self, instance: Instance, members: &[StateId], state: StateId, choice: &[usize]) -> Verdicts {
        let parties = self.library.principles[self.principle].parties.len();
        let seat = Seat { instance, members, state };
        let Instance::Pair(first, second) = instance else {
            let roles: Vec<(usize, Truth)> = (0..parties).map(|party| (party, self.plays(seat, party))).collect();
            return self.verdicts(seat, &roles, choice);
        };
        let seats = [(first, 0), (second, parties - 1)].map(|(state, party)| (Seat { state, ..seat }, party));
        let played = seats.iter().map(|&(seat, party)| self.plays(seat, party)).fold(Truth::Yes, Truth::and);
        let own = seats.iter().find(|(seat, _)| seat.state == state).map_or(0, |(_, party)| *party);
        self.verdicts(seat, &[(own, played)], choice)
    }

    fn members(&self, instance: Instance, states: &[StateId], choices: &[Vec<usize>], rows: &mut Rows) {
        for &state in states {
            let seat = Seat { instance, members: states, state };
            let parties = 0..self.library.principles[self.principle].parties.len();
            let roles: Vec<(usize, Truth)> = parties.map(|party| (party, self.plays(seat, party))).collect();
            let found = choices.iter().map(|choice| self.verdicts(seat, &roles, choice)).collect();
            rows.insert((instance, state), found);
        }
    }

    fn pair(&self, [first, second]: [StateId; 2], choices: &[Vec<usize>], rows: &mut Rows) {
        let instance = Instance::Pair(first, second);
        let members = &[first, second];
        let last = self.library.principles[self.principle].parties.len() - 1;
        let seats = [(first, 0), (second, last)].map(|(state, party)| (Seat { instance, members, state }, party));
        let played = seats.iter().map(|&(seat, party)| self.plays(seat, party)).fold(Truth::Yes, Truth::and);
        if played == Truth::No {
            return;
        }
        for (seat, party) in seats {
            let found = choices.iter().map(|choice| self.verdicts(seat, &[(party, played)], choice)).collect();
            rows.insert((instance, seat.state), found);
        }
    }

    pub fn place(&self, seat: Seat<'a>, own: StateId) -> Place<'a> {
        let pair = match seat.instance {
            Instance::Pair(first, second) => Some([first, second]),
            Instance::All | Instance::Group(_) | Instance::Forum(_) => None,
        };
        let (library, written, day, level) = (self.library, self.written, self.day, Some(self.level));
        Place { library, written, day, level, own, outer: own, pair, members: seat.members, arguments: &[] }
    }
}

impl Reference<'_> {
    pub fn has(&self, state: StateId, capacity: CapacityId) -> Truth {
        let Some(claims) = &self.library.states[state].capacities else { return Truth::Unknown };
        claims.iter().any(|claim| claim.capacity == capacity).into()
    }

    fn plays(&self, seat: Seat<'_>, party: usize) -> Truth {
        let reference: Reference<'_> = *self;
        let Some(party) = reference.library.principles[reference.principle].parties.get(party) else {
            return Truth::No;
        };
        let capable = if party.capacities.is_empty() {
            Truth::Yes
        } else {
            party.capacities.iter().map(|&capacity| self.has(seat.state, capacity)).fold(Truth::No, Truth::or)
        };
        let place = reference.place(seat, seat.state);
        capable.and(party.condition.map_or(Truth::Yes, |condition| place.truth(condition.expr)))
    }

    /// The nearest issue with a rule that names the level decides; closed beats the others.
    fn closed(&self, issue: IssueId) -> bool {
        let mut at = Some(issue);
        while let Some(issue) = at {
            let rules = self.library.scope.rules_of(issue, self.level);
            if !rules.is_empty() {
                return rules.iter().any(|rule| rule.status == ScopeStatus::Closed);
            }
            at = self.library.issues[issue].parent;
        }
        self.library.scope.default.as_ref().is_some_and(|rule| rule.status == ScopeStatus::Closed)
    }

    fn negotiated(&self, term: &Term) -> bool {
        let here = term.levels.as_ref().is_none_or(|levels| levels.contains(&self.level));
        here && !self.library.measures[term.measure].on.iter().any(|&issue| self.closed(issue))
    }

    fn verdicts(&self, seat: Seat<'_>, roles: &[(usize, Truth)], choice: &[usize]) -> Verdicts {
        let text = &self.library.principles[self.principle];
        let chosen = text.clauses.iter().zip(choice).enumerate().filter_map(|(place, (clause, &variant))| {
            let term = clause.variants.get(variant)?.term.as_ref()?;
            self.negotiated(term).then_some((place, clause.reservable, term))
        });
        let chosen: Vec<(usize, bool, &Term)> = chosen.collect();
        let mut found = Verdicts::new();
        if chosen.is_empty() || text.issues.iter().any(|&issue| self.closed(issue)) {
            found.insert("outside");
            return found;
        }
        for played in completions(roles) {
            if played.is_empty() {
                found.insert("outside");
                continue;
            }
            let mut ways: Vec<Vec<(Stance, bool)>> = vec![Vec::new()];
            for &(place, reservable, term) in &chosen {
                let mut joined = BTreeSet::from([(false, false)]);
                for &party in &played {
                    let stances = self.stances(seat, party, place, term);
                    let both = |left: Stance| stances.iter().map(move |right| (left.0 || right.0, left.1 || right.1));
                    joined = joined.iter().flat_map(|&left| both(left).collect::<Vec<_>>()).collect();
                }
                let longer = |way: &Vec<(Stance, bool)>| {
                    let each = joined.iter().map(|&stance| [way.as_slice(), &[(stance, reservable)]].concat());
                    each.collect::<Vec<_>>()
                };
                ways = ways.iter().flat_map(longer).collect();
            }
            found.extend(ways.iter().map(|way| verdict(way)));
        }
        found
    }
}

/// Every way in which the uncertain ones are or are not among the sure ones.
pub fn completions<T: Copy>(items: &[(T, Truth)]) -> Vec<Vec<T>> {
    let mut all = vec![Vec::new()];
    for &(item, truth) in items {
        let with: Vec<Vec<T>> = all.iter().map(|so_far| [so_far.as_slice(), &[item]].concat()).collect();
        match truth {
            Truth::Yes => all = with,
            Truth::Unknown => all.extend(with),
            Truth::No => {}
        }
    }
    all
}

/// The table of verdicts: the first that fits.
fn verdict(clauses: &[(Stance, bool)]) -> &'static str {
    const FOR: Stance = (true, false);
    const AGAINST: Stance = (false, true);
    const BOTH: Stance = (true, true);
    let any = |stance: Stance| clauses.iter().any(|(found, _)| *found == stance);
    let firm = |stance: Stance| clauses.iter().any(|(found, reservable)| *found == stance && !reservable);
    if firm(AGAINST) || any(AGAINST) && !any(FOR) && !any(BOTH) {
        "conflict"
    } else if firm(BOTH) || any(BOTH) && !any(FOR) {
        "divided"
    } else if any(AGAINST) || any(BOTH) {
        "reserve"
    } else if any(FOR) {
        "agree"
    } else {
        "neutral"
    }
}
