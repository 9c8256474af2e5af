//! A text of the language with one spacing, so that its layout and its comments make no difference.

use unicode_ident::{is_xid_continue, is_xid_start};

/// What is written, on one line, without comments, and spaced as `comity fmt` spaces it.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut last = "";
    let mut before = "";
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, behind) = rest.split_at_checked(length(rest, first)).unwrap_or((rest, ""));
        rest = behind;
        if first.is_whitespace() || first == '#' {
            continue;
        }
        let minus = last == "-" && token != "-" && !operand(before);
        if !out.is_empty() && !minus && !glued(last, token) {
            out.push(' ');
        }
        // What stands in quotes stays, but for the ends of lines.
        out.extend(token.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
        (before, last) = (last, token);
    }
    out
}

/// The same of a share: its slash stands between the numbers without spaces.
pub(super) fn share(text: &str) -> String {
    spaced(text).replace(" / ", "/")
}

fn glued(left: &str, right: &str) -> bool {
    matches!(left, "(" | "[" | "{") || matches!(right, "," | ":" | ")" | "]" | "}")
}

/// Whether a minus behind it takes away.
fn operand(token: &str) -> bool {
    const WORDS: &[&str] =
        &["and", "average", "between", "in", "includes", "is", "known", "max", "min", "not", "or", "total", "unless"];
    let ends = |letter: char| is_xid_continue(letter) || matches!(letter, '"' | '%' | ')' | '}' | ']');
    let word = WORDS.contains(&token) || matches!(token, "when" | "where");
    !word && token.chars().last().is_some_and(ends)
}

/// How long the next thing is: white space, a comment, a word with all that hangs on it, a literal or a sign.
fn length(rest: &str, first: char) -> usize {
    let until = |ends: &dyn Fn(char) -> bool| rest.find(ends).unwrap_or(rest.len());
    if first.is_whitespace() {
        until(&|letter| !letter.is_whitespace())
    } else if first == '#' {
        until(&|letter| letter == '\n')
    } else if first == '"' {
        chain(rest, quoted(rest))
    } else if first.is_ascii_digit() {
        date(rest).unwrap_or_else(|| number(rest))
    } else if is_xid_start(first) {
        chain(rest, until(&|letter| !is_xid_continue(letter)))
    } else if rest.starts_with("<=") || rest.starts_with(">=") {
        2
    } else {
        first.len_utf8()
    }
}

/// A text in quotes, with them.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if letter == '"' && !escaped {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    rest.len()
}

/// `migration::labour.quotas`
fn chain(rest: &str, first: usize) -> usize {
    let mut end = first;
    while let Some(tail) = rest.get(end..) {
        let Some(next) = tail.strip_prefix("::").or_else(|| tail.strip_prefix('.')) else { break };
        let sign = tail.len() - next.len();
        end += sign
            + match next.chars().next() {
                Some('"') => quoted(next),
                Some(letter) if is_xid_start(letter) => {
                    next.find(|letter| !is_xid_continue(letter)).unwrap_or(next.len())
                }
                Some(_) | None => break,
            };
    }
    end
}

/// `2018-12-19`
fn date(rest: &str) -> Option<usize> {
    let mut end = digits(rest);
    for _ in 0..2 {
        let length = digits(rest.get(end..)?.strip_prefix('-')?);
        (length > 0).then_some(())?;
        end += 1 + length;
    }
    rest.get(end..)?.chars().next().is_none_or(|next| !is_xid_continue(next)).then_some(end)
}

/// `50_277`, `0.6%`
fn number(rest: &str) -> usize {
    let mut end = digits(rest);
    while let Some(tail) = rest.get(end..).and_then(|tail| tail.strip_prefix('.')) {
        if !tail.starts_with(|letter: char| letter.is_ascii_digit()) {
            break;
        }
        end += 1 + digits(tail);
    }
    end + usize::from(rest.get(end..).is_some_and(|tail| tail.starts_with('%')))
}

fn digits(text: &str) -> usize {
    text.find(|letter: char| !letter.is_ascii_digit() && letter != '_').unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_makes_no_difference() {
        for (written, said) in [
            ("income>3", "income > 3"),
            ("income >= 3 # as of 2019\n and  x", "income >= 3 and x"),
            ("every member( a.b>2 )", "every member (a.b > 2)"),
            ("a- -b*-3", "a - -b * -3"),
            ("- -a", "- -a"),
            ("a between -1 and -2", "a between -1 and -2"),
            ("signed<2018-12-19", "signed < 2018-12-19"),
            ("x is \"a  # b\"", "x is \"a  # b\""),
            ("x::y.z in{a,b}", "x::y.z in {a, b}"),
            ("(a)or(b)", "(a) or (b)"),
            ("share>0.6%", "share > 0.6%"),
        ] {
            assert_eq!(spaced(written), said);
            assert_eq!(spaced(said), said);
        }
        assert_eq!(share("2 /3  # two thirds\n of votes"), "2/3 of votes");
        assert_eq!(share("5%of members"), "5% of members");
    }
}
