//! Statements of the model in the words of the language.

use super::record::{Called, Said};
use crate::judge::Datum;
use crate::model::{
    Condition, Evidence, Library, MeasureId, Named, Remarks, StateId, Target, Term, Type, Value, evidence_word,
    modality_words,
};
use crate::number::Number;
use crate::source::{Sources, Span};

/// What is needed to say things: names, texts of files, a language for titles.
#[derive(Debug, Clone, Copy)]
pub struct Words<'w> {
    pub library: &'w Library,
    pub sources: &'w Sources,
    pub language: Option<&'w str>,
}

impl Words<'_> {
    pub fn called(&self, named: &Named) -> Called {
        let title = named.title.as_ref().map(|title| title.in_language(self.language).to_owned());
        Called { name: named.name.clone(), title }
    }

    pub fn state(&self, state: StateId) -> &str {
        &self.library.states[state].named.name
    }

    /// The file and line of a statement; none for what nobody wrote.
    pub fn place(&self, span: Span) -> Option<String> {
        if span.is_empty() {
            return None;
        }
        self.sources.locate(span).map(|location| location.to_string())
    }

    pub fn said(&self, remarks: &Remarks, span: Span) -> Said {
        Said {
            because: remarks.reasons.clone(),
            sources: remarks.sources.clone(),
            notes: remarks.notes.clone(),
            place: self.place(span),
        }
    }

    /// A condition as it is written, on one line and without comments.
    pub fn condition(&self, condition: Condition) -> String {
        self.written(condition.span)
    }

    pub fn written(&self, span: Span) -> String {
        let mut text = String::new();
        for line in self.sources.text(span).lines() {
            let mut quoted = false;
            let mut escaped = false;
            for letter in line.chars() {
                if letter == '#' && !quoted {
                    break;
                }
                quoted ^= letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                text.push(letter);
            }
            text.push(' ');
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn target(&self, target: Target) -> String {
        match target {
            Target::Issue(issue) => self.library.issues[issue].named.name.clone(),
            Target::Measure(measure) => self.library.measures[measure].named.name.clone(),
            Target::Principle(principle) => self.library.principles[principle].named.name.clone(),
            Target::Clause(principle, clause) => {
                let principle = &self.library.principles[principle];
                let label = principle.clauses.get(clause).map_or("", |clause| clause.label.as_str());
                format!("{}.{label}", principle.named.name)
            }
        }
    }

    /// Evidence as the language writes it, whether it was written so or in a table.
    pub fn evidence(&self, evidence: &Evidence) -> String {
        let mut text = format!("{} {}", evidence_word(evidence.kind), self.target(evidence.target));
        let mut add = |word: &str, what: String| {
            text.push(' ');
            text.push_str(word);
            text.push(' ');
            text.push_str(&what);
        };
        if let Some(up_to) = evidence.up_to {
            add("up to", modality_words(up_to).to_owned());
        }
        if let Some(capacity) = evidence.capacity {
            add("as", self.library.capacities[capacity].name.clone());
        }
        if let Some(levels) = &evidence.levels {
            let names: Vec<&str> = levels.iter().map(|&level| self.library.levels[level].named.name.as_str()).collect();
            add("at", names.join(", "));
        }
        if let Some(when) = evidence.when {
            add("when", self.condition(when));
        }
        if evidence.weight != Number::one() {
            add("weight", evidence.weight.to_string());
        }
        if let Some(since) = evidence.period.since {
            add("since", since.to_string());
        }
        if let Some(until) = evidence.period.until {
            add("until", until.to_string());
        }
        text
    }

    /// A clause, its brackets cleared.
    pub fn term(&self, parties: &[crate::model::Party], term: &Term) -> String {
        let party = parties.get(term.party).map_or("", |party| party.name.as_str());
        let mut text =
            format!("{party} {} {}", modality_words(term.modality), self.library.measures[term.measure].named.name);
        let arguments: Vec<String> = term
            .arguments
            .iter()
            .map(|(name, value)| format!("{name}: {}", self.argument(term.measure, name, value)))
            .collect();
        if !arguments.is_empty() {
            text = format!("{text} ({})", arguments.join(", "));
        }
        if let Some(levels) = &term.levels {
            let names: Vec<&str> = levels.iter().map(|&level| self.library.levels[level].named.name.as_str()).collect();
            text = format!("{text} at {}", names.join(", "));
        }
        for (word, condition) in [("when", term.when), ("unless", term.unless)] {
            if let Some(condition) = condition {
                text = format!("{text} {word} {}", self.condition(condition));
            }
        }
        text
    }

    /// The value of a parameter.
    pub fn argument(&self, measure: MeasureId, name: &str, value: &Value) -> String {
        let parameters = &self.library.measures[measure].parameters;
        let ty = parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.ty);
        ty.map_or_else(|| self.datum(&value.clone(), None), |ty| value.show(ty, self.library))
    }

    fn datum(&self, value: &Value, ty: Option<Type>) -> String {
        match (value, ty) {
            (value, Some(ty)) => value.show(ty, self.library),
            (Value::Flag(_) | Value::Number(_) | Value::Date(_) | Value::Text(_), None) => {
                value.show(Type::Number(None), self.library)
            }
            // Without a type the places of an enumeration have no names.
            (Value::Symbol(place), None) => place.to_string(),
            (Value::Set(places), None) => format!("{} values", places.len()),
        }
    }

    /// What an expression comes to; `None` where nobody knows.
    pub fn result(&self, datum: &Datum<'_>, ty: Option<Type>) -> Option<String> {
        match datum {
            Datum::Unknown => None,
            Datum::Range(low, high) => Some(format!("{low} to {high}")),
            Datum::Known(value) => Some(self.datum(value, ty)),
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., end] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", rest.join(", "), end.as_ref())
        }
    }
}
