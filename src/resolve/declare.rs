//! Minting ids.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Adoption, Attribute, Clause, Definition, Enumeration, ExprId, Forum, Group, Id, Interest, Issue, IssueId, Level,
    LevelId, Measure, Members, Named, Party, Persons, Principle, Remarks, State, Title, Type, Unit, UnitId,
};
use crate::number::Number;
use crate::resolve::{Declared, Filter, Namespace, Resolution, Thing};
use crate::source::Span;
use crate::syntax::ast;
use crate::tables::{Row, Tables};

/// The title of a statement.
pub fn title(title: &ast::Title) -> Title {
    Title {
        text: title.text.value.clone(),
        translations: title.translations.iter().map(|(tag, text)| (tag.text.clone(), text.value.clone())).collect(),
    }
}

/// The remarks of a statement, by kind.
pub fn remarks<'a>(all: impl IntoIterator<Item = &'a ast::Remark>) -> Remarks {
    let mut remarks = Remarks::default();
    for remark in all {
        let list = match remark.kind {
            ast::RemarkKind::Source => &mut remarks.sources,
            ast::RemarkKind::Because => &mut remarks.reasons,
            ast::RemarkKind::Note => &mut remarks.notes,
        };
        list.push(remark.text.value.clone());
    }
    remarks
}

/// A name with its title.
pub fn named(name: &ast::Name, heading: Option<&ast::Title>, said: &[ast::Remark]) -> Named {
    Named { name: name.text.clone(), title: heading.map(title), span: name.span, remarks: remarks(said) }
}

pub(super) struct Declarer<'a, 'd> {
    pub resolution: Resolution<'a>,
    pub diagnostics: &'d mut Diagnostics,
    pub home: usize,
}

