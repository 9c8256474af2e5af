//! What a diplomat wants to see of many pairs: how many are in which class, the closest and the most opposed, what
//! splits the group, and its blocs.

use super::numbers::{cells, columns, name, names, pair_name, subject};
use super::page::{Block, Column, Grid, Page, Section};
use super::split::divisions;
use crate::judge::Plan;
use crate::model::{Arity, Library};
use crate::negotiate::common::{Camps, Class, Ground, Pair, Standing, Subject, camps};

/// Up to how many pairs are listed one by one.
const FEW: usize = 10;

/// How many of the closest and of the most opposed pairs are named.
const NAMED: usize = 5;

/// How many blocs are named.
const BLOCS: usize = 6;

/// How many states of a bloc are named.
const MEMBERS: usize = 24;

/// Sums the common ground of levels up. `blocs` is how many blocs are wanted, where their number is.
pub fn overview(
    plan: &Plan<'_>,
    grounds: &[Ground],
    blocs: Option<usize>,
    language: Option<&str>,
    heading: &str,
) -> Page {
    let library = plan.library();
    let sections: Vec<Section> =
        grounds.iter().map(|ground| section(library, ground, &camps(ground, blocs), language)).collect();
    let mut page = Page { heading: heading.to_owned(), sections, legend: legend(grounds) };
    if page.sections.is_empty() {
        page.legend = vec!["nothing to compare: no principle is negotiated there".to_owned()];
    }
    page
}

fn section(library: &Library, ground: &Ground, camps: &Camps, language: Option<&str>) -> Section {
    let level = &library.levels[ground.level].named;
    let title = level.title.as_ref().map(|_| format!(": {}", level.label(language))).unwrap_or_default();
    let pairs = ground.pairs().count();
    let mut principles: Vec<_> = ground.subjects.iter().flat_map(|subject| &subject.principles).collect();
    principles.sort_unstable();
    principles.dedup();
    let size = format!(
        "{}, {}, {}",
        counted(ground.states.len(), "state"),
        counted(pairs, "pair"),
        counted(principles.len(), "principle")
    );
    let mut blocks = vec![Block::Text(size)];
    if pairs > FEW {
        blocks.extend(many(library, ground));
    } else if pairs > 0 {
        blocks.push(Block::Grid(few(library, ground)));
    }
    blocks.extend(divisions(library, &ground.divisions));
    blocks.extend(blocs(library, ground, camps));
    Section { heading: format!("at {}{title}", level.name), blocks }
}

/// `1 state`, `2 states`
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The subjects worth a line: where all principles are on one issue, that issue and all are the same.
fn shown(ground: &Ground) -> Vec<(usize, &Subject)> {
    let all: Vec<(usize, &Subject)> = ground.subjects.iter().enumerate().collect();
    match all.as_slice() {
        [one, two] if one.1.principles == two.1.principles => vec![*one],
        _ => all,
    }
}

/// Every pair on every subject that there is something to say of.
fn few(library: &Library, ground: &Ground) -> Grid {
    let mut rows = Vec::new();
    let shown = shown(ground);
    for (one, other) in ground.pairs() {
        let (Some(&first), Some(&second)) = (ground.states.get(one), ground.states.get(other)) else { continue };
        let found = ground.pair(one, other);
        let mut lines: Vec<(&Subject, &Pair)> =
            shown.iter().filter_map(|&(place, about)| Some((about, found.get(place)?))).collect();
        let last = lines.pop();
        lines.retain(|(_, pair)| pair.tally.class() != Some(Class::Unrelated));
        // Where there is something to say of one issue alone, that of all is the same.
        if lines.len() != 1 {
            lines.extend(last);
        }
        let mut title = pair_name(library, first, second);
        for (about, pair) in lines {
            let mut row = vec![std::mem::take(&mut title), subject(library, about)];
            row.extend(cells(pair));
            rows.push(row);
        }
    }
    let mut heads = vec![Column::text("on")];
    heads.extend(columns(ground.arity != Arity::Pairs));
    Grid { title: "pair".to_owned(), columns: heads, rows }
}

