//! The same words with other white space, and with comments anywhere: the layout loses none and comes to rest.

use std::fmt::Write as _;

use comity::format::Formatted;
use comity::source::has_extension;

use crate::draw::Draw;
use crate::generate::{Shape, generate};
use crate::texts::readable;
use crate::{Done, holds, laid_out};

/// A text with other white space wherever there was some, or may be some, and with comments here and there.
fn mangled(text: &str, draw: &mut Draw) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    let mut number = 0;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                out.push(c);
                while let Some(inside) = chars.next() {
                    out.push(inside);
                    if inside == '\\' {
                        out.extend(chars.next());
                    } else if inside == '"' {
                        break;
                    }
                }
                // What hangs on a quoted name stays there.
                if chars.peek() != Some(&'.') {
                    gap(&mut out, draw, &mut number, false);
                }
            }
            '#' => {
                out.push(c);
                while let Some(inside) = chars.next_if(|next| *next != '\n' && *next != '\r') {
                    out.push(inside);
                }
                out.push('\n');
            }
            _ if c.is_whitespace() => {
                while chars.next_if(|next| next.is_whitespace()).is_some() {}
                gap(&mut out, draw, &mut number, true);
            }
            '{' | '}' | '(' | ')' | '[' | ']' | ',' | '|' => {
                gap(&mut out, draw, &mut number, false);
                out.push(c);
                gap(&mut out, draw, &mut number, false);
            }
            _ => out.push(c),
        }
    }
    out
}

fn gap(out: &mut String, draw: &mut Draw, number: &mut usize, needed: bool) {
    let commented = draw.chance(6);
    if commented {
        *number += 1;
        let before = draw.one(&[" ", "\n", "\n\n", "\t", ""]);
        out.push_str(before);
        let end = draw.one(&["", " ", " }", " {", ", \t", " \u{e9}"]);
        let _ = writeln!(out, "# {number} \u{e9} \"{end}");
    }
    out.push_str(match (needed && !commented, draw.below(10)) {
        (false, 0..4) => "",
        (true, 0..4) => " ",
        (_, 4 | 5) => "\n",
        (_, 6) => "   \t ",
        (_, 7) => "\r\n",
        (_, 8) => "\n\n\n",
        (_, _) => "\n    ",
    });
}

#[test]
fn the_repository_with_other_white_space() -> Done {
    let texts = readable()?.into_iter().filter(|(name, _)| !has_extension(name, "md"));
    let (mut told_by_lines, mut all) = (0, 0);
    for (name, text) in texts.filter(|(name, _)| name != "tests/corpus/names.comity") {
        for seed in 0..if cfg!(debug_assertions) { 2 } else { 30 } {
            let text = mangled(&text, &mut Draw::new(seed));
            all += 1;
            // Where names are words that begin statements, a line break tells the one from the other.
            if laid_out(&name, &text) == Err(Formatted::Unreadable) {
                told_by_lines += 1;
            } else {
                holds(&name, &text)?;
            }
        }
    }
    assert!(told_by_lines * 50 < all, "{told_by_lines} of {all} cannot be read");
    Ok(())
}

#[test]
fn random_libraries() -> Done {
    for seed in 0..if cfg!(debug_assertions) { 40 } else { 1_000 } {
        let mut draw = Draw::new(seed);
        let mut text = generate(seed, Shape { drafts: true, monotone: false });
        for (place, item) in std::mem::take(&mut text.filled) {
            text.items.extend(Some(item).filter(|_| place % 7 == 0));
        }
        draw.shuffle(&mut text.items);
        holds("random.comity", &text.whole())?;
        holds("random.comity", &mangled(&text.whole(), &mut draw))?;
    }
    Ok(())
}
