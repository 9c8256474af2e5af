//! Verdicts, computed by the letter of the language's page: every completion is written out, nothing is clever.

use std::collections::{BTreeMap, BTreeSet};

use comity::judge::Instance;
use comity::model::{
    Arity, Condition, Evidence, EvidenceKind, IssueId, LevelId, Library, MeasureId, Modality, PrincipleId, ScopeStatus,
    StateId, Target, Term, Truth,
};
use jiff::civil::Date;

use crate::kleene::{Place, compares, in_force, members};

/// For and against.
type Stance = (bool, bool);
/// The verdicts that are possible, by name.
pub type Verdicts = BTreeSet<&'static str>;
/// The verdicts by instance and state, one set for each choice.
pub type Rows = BTreeMap<(Instance, StateId), Vec<Verdicts>>;

/// A principle at a level.
#[derive(Clone, Copy)]
pub struct Reference<'a> {
    pub library: &'a Library,
    pub day: Option<Date>,
    pub principle: PrincipleId,
    pub level: LevelId,
}

/// A state in an instance.
#[derive(Clone, Copy)]
struct Seat<'a> {
    instance: Instance,
    members: &'a [StateId],
    state: StateId,
}

/// Evidence of a state, with the rule that gives it.
#[derive(Clone, Copy)]
struct Given<'a> {
    evidence: &'a Evidence,
    own: bool,
    rule: Option<Condition>,
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
                        let states = members(self.library, self.day, id);
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

    fn place(&self, seat: Seat<'a>, own: StateId) -> Place<'a> {
        let pair = match seat.instance {
            Instance::Pair(first, second) => Some([first, second]),
            Instance::All | Instance::Group(_) => None,
        };
        let (library, day, level) = (self.library, self.day, Some(self.level));
        Place { library, day, level, own, outer: own, pair, members: seat.members, arguments: &[] }
    }
}

