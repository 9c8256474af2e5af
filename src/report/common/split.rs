//! The principles that unite a group, and those that split it.

use super::numbers::{index, names};
use super::page::{Block, Column, Grid};
use crate::model::{GroupId, Library, StateId};
use crate::negotiate::common::{Division, Standing};
use crate::report::why::words::list;

/// For up to how many groups principles are named by group.
const GROUPS: usize = 4;

/// How many lines a table has at most.
const MOST: usize = 16;

/// How many states that object to a principle are named.
const OBJECTORS: usize = 5;

/// A side, and who is on it.
type Side = (&'static str, fn(&Division) -> &[StateId]);

const SIDES: [Side; 5] = [
    ("for", |division| &division.pro),
    ("against", |division| &division.contra),
    ("divided", |division| &division.mixed),
    ("neither", |division| &division.neutral),
    ("unknown", |division| &division.undetermined),
];

/// What unites and what splits the group, or each group.
pub fn divisions(library: &Library, divisions: &[Division]) -> Vec<Block> {
    let mut groups: Vec<Option<GroupId>> = divisions.iter().map(|division| division.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut blocks = Vec::new();
    if groups.len() <= GROUPS {
        let lines: Vec<(String, String)> =
            groups.iter().flat_map(|&group| by_standing(library, divisions, group)).collect();
        if !lines.is_empty() {
            blocks.push(Block::Lines(lines));
        }
    } else {
        blocks.push(Block::Grid(counted(library, divisions, &groups)));
    }
    blocks.extend(split(library, divisions));
    blocks
}

/// The principles of a group by what they are to it.
fn by_standing(library: &Library, divisions: &[Division], group: Option<GroupId>) -> Vec<(String, String)> {
    let of_group = || divisions.iter().filter(move |division| division.group == group);
    let name = |division: &Division| library.principles[division.principle].named.name.clone();
    let prefix = group.map(|group| format!("in {}, ", library.groups[group].named.name)).unwrap_or_default();
    let mut lines = Vec::new();
    // What splits them has a table.
    for standing in Standing::ALL.into_iter().filter(|standing| *standing != Standing::Split) {
        let found: Vec<String> = of_group().filter(|one| one.standing() == Some(standing)).map(name).collect();
        if !found.is_empty() {
            lines.push((format!("{prefix}{}", standing.words()), found.join(", ")));
        }
    }
    let open: Vec<String> = of_group()
        .filter(|division| division.standing().is_none())
        .map(|division| {
            let possible: Vec<&str> = division.standings().map(Standing::name).collect();
            format!("{} ({})", name(division), list(&possible, "or"))
        })
        .collect();
    if !open.is_empty() {
        lines.push((format!("{prefix}not certain"), open.join(", ")));
    }
    lines
}

/// How many principles are what to each of many groups.
fn counted(library: &Library, divisions: &[Division], groups: &[Option<GroupId>]) -> Grid {
    let row = |group: &Option<GroupId>| {
        let of_group = || divisions.iter().filter(|division| division.group == *group);
        let name = group.map_or("", |group| library.groups[group].named.name.as_str());
        let count = |standing| of_group().filter(|division| division.standing() == standing).count().to_string();
        let mut row = vec![name.to_owned()];
        row.extend(Standing::ALL.into_iter().map(Some).chain([None]).map(count));
        row
    };
    let mut rows: Vec<Vec<String>> = groups.iter().take(MOST).map(row).collect();
    more(&mut rows, groups.len());
    let names = Standing::ALL.into_iter().map(Standing::name).chain(["not certain"]);
    Grid { title: "principles in".to_owned(), columns: names.map(Column::number).collect(), rows }
}

/// The principles that split a group, those that split it most first.
fn split(library: &Library, divisions: &[Division]) -> Option<Block> {
    let mut found: Vec<&Division> =
        divisions.iter().filter(|division| division.standing() == Some(Standing::Split)).collect();
    let key = |division: &Division| division.agreement.unwrap_or(1.0);
    // A stable sort: equals stay in the order of the principles.
    found.sort_by(|one, other| key(one).total_cmp(&key(other)));
    if found.is_empty() {
        return None;
    }
    // Nobody is divided or unknown most often; a column of noughts is left out.
    let any = |of: fn(&Division) -> &[StateId]| found.iter().any(|division| !of(division).is_empty());
    let sides: Vec<Side> = SIDES.into_iter().filter(|(_, of)| any(*of)).collect();
    let grouped = divisions.iter().any(|division| division.group.is_some());
    let row = |division: &&Division| {
        let mut row = vec![library.principles[division.principle].named.name.clone()];
        if grouped {
            row.push(division.group.map_or_else(String::new, |group| library.groups[group].named.name.clone()));
        }
        row.extend(sides.iter().map(|(_, of)| of(division).len().to_string()));
        row.extend([division.agreement, division.polarisation].map(index));
        row.push(names(library, &[division.contra.as_slice(), &division.mixed].concat(), OBJECTORS));
        row
    };
    let mut columns: Vec<Column> = if grouped { vec![Column::text("in")] } else { Vec::new() };
    columns.extend(sides.iter().map(|(name, _)| *name).chain(["A", "pol"]).map(Column::number));
    columns.push(Column::text("who objects"));
    let mut rows: Vec<Vec<String>> = found.iter().take(MOST).map(row).collect();
    more(&mut rows, found.len());
    Some(Block::Grid(Grid { title: "splits them".to_owned(), columns, rows }))
}

fn more(rows: &mut Vec<Vec<String>>, all: usize) {
    if let Some(rest) = all.checked_sub(MOST).filter(|rest| *rest > 0) {
        rows.push(vec![format!("… and {rest} more (--format json)")]);
    }
}
