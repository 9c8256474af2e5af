//! Principles, their clauses, and the brackets of a draft.

use super::qualifiers::Qualifiers;
use super::{Block, Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{
    Argument, ArgumentValue, Bracketed, ClauseBody, ClauseItem, ClauseTerm, Modality, OverridesItem, PartyItem, Path,
    Pick, PickKind, PrincipleItem, PrincipleStatement, Spanned,
};
use crate::syntax::grammar::Rule;

const PRINCIPLE: Block = Block { name: "principle", strict: Rule::one_principle };

impl Builder<'_> {
    pub(super) fn principle(&mut self, node: Node<'_>) -> Option<PrincipleItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let title = self.maybe_title(&mut parts);
        let statements = self.statements(parts.next()?, PRINCIPLE, Self::principle_statement);
        Some(PrincipleItem { span, name, title, statements })
    }

    fn principle_statement(&mut self, node: Node<'_>) -> Option<PrincipleStatement> {
        let node = Cursor::new(node).next()?;
        let rule = node.as_rule();
        Some(if rule == Rule::clause {
            PrincipleStatement::Clause(Box::new(self.clause(node)?))
        } else if rule == Rule::issues {
            PrincipleStatement::Issue(self.list(node))
        } else if rule == Rule::levels {
            PrincipleStatement::Levels(self.list(node))
        } else if rule == Rule::concerns {
            PrincipleStatement::Concerns(self.list(node))
        } else if rule == Rule::party {
            PrincipleStatement::Party(self.party(node)?)
        } else if rule == Rule::reservations {
            PrincipleStatement::Reservations(self.names(Cursor::new(node).next()?))
        } else if rule == Rule::overrides {
            PrincipleStatement::Overrides(self.overrides(node))
        } else if rule == Rule::adopted {
            PrincipleStatement::Adopted(Cursor::new(node).next().map(|date| self.date(&date))?)
        } else if rule == Rule::allow {
            PrincipleStatement::Allow(self.allow(node)?)
        } else {
            PrincipleStatement::Remark(self.remark(node)?)
        })
    }

    fn party(&mut self, node: Node<'_>) -> Option<PartyItem> {
        let span = self.span(&node);
        let mut rest = Cursor::new(node);
        let name = rest.accept(Rule::name).map(|name| self.name(&name))?;
        let capacities = rest.accept(Rule::as_capacities).map(|list| self.list(list)).unwrap_or_default();
        Some(PartyItem { span, name, capacities, condition: self.maybe_where(&mut rest) })
    }

    fn overrides(&mut self, node: Node<'_>) -> OverridesItem {
        let mut rest = Cursor::new(node);
        let principles = rest.accept(Rule::paths).map(|paths| self.paths(paths)).unwrap_or_default();
        let measures = rest.accept(Rule::on).map(|on| self.list(on)).unwrap_or_default();
        OverridesItem { principles, measures }
    }

    fn clause(&mut self, node: Node<'_>) -> Option<ClauseItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let label = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let body = if let Some(brackets) = parts.accept(Rule::clause_brackets) {
            let place = self.span(&brackets);
            let mut terms: Vec<ClauseTerm> = Cursor::new(brackets).filter_map(|term| self.clause_term(term)).collect();
            if terms.len() > 1 {
                ClauseBody::Alternatives(place, terms)
            } else {
                ClauseBody::Optional(place, terms.pop()?)
            }
        } else {
            ClauseBody::Plain(parts.accept(Rule::clause_term).and_then(|term| self.clause_term(term))?)
        };
        let text = parts.accept(Rule::clause_text).and_then(|text| Cursor::new(text).next());
        let text = text.map(|text| self.text(text));
        Some(ClauseItem { span, label, body, text, remarks: self.remarks(&mut parts) })
    }

    fn clause_term(&mut self, node: Node<'_>) -> Option<ClauseTerm> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let binds = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let modality = parts.accept(Rule::modality_slot)?;
        let modality = self
            .bracketed(modality, |this, node| Some(Spanned { value: Self::modality(&node), span: this.span(&node) }))?;
        let measure = parts.accept(Rule::measure_slot)?;
        let measure = self.bracketed(measure, Self::path)?;
        let arguments = parts.accept(Rule::arguments);
        let parameters = arguments
            .map(|list| Cursor::new(list).filter_map(|node| self.argument(node)).collect())
            .unwrap_or_default();
        let Qualifiers { levels, when, unless, text, .. } =
            self.qualifiers(parts, "the measure, its parameters, `at`, `when`, `unless`, `text`, `source`");
        Some(ClauseTerm { span, party: binds, modality, measure, parameters, levels, when, unless, text })
    }

    /// One thing, or alternatives in brackets.
    fn bracketed<T>(&mut self, slot: Node<'_>, build: fn(&mut Self, Node<'_>) -> Option<T>) -> Option<Bracketed<T>> {
        let inner = Cursor::new(slot).next()?;
        let rule = inner.as_rule();
        if rule == Rule::modality_brackets || rule == Rule::measure_brackets || rule == Rule::value_brackets {
            let span = self.span(&inner);
            let alternatives = Cursor::new(inner).filter_map(|node| build(self, node)).collect();
            return Some(Bracketed::Alternatives(span, alternatives));
        }
        build(self, inner).map(Bracketed::Plain)
    }

    fn argument(&mut self, node: Node<'_>) -> Option<Argument> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let name = parts.accept(Rule::name).map(|name| self.name(&name))?;
        let slot = parts.next()?;
        let value = if slot.as_str() == "?" {
            ArgumentValue::Open(self.span(&slot))
        } else {
            ArgumentValue::Given(self.bracketed(slot, Self::value)?)
        };
        Some(Argument { span, name, value })
    }

    pub(super) fn modality(node: &Node<'_>) -> Modality {
        let written = node.as_str();
        // `should` stands before a comment and `not`, too; what counts is how the words begin and end.
        match (written.starts_with("shall"), written.starts_with("should"), written.ends_with("not")) {
            (true, _, true) => Modality::ShallNot,
            (true, _, false) => Modality::Shall,
            (_, true, true) => Modality::ShouldNot,
            (_, true, false) => Modality::Should,
            (false, false, _) => Modality::May,
        }
    }

    /// The items behind `choosing`, if it stands here.
    pub(super) fn choosing(&mut self, parts: &mut Cursor<'_>) -> Vec<Pick> {
        let Some(choosing) = parts.accept(Rule::choosing) else { return Vec::new() };
        Cursor::new(choosing).filter_map(|pick| self.pick(pick)).collect()
    }

    /// A pick that stands alone.
    pub(in crate::syntax) fn one_pick(&mut self, node: Node<'_>) -> Option<Pick> {
        Cursor::new(node).accept(Rule::pick).and_then(|pick| self.pick(pick))
    }

    fn pick(&mut self, node: Node<'_>) -> Option<Pick> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        if let Some(target) = parts.accept(Rule::pick_target) {
            let at = Cursor::new(target).next().and_then(|path| self.path(path));
            return Some(Pick { span, at, what: self.picked(parts.next()?)? });
        }
        let node = parts.next()?;
        let rule = node.as_rule();
        if rule == Rule::modality || rule == Rule::value {
            return Some(Pick { span, at: None, what: self.picked(node)? });
        }
        let mut parts = Cursor::new(node);
        let at: Option<Path> = parts.accept(Rule::path).and_then(|path| self.path(path));
        let what = if rule == Rule::with {
            PickKind::With
        } else if rule == Rule::without {
            PickKind::Without
        } else {
            let number = parts.accept(Rule::number)?;
            let count = self.number(&number).value.and_then(|value| value.to_usize()).filter(|count| *count > 0);
            let Some(count) = count else {
                let place = self.span(&number);
                self.report(
                    Diagnostic::new(Code::InvalidNumber, place, format!("there is no option {}", number.as_str()))
                        .help("count the alternatives from 1: `option 1`"),
                );
                return None;
            };
            PickKind::Option(count)
        };
        Some(Pick { span, at, what })
    }

    fn picked(&mut self, node: Node<'_>) -> Option<PickKind> {
        if node.as_rule() == Rule::modality {
            return Some(PickKind::Modality(Self::modality(&node)));
        }
        self.value(node).map(PickKind::Value)
    }
}
