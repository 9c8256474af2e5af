//! Tables: rows become facts, capacities, positions, pair facts and memberships.

mod columns;
mod rows;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Checker;
use super::expression::Context;
use super::group::Roster;
use crate::diagnostics::{Code, Diagnostic, quoted_all};
use crate::model::{
    AttributeId, CapacityClaim, CapacityId, Condition, Evidence, EvidenceKind, GroupId, LevelId, Period, Remarks,
    StateId, Target, Value,
};
use crate::number::Number;
use crate::resolve::{Filter, remarks};
use crate::source::Span;
use crate::syntax::ast::{Spanned, TableItem, TableKind, TableStatement};
use crate::tables::Table;

/// A table with its columns found and its names looked up.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    keys: Vec<usize>,
    facts: Vec<FactColumn>,
    positions: Vec<PositionColumn>,
    filters: Vec<Filter>,
    since: Option<Day>,
    until: Option<Day>,
    remarks: Remarks,
}

#[derive(Debug)]
struct FactColumn {
    attribute: AttributeId,
    column: usize,
    words: BTreeMap<String, Value>,
    since: Option<Day>,
    until: Option<Day>,
    remarks: Remarks,
    /// The same with those of the block, for rows that have no source of their own.
    of_every_row: Arc<Remarks>,
    source: Option<usize>,
}

#[derive(Debug)]
struct PositionColumn {
    target: Target,
    column: usize,
    words: BTreeMap<String, Option<Spanned<EvidenceKind>>>,
    up_to: Option<crate::model::Modality>,
    capacity: Option<CapacityId>,
    levels: Option<Vec<LevelId>>,
    since: Option<Day>,
    until: Option<Day>,
    remarks: Remarks,
    source: Option<usize>,
}

/// A day written out, or the column that holds it.
#[derive(Debug, Clone, Copy)]
enum Day {
    Date(jiff::civil::Date),
    Column(usize),
}

impl Checker<'_, '_> {
    /// Reads every table.
    pub(super) fn tables(&mut self) {
        for (home, item) in self.resolution.tables.clone() {
            self.home = home;
            let tables = self.tables;
            let Some(table) = tables.get(item.span) else { continue };
            self.table(item, table);
        }
    }

    fn table(&mut self, item: &TableItem, table: &Table) {
        let Some(mapping) = self.mapping(item, table) else { return };
        let level = item
            .statements
            .iter()
            .find_map(|statement| if let TableStatement::At(path) = statement { Some(path) } else { None });
        let level = level.and_then(|path| self.level_of_groups(path));
        let claims = self.claims(item, &mapping.remarks);
        let mut seen: BTreeMap<Vec<String>, Span> = BTreeMap::new();
        let mut groups: BTreeMap<GroupId, Roster> = BTreeMap::new();
        let rows: Vec<_> = table.rows.iter().filter(|row| self.passes(&mapping.filters, row, table)).collect();
        if rows.is_empty() && !table.rows.is_empty() {
            self.report_no_rows(item, table);
        }
        for row in rows {
            let keys: Vec<_> = mapping.keys.iter().filter_map(|&key| row.cell(key)).collect();
            if let Some(empty) = keys.iter().find(|key| key.text.is_empty()) {
                self.bad_cell(empty, table, mapping.keys.first().copied(), "the key of a row is empty".to_owned());
                continue;
            }
            let dated = self.period_of(mapping.since, mapping.until, row, table);
            let Some(dated) = dated else { continue };
            let words: Vec<String> = keys.iter().map(|key| key.text.clone()).collect();
            // A state may be a member of a group for several times; any other row is the only one of its key.
            if item.kind.value != TableKind::Groups
                && let Some(first) = seen.insert(words, row.span())
            {
                let shown: Vec<&str> = keys.iter().map(|key| key.text.as_str()).collect();
                let found = Diagnostic::new(
                    Code::TableKey,
                    row.span(),
                    format!("two rows have the key `{}`", shown.join(", ")),
                )
                .here("again")
                .also(first, "first")
                .also(item.path.span, "the table is read here")
                .help("keep one of them, or let through one: `where column year is 2018`");
                self.report(found);
                continue;
            }
            let states: Vec<Option<StateId>> = keys
                .iter()
                .enumerate()
                .skip(usize::from(item.kind.value == TableKind::Groups))
                .map(|(place, key)| self.state_of(key, table, mapping.keys.get(place).copied()))
                .collect();
            let states: Option<Vec<StateId>> = states.into_iter().collect();
            let Some(states) = states else { continue };
            match (item.kind.value, states.as_slice()) {
                (TableKind::Profiles, &[state]) => self.profile_row(state, &mapping, row, table),
                (TableKind::Positions, &[state]) => self.position_row(state, &mapping, row, table),
                (TableKind::Pairs, &[from, to]) => self.pair_row(from, to, &mapping, row, table),
                (TableKind::Groups, &[state]) => {
                    let Some(group) = keys.first().and_then(|key| self.group_of(key, table, &mapping)) else {
                        continue;
                    };
                    let membership = crate::model::Membership { state, period: dated, span: row.span() };
                    self.add_membership(groups.entry(group).or_default(), membership);
                }
                _ => {}
            }
            if let (Some(claims), &[state], TableKind::Profiles) = (&claims, states.as_slice(), item.kind.value) {
                if let Some(first) = self.capacity_places.insert(state, item.span) {
                    let name = self.library().states[state].named.name.clone();
                    self.report_capacity_twice(row.span(), first, &name);
                }
                self.resolution.library.states[state].capacities = Some(claims.clone());
            }
        }
        for (group, members) in groups {
            self.join_group(group, members.members, level);
        }
    }

