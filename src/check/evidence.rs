//! Evidence and the rules that give it.

use std::collections::BTreeMap;

use super::Checker;
use super::expression::Context;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{CapacityId, Evidence, EvidenceKind, IssueId, MeasureId, Remarks, Target, Type, evidence_word};
use crate::number::Number;
use crate::resolve::remarks;
use crate::syntax::ast::{EvidenceItem, Path, Spanned};

/// Who gives evidence.
#[derive(Debug, Clone, Copy)]
pub(super) enum Giver {
    /// A state itself.
    State,
    /// A rule, in this capacity.
    Rule(Option<CapacityId>),
}

impl Checker<'_, '_> {
    /// Reads every interest rule.
    pub(super) fn interests(&mut self) {
        for declared in self.resolution.interests.clone() {
            self.home = declared.home;
            let item = declared.item;
            let capacity = item.capacity.as_ref().and_then(|path| self.find_capacity(path));
            let context = Context { what: "an interest rule", pair: true, instance: true, ..Context::default() };
            let condition = item.condition.as_ref().and_then(|expr| self.condition(expr, &context));
            let said = remarks(&item.remarks);
            if item.evidence.is_empty() && !self.broken(item.span) {
                let message = format!("the interest rule `{}` gives no evidence", item.name.text);
                let found = Diagnostic::new(Code::MissingPart, item.name.span, message)
                    .here("favours or opposes what?")
                    .help("add a line such as `favours ISSUE` or `opposes MEASURE`");
                self.report(found);
            }
            let evidence: Vec<Evidence> =
                item.evidence.iter().filter_map(|one| self.evidence(one, Giver::Rule(capacity), &said)).collect();
            let interest = &mut self.resolution.library.interests[declared.id];
            interest.condition = condition;
            interest.evidence = evidence;
        }
    }

    /// Reads evidence. What has no source of its own has that of its block.
    pub(super) fn evidence(&mut self, item: &EvidenceItem, giver: Giver, block: &Remarks) -> Option<Evidence> {
        let target = self.target(item.kind, &item.target);
        let own = item.capacity.as_ref().and_then(|path| self.find_capacity(path));
        let capacity = match (giver, &item.capacity) {
            (Giver::State, _) => own,
            (Giver::Rule(capacity), None) => capacity,
            (Giver::Rule(capacity), Some(path)) => {
                let found =
                    Diagnostic::new(Code::Misplaced, path.span, "evidence of an interest rule has no `as` of its own")
                        .here("the rule's counts for all of it")
                        .help(format!("write `every state as {} …` at the head of the rule", path.dotted()));
                self.report(found);
                capacity
            }
        };
        let levels = (!item.levels.is_empty()).then(|| self.find_levels(&item.levels));
        let when = match (&item.when, target) {
            (Some(expr), Some(target)) => {
                let context = self.evidence_context(target);
                self.condition(expr, &context)
            }
            _ => None,
        };
        let weight = self.weight(item);
        let period = self.period(item.since.as_ref(), item.until.as_ref());
        let remarks = inherit(remarks(&item.remarks), block);
        self.wants_source(&remarks, item.span, "evidence");
        Some(Evidence {
            kind: item.kind.value,
            target: target?,
            up_to: item.up_to.map(|modality| modality.value),
            capacity,
            levels,
            when,
            weight,
            period,
            span: item.span,
            mapped: None,
            remarks,
        })
    }

