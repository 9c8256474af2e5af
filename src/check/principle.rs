//! Principles: issues, levels, parties and clauses.

use super::expression::Context;
use super::told::Space;
use super::{Checker, brackets, declared_here};
use crate::diagnostics::{Code, Diagnostic, nearest, quoted_all, quoted_list};
use crate::model::{Arity, Condition, LevelId, Modality, PrincipleId, Term, Value};
use crate::resolve::Namespace;
use crate::source::Span;
use crate::syntax::ast::{self, ClauseTerm, Path, PrincipleItem, PrincipleStatement};

/// How many parties a principle may have: whether a state plays them is tried in every combination.
const MAX_PARTIES: usize = 8;

impl Checker<'_, '_> {
    /// Reads every principle.
    pub(super) fn principles(&mut self) {
        for declared in self.resolution.principles.clone() {
            self.home = declared.home;
            self.principle(declared.id, declared.item);
        }
        self.circles_of_precedence();
    }

    fn principle(&mut self, id: PrincipleId, item: &PrincipleItem) {
        let mut issues: Vec<Path> = Vec::new();
        let mut levels: Vec<Path> = Vec::new();
        let mut concerns: Vec<Path> = Vec::new();
        for statement in &item.statements {
            match statement {
                PrincipleStatement::Issue(paths) => issues.extend(paths.iter().cloned()),
                PrincipleStatement::Levels(paths) => levels.extend(paths.iter().cloned()),
                PrincipleStatement::Concerns(paths) => concerns.extend(paths.iter().cloned()),
                PrincipleStatement::Party(_)
                | PrincipleStatement::Clause(_)
                | PrincipleStatement::Reservations(_)
                | PrincipleStatement::Overrides(_)
                | PrincipleStatement::Adopted(_)
                | PrincipleStatement::Allow(_)
                | PrincipleStatement::Remark(_) => {}
            }
        }
        let has_clause = !self.library().principles[id].clauses.is_empty();
        for (missing, what, example) in [
            (issues.is_empty(), "issue", "issue labour.quotas"),
            (levels.is_empty(), "levels", "levels bilateral, global"),
            (!has_clause, "clause", "duty: states should ACT"),
        ] {
            if missing && !self.broken(item.span) {
                let message = format!("the principle `{}` has no {what}", item.name.text);
                let found = Diagnostic::new(Code::MissingPart, item.name.span, message)
                    .here("not complete")
                    .help(format!("add a line such as `{example}`"));
                self.report(found);
            }
        }
        let issue_ids = self.find_set(&issues, Self::find_issue);
        let level_ids = self.find_levels(&levels);
        let person_ids = self.find_set(&concerns, Self::find_persons);
        let principle = &mut self.resolution.library.principles[id];
        principle.issues = issue_ids;
        principle.levels.clone_from(&level_ids);
        principle.concerns = person_ids;
        self.parties(id, item, &levels);
        let mut clause = 0;
        for statement in &item.statements {
            if let PrincipleStatement::Clause(item) = statement {
                self.clause(id, clause, item);
                clause += 1;
            }
        }
        self.reservations(id, item);
        self.prevailing(id, item);
        self.limit_choices(id, item.name.span);
    }

    fn parties(&mut self, id: PrincipleId, item: &PrincipleItem, levels: &[Path]) {
        let parties: Vec<&ast::PartyItem> = item
            .statements
            .iter()
            .filter_map(|statement| if let PrincipleStatement::Party(party) = statement { Some(party) } else { None })
            .collect();
        if parties.len() > MAX_PARTIES {
            let message = format!("a principle has at most {MAX_PARTIES} parties, and this has {}", parties.len());
            let found = Diagnostic::new(Code::TooManyParties, item.name.span, message).here("too many");
            self.report(found.help("write it as several principles"));
        }
        for path in levels {
            let Some(level) = self.peek_level(path) else { continue };
            if parties.len() > 2
                && self.library().levels[level].arity == Arity::Pairs
                && let Some(third) = parties.get(2)
            {
                let message = format!(
                    "`{}` is between two states, and the principle has {} parties",
                    path.dotted(),
                    parties.len()
                );
                let found = Diagnostic::new(Code::TooManyParties, third.name.span, message)
                    .here("a third party")
                    .also(path.span, "negotiated between pairs")
                    .help("leave this level out, or write a principle with two parties for it");
                self.report(found);
            }
        }
        for (index, party) in parties.iter().enumerate() {
            let capacities = self.find_set(&party.capacities, Self::find_capacity);
            let condition = party.condition.as_ref().and_then(|expr| {
                let context = self.principle_context(id, index, "the condition of a party");
                self.condition(expr, &context)
            });
            if let Some(condition) = condition {
                let levels = self.library().principles[id].levels.clone();
                self.pairs_only(condition, &levels, "party");
            }
            let Some(target) = self.resolution.library.principles[id].parties.get_mut(index) else { continue };
            target.capacities = capacities;
            target.condition = condition;
        }
    }

