//! Every small profile of one state, or of two, that makes a difference; and which norms bind the first of them there.

use std::collections::{BTreeMap, BTreeSet};

use comity::model::Truth;

use super::condition::{A, B, CAPACITY, Condition, DAY, DEAL, GRADE, ONE, PACT, Person, Place, Side, TAG};
use super::norms::Norm;
use super::text::Case;

/// What a library reads.
#[derive(Default)]
pub struct Read {
    facts: BTreeSet<usize>,
    flow: bool,
    club: bool,
    pub named: bool,
    /// Lines in the plane of the two numbers: two factors and a constant.
    lines: BTreeSet<(i64, i64, i64)>,
}

impl Read {
    pub fn of(case: &Case) -> Self {
        let mut read = Self::default();
        if case.principles.iter().flat_map(|principle| &principle.parties).any(|party| party.capacities != 0) {
            read.facts.insert(CAPACITY);
        }
        for condition in case.conditions() {
            condition.each(&mut |part| read.note(part, case.pairs));
        }
        for facts in &case.members {
            if let (true, Some(Some(a))) = (read.club, facts.first()) {
                read.lines.extend([(1, 0, *a), (0, 1, *a)]);
            }
        }
        if !read.lines.is_empty() {
            read.facts.extend([A, B]);
        }
        read
    }

    /// A line in both orders of the states, where numbers are of two states.
    fn line(&mut self, pairs: bool, (x, y): (i64, i64), constant: i64) {
        self.lines.insert((x, y, constant));
        if pairs {
            self.lines.insert((y, x, constant));
        }
    }

    fn note(&mut self, part: &Condition, pairs: bool) {
        match part {
            Condition::Sum(terms, _, constant) => {
                let factor = |second: bool| -> i64 {
                    let is_second = |side: Side, name: usize| if pairs { side == Side::Other } else { name == B };
                    terms.iter().filter(|(_, side, name)| is_second(*side, *name) == second).map(|term| term.0).sum()
                };
                self.line(pairs, (factor(false), factor(true)), constant * ONE);
            }
            Condition::Between(side, low, high) => {
                let at = if pairs && *side == Side::Other { (0, 1) } else { (1, 0) };
                self.line(pairs, at, low * ONE);
                self.line(pairs, at, high * ONE);
            }
            Condition::Ratio(_) => [(1, -1), (0, 1), (1, 0)].into_iter().for_each(|at| self.line(false, at, 0)),
            Condition::KnownSum => self.line(false, (1, 0), 0),
            Condition::KnownOf(_, A) => self.line(pairs, (1, 0), 0),
            Condition::KnownOf(_, name) | Condition::Flag(_, name) => drop(self.facts.insert(*name)),
            Condition::Grade(..) | Condition::GradeIn(..) => drop(self.facts.insert(GRADE)),
            Condition::Includes(..) | Condition::TagsAre(..) => drop(self.facts.insert(TAG)),
            Condition::Day(..) => drop(self.facts.insert(DAY)),
            Condition::Flow(..) => self.flow = true,
            Condition::Club(_) => self.club = true,
            Condition::Named => {
                self.named = true;
                self.facts.insert(DEAL);
            }
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Known(_)
            | Condition::Ring(_)
            | Condition::Rich(_)
            | Condition::Level(_) => {}
        }
    }

    /// The points of the plane at which the lines are on every combination of sides.
    fn points(&self) -> Vec<(Option<i64>, Option<i64>)> {
        if self.lines.is_empty() {
            return vec![(None, None)];
        }
        let between = |mut at: Vec<i64>| -> Vec<i64> {
            at.sort_unstable();
            at.dedup();
            let (first, last) = (at.first().copied().unwrap_or(0), at.last().copied().unwrap_or(0));
            let middles: Vec<i64> = at.iter().zip(at.iter().skip(1)).map(|(one, two)| (one + two) / 2).collect();
            [at, middles, vec![first - ONE, last + ONE]].concat()
        };
        let mut xs = Vec::new();
        for &(a, b, c) in &self.lines {
            if b == 0 && a != 0 {
                xs.push(c / a);
            }
            for &(d, e, f) in &self.lines {
                let determinant = a * e - b * d;
                if determinant != 0 {
                    xs.push((c * e - b * f) / determinant);
                }
            }
        }
        let mut found = BTreeMap::new();
        let mut see = |x: Option<i64>, y: Option<i64>| {
            let side = |&(a, b, c): &(i64, i64, i64)| match (x, y) {
                (Some(x), Some(y)) => Some((a * x + b * y - c).signum()),
                (Some(x), None) if b == 0 => Some((a * x - c).signum()),
                (None, Some(y)) if a == 0 => Some((b * y - c).signum()),
                _ => None,
            };
            let key: Vec<Option<i64>> = self.lines.iter().map(side).collect();
            found.entry((x.is_some(), y.is_some(), key)).or_insert((x, y));
        };
        see(None, None);
        for x in between(xs) {
            see(Some(x), None);
            let ys = self.lines.iter().filter(|line| line.1 != 0).map(|&(a, b, c)| (c - a * x) / b);
            for y in between(ys.collect()) {
                see(Some(x), Some(y));
                see(None, Some(y));
            }
        }
        found.into_values().collect()
    }
}