impl Reference<'_> {
    fn has(&self, state: StateId, capacity: comity::model::CapacityId) -> Truth {
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

    /// The stances on a clause in one role, over every completion of the pieces of evidence that are uncertain.
    fn stances(&self, seat: Seat<'_>, party: usize, clause: usize, term: &Term) -> BTreeSet<Stance> {
        let binds = self.binds(seat, party, term);
        let mut found = BTreeSet::new();
        if binds != Truth::Yes {
            found.insert((false, false));
        }
        if binds == Truth::No {
            return found;
        }
        let given = self.given(seat.state);
        let pieces: Vec<((usize, Stance), Truth)> = given
            .iter()
            .filter_map(|piece| {
                let matched = self.side(piece.evidence, clause, term)?;
                Some((matched, self.counts(seat, party, term, piece, &given)))
            })
            .collect();
        for counting in completions(&pieces) {
            let nearest = counting.iter().map(|(tier, _)| *tier).min();
            let deciding = counting.iter().filter(|(tier, _)| Some(*tier) == nearest);
            found.insert(deciding.fold((false, false), |so_far, (_, side)| (so_far.0 || side.0, so_far.1 || side.1)));
        }
        found
    }

    fn binds(&self, seat: Seat<'_>, party: usize, term: &Term) -> Truth {
        let reference: Reference<'_> = *self;
        let parties = reference.library.principles[reference.principle].parties.len();
        let asked = match seat.instance {
            Instance::Pair(first, second) if parties == 2 => [first, second].get(term.party).copied(),
            Instance::Pair(..) => Some(seat.state),
            Instance::All | Instance::Group(_) => (term.party == party).then_some(seat.state),
        };
        let Some(asked) = asked else { return Truth::Yes };
        let place = Place { arguments: &term.arguments, ..reference.place(seat, asked) };
        let when = term.when.map_or(Truth::Yes, |condition| place.truth(condition.expr));
        let unless = term.unless.map_or(Truth::No, |condition| place.truth(condition.expr));
        when.and(!unless)
    }

    /// What a state declares itself and what rules may give it, as far as it is in force.
    fn given(&self, state: StateId) -> Vec<Given<'_>> {
        let own = self.library.states[state].evidence.iter();
        let own: Vec<Given<'_>> = own
            .map(|evidence| Given { evidence, own: true, rule: None })
            .filter(|given| in_force(given.evidence.period, self.day))
            .collect();
        let declared = |target: Target| own.iter().any(|own| position(own.evidence) && own.evidence.target == target);
        let rules = self.library.interests.values().flat_map(|interest| {
            interest.evidence.iter().map(|evidence| Given { evidence, own: false, rule: interest.condition })
        });
        let rules: Vec<Given<'_>> = rules
            .filter(|given| in_force(given.evidence.period, self.day))
            .filter(|given| !(position(given.evidence) && declared(given.evidence.target)))
            .collect();
        [own, rules].concat()
    }

    fn counts(&self, seat: Seat<'_>, party: usize, term: &Term, piece: &Given<'_>, given: &[Given<'_>]) -> Truth {
        let reference: Reference<'_> = *self;
        let place = Place { arguments: &term.arguments, ..reference.place(seat, seat.state) };
        let holds = |condition: Option<Condition>| match condition {
            None => Truth::Yes,
            Some(condition) if compares(self.library, condition.expr) && place.pair.is_none() => Truth::No,
            Some(condition) => place.truth(condition.expr),
        };
        let evidence = piece.evidence;
        if evidence.levels.as_ref().is_some_and(|levels| !levels.contains(&self.level)) {
            return Truth::No;
        }
        let mut counts = holds(piece.rule).and(holds(evidence.when));
        if let Some(capacity) = evidence.capacity {
            let parties = &self.library.principles[self.principle].parties;
            let of_party = parties.get(party).map_or(&[][..], |party| &party.capacities);
            let fits = of_party.is_empty() || of_party.contains(&capacity);
            counts = counts.and(fits.into()).and(self.has(seat.state, capacity));
        }
        for other in given.iter().filter(|other| position(evidence) && replaces(other, piece)) {
            counts = counts.and(!holds(other.rule));
        }
        counts
    }

    /// The tier in which evidence matches a clause, and the sides on which it counts there.
    fn side(&self, evidence: &Evidence, clause: usize, term: &Term) -> Option<(usize, Stance)> {
        let direction = match evidence.kind {
            EvidenceKind::Favours | EvidenceKind::Accepts => 1,
            EvidenceKind::Opposes | EvidenceKind::Rejects => -1,
            EvidenceKind::Abstains => 0,
        };
        let (strength, polarity) = wording(term.modality);
        let exceeded = evidence.up_to.is_some_and(|limit| strength > wording(limit).0);
        let limited = if exceeded && direction > 0 { -direction } else { direction };
        let beyond = polarity * if polarity > 0 { limited } else { direction };
        let side = |sign: i32| (sign > 0, sign < 0);
        match evidence.target {
            Target::Clause(principle, place) => {
                (principle == self.principle && place == clause).then_some((1, side(limited)))
            }
            Target::Principle(principle) => (principle == self.principle).then_some((2, side(limited))),
            Target::Measure(measure) => {
                (measure == term.measure).then_some((if position(evidence) { 3 } else { 4 }, side(beyond)))
            }
            Target::Issue(issue) => {
                let (on, against) = self.distances(term.measure, issue);
                let nearest = on.into_iter().chain(against).min()?;
                let furthers = if on == Some(nearest) { side(beyond) } else { (false, false) };
                let hinders = if against == Some(nearest) { side(-beyond) } else { (false, false) };
                Some((5 + nearest, (furthers.0 || hinders.0, furthers.1 || hinders.1)))
            }
        }
    }

    /// How far above the issues of a measure an issue is: behind `on` and behind `against`.
    fn distances(&self, measure: MeasureId, issue: IssueId) -> (Option<usize>, Option<usize>) {
        let up = |start: IssueId| {
            std::iter::successors(Some(start), |&at| self.library.issues[at].parent).position(|at| at == issue)
        };
        let measure = &self.library.measures[measure];
        let least = |issues: &[IssueId]| issues.iter().filter_map(|&start| up(start)).min();
        (least(&measure.on), least(&measure.against))
    }
}

fn position(evidence: &Evidence) -> bool {
    matches!(evidence.kind, EvidenceKind::Accepts | EvidenceKind::Rejects | EvidenceKind::Abstains)
}

/// Whether a position, if it is given, stands in the stead of an earlier one.
fn replaces(later: &Given<'_>, earlier: &Given<'_>) -> bool {
    let (after, before) = (later.evidence, earlier.evidence);
    let alike = (after.target, after.capacity, &after.levels) == (before.target, before.capacity, &before.levels);
    position(after) && alike && later.own == earlier.own && after.period.since > before.period.since
}

/// The strength and the polarity of a modality.
fn wording(modality: Modality) -> (u8, i32) {
    match modality {
        Modality::May => (0, 1),
        Modality::Should => (1, 1),
        Modality::ShouldNot => (1, -1),
        Modality::Shall => (2, 1),
        Modality::ShallNot => (2, -1),
    }
}

/// Every way in which the uncertain ones are or are not among the sure ones.
fn completions<T: Copy>(items: &[(T, Truth)]) -> Vec<Vec<T>> {
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
