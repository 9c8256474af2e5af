//! Text in a comment of a pull request, in which nothing of it may mean anything.

/// How long a text in a comment may be.
const LONGEST: usize = 600;

/// A space of no width: what stands behind it is no mention and no reference.
const GAP: &str = "&#8203;";

/// A text that stands in a line or in a cell as it is.
pub(super) fn text(text: &str) -> String {
    let mut out = String::new();
    for letter in plain(text).chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '!' | '$' => out.extend(['\\', letter]),
            other => html_letter(other, &mut out),
        }
    }
    out
}

/// A sentence in a cell, in which words of the language stand between backticks: they are set as code.
pub(super) fn sentence(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text(sentence);
    }
    let one = |(place, part): (usize, &&str)| {
        // The blanks beside what is set as code stay.
        let (front, behind) = (part.starts_with(' ') && place > 0, part.ends_with(' ') && part.len() > 1);
        let space = |there: bool| if there { " " } else { "" };
        if place % 2 == 1 { code(part) } else { format!("{}{}{}", space(front), text(part), space(behind)) }
    };
    parts.iter().enumerate().map(one).collect()
}

/// A text inside HTML, where Markdown means nothing.
pub(super) fn html(text: &str) -> String {
    let mut out = String::new();
    plain(text).chars().for_each(|letter| html_letter(letter, &mut out));
    out
}

fn html_letter(letter: char, out: &mut String) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        // `@somebody` would be told, and `#12` be linked.
        '@' | '#' => {
            out.push(letter);
            out.push_str(GAP);
        }
        other => out.push(other),
    }
}

/// Words of the language in a cell of a table, set as code.
pub(super) fn code(text: &str) -> String {
    let text = plain(text).replace('|', "\\|");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // A space on either side belongs to the fence, where there is a backtick beside it.
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.is_empty() { String::new() } else { format!("{fence}{space}{text}{space}{fence}") }
}

/// On one line, without control characters, and not longer than a reader would read.
fn plain(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: String = line.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    if out.len() < line.len() && line.chars().filter(|letter| !letter.is_control()).count() > LONGEST {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_anything() {
        assert_eq!(text("a|b `c` <d> @e #12 *f* g_h"), "a\\|b \\`c\\` &lt;d&gt; @&#8203;e #&#8203;12 \\*f\\* g\\_h");
        assert_eq!(html("<b>\u{1b}[1m @x"), "&lt;b&gt;[1m @&#8203;x");
        assert_eq!(code("a | b"), "`a \\| b`");
        assert_eq!(code("`a``b"), "``` `a``b ```");
        assert_eq!(code(""), "");
        assert_eq!(sentence("duty: `a_b` → `c|d` @x"), "duty: `a_b` → `c\\|d` @&#8203;x");
        assert_eq!(sentence("a ` b_c"), "a \\` b\\_c");
        assert_eq!(text(&"x".repeat(700)).chars().count(), 601);
    }
}
