//! Makes of `grammar/` what the machine in `src/syntax/machine/` runs.
//!
//! pest's own tool reads the grammar and its optimiser rewrites it, as for the parser that `pest_derive` makes; here the
//! result is only written down in another form. Nothing about the language is said in this folder.

mod first;
mod step;
mod write;

use std::path::Path;

use pest_meta::optimizer::OptimizedRule;

use step::{Kind, Rule, Translation};

const GRAMMAR: &str = concat!(
    include_str!("../grammar/lexical.pest"),
    include_str!("../grammar/expression.pest"),
    include_str!("../grammar/document.pest"),
);

#[expect(clippy::disallowed_methods, reason = "this runs when the program is built")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (_, read) = pest_meta::parse_and_optimize(GRAMMAR).map_err(|errors| format!("{errors:?}"))?;
    let rules = rules(&read)?;
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("rules.rs"), write::rules(&rules))?;
    for file in ["build", "grammar"] {
        write::line(&format!("cargo::rerun-if-changed={file}"))?;
    }
    Ok(())
}

/// The rules of the grammar, and behind them the end of the text, which pest adds.
fn rules(read: &[OptimizedRule]) -> Result<Vec<Rule>, String> {
    let translation = Translation::new(read);
    let mut rules = Vec::new();
    for rule in read {
        let kind = Kind::of(rule);
        rules.push(Rule { name: rule.name.clone(), kind, body: translation.step(&rule.expr, kind.is_spaced())? });
    }
    rules.push(Rule { name: "EOI".to_owned(), kind: Kind::Node, body: step::Step::End });
    Ok(step::with_small_parts_in_place(rules))
}