    fn principle_context(&self, id: PrincipleId, party: usize, what: &'static str) -> Context {
        let principle = &self.library().principles[id];
        Context {
            what,
            parties: principle.parties.iter().map(|party| party.name.clone()).collect(),
            own_party: Some(party),
            pair: true,
            instance: true,
            ..Context::default()
        }
    }

    /// A condition on two states makes sense only where there are two.
    fn pairs_only(&mut self, condition: Condition, levels: &[LevelId], what: &str) {
        if !self.library().expressions.reads(condition.expr).pair {
            return;
        }
        let other = levels.iter().find(|level| self.library().levels[**level].arity != Arity::Pairs);
        let Some(&other) = other else { return };
        let name = self.library().levels[other].named.name.clone();
        let pairs = self.library().levels.values().find(|level| level.arity == Arity::Pairs);
        let help = match (what, pairs) {
            ("clause", Some(pairs)) => format!("write `at {}` behind the measure of the clause", pairs.named.name),
            ("clause", None) => "read the state's own attributes only".to_owned(),
            _ => "read the state's own attributes, or negotiate the principle between pairs only".to_owned(),
        };
        let message = format!("a {what} negotiated at `{name}` compares two states of a pair");
        let found =
            Diagnostic::new(Code::PairOnly, condition.span, message).here("has meaning only between pairs").help(help);
        self.report(found);
    }

    fn clause(&mut self, id: PrincipleId, index: usize, item: &ast::ClauseItem) {
        let terms: Vec<&ClauseTerm> = match &item.body {
            ast::ClauseBody::Plain(term) | ast::ClauseBody::Optional(_, term) => vec![term],
            ast::ClauseBody::Alternatives(_, terms) => terms.iter().collect(),
        };
        let drafts: Vec<Option<brackets::Draft>> = terms.iter().map(|term| self.term(id, term)).collect();
        let Some(drafts) = drafts.into_iter().collect::<Option<Vec<_>>>() else { return };
        let text = item.text.as_ref().map(|text| text.value.clone());
        let variants = self.variants(&item.body, drafts, text.as_deref());
        if let Some(clause) = self.resolution.library.principles[id].clauses.get_mut(index) {
            clause.variants = variants;
        }
    }

    /// A term without its brackets cleared.
    fn term(&mut self, id: PrincipleId, term: &ClauseTerm) -> Option<brackets::Draft> {
        let principle = &self.library().principles[id];
        let party = principle.party(&term.party.text);
        let told = party.is_none() && self.is_told(Space::Names(Namespace::States), &term.party.text, term.party.span);
        let principle = &self.library().principles[id];
        if party.is_none() && !told {
            let names = || principle.parties.iter().map(|party| party.name.as_str());
            let help = nearest(&term.party.text, names())
                .map_or_else(|| format!("it has {}", quoted_all(names(), 8)), |near| format!("did you mean `{near}`?"));
            let message = format!("the principle `{}` has no party `{}`", principle.named.name, term.party.text);
            let found = Diagnostic::new(Code::UnknownName, term.party.span, message).here("who?").help(help);
            let found = declared_here(found, &principle.named);
            self.tell(Space::Names(Namespace::States), &term.party.text, found);
        }
        let measures = self.bracketed_measures(&term.measure);
        let arguments = measures.as_ref().and_then(|measures| self.arguments(measures, &term.parameters));
        let levels = self.clause_levels(id, &term.levels);
        let context = self.principle_context(id, party.unwrap_or_default(), "a clause");
        let when = self.clause_condition(id, term.when.as_ref(), levels.as_deref(), &context);
        let unless = self.clause_condition(id, term.unless.as_ref(), levels.as_deref(), &context);
        let draft = brackets::Draft {
            term: Term {
                party: party?,
                modality: Modality::May,
                measure: measures.as_ref()?.first()?.0,
                arguments: Vec::new(),
                levels,
                when: when?,
                unless: unless?,
                text: term.text.as_ref().map(|text| text.value.clone()),
                span: term.span,
            },
            modalities: self.bracketed_modalities(&term.modality),
            measures: measures?,
            arguments: arguments?,
        };
        Some(draft)
    }