/// What an attribute may be, beside unknown.
fn values(attribute: usize) -> Vec<i64> {
    match attribute {
        DEAL | PACT => vec![0, 1],
        GRADE => vec![0, 1, 2],
        DAY => vec![1, 2, 3, 4],
        _ => vec![0, 1, 2, 3],
    }
}

/// What is said, and what follows from it.
#[derive(Clone, Default)]
pub struct World {
    pub people: [Person; 2],
    pub flow: [Option<i64>; 2],
    named: Option<i64>,
    /// How many facts it takes.
    pub count: usize,
    /// Whether nothing that is read is left open.
    pub complete: bool,
}

/// Every world; `None` when there are too many.
pub fn worlds(case: &Case, read: &Read, pairs: bool, most: usize) -> Option<Vec<World>> {
    let states = if pairs { 2 } else { 1 };
    let mut all = vec![World { complete: true, ..World::default() }];
    let mut widen = |options: usize, with: &dyn Fn(&World, usize) -> Option<World>| -> Option<()> {
        all = all.iter().flat_map(|world| (0..options).filter_map(|option| with(world, option))).collect();
        (all.len() <= most).then_some(())
    };
    if read.club {
        for place in 0..states {
            widen(1 + case.members.len(), &|world, option| {
                let mut world = world.clone();
                let member = option.checked_sub(1);
                if place == 1 && member.is_some() && world.people.first()?.member == member {
                    return None;
                }
                world.count += usize::from(member.is_some());
                world.people.get_mut(place)?.member = member;
                Some(world)
            })?;
        }
    }
    let points = read.points();
    let points: Vec<_> = points.into_iter().filter(|point| pairs || !case.pairs || point.1.is_none()).collect();
    let say = |world: &mut World, place: usize, attribute: usize, said: Option<i64>| -> Option<()> {
        let person = world.people.get_mut(place)?;
        let profile = person.member.and_then(|member| case.members.get(member)?.get(attribute).copied().flatten());
        // A state that conditions name is as its profile says.
        if said.is_some() && profile.is_some() && read.named && person.member == Some(0) {
            return None;
        }
        *person.facts.get_mut(attribute)? = said.or(profile);
        world.count += usize::from(said.is_some());
        world.complete &= said.or(profile).is_some() || attribute == PACT;
        Some(())
    };
    let numbers = !read.lines.is_empty();
    if numbers {
        widen(points.len(), &|world, option| {
            let mut world = world.clone();
            let (x, y) = *points.get(option)?;
            say(&mut world, 0, A, x)?;
            match (pairs, case.pairs) {
                (true, true) => say(&mut world, 1, A, y)?,
                (false, false) => say(&mut world, 0, B, y)?,
                _ => {}
            }
            Some(world)
        })?;
    }
    for &attribute in read.facts.iter().filter(|&&attribute| attribute != A && attribute != B) {
        let values = values(attribute);
        for place in 0..states {
            widen(1 + values.len(), &|world, option| {
                let mut world = world.clone();
                let said = option.checked_sub(1).and_then(|option| values.get(option).copied());
                say(&mut world, place, attribute, said)?;
                Some(world)
            })?;
        }
    }
    if read.flow && pairs {
        for place in 0..2 {
            widen(6, &|world, option| {
                let mut world = world.clone();
                let said = option
                    .checked_sub(1)
                    .and_then(|option| [0, ONE, ONE * 3 / 2, 2 * ONE, 3 * ONE].get(option).copied());
                *world.flow.get_mut(place)? = said;
                world.count += usize::from(said.is_some());
                world.complete &= said.is_some();
                Some(world)
            })?;
        }
    }
    if read.named {
        let profile = case.members.first().and_then(|facts| facts.get(DEAL).copied().flatten());
        widen(3, &|world, option| {
            let mut world = world.clone();
            let said = option.checked_sub(1).and_then(|option| i64::try_from(option).ok());
            let is_present = world.people.iter().any(|person| person.member == Some(0));
            if said.is_some() && (profile.is_some() || is_present) {
                return None;
            }
            world.named = said.or(profile);
            world.count += usize::from(said.is_some());
            world.complete &= world.named.is_some() || is_present;
            Some(world)
        })?;
    }
    Some(all)
}

/// Whether a norm surely binds the first state.
pub fn binds(case: &Case, norm: &Norm, world: &World, level: usize) -> bool {
    let [first, second] = &world.people;
    let [there, back] = world.flow;
    let pair = level == 0;
    let own = Place {
        case,
        own: first,
        other: pair.then_some(second),
        flow: [there, back],
        named: world.named,
        level: Some(level),
    };
    let Some(principle) = case.principles.get(norm.principle) else { return false };
    let Some(clause) = principle.clauses.get(norm.clause) else { return false };
    let plays = |place: &Place<'_>, party: usize| match principle.parties.get(party) {
        None => Truth::Yes,
        Some(party) => {
            place.capable(party.capacities).and(party.rule.as_ref().map_or(Truth::Yes, |rule| place.truth(rule)))
        }
    };
    let mut surely = plays(&own, clause.party);
    if pair {
        let other = Place { own: second, other: Some(first), flow: [back, there], ..own };
        let party = if principle.parties.len() == 2 { 1 - clause.party } else { 0 };
        surely = surely.and(plays(&other, party));
    }
    let when = clause.when.as_ref().map_or(Truth::Yes, |when| own.truth(when));
    let unless = clause.unless.as_ref().map_or(Truth::No, |unless| own.truth(unless));
    surely.and(when).and(!unless) == Truth::Yes
}