/// How many pairs are in which class, by issue; the closest and the most opposed pairs.
fn many(library: &Library, ground: &Ground) -> Vec<Block> {
    let mut counts = vec![[0_usize; 5]; ground.subjects.len()];
    let mut all: Vec<(usize, usize, Pair)> = Vec::new();
    for (one, other) in ground.pairs() {
        let found = ground.pair(one, other);
        for (pair, counts) in found.iter().zip(&mut counts) {
            let class = pair.tally.class();
            let place = Class::ALL.into_iter().position(|known| Some(known) == class).unwrap_or(Class::ALL.len());
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
        all.extend(found.last().map(|&pair| (one, other, pair)));
    }
    let names: Vec<&str> = Class::ALL.into_iter().map(Class::name).chain(["undetermined"]).collect();
    let rows = shown(ground).into_iter().map(|(place, about)| {
        let mut row = vec![subject(library, about)];
        row.extend(counts.get(place).into_iter().flatten().map(ToString::to_string));
        row
    });
    let by_class = Grid {
        title: "pairs on".to_owned(),
        columns: names.into_iter().map(Column::number).collect(),
        rows: rows.collect(),
    };
    // Lexicographic on the two counts, which are not netted. Stable sorts: equals stay in the order of the states.
    let mut closest: Vec<&(usize, usize, Pair)> =
        all.iter().filter(|(_, _, pair)| pair.tally.shared.least > 0).collect();
    closest.sort_by_key(|(_, _, pair)| (pair.tally.opposed.most, std::cmp::Reverse(pair.tally.shared.least)));
    let mut opposed: Vec<&(usize, usize, Pair)> =
        all.iter().filter(|(_, _, pair)| pair.tally.opposed.least > 0).collect();
    opposed.sort_by_key(|(_, _, pair)| (std::cmp::Reverse(pair.tally.opposed.least), pair.tally.shared.most));
    let mut blocks = vec![Block::Grid(by_class)];
    for (title, pairs) in [("closest", closest), ("most opposed", opposed)] {
        if pairs.is_empty() {
            continue;
        }
        let row = |(one, other, pair): &&(usize, usize, Pair)| {
            let states = (ground.states.get(*one)?, ground.states.get(*other)?);
            let mut row = vec![pair_name(library, *states.0, *states.1)];
            row.extend(cells(pair));
            Some(row)
        };
        blocks.push(Block::Grid(Grid {
            title: title.to_owned(),
            columns: columns(ground.arity != Arity::Pairs),
            rows: pairs.iter().take(NAMED).filter_map(row).collect(),
        }));
    }
    blocks
}

fn blocs(library: &Library, ground: &Ground, camps: &Camps) -> Option<Block> {
    if ground.states.len() < 3 || camps.blocs.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    for bloc in camps.blocs.iter().take(BLOCS) {
        lines.push((format!("bloc of {}", bloc.len()), names(library, bloc, MEMBERS)));
    }
    if let Some(rest) = camps.blocs.get(BLOCS..).filter(|rest| !rest.is_empty()) {
        let sizes: Vec<String> = rest.iter().map(|bloc| bloc.len().to_string()).collect();
        lines.push((format!("{} smaller blocs (--format json)", rest.len()), format!("of {}", sizes.join(", "))));
    }
    if !camps.alone.is_empty() {
        lines.push((format!("in no bloc ({})", camps.alone.len()), names(library, &camps.alone, MEMBERS)));
    }
    if let [first, second, ..] = camps.blocs.as_slice() {
        let of = |bloc: &[_]| bloc.first().map_or("", |&state| name(library, state)).to_owned();
        let word = format!("between the blocs of {} and {} ({})", of(first), of(second), camps.between.len());
        let who = if camps.between.is_empty() { "nobody".to_owned() } else { names(library, &camps.between, MEMBERS) };
        lines.push((word, who));
    }
    Some(Block::Lines(lines))
}

/// What the words of the page mean, as far as they occur.
fn legend(grounds: &[Ground]) -> Vec<String> {
    let mut legend = vec![
        "interests, aversions: both are for it, both against; opposed: one for, one against; mixed: one is divided, which \
         is shared and, within opposed, opposed"
            .to_owned(),
        "common: something shared, nothing opposed; diverging: the reverse; overlapping: both; unrelated: neither; 0–1, \
         or: what is unknown or in brackets decides"
            .to_owned(),
    ];
    if grounds.iter().any(|ground| ground.arity != Arity::Pairs) {
        legend.push(
            "agree: Bailey, Strezhnev and Voeten; S: Signorino and Ritter; κ: Cohen, squared; π: Scott, nominal; they net \
             likes and dislikes, the counts do not"
                .to_owned(),
        );
    }
    let splits = |ground: &Ground| ground.divisions.iter().any(|one| one.standing() == Some(Standing::Split));
    if grounds.iter().any(splits) {
        legend.push(
            "A: agreement of the group, from -1 for two camps to 1 for one mind; pol: polarisation, from 0 to 0.25"
                .to_owned(),
        );
    }
    if grounds.iter().any(|ground| ground.states.len() > 2 && splits(ground)) {
        legend.push(
            "bloc: any two share more than they are opposed, on what splits them all; between: in neither of the two \
             largest, and sharing more with each than opposed to it"
                .to_owned(),
        );
    }
    legend
}