    /// A table of which no row counts says nothing, which hardly anybody can want.
    fn report_no_rows(&mut self, item: &TableItem, table: &Table) {
        let filters = || {
            item.statements
                .iter()
                .filter_map(|statement| if let TableStatement::Where(filter) = statement { Some(filter) } else { None })
        };
        let Some(filter) = filters().next() else { return };
        let cells = table.column(&filter.column.value).map(|column| {
            let mut cells: Vec<&str> =
                table.rows.iter().filter_map(|row| row.cell(column)).map(|cell| cell.text.as_str()).collect();
            cells.sort_unstable();
            cells.dedup();
            cells
        });
        let cells = cells.unwrap_or_default();
        let message = if filters().count() == 1 {
            "the filter of the table lets no row through"
        } else {
            "the filters of the table let no row through together"
        };
        let found = Diagnostic::new(Code::NoRows, filter.span, message)
            .here("true of no row")
            .also(item.path.span, "so that nothing is read from here")
            .help(format!("in the column `{}` stand {}", filter.column.value, quoted_all(cells, 6)));
        self.report(found);
    }

    fn join_group(&mut self, id: GroupId, members: Vec<crate::model::Membership>, level: Option<LevelId>) {
        let block =
            self.resolution.groups.iter().find(|declared| declared.id == id).map(|declared| declared.item.name.span);
        if let Some(block) = block {
            let name = self.library().groups[id].named.name.clone();
            let span = members.first().map(|member| member.span).unwrap_or_default();
            let found = Diagnostic::new(Code::DuplicateName, span, format!("the group `{name}` is declared twice"))
                .here("by this row")
                .also(block, "and by this block")
                .help("list its members in one place");
            self.report(found);
            return;
        }
        let before = match std::mem::replace(
            &mut self.resolution.library.groups[id].members,
            crate::model::Members::Listed(Vec::new()),
        ) {
            crate::model::Members::Listed(before) => before,
            crate::model::Members::Where(_) => Vec::new(),
        };
        let mut all = Roster::default();
        for member in before {
            all.add(member);
        }
        for member in members {
            self.add_membership(&mut all, member);
        }
        let group = &mut self.resolution.library.groups[id];
        group.members = crate::model::Members::Listed(all.members);
        group.level = level.or(group.level);
    }

    /// The capacities that a `profiles` table gives to each of its states; `None` when it says nothing of them.
    fn claims(&mut self, item: &TableItem, block: &Remarks) -> Option<Vec<CapacityClaim>> {
        let mut claims: Vec<CapacityClaim> = Vec::new();
        let mut stated = false;
        for statement in &item.statements {
            let TableStatement::Capacity(statement) = statement else { continue };
            stated = true;
            let said = super::evidence::inherit(remarks(&statement.remarks), block);
            let context = Context::one_state("the condition of a capacity");
            let when: Option<Condition> = statement.when.as_ref().and_then(|expr| self.condition(expr, &context));
            for capacity in self.find_set(&statement.capacities, Self::find_capacity) {
                if let Some(first) = claims.iter().find(|claim| claim.capacity == capacity).map(|claim| claim.span) {
                    let name = self.library().capacities[capacity].name.clone();
                    let message = format!("the table says twice who has the capacity `{name}`");
                    let found = Diagnostic::new(Code::DuplicateName, statement.span, message).here("again");
                    self.report(found.also(first, "first").help("join the conditions with `or`"));
                    continue;
                }
                claims.push(CapacityClaim { capacity, when, span: statement.span, remarks: said.clone() });
            }
        }
        stated.then_some(claims)
    }

    /// A piece of evidence that a cell gives.
    fn cell_evidence(
        word: Spanned<EvidenceKind>,
        column: &PositionColumn,
        period: Period,
        span: Span,
        remarks: Remarks,
    ) -> Evidence {
        let kind = word.value;
        Evidence {
            kind,
            target: column.target,
            up_to: column.up_to.filter(|_| matches!(kind, EvidenceKind::Accepts | EvidenceKind::Favours)),
            capacity: column.capacity,
            levels: column.levels.clone(),
            when: None,
            weight: Number::one(),
            period,
            span,
            mapped: Some(word.span),
            remarks,
        }
    }
}
