//! The one layout: what it makes of a text, and that it never changes what is said.

#![expect(clippy::disallowed_methods, reason = "tests read their own files")]

mod cases;
#[path = "../properties/conditions.rs"]
mod conditions;
#[path = "../properties/draw.rs"]
mod draw;
#[path = "../properties/generate.rs"]
mod generate;
mod large;
mod mangle;
#[path = "../properties/profiles.rs"]
mod profiles;
mod program;
mod texts;
mod verdicts;

use std::error::Error;

use comity::diagnostics::Diagnostics;
use comity::format::{Formatted, format};
use comity::source::{Sources, has_extension};

type Done = Result<(), Box<dyn Error>>;

/// A text laid out, or why it is not.
fn laid_out(name: &str, text: &str) -> Result<String, Formatted> {
    let mut sources = Sources::default();
    let file = sources.add(name, text.into()).ok_or(Formatted::Unreadable)?;
    let mut diagnostics = Diagnostics::default();
    match format(&sources, file, &mut diagnostics) {
        Formatted::Text(text) => Ok(text),
        other @ (Formatted::Unreadable | Formatted::Different(_)) => Err(other),
    }
}

/// A text without white space, and without commas, outside of texts in quotes. What a layout may change is gone; words,
/// literals and comments are there in their order.
fn squeezed(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    let mut comment = false;
    while let Some(c) = chars.next() {
        if c == '"' && !comment {
            out.push(c);
            while let Some(inside) = chars.next() {
                out.push(inside);
                if inside == '\\' {
                    out.extend(chars.next());
                } else if inside == '"' {
                    break;
                }
            }
            continue;
        }
        comment = (comment || c == '#') && c != '\n' && c != '\r';
        if !c.is_whitespace() && c != '\u{feff}' && (comment || c != ',') {
            out.push(c);
        }
    }
    out
}

/// A page without white space and commas, in prose as in blocks.
fn words(page: &str) -> String {
    page.chars().filter(|c| !c.is_whitespace() && *c != ',').collect()
}

/// Lays a text out and holds that nothing was lost, that nothing is left to do.
fn holds(name: &str, text: &str) -> Result<String, String> {
    let once = laid_out(name, text).map_err(|why| format!("{name}: {why:?}\n{text}"))?;
    let kept = if has_extension(name, "md") { words } else { squeezed };
    if kept(text) != kept(&once) {
        return Err(format!("{name}: something was lost\n{text}\n=====\n{once}"));
    }
    let twice = laid_out(name, &once).map_err(|why| format!("{name}: the second time {why:?}\n{once}"))?;
    if once != twice {
        return Err(format!("{name}: the second time it is another\n{once}\n=====\n{twice}"));
    }
    Ok(once)
}

/// Lays a text out and holds that nothing is left to do.
fn holds_bytes(name: &str, text: &str) -> Result<String, String> {
    let once = laid_out(name, text).map_err(|why| format!("{name}: {why:?}\n{text}"))?;
    let twice = laid_out(name, &once).map_err(|why| format!("{name}: the second time {why:?}\n{once}"))?;
    if once == twice { Ok(once) } else { Err(format!("{name}: the second time it is another\n{once}\n=====\n{twice}")) }
}
