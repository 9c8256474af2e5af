//! The brackets of a draft: every way of clearing them becomes a variant of its clause.

mod open;

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Alternative, Bracket, MeasureId, Modality, Picked, PrincipleId, Term, Type, Value, Variant, modality_words,
};
use crate::source::Span;
use crate::syntax::ast::{self, ArgumentValue, Bracketed, ClauseBody, Path, Spanned};

/// How many ways of clearing its brackets a principle may have.
pub const MAX_CHOICES: usize = 4096;

/// A term whose brackets are not cleared.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The term, with the first alternative of everything and no arguments.
    pub term: Term,
    /// The modalities; several when they stand in brackets.
    pub modalities: Vec<(Modality, Span)>,
    /// The measures, each with its place.
    pub measures: Vec<(MeasureId, Span)>,
    /// The arguments.
    pub arguments: Vec<ArgumentDraft>,
}

/// A parameter with the values that are offered; `None` for one that is left open.
#[derive(Debug, Clone)]
pub(super) struct ArgumentDraft {
    name: String,
    ty: Type,
    values: Option<Vec<(Value, Span)>>,
    span: Span,
}

impl Draft {
    /// How many ways of clearing its brackets it has.
    fn count(&self) -> usize {
        let values = self.arguments.iter().map(|argument| argument.values.as_ref().map_or(1, Vec::len));
        values.fold(self.modalities.len() * self.measures.len(), usize::saturating_mul)
    }
}

impl Checker<'_, '_> {
    pub(super) fn bracketed_modalities(&mut self, modality: &Bracketed<Spanned<Modality>>) -> Vec<(Modality, Span)> {
        match modality {
            Bracketed::Plain(modality) => vec![(modality.value, modality.span)],
            Bracketed::Alternatives(_, all) => {
                let words: Vec<(Modality, Span)> = all.iter().map(|one| (one.value, one.span)).collect();
                self.distinct_alternatives(&words);
                words
            }
        }
    }

    pub(super) fn bracketed_measures(&mut self, measure: &Bracketed<Path>) -> Option<Vec<(MeasureId, Span)>> {
        match measure {
            Bracketed::Plain(path) => self.find_measure(path).map(|id| vec![(id, path.span)]),
            Bracketed::Alternatives(_, paths) => {
                let found: Vec<Option<(MeasureId, Span)>> =
                    paths.iter().map(|path| self.find_measure(path).map(|id| (id, path.span))).collect();
                let found: Vec<(MeasureId, Span)> = found.into_iter().collect::<Option<_>>()?;
                self.distinct_alternatives(&found);
                Some(found)
            }
        }
    }

    pub(super) fn arguments(
        &mut self,
        measures: &[(MeasureId, Span)],
        items: &[ast::Argument],
    ) -> Option<Vec<ArgumentDraft>> {
        let mut drafts: Vec<ArgumentDraft> = Vec::new();
        let mut complete = true;
        for item in items {
            if let Some(first) =
                items.iter().take_while(|other| other.span != item.span).find(|o| o.name.text == item.name.text)
            {
                let message = format!("the parameter `{}` is given twice", item.name.text);
                let found = Diagnostic::new(Code::DuplicateName, item.name.span, message)
                    .here("again")
                    .also(first.name.span, "first")
                    .help("give it once, or several values in brackets: [30 days | 60 days]");
                self.report(found);
                complete = false;
                continue;
            }
            let Some(ty) = self.argument_type(measures, &item.name) else {
                complete = false;
                continue;
            };
            let what = format!("the parameter `{}`", item.name.text);
            let values = match &item.value {
                ArgumentValue::Open(_) => None,
                ArgumentValue::Given(Bracketed::Plain(expr)) => {
                    Some(vec![self.literal(expr, ty, &what).map(|value| (value, expr.span))])
                }
                ArgumentValue::Given(Bracketed::Alternatives(_, exprs)) => {
                    let values: Vec<Option<Value>> = exprs.iter().map(|expr| self.literal(expr, ty, &what)).collect();
                    let known: Vec<(Value, Span)> = values
                        .iter()
                        .zip(exprs)
                        .filter_map(|(value, expr)| Some((value.clone()?, expr.span)))
                        .collect();
                    self.distinct_alternatives(&known);
                    Some(values.into_iter().zip(exprs).map(|(value, expr)| Some((value?, expr.span))).collect())
                }
            };
            let values = match values {
                None => None,
                Some(values) => match values.into_iter().collect::<Option<Vec<(Value, Span)>>>() {
                    None => {
                        complete = false;
                        continue;
                    }
                    values => values,
                },
            };
            drafts.push(ArgumentDraft { name: item.name.text.clone(), ty, values, span: item.span });
        }
        complete.then_some(drafts)
    }

    fn distinct_alternatives<T: PartialEq>(&mut self, all: &[(T, Span)]) {
        for (index, (value, span)) in all.iter().enumerate() {
            if let Some((_, first)) = all.iter().take(index).find(|(other, _)| other == value) {
                let found = Diagnostic::new(Code::DuplicateName, *span, "two alternatives are the same")
                    .here("again")
                    .also(*first, "first")
                    .help("leave one of them out");
                self.report(found);
            }
        }
    }

