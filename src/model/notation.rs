//! How numbers are written in a library: what is written in percent is shown so.

use std::collections::BTreeSet;

use super::{AttributeId, DefinitionId, Expr, ExprId, Fact, Library};
use crate::source::{Sources, Span};

/// What is written in percent.
#[derive(Debug, Clone, Default)]
pub struct Notation {
    attributes: BTreeSet<AttributeId>,
    definitions: BTreeSet<DefinitionId>,
    parameters: BTreeSet<String>,
}

impl Notation {
    /// Reads how a library is written: an attribute is shown in percent when a fact or a bound of it is written so.
    pub fn read(library: &Library, sources: &Sources) -> Self {
        let mut notation = Self::default();
        // What is said behind a value may hold a `%` too.
        let percent = |span: Span| sources.text(span).split('"').next().is_some_and(|text| text.contains('%'));
        let any = |facts: &[Fact]| facts.iter().any(|fact| percent(fact.span));
        for state in library.states.values() {
            for (attribute, facts) in &state.facts {
                if !notation.attributes.contains(attribute) && any(facts) {
                    notation.attributes.insert(*attribute);
                }
            }
        }
        for ((attribute, ..), facts) in &library.pair_facts {
            if !notation.attributes.contains(attribute) && any(facts) {
                notation.attributes.insert(*attribute);
            }
        }
        for (id, expr) in library.expressions.iter() {
            let Expr::Compare(_, left, right) = expr else { continue };
            for (one, other) in [(*left, *right), (*right, *left)] {
                if matches!(library.expressions.get(other), Expr::Value(_)) && percent(library.expressions.span(id)) {
                    notation.add(library, one);
                }
            }
        }
        for clause in library.principles.values().flat_map(|principle| &principle.clauses) {
            let text = sources.text(clause.span);
            let terms = clause.variants.iter().filter_map(|variant| variant.term.as_ref());
            for (name, _) in terms.flat_map(|term| &term.arguments) {
                let behind = text.split(&format!("{name}:")).nth(1);
                if behind.and_then(|behind| behind.split([',', ')']).next()).is_some_and(|value| value.contains('%')) {
                    notation.parameters.insert(name.clone());
                }
            }
        }
        notation
    }

    fn add(&mut self, library: &Library, expr: ExprId) {
        match library.expressions.get(expr) {
            Expr::Attribute(_, attribute) | Expr::PairAttribute(attribute, ..) => {
                self.attributes.insert(*attribute);
            }
            Expr::Definition(_, definition) => {
                self.definitions.insert(*definition);
            }
            Expr::Parameter(name) => {
                self.parameters.insert(name.to_string());
            }
            Expr::Value(_)
            | Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => {}
        }
    }

    /// Whether an attribute is written in percent.
    pub fn attribute(&self, attribute: AttributeId) -> bool {
        self.attributes.contains(&attribute)
    }

    /// Whether a definition is compared with what is written in percent.
    pub fn definition(&self, definition: DefinitionId) -> bool {
        self.definitions.contains(&definition)
    }

    /// Whether a parameter of this name is written in percent.
    pub fn parameter(&self, name: &str) -> bool {
        self.parameters.contains(name)
    }
}
