//! Every pair for programs: JSON and CSV, written as they are counted.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::record::{
    CampsRecord, DivisionRecord, PairRecord, SCHEMA, arity_word, camps_record, division_record, pair_record,
};
use crate::judge::Plan;
use crate::model::{Library, StateId};
use crate::negotiate::common::{Class, Ground, Indices, Pair, Range, camps};

#[derive(Serialize)]
struct Whole<'l> {
    schema: &'l str,
    library: &'l str,
    version: Option<&'l str>,
    as_of: Option<String>,
    choosing: &'l [String],
    levels: Vec<AtLevel<'l>>,
}

#[derive(Serialize)]
struct AtLevel<'l> {
    level: &'l str,
    of: &'static str,
    states: Vec<&'l str>,
    subjects: Vec<About<'l>>,
    pairs: Pairs<'l>,
    principles: Vec<DivisionRecord<'l>>,
    camps: CampsRecord<'l>,
}

#[derive(Serialize)]
struct About<'l> {
    issue: Option<&'l str>,
    principles: Vec<&'l str>,
}

/// The pairs of a level: too many to hold.
struct Pairs<'l> {
    library: &'l Library,
    ground: &'l Ground,
}

impl<'l> Pairs<'l> {
    fn records(&self) -> impl Iterator<Item = PairRecord<'l>> + use<'l> {
        let (library, ground) = (self.library, self.ground);
        ground.pairs().flat_map(move |(one, other)| {
            let states = named(ground, one, other);
            let found = ground.pair(one, other);
            let of = move |(subject, pair)| states.map(|states| pair_record(library, states, subject, &pair));
            ground.subjects.iter().zip(found).filter_map(of).collect::<Vec<_>>()
        })
    }
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records())
    }
}

fn named(ground: &Ground, one: usize, other: usize) -> Option<[StateId; 2]> {
    Some([ground.states.get(one).copied()?, ground.states.get(other).copied()?])
}

/// One object with everything.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_json(
    plan: &Plan<'_>,
    grounds: &[Ground],
    blocs: Option<usize>,
    choosing: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let library = plan.library();
    let levels = grounds
        .iter()
        .map(|ground| AtLevel {
            level: &library.levels[ground.level].named.name,
            of: arity_word(ground.arity),
            states: ground.states.iter().map(|&state| library.states[state].named.name.as_str()).collect(),
            subjects: ground
                .subjects
                .iter()
                .map(|subject| About {
                    issue: subject.issue.map(|issue| library.issues[issue].named.name.as_str()),
                    principles: subject
                        .principles
                        .iter()
                        .map(|&principle| library.principles[principle].named.name.as_str())
                        .collect(),
                })
                .collect(),
            pairs: Pairs { library, ground },
            principles: ground.divisions.iter().map(|division| division_record(library, division)).collect(),
            camps: camps_record(library, ground, &camps(ground, blocs)),
        })
        .collect();
    let whole = Whole {
        schema: SCHEMA,
        library: &library.name,
        version: library.version.as_deref(),
        as_of: plan.world.date.as_ref().map(Date::to_string),
        choosing,
        levels,
    };
    serde_json::to_writer(&mut *out, &whole)?;
    writeln!(out)
}

const HEAD: [&str; 24] = [
    "level",
    "issue",
    "first",
    "second",
    "class",
    "possible",
    "shared_least",
    "shared_most",
    "interests_least",
    "interests_most",
    "aversions_least",
    "aversions_most",
    "mixed_least",
    "mixed_most",
    "opposed_least",
    "opposed_most",
    "items",
    "disputed",
    "agreement",
    "s",
    "kappa_nominal",
    "kappa_squared",
    "pi_nominal",
    "pi_squared",
];

/// One line for each level, pair and subject, or for those of one pair; the issue is empty where all are counted, an index where it has no value.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_csv(
    library: &Library,
    grounds: &[Ground],
    only: Option<[StateId; 2]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEAD)?;
    for ground in grounds {
        for (one, other) in ground.pairs() {
            let Some([first, second]) = named(ground, one, other) else { continue };
            if only.is_some_and(|pair| !pair.contains(&first) || !pair.contains(&second)) {
                continue;
            }
            for (subject, Pair { tally, indices }) in ground.subjects.iter().zip(ground.pair(one, other)) {
                let issue = subject.issue.map_or("", |issue| library.issues[issue].named.name.as_str());
                let possible: Vec<&str> = tally.classes().map(Class::name).collect();
                let mut line: Vec<String> = vec![
                    library.levels[ground.level].named.name.clone(),
                    issue.to_owned(),
                    library.states[first].named.name.clone(),
                    library.states[second].named.name.clone(),
                    tally.class().map_or("undetermined", Class::name).to_owned(),
                    possible.join(";"),
                ];
                for Range { least, most } in
                    [tally.shared, tally.interests, tally.aversions, tally.mixed, tally.opposed]
                {
                    line.extend([least.to_string(), most.to_string()]);
                }
                line.extend(numbers(indices));
                csv.write_record(line)?;
            }
        }
    }
    csv.flush()
}

fn numbers(indices: Option<Indices>) -> [String; 8] {
    let count = |of: fn(Indices) -> u32| indices.map(|found| of(found).to_string()).unwrap_or_default();
    let value =
        |of: fn(Indices) -> Option<f64>| indices.and_then(of).map(|value| value.to_string()).unwrap_or_default();
    [
        count(|found| found.items),
        count(|found| found.disputed),
        value(|found| found.agreement),
        value(|found| found.s),
        value(|found| found.kappa_nominal),
        value(|found| found.kappa_squared),
        value(|found| found.pi_nominal),
        value(|found| found.pi_squared),
    ]
}