    /// What evidence is about: interests are in issues and measures, positions on principles, clauses and measures.
    pub(super) fn target(&mut self, kind: Spanned<EvidenceKind>, path: &Path) -> Option<Target> {
        let target = self.find_target(path)?;
        let position = match kind.value {
            EvidenceKind::Favours | EvidenceKind::Opposes => false,
            EvidenceKind::Accepts | EvidenceKind::Rejects | EvidenceKind::Abstains => true,
        };
        let (fits, what) = match target {
            Target::Measure(_) => (true, "a measure"),
            Target::Issue(_) => (!position, "an issue"),
            Target::Principle(_) => (position, "a principle"),
            Target::Clause(..) => (position, "a clause"),
        };
        if fits {
            return Some(target);
        }
        let word = evidence_word(kind.value);
        let name = path.dotted();
        let (rule, help) = if position {
            (
                "a position is taken on a principle, a clause or a measure",
                format!("an interest in an issue is written `favours {name}` or `opposes {name}`"),
            )
        } else {
            (
                "an interest is in an issue or a measure",
                format!("a position is written `accepts {name}`, `rejects {name}` or `abstains on {name}`"),
            )
        };
        let message = format!("`{word}` does not go with {what}");
        let found = Diagnostic::new(Code::WrongTarget, path.span, message).here(what).also(kind.span, rule).help(help);
        self.report(found);
        None
    }

    fn weight(&mut self, item: &EvidenceItem) -> Number {
        let Some(weight) = &item.weight else { return Number::one() };
        // Weights are added up in millionths.
        let millionths = |value: &Number| value.multiply(&Number::from(1_000_000)).and_then(|value| value.to_usize());
        match &weight.value.value {
            Some(value) if value.is_positive() && millionths(value).is_some_and(|value| value <= 1_000_000_000_000) => {
                value.clone()
            }
            Some(value) if value.is_positive() => {
                let found = Diagnostic::new(
                    Code::InvalidNumber,
                    weight.span,
                    "a weight has at most six decimals and is at most a million",
                )
                .here("too fine or too large")
                .help("weights are compared with each other: 1, 2 and 3 say as much as 0.001, 0.002 and 0.003");
                self.report(found);
                Number::one()
            }
            Some(_) => {
                let found = Diagnostic::new(Code::InvalidNumber, weight.span, "a weight is above zero")
                    .here("this weighs nothing")
                    .help("for evidence to the contrary write `opposes` or `rejects`");
                self.report(found);
                Number::one()
            }
            None => Number::one(),
        }
    }

    /// What the condition of evidence may read: the state itself, the other of a pair, the parties of the principle
    /// that it is about, and the parameters that the clauses it is about may give.
    pub(super) fn evidence_context(&self, target: Target) -> Context {
        let library = self.library();
        let mut measures: Vec<MeasureId> = Vec::new();
        let mut parties = Vec::new();
        match target {
            Target::Measure(id) => measures.push(id),
            Target::Issue(issue) => {
                let reaches = |issues: &[IssueId]| issues.iter().any(|&from| self.reaches(from, issue));
                let all = library.measures.iter();
                measures.extend(
                    all.filter(|(_, measure)| reaches(&measure.on) || reaches(&measure.against)).map(|(id, _)| id),
                );
            }
            Target::Principle(id) | Target::Clause(id, _) => {
                let principle = &library.principles[id];
                parties = principle.parties.iter().map(|party| party.name.clone()).collect();
                for (index, clause) in principle.clauses.iter().enumerate() {
                    if matches!(target, Target::Clause(_, wanted) if wanted != index) {
                        continue;
                    }
                    measures.extend(
                        clause.variants.iter().filter_map(|variant| variant.term.as_ref()).map(|term| term.measure),
                    );
                }
            }
        }
        let mut parameters: BTreeMap<String, Option<Type>> = BTreeMap::new();
        for parameter in measures.iter().flat_map(|&id| &library.measures[id].parameters) {
            parameters
                .entry(parameter.name.clone())
                .and_modify(|known| *known = known.filter(|known| self.alike(*known, parameter.ty)))
                .or_insert(Some(parameter.ty));
        }
        Context { what: "evidence", parties, parameters, pair: true, instance: true, ..Context::default() }
    }

    fn reaches(&self, from: IssueId, to: IssueId) -> bool {
        self.library().issue_and_above(from).any(|at| at == to)
    }
}

/// Remarks, with the sources of the block where there are none.
pub(super) fn inherit(mut own: Remarks, block: &Remarks) -> Remarks {
    if own.sources.is_empty() {
        own.sources.clone_from(&block.sources);
    }
    if own.reasons.is_empty() {
        own.reasons.clone_from(&block.reasons);
    }
    own
}
