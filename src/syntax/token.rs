//! Single words and signs of a text, for messages.

use unicode_ident::{is_xid_continue, is_xid_start};

/// The word, number, text or sign at an offset; empty at the end.
pub(super) fn token_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let Some(first) = rest.chars().next() else { return "" };
    let length = if is_xid_start(first) || first == '_' {
        rest.find(|c| !is_xid_continue(c))
    } else if first.is_ascii_digit() {
        rest.find(|c: char| !(is_xid_continue(c) || matches!(c, '.' | '-' | '%')))
    } else if first == '"' {
        rest.get(1..).and_then(|inner| inner.find('"')).map(|end| end + 2)
    } else if is_sign(first) {
        let run = rest.find(|c| !is_sign(c)).unwrap_or(rest.len());
        Some(run.min(2))
    } else {
        Some(first.len_utf8())
    };
    length.and_then(|length| rest.get(..length)).unwrap_or(rest)
}

/// Signs of which two may belong together, such as `&&`.
fn is_sign(c: char) -> bool {
    matches!(c, '&' | '|' | '=' | '!' | '<' | '>' | '/' | ':' | '.')
}

/// The offset of the next token from an offset on: white space and comments are passed over.
pub(super) fn next_token(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        at += rest.len() - trimmed.len();
        if !trimmed.starts_with('#') {
            return at;
        }
        at += trimmed.find('\n').unwrap_or(trimmed.len());
    }
}

/// The offset of the word that ends last before an offset, white space apart.
pub(super) fn token_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t', '\r', '\n']);
    let word = before.trim_end_matches(is_xid_continue);
    (word.len() < before.len()).then_some(word.len())
}

/// The words of a text, those in quotes and comments included.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_xid_continue(c)).filter(|word| word.starts_with(is_xid_start))
}

/// A token as a message names it.
pub(super) fn shown(token: &str) -> String {
    let Some(first) = token.chars().next() else { return "the end of the file".to_owned() };
    if let Some(name) = odd_name(first) {
        return name;
    }
    let line: String = token.chars().take_while(|c| !c.is_control()).take(30).collect();
    if first == '"' {
        return if line.len() < token.len() { format!("the text `{line}…`") } else { format!("the text `{line}`") };
    }
    if line.len() < token.len() { format!("`{line}…`") } else { format!("`{token}`") }
}

/// What to call a character that cannot be seen.
pub(super) fn odd_name(c: char) -> Option<String> {
    let code = u32::from(c);
    let name = match code {
        0x00 => "a NUL character".to_owned(),
        0x1b => "an escape character".to_owned(),
        0x0b | 0x0c => format!("a page or tab control character (U+{code:04X})"),
        0x01..=0x08 | 0x0e..=0x1f | 0x7f..=0x9f => format!("a control character (U+{code:04X})"),
        0xa0 | 0x202f | 0x2007 => format!("a no-break space (U+{code:04X})"),
        0xad => "a soft hyphen (U+00AD)".to_owned(),
        0x200b => "a zero width space (U+200B)".to_owned(),
        0x200c => "a zero width non-joiner (U+200C)".to_owned(),
        0x200d => "a zero width joiner (U+200D)".to_owned(),
        0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => format!("a mark of writing direction (U+{code:04X})"),
        0x2028 | 0x2029 => format!("a line or paragraph separator (U+{code:04X})"),
        0x2060 => "a word joiner (U+2060)".to_owned(),
        0xfeff => "a byte order mark (U+FEFF)".to_owned(),
        0xfffd => "a replacement character (U+FFFD)".to_owned(),
        0x2000..=0x200a | 0x205f | 0x3000 => format!("a space that is not the usual one (U+{code:04X})"),
        0xe000..=0xf8ff => format!("a private character (U+{code:04X})"),
        _ => return None,
    };
    Some(name)
}

/// Whether a character stands for nothing that a reader sees.
pub(super) fn is_odd(c: char) -> bool {
    !matches!(c, ' ' | '\t' | '\r' | '\n') && odd_name(c).is_some()
}
