//! Statements of the model in the words of the language.
//!
//! In: a [`Library`] and the files that it was read from. Out: short texts, such as `accepts duty up to should`. Never
//! here: sentences, titles, or a decision on what is worth saying.

mod adoption;
mod clause;
mod spaced;

pub use adoption::{leaf, rule};
pub use clause::{Worded, worded};

use crate::judge::Datum;
use crate::model::{
    AttributeId, CapacityId, Condition, DefinitionId, Evidence, LevelId, Library, MeasureId, Party, Period, StateId,
    Target, Term, Type, Value, evidence_word, modality_words,
};
use crate::number::Number;
use crate::source::{Sources, Span};

/// What is needed to say things: names, and texts of files.
#[derive(Debug, Clone, Copy)]
pub struct Phrases<'w> {
    /// The library.
    pub library: &'w Library,
    /// Its files.
    pub sources: &'w Sources,
}

impl Phrases<'_> {
    /// The name of a state.
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

    /// A condition as it is written, on one line, without comments and in one spacing.
    pub fn condition(&self, condition: Condition) -> String {
        self.written(condition.span)
    }

    /// What is written in a place, on one line, without comments and in one spacing, so that its layout is no part of it.
    pub fn written(&self, span: Span) -> String {
        spaced::spaced(self.sources.text(span))
    }

    /// What evidence is about: an issue, a measure, a principle or a clause of it.
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
            add("at", self.levels(levels));
        }
        if let Some(when) = evidence.when {
            add("when", self.condition(when));
        }
        if evidence.weight != Number::one() {
            add("weight", evidence.weight.to_string());
        }
        text.push_str(&period(evidence.period));
        text
    }

    /// A clause, its brackets cleared.
    pub fn term(&self, parties: &[Party], term: &Term) -> String {
        clause::joined(&clause::parts(self, parties, term, &[]))
    }

    /// Names of levels, with commas between.
    pub fn levels(&self, levels: &[LevelId]) -> String {
        let names: Vec<&str> = levels.iter().map(|&level| self.library.levels[level].named.name.as_str()).collect();
        names.join(", ")
    }

    /// Names of capacities, with commas between.
    pub fn capacities(&self, capacities: &[CapacityId]) -> String {
        let names: Vec<&str> =
            capacities.iter().map(|&capacity| self.library.capacities[capacity].name.as_str()).collect();
        names.join(", ")
    }

    /// Who plays a party: `as origin where income is low`; `every state` where nothing is asked.
    pub fn party(&self, party: &Party) -> String {
        let mut words = Vec::new();
        if !party.capacities.is_empty() {
            words.push(format!("as {}", self.capacities(&party.capacities)));
        }
        words.extend(party.condition.map(|condition| format!("where {}", self.condition(condition))));
        if words.is_empty() { "every state".to_owned() } else { words.join(" ") }
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

/// A time as the language writes it, with a blank in front; nothing where it is open on both sides.
pub fn period(period: Period) -> String {
    let since = period.since.map(|since| format!(" since {since}")).unwrap_or_default();
    let until = period.until.map(|until| format!(" until {until}")).unwrap_or_default();
    format!("{since}{until}")
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