    /// Every way of clearing the brackets of a clause, in the order in which the alternatives are written.
    pub(super) fn variants(&mut self, body: &ClauseBody, drafts: Vec<Draft>, text: Option<&str>) -> Vec<Variant> {
        let count: usize = drafts.iter().map(Draft::count).fold(0, usize::saturating_add);
        if count > MAX_CHOICES {
            let first = drafts.into_iter().next();
            if let Some(draft) = &first {
                self.report_too_many("this clause", draft.term.span);
            }
            return first.map(|draft| Variant { picked: Vec::new(), term: Some(draft.term) }).into_iter().collect();
        }
        let whole = |alternative: Alternative, words: String, span: Span| Picked {
            bracket: Bracket::Whole,
            alternative,
            words,
            span,
        };

        let mut variants = Vec::new();
        for (index, draft) in drafts.iter().enumerate() {
            for mut variant in self.expand(draft) {
                match body {
                    ClauseBody::Plain(_) => {}
                    ClauseBody::Optional(..) => {
                        variant.picked.insert(0, whole(Alternative::With, "with".to_owned(), draft.term.span));
                    }
                    ClauseBody::Alternatives(..) => {
                        let words = format!("option {}", index + 1);
                        variant.picked.insert(0, whole(Alternative::Option(index + 1), words, draft.term.span));
                    }
                }
                if let (Some(term), Some(text)) = (&mut variant.term, text) {
                    term.text.get_or_insert_with(|| text.to_owned());
                }
                variants.push(variant);
            }
        }
        if let ClauseBody::Optional(span, _) = body {
            let without = whole(Alternative::Without, "without".to_owned(), *span);
            variants.push(Variant { picked: vec![without], term: None });
        }
        variants
    }

    fn expand(&self, draft: &Draft) -> Vec<Variant> {
        let mut variants = vec![Variant { picked: Vec::new(), term: Some(draft.term.clone()) }];
        let modalities = draft.modalities.iter().map(|&(modality, span)| {
            let words = modality_words(modality).to_owned();
            let picked =
                Picked { bracket: Bracket::Modality, alternative: Alternative::Modality(modality), words, span };
            (picked, move |term: &mut Term| term.modality = modality)
        });
        variants = combine(variants, &modalities.collect::<Vec<_>>());
        let measures = draft.measures.iter().map(|&(measure, span)| {
            let words = self.library().measures[measure].named.name.clone();
            let picked = Picked { bracket: Bracket::Measure, alternative: Alternative::Measure(measure), words, span };
            (picked, move |term: &mut Term| term.measure = measure)
        });
        variants = combine(variants, &measures.collect::<Vec<_>>());
        for argument in &draft.arguments {
            let name = &argument.name;
            let Some(values) = &argument.values else {
                for variant in &mut variants {
                    let alternative = Alternative::Value(Value::Flag(false));
                    let bracket = Bracket::Open(name.clone());
                    let words = String::new();
                    variant.picked.push(Picked { bracket, alternative, words, span: argument.span });
                }
                continue;
            };
            let values = values.iter().map(|(value, span)| {
                let words = self.value_words(value, argument.ty);
                let bracket = Bracket::Parameter(name.clone());
                let picked = Picked { bracket, alternative: Alternative::Value(value.clone()), words, span: *span };
                (picked, move |term: &mut Term| term.arguments.push((name.clone(), value.clone())))
            });
            variants = combine(variants, &values.collect::<Vec<_>>());
        }
        variants
    }

    fn report_too_many(&mut self, what: &str, span: Span) {
        let message = format!("{what} can be cleared in more than {MAX_CHOICES} ways");
        let found = Diagnostic::new(Code::TooManyChoices, span, message)
            .here("too many brackets to judge every choice")
            .help("clear some of them, or write the draft as several principles");
        self.report(found);
    }

    /// A draft is judged for every way of clearing it, so there must not be too many.
    pub(super) fn limit_choices(&mut self, id: PrincipleId, span: Span) {
        let principle = &self.library().principles[id];
        let choices =
            principle.clauses.iter().map(|clause| clause.variants.len().max(1)).fold(1, usize::saturating_mul);
        if choices > MAX_CHOICES {
            let what = format!("the principle `{}`", principle.named.name);
            self.report_too_many(&what, span);
            // Keep the first of each, so that nothing behind this has to count them again.
            for clause in &mut self.resolution.library.principles[id].clauses {
                clause.variants.truncate(1);
            }
        }
    }
}

/// Every variant with every alternative. With only one there is no bracket, and nothing to pick.
fn combine(variants: Vec<Variant>, alternatives: &[(Picked, impl Fn(&mut Term))]) -> Vec<Variant> {
    let bracket = alternatives.len() > 1;
    let mut combined = Vec::with_capacity(variants.len() * alternatives.len());
    for variant in variants {
        for (picked, apply) in alternatives {
            let mut variant = variant.clone();
            if let Some(term) = &mut variant.term {
                apply(term);
            }
            if bracket {
                variant.picked.push(picked.clone());
            }
            combined.push(variant);
        }
    }
    combined
}