impl<'a> Declarer<'a, '_> {
    pub fn item(&mut self, item: &'a ast::Item) {
        match item {
            // What is allowed has been read with the project.
            ast::Item::Library(_) | ast::Item::Use(_) | ast::Item::Allow(_) => {}
            ast::Item::Levels(item) => self.levels(item),
            ast::Item::Capacities(item) => self.capacities(item),
            ast::Item::Issue(item) => self.issue(item, None),
            ast::Item::Persons(item) => {
                let named = named(&item.name, item.title.as_ref(), &item.remarks);
                let id = self.resolution.library.persons.push(Persons { named, overlaps: Vec::new() });
                self.thing(&item.name, Thing::Persons(id));
                self.resolution.persons.push(Declared { id, home: self.home, item });
            }
            ast::Item::Enum(item) => self.enumeration(item),
            ast::Item::Unit(item) => self.unit(item),
            ast::Item::Measure(item) => {
                let named = named(&item.name, item.title.as_ref(), &item.remarks);
                let id = self.resolution.library.measures.push(Measure {
                    named,
                    on: Vec::new(),
                    against: Vec::new(),
                    parameters: Vec::new(),
                    excludes: Vec::new(),
                    entails: Vec::new(),
                });
                self.thing(&item.name, Thing::Measure(id));
                self.resolution.measures.push(Declared { id, home: self.home, item });
            }
            ast::Item::Attribute(item) => {
                let named = named(&item.name, item.title.as_ref(), &item.remarks);
                let of_pair = item.of_pair.is_some();
                let attribute = Attribute { named, ty: Type::Flag, of_pair, absent: None };
                let id = self.resolution.library.attributes.push(attribute);
                self.thing(&item.name, Thing::Attribute(id));
                self.resolution.attributes.push(Declared { id, home: self.home, item });
            }
            ast::Item::Define(item) => {
                let named = named(&item.name, item.title.as_ref(), &item.remarks);
                let definition = Definition { named, expr: ExprId::new(0), ty: Type::Flag };
                let id = self.resolution.library.definitions.push(definition);
                self.thing(&item.name, Thing::Definition(id));
                self.resolution.definitions.push(Declared { id, home: self.home, item });
            }
            ast::Item::Scope(item) => self.resolution.scopes.push((self.home, item)),
            ast::Item::ScopeDefault(item) => self.resolution.scope_defaults.push((self.home, item)),
            ast::Item::Principle(item) => self.principle(item),
            ast::Item::Interest(item) => {
                let named = named(&item.name, item.title.as_ref(), &item.remarks);
                let interest = Interest { named, condition: None, evidence: Vec::new() };
                let id = self.resolution.library.interests.push(interest);
                self.thing(&item.name, Thing::Interest(id));
                self.resolution.interests.push(Declared { id, home: self.home, item });
            }
            ast::Item::State(item) => {
                let said: Vec<ast::Remark> = item
                    .statements
                    .iter()
                    .filter_map(|statement| {
                        if let ast::StateStatement::Remark(remark) = statement { Some(remark.clone()) } else { None }
                    })
                    .collect();
                let state = blank_state(named(&item.name, item.title.as_ref(), &said));
                let id = self.resolution.library.states.push(state);
                self.symbol(Namespace::States, &item.name.text, item.name.span, Thing::State(id));
                self.resolution.states.push(Declared { id, home: self.home, item });
            }
            ast::Item::Group(item) => {
                let named = named(&item.name, item.title.as_ref(), &item.remarks);
                let group = Group { named, level: None, members: Members::Listed(Vec::new()) };
                let id = self.resolution.library.groups.push(group);
                self.thing(&item.name, Thing::Group(id));
                self.resolution.groups.push(Declared { id, home: self.home, item });
            }
            ast::Item::Forum(item) => {
                let named = named(&item.name, item.title.as_ref(), &[]);
                let id = self.resolution.library.forums.push(Forum {
                    named,
                    level: LevelId::new(0),
                    members: Vec::new(),
                    adopts: Adoption::Consensus,
                    veto: Vec::new(),
                    veto_span: None,
                });
                self.thing(&item.name, Thing::Forum(id));
                self.resolution.forums.push(Declared { id, home: self.home, item });
            }
            ast::Item::Table(item) => self.resolution.tables.push((self.home, item)),
            ast::Item::Test(item) => self.resolution.tests.push((self.home, item)),
            ast::Item::Snapshot(item) => self.resolution.snapshots.push((self.home, item)),
        }
    }

    fn levels(&mut self, item: &'a ast::LevelsItem) {
        for level in &item.levels {
            let named = named(&level.name, level.title.as_ref(), &[]);
            let id = self.resolution.library.levels.push(Level { named, arity: level.of.value });
            self.symbol(Namespace::Levels, &level.name.text, level.name.span, Thing::Level(id));
        }
    }

    fn capacities(&mut self, item: &'a ast::CapacitiesItem) {
        for (name, heading) in &item.capacities {
            let id = self.resolution.library.capacities.push(named(name, heading.as_ref(), &[]));
            self.symbol(Namespace::Capacities, &name.text, name.span, Thing::Capacity(id));
        }
    }

    fn issue(&mut self, item: &'a ast::IssueItem, parent: Option<IssueId>) {
        let mut named = named(&item.name, item.title.as_ref(), &item.remarks);
        if let Some(parent) = parent {
            named.name = format!("{}.{}", self.resolution.library.issues[parent].named.name, named.name);
        }
        let full = named.name.clone();
        let id = self.resolution.library.issues.push(Issue { named, parent });
        self.symbol(Namespace::Things, &full, item.name.span, Thing::Issue(id));
        self.resolution.issues.push(Declared { id, home: self.home, item });
        for child in &item.children {
            self.issue(child, Some(id));
        }
    }

    fn enumeration(&mut self, item: &'a ast::EnumItem) {
        let own = named(&item.name, item.title.as_ref(), &[]);
        let values = item.values.iter().map(|(name, heading)| named(name, heading.as_ref(), &[])).collect();
        self.distinct(item.values.iter().map(|(name, _)| name), "a value of this enumeration");
        let id = self.resolution.library.enumerations.push(Enumeration { named: Some(own), values });
        self.thing(&item.name, Thing::Enumeration(id));
        self.resolution.enumerations.push(Declared { id, home: self.home, item });
    }

    fn unit(&mut self, item: &'a ast::UnitItem) {
        let named = named(&item.name, item.title.as_ref(), &[]);
        let base = UnitId::new(self.resolution.library.units.len());
        let id = self.resolution.library.units.push(Unit { named, base, factor: Number::one() });
        self.thing(&item.name, Thing::Unit(id));
        self.resolution.units.push(Declared { id, home: self.home, item });
    }

    /// Parties and labels are declared with the principle, because evidence may name them before it is read.
    fn principle(&mut self, item: &'a ast::PrincipleItem) {
        let mut parties: Vec<Party> = Vec::new();
        let mut clauses: Vec<Clause> = Vec::new();
        let mut said = Vec::new();
        for statement in &item.statements {
            match statement {
                ast::PrincipleStatement::Party(party) => {
                    parties.push(Party {
                        name: party.name.text.clone(),
                        capacities: Vec::new(),
                        condition: None,
                        span: party.name.span,
                    });
                }
                ast::PrincipleStatement::Clause(clause) => clauses.push(Clause {
                    label: clause.label.text.clone(),
                    reservable: false,
                    variants: Vec::new(),
                    span: clause.span,
                    remarks: remarks(&clause.remarks),
                }),
                ast::PrincipleStatement::Remark(remark) => said.push(remark.clone()),
                ast::PrincipleStatement::Issue(_)
                | ast::PrincipleStatement::Levels(_)
                | ast::PrincipleStatement::Concerns(_)
                | ast::PrincipleStatement::Reservations(_)
                | ast::PrincipleStatement::Overrides(_)
                | ast::PrincipleStatement::Adopted(_)
                | ast::PrincipleStatement::Allow(_) => {}
            }
        }
        let of_clauses = item.statements.iter().filter_map(|statement| {
            if let ast::PrincipleStatement::Clause(clause) = statement { Some(&clause.label) } else { None }
        });
        self.distinct(of_clauses, "a clause of this principle");
        let of_parties = item.statements.iter().filter_map(|statement| {
            if let ast::PrincipleStatement::Party(party) = statement { Some(&party.name) } else { None }
        });
        self.distinct(of_parties, "a party of this principle");
        if parties.is_empty() {
            let name = "states".to_owned();
            parties.push(Party { name, capacities: Vec::new(), condition: None, span: item.name.span });
        }
        let id = self.resolution.library.principles.push(Principle {
            named: named(&item.name, item.title.as_ref(), &said),
            issues: Vec::new(),
            levels: Vec::new(),
            concerns: Vec::new(),
            parties,
            clauses,
            overrides: Vec::new(),
            adopted: None,
        });
        self.thing(&item.name, Thing::Principle(id));
        self.resolution.principles.push(Declared { id, home: self.home, item });
    }

    /// States of `profiles` tables and groups of `groups` tables exist by being a row. A state with a block, and one
    /// with rows in several tables, is one state.
    pub fn table(&mut self, item: &ast::TableItem, tables: &Tables) {
        let declares = match item.kind.value {
            ast::TableKind::Profiles => Some(Namespace::States),
            ast::TableKind::Groups => Some(Namespace::Things),
            ast::TableKind::Positions | ast::TableKind::Pairs => None,
        };
        let Some(table) = tables.get(item.span) else {
            if let Some(namespace) = declares {
                self.resolution.symbols.lose_rows(namespace);
            }
            return;
        };
        let keys = || {
            item.statements
                .iter()
                .filter_map(|statement| if let ast::TableStatement::Key(keys) = statement { Some(keys) } else { None })
        };
        let Some(key) = keys().next().and_then(|keys| keys.first()).and_then(|key| table.column(&key.value)) else {
            if let Some(namespace) = declares {
                self.resolution.symbols.lose_rows(namespace);
            }
            return;
        };
        let heading = item.statements.iter().find_map(|statement| {
            if let ast::TableStatement::Title(column) = statement { table.column(&column.value) } else { None }
        });
        let title = |row: &Row| {
            let cell = heading.and_then(|column| row.cell(column)).filter(|cell| !cell.text.is_empty());
            cell.map(|cell| Title { text: cell.text.clone(), translations: Vec::new() })
        };
        let filters = Filter::all(item, table);
        // A cell that cannot be compared is a mistake of its own; its row is kept, so that it makes no other.
        let counts = |row: &&Row| filters.iter().all(|filter| filter.passes(row).unwrap_or(true));
        for row in table.rows.iter().filter(counts) {
            let Some(cell) = row.cell(key).filter(|cell| !cell.text.is_empty()) else { continue };
            match item.kind.value {
                ast::TableKind::Profiles => self.row_state(&cell.text, cell.span, title(row)),
                ast::TableKind::Groups => self.row_group(&cell.text, cell.span, title(row)),
                ast::TableKind::Positions | ast::TableKind::Pairs => {}
            }
        }
    }

    fn row_state(&mut self, name: &str, span: Span, title: Option<Title>) {
        if let Some(Thing::State(id)) = self.resolution.symbols.own(Namespace::States, name, self.home) {
            let state = &mut self.resolution.library.states[id];
            if state.named.title.is_none() {
                state.named.title = title;
            }
            return;
        }
        let named = Named { name: name.to_owned(), title, span, remarks: Remarks::default() };
        let id = self.resolution.library.states.push(blank_state(named));
        self.symbol(Namespace::States, name, span, Thing::State(id));
    }

    fn row_group(&mut self, name: &str, span: Span, title: Option<Title>) {
        if let Some(Thing::Group(id)) = self.resolution.symbols.own(Namespace::Things, name, self.home) {
            let known = &mut self.resolution.library.groups[id].named.title;
            if known.is_none() {
                *known = title;
            }
            return;
        }
        let named = Named { name: name.to_owned(), title, span, remarks: Remarks::default() };
        let group = Group { named, level: None, members: Members::Listed(Vec::new()) };
        let id = self.resolution.library.groups.push(group);
        self.symbol(Namespace::Things, name, span, Thing::Group(id));
    }

    fn thing(&mut self, name: &ast::Name, thing: Thing) {
        self.symbol(Namespace::Things, &name.text, name.span, thing);
    }

    fn symbol(&mut self, namespace: Namespace, name: &str, span: Span, thing: Thing) {
        if let Some((first, there)) = self.resolution.symbols.add(namespace, name, thing, self.home, span) {
            let same = first.kind() == thing.kind();
            let message = if same {
                format!("the {} `{name}` is declared twice", thing.kind())
            } else {
                format!("`{name}` is both a {} and a {}", first.kind(), thing.kind())
            };
            let help =
                if same { "keep one of them, or give one another name" } else { "give one of them another name" };
            let found = Diagnostic::new(Code::DuplicateName, span, message)
                .here("declared again")
                .also(there, "declared first")
                .help(help);
            self.diagnostics.report(found);
        }
    }

    fn distinct<'n>(&mut self, names: impl Iterator<Item = &'n ast::Name>, what: &str) {
        let mut seen = std::collections::BTreeMap::new();
        for name in names {
            if let Some(first) = seen.insert(name.text.as_str(), name.span) {
                let message = format!("`{}` is twice {what}", name.text);
                let found = Diagnostic::new(Code::DuplicateName, name.span, message)
                    .here("again")
                    .also(first, "first")
                    .help("give one of them another name");
                self.diagnostics.report(found);
            }
        }
    }
}

fn blank_state(named: Named) -> State {
    State { named, capacities: None, facts: indexmap::IndexMap::default(), evidence: Vec::new() }
}
