//! What is said to be implied, held against states and what they do: whoever keeps to the clauses that stay keeps to
//! those that could be left out.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;

use comity::judge::World;
use comity::model::{DefinitionId, Modality};
use comity::norms::{How, Norm, redundant};

use super::draw::Draw;
use super::{VOCABULARY, condition, holds, library, profiles};

const MEASURES: &str = "
unit days
issue entry \"Entry\"
measure admit  on entry (stay: at least number days)
measure host   on entry (stay: at least number days) entails admit
measure settle on entry entails host
measure refuse against entry excludes admit
measure tax    against entry (rate: exactly number, wait: at most number days)
";

const STAYS: [usize; 3] = [0, 30, 60];
const RATES: [usize; 3] = [1, 2, 3];
const WAITS: [usize; 3] = [5, 10, 11];

/// A clause as it is drawn.
#[derive(Debug, Clone)]
struct Clause {
    modality: &'static str,
    measure: &'static str,
    stay: Option<usize>,
    rate: Option<usize>,
    wait: Option<usize>,
    condition: String,
}

/// What a state does: whether it admits, hosts, settles, refuses and taxes, and with which values.
#[derive(Debug, Clone, Copy)]
struct Done {
    admit: Option<usize>,
    host: Option<usize>,
    settle: bool,
    refuse: bool,
    tax: Option<(usize, usize)>,
}

impl Clause {
    fn draw(draw: &mut Draw, conditions: &[String]) -> Self {
        let modality = draw.one(&["shall", "shall", "should", "may", "shall not", "should not"]);
        let measure = draw.one(&["admit", "host", "settle", "refuse", "tax", "tax"]);
        let pick = |draw: &mut Draw, of: &[usize]| of.get(draw.below(of.len())).copied();
        let stay = if matches!(measure, "admit" | "host") && draw.chance(50) { pick(draw, &[30, 60]) } else { None };
        let rate = if measure == "tax" && draw.chance(40) { pick(draw, &[1, 2]) } else { None };
        let wait = if measure == "tax" && draw.chance(50) { pick(draw, &[5, 10]) } else { None };
        // Whoever has facts is rich or not, and so is everybody.
        let always = || "(d or not d)".to_owned();
        let condition = if draw.chance(30) { None } else { conditions.get(draw.below(conditions.len())).cloned() };
        Self { modality, measure, stay, rate, wait, condition: condition.unwrap_or_else(always) }
    }

    fn strength(&self) -> u8 {
        match self.modality {
            "may" => 0,
            "should" | "should not" => 1,
            _ => 2,
        }
    }

    fn forbids(&self) -> bool {
        self.modality.ends_with("not")
    }

    fn met(&self, done: &Done) -> bool {
        let long = |stay: Option<usize>| stay.is_some_and(|stay| self.stay.is_none_or(|least| stay >= least));
        match self.measure {
            "admit" => long(done.admit),
            "host" => long(done.host),
            "settle" => done.settle,
            "refuse" => done.refuse,
            _ => done.tax.is_some_and(|(rate, wait)| {
                self.rate.is_none_or(|exactly| rate == exactly) && self.wait.is_none_or(|most| wait <= most)
            }),
        }
    }

    fn kept(&self, done: &Done) -> bool {
        self.met(done) != self.forbids()
    }

    fn written(&self) -> String {
        let values = [("stay", self.stay, " days"), ("rate", self.rate, ""), ("wait", self.wait, " days")];
        let given: Vec<String> =
            values.iter().filter_map(|(name, value, unit)| Some(format!("{name}: {}{unit}", (*value)?))).collect();
        let arguments = if given.is_empty() { String::new() } else { format!(" ({})", given.join(", ")) };
        format!("states {} {}{arguments} when {}", self.modality, self.measure, self.condition)
    }
}

/// Everything that a state can do.
fn doings() -> Vec<Done> {
    let stays = || std::iter::once(None).chain(STAYS.map(Some));
    let taxes: Vec<Option<(usize, usize)>> =
        std::iter::once(None).chain(RATES.into_iter().flat_map(|rate| WAITS.map(|wait| Some((rate, wait))))).collect();
    let mut all = Vec::new();
    for (admit, host) in stays().flat_map(|admit| stays().map(move |host| (admit, host))) {
        for (settle, refuse) in [(false, false), (false, true), (true, false), (true, true)] {
            let fits = (host.is_none() || host == admit) && (!settle || host.is_some()) && !(refuse && admit.is_some());
            if fits {
                all.extend(taxes.iter().map(|&tax| Done { admit, host, settle, refuse, tax }));
            }
        }
    }
    all
}

