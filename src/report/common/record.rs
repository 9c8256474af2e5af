//! Common ground as programs read it. The schema is written down in the user's guide.

use serde::Serialize;

use crate::model::{Arity, Library, StateId};
use crate::negotiate::blocs::Merge;
use crate::negotiate::common::{Camps, Class, Division, Ground, Indices, Pair, Range, Standing, Subject};

/// The name of the schema, which changes with its meaning.
pub const SCHEMA: &str = "comity/common/1";

/// Two states on a subject.
#[derive(Debug, Serialize)]
pub struct PairRecord<'l> {
    pair: [&'l str; 2],
    issue: Option<&'l str>,
    class: &'static str,
    possible: Vec<&'static str>,
    shared: [u32; 2],
    interests: [u32; 2],
    aversions: [u32; 2],
    mixed: [u32; 2],
    opposed: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    indices: Option<IndexRecord>,
}

/// The secondary indices; `null` where one has no value.
#[derive(Debug, Serialize)]
struct IndexRecord {
    items: u32,
    disputed: u32,
    agreement: Option<f64>,
    s: Option<f64>,
    kappa: ByDistance,
    pi: ByDistance,
}

/// An index by how distances are taken.
#[derive(Debug, Serialize)]
struct ByDistance {
    nominal: Option<f64>,
    squared: Option<f64>,
}

impl From<Indices> for IndexRecord {
    fn from(found: Indices) -> Self {
        Self {
            items: found.items,
            disputed: found.disputed,
            agreement: found.agreement,
            s: found.s,
            kappa: ByDistance { nominal: found.kappa_nominal, squared: found.kappa_squared },
            pi: ByDistance { nominal: found.pi_nominal, squared: found.pi_squared },
        }
    }
}

fn bounds(range: Range) -> [u32; 2] {
    [range.least, range.most]
}

/// Two states on a subject, as programs read it.
pub fn pair_record<'l>(library: &'l Library, pair: [StateId; 2], subject: &Subject, found: &Pair) -> PairRecord<'l> {
    let tally = &found.tally;
    PairRecord {
        pair: pair.map(|state| library.states[state].named.name.as_str()),
        issue: subject.issue.map(|issue| library.issues[issue].named.name.as_str()),
        class: tally.class().map_or("undetermined", Class::name),
        possible: tally.classes().map(Class::name).collect(),
        shared: bounds(tally.shared),
        interests: bounds(tally.interests),
        aversions: bounds(tally.aversions),
        mixed: bounds(tally.mixed),
        opposed: bounds(tally.opposed),
        indices: found.indices.map(IndexRecord::from),
    }
}

/// How a principle divides a group.
#[derive(Debug, Serialize)]
pub struct DivisionRecord<'l> {
    principle: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'l str>,
    standing: &'static str,
    possible: Vec<&'static str>,
    #[serde(rename = "for")]
    pro: Vec<&'l str>,
    against: Vec<&'l str>,
    divided: Vec<&'l str>,
    neutral: Vec<&'l str>,
    undetermined: Vec<&'l str>,
    /// How many verdicts are against, in between and for.
    verdicts: [u32; 3],
    agreement_a: Option<f64>,
    polarisation: Option<f64>,
}

fn states<'l>(library: &'l Library, states: &[StateId]) -> Vec<&'l str> {
    states.iter().map(|&state| library.states[state].named.name.as_str()).collect()
}

/// How a principle divides a group, as programs read it.
pub fn division_record<'l>(library: &'l Library, division: &Division) -> DivisionRecord<'l> {
    DivisionRecord {
        principle: &library.principles[division.principle].named.name,
        group: division.group.map(|group| library.groups[group].named.name.as_str()),
        standing: division.standing().map_or("undetermined", Standing::name),
        possible: division.standings().map(Standing::name).collect(),
        pro: states(library, &division.pro),
        against: states(library, &division.contra),
        divided: states(library, &division.mixed),
        neutral: states(library, &division.neutral),
        undetermined: states(library, &division.undetermined),
        verdicts: division.counts,
        agreement_a: division.agreement,
        polarisation: division.polarisation,
    }
}

/// Blocs.
#[derive(Debug, Serialize)]
pub struct CampsRecord<'l> {
    blocs: Vec<Vec<&'l str>>,
    alone: Vec<&'l str>,
    between: Vec<&'l str>,
    merges: Vec<MergeRecord<'l>>,
}

/// Two clusters that become one, each by its first member.
#[derive(Debug, Serialize)]
struct MergeRecord<'l> {
    join: [Option<&'l str>; 2],
    height: f64,
}

/// Blocs, as programs read them.
pub fn camps_record<'l>(library: &'l Library, ground: &Ground, camps: &Camps) -> CampsRecord<'l> {
    let place = |place: usize| ground.states.get(place).map(|&state| library.states[state].named.name.as_str());
    let merge = |merge: &Merge| MergeRecord { join: [place(merge.one), place(merge.other)], height: merge.height };
    CampsRecord {
        blocs: camps.blocs.iter().map(|bloc| states(library, bloc)).collect(),
        alone: states(library, &camps.alone),
        between: states(library, &camps.between),
        merges: camps.merges.iter().map(merge).collect(),
    }
}

/// The word for who negotiates at a level.
pub fn arity_word(arity: Arity) -> &'static str {
    match arity {
        Arity::Pairs => "pairs",
        Arity::Groups => "groups",
        Arity::All => "all",
    }
}
