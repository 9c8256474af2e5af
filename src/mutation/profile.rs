//! Slips in what states and interest rules say.

use super::Operator;
use super::finder::Finder;
use crate::source::Span;
use crate::syntax::ast::{
    EvidenceItem, EvidenceKind, InterestItem, Modality, PositionWord, Remark, Spanned, StateItem, StateStatement,
    TableItem, TablePosition, TableStatement,
};

impl Finder<'_> {
    pub fn state(&mut self, item: &StateItem) {
        for statement in &item.statements {
            match statement {
                StateStatement::Evidence(evidence) => {
                    self.remove(Operator::Evidence, whole(evidence));
                    self.evidence(evidence);
                }
                StateStatement::Capacity(_)
                | StateStatement::Fact(_)
                | StateStatement::PairFact(_)
                | StateStatement::Allow(_)
                | StateStatement::Remark(_) => {}
            }
        }
    }

    pub fn interest(&mut self, item: &InterestItem) {
        self.remove(Operator::Interest, item.span);
        self.capacities(item.capacity.as_slice());
        self.guard("where", item.condition.as_ref());
        for evidence in &item.evidence {
            if item.evidence.len() > 1 {
                self.remove(Operator::Evidence, whole(evidence));
            }
            self.evidence(evidence);
        }
    }

    fn evidence(&mut self, evidence: &EvidenceItem) {
        if let Some(turned) = turned(evidence.kind.value) {
            let kind = evidence.kind.span;
            match evidence.up_to.and_then(|up_to| self.up_to(up_to)) {
                None => self.replace(Operator::Direction, kind, turned),
                // A limit stands only behind what is for something.
                Some(limit) => {
                    let target = self.statement.at(Span::new(kind.end, evidence.target.span.end));
                    self.replace_all(Operator::Direction, kind, kind.to(limit), format!("{turned}{target}"));
                }
            }
        }
        self.ceiling(evidence.up_to);
        self.capacities(evidence.capacity.as_slice());
        let levels = self.names.levels.clone();
        self.at(&evidence.levels, &levels);
        self.guard("when", evidence.when.as_ref());
    }

    /// `up to should`, the words in front included.
    fn up_to(&self, modality: Spanned<Modality>) -> Option<Span> {
        let to = self.with_word("to", modality.span)?;
        self.with_word("up", to)
    }

    fn ceiling(&mut self, up_to: Option<Spanned<Modality>>) {
        let Some(modality) = up_to else { return };
        match modality.value {
            Modality::May => self.replace(Operator::Ceiling, modality.span, "should"),
            Modality::Should => self.replace(Operator::Ceiling, modality.span, "may"),
            Modality::Shall | Modality::ShouldNot | Modality::ShallNot => {}
        }
        if let Some(whole) = self.up_to(modality) {
            self.remove(Operator::Ceiling, whole);
        }
    }

    /// What a table's columns stand for; its rows are what they are.
    pub fn table(&mut self, item: &TableItem) {
        for statement in &item.statements {
            match statement {
                TableStatement::Capacity(capacity) => {
                    self.guard("when", capacity.when.as_ref());
                }
                TableStatement::On(position) => self.position(position),
                TableStatement::Where(filter) => {
                    self.replace(
                        Operator::Comparison,
                        filter.comparison.span,
                        super::condition::other(filter.comparison.value),
                    );
                    self.value(Operator::Bound, &filter.value);
                }
                TableStatement::Key(_)
                | TableStatement::Title(_)
                | TableStatement::Fact(_)
                | TableStatement::At(_)
                | TableStatement::Since(_)
                | TableStatement::Until(_)
                | TableStatement::Allow(_)
                | TableStatement::Remark(_) => {}
            }
        }
    }

    fn position(&mut self, position: &TablePosition) {
        for PositionWord { kind, .. } in &position.words {
            let Some(value) = kind.value else { continue };
            self.replace(Operator::Evidence, kind.span, "nothing");
            if let Some(turned) = turned(value) {
                self.replace(Operator::Direction, kind.span, turned);
            }
        }
        self.ceiling(position.up_to);
        self.capacities(position.capacity.as_slice());
        let levels = self.names.levels.clone();
        self.at(&position.levels, &levels);
    }
}

fn turned(kind: EvidenceKind) -> Option<&'static str> {
    match kind {
        EvidenceKind::Favours => Some("opposes"),
        EvidenceKind::Opposes => Some("favours"),
        EvidenceKind::Accepts => Some("rejects"),
        EvidenceKind::Rejects => Some("accepts"),
        EvidenceKind::Abstains => None,
    }
}

/// Evidence with what is said of it, which would be said of something else without it.
fn whole(evidence: &EvidenceItem) -> Span {
    remarked(evidence.span, &evidence.remarks)
}

pub(super) fn remarked(span: Span, remarks: &[Remark]) -> Span {
    remarks.last().map_or(span, |last| span.to(last.span))
}
