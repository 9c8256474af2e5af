//! A quick look at a text before it is parsed: comments, and how deep brackets nest.

use super::MAX_DEPTH;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// Brackets, or signs in front of an expression, that nest more deeply than anything can be read.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, format!("more than {MAX_DEPTH} levels of nesting"))
        .here("this is nested too deeply")
        .help("give a part of it a name of its own with `define`")
}

pub(super) struct Scanned {
    pub comments: Vec<(usize, usize)>,
    pub deep: Option<usize>,
}

pub(super) fn scan(text: &str) -> Scanned {
    let mut s = Scanned { comments: Vec::new(), deep: None };
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut depth = 0usize;
    while let Some(&b) = bytes.get(at) {
        match b {
            b'#' => {
                let start = at;
                while bytes.get(at).is_some_and(|b| *b != b'\n') {
                    at += 1;
                }
                s.comments.push((start, at));
                continue;
            }
            b'"' => {
                at += 1;
                while let Some(&b) = bytes.get(at) {
                    if b == b'\\' {
                        at += 1;
                    } else if b == b'"' {
                        break;
                    }
                    at += 1;
                }
            }
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH && s.deep.is_none() {
                    s.deep = Some(at);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    s
}