    fn clause_levels(&mut self, id: PrincipleId, paths: &[Path]) -> Option<Vec<LevelId>> {
        if paths.is_empty() {
            return None;
        }
        for path in paths {
            let Some(level) = self.peek_level(path) else { continue };
            let principle = &self.library().principles[id];
            if !principle.levels.contains(&level) {
                let message = format!("the principle is not negotiated at `{}`", path.dotted());
                let names = principle.levels.iter().map(|level| self.library().levels[*level].named.name.as_str());
                let help = format!(
                    "write one of its own, {}, or add `{}` to its `levels`",
                    quoted_list(names, 6),
                    path.dotted()
                );
                let found = Diagnostic::new(Code::NeverNegotiated, path.span, message)
                    .here("the clause never counts there")
                    .help(help);
                let found = declared_here(found, &principle.named);
                self.report(found);
            }
        }
        Some(self.find_levels(paths))
    }

    /// `Some(None)` without a condition, `None` for a wrong one.
    #[expect(clippy::option_option, reason = "a missing condition is not a wrong one")]
    fn clause_condition(
        &mut self,
        id: PrincipleId,
        expr: Option<&ast::Expr>,
        levels: Option<&[LevelId]>,
        context: &Context,
    ) -> Option<Option<Condition>> {
        let Some(expr) = expr else { return Some(None) };
        let condition = self.condition(expr, context)?;
        let levels = levels.map_or_else(|| self.library().principles[id].levels.clone(), <[LevelId]>::to_vec);
        self.pairs_only(condition, &levels, "clause");
        Some(Some(condition))
    }

    fn reservations(&mut self, id: PrincipleId, item: &PrincipleItem) {
        for statement in &item.statements {
            let PrincipleStatement::Reservations(labels) = statement else { continue };
            for label in labels {
                if let Some(index) = self.find_clause(id, &label.text, label.span)
                    && let Some(clause) = self.resolution.library.principles[id].clauses.get_mut(index)
                {
                    clause.reservable = true;
                }
            }
        }
    }

    /// A value for a parameter of every one of these measures.
    pub(super) fn argument_type(
        &mut self,
        measures: &[(crate::model::MeasureId, Span)],
        name: &ast::Name,
    ) -> Option<crate::model::Type> {
        let mut ty = None;
        for (id, _) in measures {
            if self.lost_parameter(*id, &name.text, name.span) {
                return None;
            }
            let known = self.library().measures[*id].parameters.iter().any(|parameter| parameter.name == name.text);
            if !known && self.is_told(Space::Names(Namespace::Things), &name.text, name.span) {
                return None;
            }
            let measure = &self.library().measures[*id];
            let Some(parameter) = measure.parameters.iter().find(|parameter| parameter.name == name.text) else {
                let names = || measure.parameters.iter().map(|parameter| parameter.name.as_str());
                let help = if measure.parameters.is_empty() {
                    format!("declare it: measure {} … ({}: number)", measure.named.name, name.text)
                } else {
                    nearest(&name.text, names()).map_or_else(
                        || format!("it has {}", quoted_all(names(), 8)),
                        |near| format!("did you mean `{near}`?"),
                    )
                };
                let message = format!("the measure `{}` has no parameter `{}`", measure.named.name, name.text);
                let found = Diagnostic::new(Code::UnknownName, name.span, message).here("not one of its parameters");
                let found = declared_here(found.help(help), &measure.named);
                self.tell(Space::Names(Namespace::Things), &name.text, found);
                return None;
            };
            ty = Some(parameter.ty);
        }
        ty
    }

    /// The words for a value of a parameter, as `choosing` takes them.
    pub(super) fn value_words(&self, value: &Value, ty: crate::model::Type) -> String {
        value.show(ty, self.library())
    }
}
