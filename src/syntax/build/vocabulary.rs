//! Libraries, vocabulary and scope.

use super::{Block, Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{
    AllowItem, Arity, AttributeItem, Bound, CapacitiesItem, DefineItem, EnumItem, IssueItem, LevelItem, LevelsItem,
    LibraryItem, LibraryStatement, MeasureItem, Name, ParameterItem, PersonsItem, Precedence, Remark, ScopeDefaultItem,
    ScopeItem, ScopeRule, ScopeStatus, Spanned, Title, TypeExpr, TypeKind, UnitItem, UseItem,
};
use crate::syntax::grammar::Rule;

const LIBRARY: Block = Block { name: "library", strict: Rule::one_library };
const LEVELS: Block = Block { name: "list of levels", strict: Rule::one_level };
const WORDS: Block = Block { name: "list", strict: Rule::one_titled };
const ISSUE: Block = Block { name: "issue", strict: Rule::one_issue };
const SCOPE: Block = Block { name: "scope", strict: Rule::one_scope };

/// What stands in the braces of an issue.
enum IssueStatement {
    Child(IssueItem),
    Allow(AllowItem),
    Remark(Remark),
}

/// What stands in the braces of a scope.
enum ScopeStatement {
    Rule(ScopeRule),
    Allow(AllowItem),
    Remark(Remark),
}

impl Builder<'_> {
    pub(super) fn library(&mut self, node: Node<'_>) -> Option<LibraryItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let block = parts.accept(Rule::library_block);
        let statements = block.map(|block| self.statements(block, LIBRARY, Self::library_statement));
        Some(LibraryItem { span, name, title, statements: statements.unwrap_or_default() })
    }

    fn library_statement(&mut self, node: Node<'_>) -> Option<LibraryStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        Some(if rule == Rule::version {
            LibraryStatement::Version(Cursor::new(node).next().map(|text| self.text(text))?)
        } else if rule == Rule::as_of {
            LibraryStatement::AsOf(Cursor::new(node).next().map(|date| self.date(&date))?)
        } else if rule == Rule::precedence {
            LibraryStatement::Precedence(Cursor::new(node).map(|word| self.precedence(&word)).collect())
        } else if rule == Rule::require_sources {
            LibraryStatement::RequireSources(self.span(&node))
        } else if rule == Rule::allow {
            LibraryStatement::Allow(self.allow(node)?)
        } else {
            LibraryStatement::Remark(self.remark(node)?)
        })
    }

    fn precedence(&self, word: &Node<'_>) -> Spanned<Precedence> {
        let value = match word.as_str() {
            "special" => Precedence::Special,
            "later" => Precedence::Later,
            _ => Precedence::Higher,
        };
        Spanned { value, span: self.span(word) }
    }

    pub(super) fn use_item(&mut self, node: Node<'_>) -> Option<UseItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let from = parts.accept(Rule::string).map(|from| self.text(from));
        Some(UseItem { span, name, from })
    }

    pub(super) fn levels(&mut self, node: Node<'_>) -> LevelsItem {
        let span = self.span(&node);
        let block = Cursor::new(node).next();
        let levels = block.map(|block| self.statements(block, LEVELS, Self::level)).unwrap_or_default();
        LevelsItem { span, levels }
    }

    fn level(&mut self, node: Node<'_>) -> Option<LevelItem> {
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let of = parts.accept(Rule::arity)?;
        let value = match of.as_str() {
            "pairs" => Arity::Pairs,
            "groups" => Arity::Groups,
            _ => Arity::All,
        };
        Some(LevelItem { name, title, of: Spanned { value, span: self.span(&of) } })
    }

    pub(super) fn capacities(&mut self, node: Node<'_>) -> CapacitiesItem {
        let span = self.span(&node);
        let block = Cursor::new(node).next();
        CapacitiesItem { span, capacities: block.map(|block| self.titled_names(block)).unwrap_or_default() }
    }

    pub(super) fn enum_item(&mut self, node: Node<'_>) -> Option<EnumItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let values = self.titled_names(parts.next()?);
        Some(EnumItem { span, name, title, values })
    }

    /// The entries of a list in braces, which commas separate.
    fn titled_names(&mut self, block: Node<'_>) -> Vec<(Name, Option<Title>)> {
        self.statements(block, WORDS, |this, list| {
            let entries = Cursor::new(list).filter_map(|entry| this.titled_name(entry)).collect::<Vec<_>>();
            Some(entries)
        })
        .into_iter()
        .flatten()
        .collect()
    }

    fn titled_name(&mut self, node: Node<'_>) -> Option<(Name, Option<Title>)> {
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        Some((name, self.maybe_title(&mut parts)))
    }

    pub(super) fn issue(&mut self, node: Node<'_>) -> Option<IssueItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let mut remarks = self.remarks(&mut parts);
        let (mut children, mut allows) = (Vec::new(), Vec::new());
        if let Some(block) = parts.accept(Rule::issue_block) {
            for statement in self.statements(block, ISSUE, Self::issue_statement) {
                match statement {
                    IssueStatement::Child(child) => children.push(child),
                    IssueStatement::Allow(item) => allows.push(item),
                    IssueStatement::Remark(remark) => remarks.push(remark),
                }
            }
        }
        Some(IssueItem { span, name, title, children, allows, remarks })
    }

    fn issue_statement(&mut self, node: Node<'_>) -> Option<IssueStatement> {
        let node = Cursor::new(node).next()?;
        if node.as_rule() == Rule::issue_item {
            return self.issue(node).map(IssueStatement::Child);
        } else if node.as_rule() == Rule::allow {
            return self.allow(node).map(IssueStatement::Allow);
        }
        self.remark(node).map(IssueStatement::Remark)
    }

    pub(super) fn persons(&mut self, node: Node<'_>) -> Option<PersonsItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let overlaps = parts.accept(Rule::paths).map(|paths| self.paths(paths)).unwrap_or_default();
        Some(PersonsItem { span, name, title, overlaps, remarks: self.remarks(&mut parts) })
    }

    pub(super) fn unit(&mut self, node: Node<'_>) -> Option<UnitItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let definition = parts.accept(Rule::unit_definition).and_then(|definition| {
            let mut parts = Cursor::new(definition);
            let number = parts.accept(Rule::number).map(|number| self.spanned_number(&number))?;
            Some((number, parts.accept(Rule::path).and_then(|path| self.path(path))?))
        });
        Some(UnitItem { span, name, title, definition })
    }

    pub(super) fn measure(&mut self, node: Node<'_>) -> Option<MeasureItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let mut item = MeasureItem {
            span,
            name,
            title,
            on: Vec::new(),
            against: Vec::new(),
            parameters: Vec::new(),
            excludes: Vec::new(),
            entails: Vec::new(),
            remarks: Vec::new(),
        };
        for part in parts {
            let rule = part.as_rule();
            if rule == Rule::on {
                item.on.extend(self.list(part));
            } else if rule == Rule::against {
                item.against.extend(self.list(part));
            } else if rule == Rule::parameters {
                item.parameters.extend(Cursor::new(part).filter_map(|node| self.parameter(node)));
            } else if rule == Rule::excludes {
                item.excludes.extend(self.list(part));
            } else if rule == Rule::entails {
                item.entails.extend(self.list(part));
            } else {
                item.remarks.extend(self.remark(part));
            }
        }
        Some(item)
    }

    fn parameter(&mut self, node: Node<'_>) -> Option<ParameterItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let bound = parts.accept(Rule::bound).map(|bound| {
            let span = self.span(&bound);
            let rule = Cursor::new(bound).next().map(|inner| inner.as_rule());
            let value = if rule == Some(Rule::at_most_bound) {
                Bound::AtMost
            } else if rule == Some(Rule::at_least_bound) {
                Bound::AtLeast
            } else {
                Bound::Exactly
            };
            Spanned { value, span }
        });
        let ty = parts.accept(Rule::type_expression).and_then(|ty| self.type_expression(ty))?;
        Some(ParameterItem { span, name, bound, ty })
    }

    fn type_expression(&mut self, node: Node<'_>) -> Option<TypeExpr> {
        let span = self.span(&node);
        let inner = Cursor::new(node).next()?;
        let rule = inner.as_rule();
        let mut parts = Cursor::new(inner);
        let kind = if rule == Rule::type_flag {
            TypeKind::Flag
        } else if rule == Rule::type_number {
            let unit = parts.accept(Rule::unit).and_then(|unit| Cursor::new(unit).next());
            TypeKind::Number(unit.and_then(|path| self.path(path)))
        } else if rule == Rule::type_date {
            TypeKind::Date
        } else if rule == Rule::type_text {
            TypeKind::Text
        } else if rule == Rule::one_of {
            TypeKind::OneOf(self.names(parts.next()?))
        } else {
            TypeKind::SetOf(self.names(parts.next()?))
        };
        Some(TypeExpr { span, kind })
    }

    pub(super) fn attribute(&mut self, node: Node<'_>) -> Option<AttributeItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let ty = parts.accept(Rule::type_expression).and_then(|ty| self.type_expression(ty))?;
        let of_pair = parts.accept(Rule::of_pair).map(|of_pair| self.span(&of_pair));
        let absent = parts.accept(Rule::absent).and_then(|absent| Cursor::new(absent).next());
        let absent = absent.and_then(|value| self.value(value));
        Some(AttributeItem { span, name, title, ty, of_pair, absent, remarks: self.remarks(&mut parts) })
    }

    pub(super) fn define(&mut self, node: Node<'_>) -> Option<DefineItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let expression = parts.accept(Rule::condition).and_then(|condition| self.condition(condition))?;
        Some(DefineItem { span, name, title, expression, remarks: self.remarks(&mut parts) })
    }

    pub(super) fn scope_default(&mut self, node: Node<'_>) -> Option<ScopeDefaultItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let status = self.scope_status(&parts.accept(Rule::scope_status)?);
        if status.value == ScopeStatus::Limited {
            self.report(
                Diagnostic::new(Code::Syntax, status.span, "the default scope is open or closed")
                    .here("`limited` is said of an issue")
                    .help("write `scope default open` or `scope default closed`"),
            );
        }
        Some(ScopeDefaultItem { span, status, remarks: self.remarks(&mut parts) })
    }

    pub(super) fn scope(&mut self, node: Node<'_>) -> Option<ScopeItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let issue = parts.accept(Rule::path).and_then(|path| self.path(path))?;
        let (mut rules, mut allows, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
        for statement in self.statements(parts.next()?, SCOPE, Self::scope_statement) {
            match statement {
                ScopeStatement::Rule(rule) => rules.push(rule),
                ScopeStatement::Allow(item) => allows.push(item),
                ScopeStatement::Remark(remark) => remarks.push(remark),
            }
        }
        Some(ScopeItem { span, issue, rules, allows, remarks })
    }

    fn scope_statement(&mut self, node: Node<'_>) -> Option<ScopeStatement> {
        let node = Cursor::new(node).next()?;
        if node.as_rule() == Rule::allow {
            return self.allow(node).map(ScopeStatement::Allow);
        } else if node.as_rule() != Rule::scope_rule {
            return self.remark(node).map(ScopeStatement::Remark);
        }
        let mut parts = Cursor::new(node);
        let status = self.scope_status(&parts.accept(Rule::scope_status)?);
        let at = parts.accept(Rule::at)?;
        let span = status.span.to(self.span(&at));
        let levels = self.list(at);
        Some(ScopeStatement::Rule(ScopeRule { span, status, levels, remarks: self.remarks(&mut parts) }))
    }

    pub(super) fn scope_status(&self, node: &Node<'_>) -> Spanned<ScopeStatus> {
        let value = match node.as_str() {
            "open" => ScopeStatus::Open,
            "limited" => ScopeStatus::Limited,
            _ => ScopeStatus::Closed,
        };
        Spanned { value, span: self.span(node) }
    }
}