/// Principles of two clauses each; some say again what an earlier one says, the other way round.
fn clauses(draw: &mut Draw) -> Vec<Clause> {
    let mut conditions: Vec<String> = (0..2).map(|_| condition(draw, 1)).collect();
    // What is for some and for all others is for everybody.
    conditions.extend(conditions.clone().iter().map(|one| format!("(not {one})")));
    let mut clauses: Vec<Clause> = Vec::new();
    for _ in 0..10 {
        let earlier = draw.below(clauses.len() / 2) * 2;
        match clauses.get(earlier..earlier + 2) {
            Some([one, other]) if draw.chance(20) => {
                let again = [other.clone(), one.clone()];
                clauses.extend(again);
            }
            _ => clauses.extend([Clause::draw(draw, &conditions), Clause::draw(draw, &conditions)]),
        }
    }
    clauses
}

/// Whether what is done shows that a clause says nothing beside others, all of them binding.
fn said(clause: &Clause, others: &[&Clause], done: &Done) -> bool {
    if clause.modality == "may" {
        let leave = |other: &&&Clause| !other.forbids() && other.measure == clause.measure;
        !clause.met(done) || others.iter().filter(leave).any(|other| other.met(done))
    } else {
        clause.kept(done) || others.iter().any(|other| other.modality != "may" && !other.kept(done))
    }
}

#[test]
fn what_is_left_out_is_still_said() -> Result<(), Box<dyn Error>> {
    let doings = doings();
    // All facts are given, but for the flag that has a value where it is absent.
    let whole = |facts: &str, count: usize| count == 8 || (count == 7 && !facts.contains("p:"));
    let profiles: Vec<String> =
        profiles().into_iter().filter(|(facts, count)| whole(facts, *count)).map(|(facts, _)| facts).collect();
    let (mut alone, mut together, mut twins) = (0, 0, 0);
    for round in 0..16_u64 {
        let clauses = clauses(&mut Draw::new(1_000 + round));
        let mut text = format!("{VOCABULARY}{MEASURES}");
        for (place, pair) in clauses.chunks(2).enumerate() {
            writeln!(text, "principle p{place} {{ issue entry  levels global")?;
            for (label, clause) in ["x", "y"].iter().zip(pair) {
                writeln!(text, "  {label}: {}", clause.written())?;
            }
            writeln!(text, "}}")?;
        }
        for (place, clause) in clauses.iter().enumerate() {
            writeln!(text, "define c{place} : {}", clause.condition)?;
        }
        for (place, facts) in profiles.iter().enumerate() {
            writeln!(text, "state \"S{place}\" {{{facts} }}")?;
        }
        let library = library(&text)?;
        let world = World::new(&library, None);
        let found = redundant(&world);
        let principle = |id| library.principles.ids().position(|known| known == id).unwrap_or_default();
        let place = |norm: &Norm<'_>| principle(norm.principle) * 2 + norm.clause;
        let mut gone: BTreeSet<usize> = found.implied.iter().map(|one| place(&one.norm)).collect();
        gone.extend(found.equivalent.iter().flat_map(|twins| [0, 1].map(|at| principle(twins.later) * 2 + at)));
        alone += found.implied.iter().filter(|one| matches!(one.how, How::Alone(_))).count();
        together += found.implied.iter().filter(|one| !matches!(one.how, How::Alone(_))).count();
        twins += found.equivalent.len();
        let ids: Vec<DefinitionId> = library.definitions.ids().collect();
        let mut binds_somebody: BTreeSet<usize> = BTreeSet::new();
        for state in library.states.ids() {
            let bound: BTreeSet<usize> =
                ids.iter().enumerate().filter(|(_, id)| holds(&world, **id, state)).map(|(at, _)| at).collect();
            binds_somebody.extend(&bound);
            let those = |wanted: &dyn Fn(usize, &Clause) -> bool| -> Vec<&Clause> {
                let all = clauses.iter().enumerate();
                all.filter(|(at, clause)| bound.contains(at) && wanted(*at, clause)).map(|(_, clause)| clause).collect()
            };
            for (at, clause) in clauses.iter().enumerate().filter(|(at, _)| bound.contains(at) && gone.contains(at)) {
                let stay = those(&|at, other| !gone.contains(&at) && other.strength() >= clause.strength());
                let wrong = doings.iter().find(|done| !said(clause, &stay, done));
                assert!(wrong.is_none(), "clause {at} cannot be left out where {wrong:?} with {bound:?}\n{text}");
            }
            for one in found.implied.iter().filter(|one| bound.contains(&place(&one.norm))) {
                let by: BTreeSet<usize> = one.by.iter().flat_map(|(_, norms)| norms.iter().map(place)).collect();
                let by = those(&|at, other| by.contains(&at) && other.modality != "may");
                let keeps = |done: &Done| by.iter().all(|other| other.kept(done));
                let may = one.norm.modality() == Modality::May;
                assert!(may || doings.iter().any(keeps), "{:?} is implied by what clashes\n{text}", one.norm);
            }
        }
        for (at, clause) in clauses.iter().enumerate().filter(|(at, _)| binds_somebody.contains(at)) {
            let first = clauses.iter().position(|other| other.written() == clause.written());
            assert!(first == Some(at) || gone.contains(&at), "clause {at} says what {first:?} says\n{text}");
        }
    }
    assert!(alone > 50 && together > 2 && twins > 5, "{alone}, {together} and {twins}");
    Ok(())
}
