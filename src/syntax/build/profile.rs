//! State profiles and the rules that give interests.

use super::qualifiers::Qualifiers;
use super::{Block, Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{
    AllowItem, CapacityStatement, EvidenceItem, EvidenceKind, Expr, FactItem, InterestItem, PairFactItem, Path, Remark,
    Spanned, StateItem, StateStatement,
};
use crate::syntax::grammar::Rule;

const STATE: Block = Block { name: "state", strict: Rule::one_state };
const INTEREST: Block = Block { name: "interest", strict: Rule::one_interest };

/// What stands in the braces of an interest.
#[expect(clippy::large_enum_variant, reason = "taken apart at once")]
enum InterestStatement {
    Every(Span, Option<Path>, Option<Expr>),
    Evidence(EvidenceItem),
    Allow(AllowItem),
    Remark(Remark),
}

impl Builder<'_> {
    pub(super) fn state(&mut self, node: Node<'_>) -> Option<StateItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::state_name).and_then(|name| self.state_name(name))?;
        let title = self.maybe_title(&mut parts);
        let statements = self.statements(parts.next()?, STATE, Self::state_statement);
        Some(StateItem { span, name, title, statements })
    }

    fn state_statement(&mut self, node: Node<'_>) -> Option<StateStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        Some(if rule == Rule::fact {
            StateStatement::Fact(self.fact(node)?)
        } else if rule == Rule::pair_fact {
            StateStatement::PairFact(self.pair_fact(node)?)
        } else if rule == Rule::capacity_statement {
            StateStatement::Capacity(self.capacity(node))
        } else if rule == Rule::evidence {
            StateStatement::Evidence(Box::new(self.evidence(node)?))
        } else if rule == Rule::allow {
            StateStatement::Allow(self.allow(node)?)
        } else {
            StateStatement::Remark(self.remark(node)?)
        })
    }

    fn fact(&mut self, node: Node<'_>) -> Option<FactItem> {
        let mut parts = Cursor::new(node);
        let attribute = parts.accept(Rule::path).and_then(|path| self.path(path))?;
        self.rest_of_fact(attribute, parts)
    }

    fn pair_fact(&mut self, node: Node<'_>) -> Option<PairFactItem> {
        let mut parts = Cursor::new(node);
        let attribute = parts.accept(Rule::path).and_then(|path| self.path(path))?;
        let to = parts.accept(Rule::state_path).and_then(|state| self.path(state))?;
        Some(PairFactItem { to, fact: self.rest_of_fact(attribute, parts)? })
    }

    fn rest_of_fact(&mut self, attribute: Path, mut parts: Cursor<'_>) -> Option<FactItem> {
        let value = parts.accept(Rule::value).and_then(|value| self.value(value))?;
        let Qualifiers { since, until, remarks, end, .. } =
            self.qualifiers(parts, "the value, `since`, `until`, `source`");
        let span = attribute.span.to(end.unwrap_or(value.span));
        Some(FactItem { span, attribute, value, since, until, remarks })
    }

    fn capacity(&mut self, node: Node<'_>) -> CapacityStatement {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let nothing = parts.accept(Rule::no_capacity).is_some();
        let capacities =
            parts.accept(Rule::paths).filter(|_| !nothing).map(|paths| self.paths(paths)).unwrap_or_default();
        CapacityStatement { span, capacities, remarks: self.remarks(&mut parts) }
    }

    pub(super) fn evidence(&mut self, node: Node<'_>) -> Option<EvidenceItem> {
        let mut parts = Cursor::new(node);
        let kind = parts.accept(Rule::evidence_kind)?;
        let kind = Spanned { value: evidence_kind(kind.as_str()), span: self.span(&kind) };
        let target = parts.accept(Rule::path).and_then(|path| self.path(path))?;
        let Qualifiers { up_to, capacity, levels, when, weight, since, until, remarks, end, .. } =
            self.qualifiers(parts, "`up to`, `as`, `at`, `when`, `weight`, `since`, `until`, `source`");
        let softens = matches!(kind.value, EvidenceKind::Favours | EvidenceKind::Accepts);
        if let (Some(up_to), false) = (up_to, softens) {
            self.report(
                Diagnostic::new(Code::Syntax, up_to.span, "`up to` stands only behind `favours` and `accepts`")
                    .also(kind.span, "this is against or neither way")
                    .help("leave `up to` out"),
            );
        }
        let span = kind.span.to(end.unwrap_or(target.span));
        Some(EvidenceItem { span, kind, target, up_to, capacity, levels, when, weight, since, until, remarks })
    }

    pub(super) fn interest(&mut self, node: Node<'_>) -> Option<InterestItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let mistakes = self.reporter.count();
        let statements = self.statements(parts.next()?, INTEREST, Self::interest_statement);
        let mut item = InterestItem {
            span,
            name,
            title,
            capacity: None,
            condition: None,
            evidence: Vec::new(),
            allows: Vec::new(),
            remarks: Vec::new(),
        };
        let mut every: Option<Span> = None;
        for statement in statements {
            match statement {
                InterestStatement::Every(place, capacity, condition) => {
                    if let Some(first) = every {
                        self.report(
                            Diagnostic::new(Code::Syntax, place, "an interest says `every state` once")
                                .here("the second one")
                                .also(first, "the first one")
                                .help("join the conditions with `or`, or write two interests"),
                        );
                    } else {
                        every = Some(place);
                        item.capacity = capacity;
                        item.condition = condition;
                    }
                }
                InterestStatement::Evidence(evidence) => item.evidence.push(evidence),
                InterestStatement::Allow(allow) => item.allows.push(allow),
                InterestStatement::Remark(remark) => item.remarks.push(remark),
            }
        }
        if every.is_none() && self.reporter.count() == mistakes {
            self.report(
                Diagnostic::new(Code::Syntax, item.name.span, "an interest that does not say which states have it")
                    .here("`every state` is missing")
                    .help("begin with `every state where CONDITION`, or `every state` alone"),
            );
        }
        Some(item)
    }

    fn interest_statement(&mut self, node: Node<'_>) -> Option<InterestStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        if rule == Rule::every_state {
            let span = self.span(&node);
            let mut parts = Cursor::new(node);
            let capacity = parts.accept(Rule::as_capacity).and_then(|part| Cursor::new(part).next());
            let capacity = capacity.and_then(|path| self.path(path));
            return Some(InterestStatement::Every(span, capacity, self.maybe_where(&mut parts)));
        }
        if rule == Rule::evidence {
            return self.evidence(node).map(InterestStatement::Evidence);
        }
        if rule == Rule::allow {
            return self.allow(node).map(InterestStatement::Allow);
        }
        self.remark(node).map(InterestStatement::Remark)
    }

    /// `where CONDITION`, if it stands here.
    pub(super) fn maybe_where(&mut self, parts: &mut Cursor<'_>) -> Option<Expr> {
        let condition = Cursor::new(parts.accept(Rule::where_condition)?).next()?;
        self.condition(condition)
    }
}

/// The kind that a word stands for; `abstains` with or without `on`.
pub(super) fn evidence_kind(word: &str) -> EvidenceKind {
    match word {
        "favours" => EvidenceKind::Favours,
        "opposes" => EvidenceKind::Opposes,
        "accepts" => EvidenceKind::Accepts,
        "rejects" => EvidenceKind::Rejects,
        _ => EvidenceKind::Abstains,
    }
}
