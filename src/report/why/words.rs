//! Statements of the model in the words of the language.

use jiff::civil::Date;

use super::record::{Called, Said};
use crate::judge::Datum;
use crate::model::{
    AttributeId, Condition, DefinitionId, Evidence, Library, MeasureId, Named, Remarks, StateId, Target, Term, Type,
    Value, evidence_word, modality_words,
};
use crate::number::Number;
use crate::source::{Sources, Span};

/// What is needed to say things: names, texts of files, a language for titles.
#[derive(Debug, Clone, Copy)]
pub struct Words<'w> {
    pub library: &'w Library,
    pub sources: &'w Sources,
    pub language: Option<&'w str>,
    /// The day at which facts count.
    pub day: Option<Date>,
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
        self.value(value, self.parameter(measure, name))
    }

    /// How the values of a parameter are written.
    pub fn parameter(&self, measure: MeasureId, name: &str) -> Written {
        let parameters = &self.library.measures[measure].parameters;
        let ty = parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.ty);
        Written { ty, percent: self.library.notation.parameter(name) }
    }

    /// How the values of an attribute are written.
    pub fn attribute(&self, attribute: AttributeId) -> Written {
        let ty = Some(self.library.attributes[attribute].ty);
        Written { ty, percent: self.library.notation.attribute(attribute) }
    }

    /// How the values of a definition are written.
    pub fn definition(&self, definition: DefinitionId) -> Written {
        let ty = Some(self.library.definitions[definition].ty);
        Written { ty, percent: self.library.notation.definition(definition) }
    }

    /// A value as the language writes it.
    pub fn value(&self, value: &Value, written: Written) -> String {
        let show = if written.percent { Value::show_percent } else { Value::show };
        show_with(value, written, |ty| show(value, ty, self.library))
    }

    /// A value for programs.
    pub fn exact(&self, value: &Value, written: Written) -> String {
        show_with(value, written, |ty| value.show_exact(ty, self.library))
    }

    /// What an expression comes to, for programs and for people; `None` where nobody knows.
    pub fn result(&self, datum: &Datum<'_>, written: Written) -> Option<[String; 2]> {
        match datum {
            Datum::Unknown => None,
            Datum::Range(low, high) => {
                let ends = [low, high].map(|end| Value::Number(end.clone()));
                let to = |[low, high]: [String; 2]| format!("{low} to {high}");
                Some([
                    to(ends.each_ref().map(|end| self.exact(end, written))),
                    to(ends.each_ref().map(|end| self.value(end, written))),
                ])
            }
            Datum::Known(value) => Some([self.exact(value, written), self.value(value, written)]),
        }
    }
}

/// How values are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Written {
    /// Their type, where it is known.
    pub ty: Option<Type>,
    /// Whether in percent.
    pub percent: bool,
}

fn show_with(value: &Value, written: Written, show: impl Fn(Type) -> String) -> String {
    match (value, written.ty) {
        (_, Some(ty)) => show(ty),
        (Value::Flag(_) | Value::Number(_) | Value::Date(_) | Value::Text(_), None) => show(Type::Number(None)),
        // Without a type the places of an enumeration have no names.
        (Value::Symbol(place), None) => place.to_string(),
        (Value::Set(places), None) => format!("{} values", places.len()),
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
