//! Text in a comment of a pull request, in which nothing of it may mean anything.

/// How long a text in a comment may be.
const LONGEST: usize = 600;

/// How many bytes a cell of several lines takes, so that one row does not push out all that is behind it.
const CELL: usize = 4_000;

/// A space of no width: what stands behind it is no mention and no reference.
const GAP: &str = "&#8203;";

/// A text that stands in a line or in a cell as it is.
pub(super) fn text(text: &str) -> String {
    let mut out = String::new();
    letters(&plain(text), &mut out, |letter| {
        matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '!' | '$')
    });
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
    letters(&plain(text), &mut out, |_| false);
    out
}

/// Writes letters, some of them behind a backslash, and breaks up what would be linked or drawn.
fn letters(text: &str, out: &mut String, escaped: impl Fn(char) -> bool) {
    for (at, letter) in text.char_indices() {
        let behind = text.get(at + letter.len_utf8()..).unwrap_or_default();
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            letter if escaped(letter) => out.extend(['\\', letter]),
            other => out.push(other),
        }
        if breaks(text.get(..at).unwrap_or_default(), letter, behind) {
            out.push_str(GAP);
        }
    }
}

/// Whether something must stand between a letter and what is behind it.
fn breaks(before: &str, letter: char, behind: &str) -> bool {
    let ends = |word: &str| {
        let start = before.len().checked_sub(word.len()).and_then(|start| before.get(start..));
        start.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let next = behind.chars().next();
    match letter {
        // `@somebody` would be told, and `#12` be linked.
        '@' | '#' => true,
        // `https://somewhere`, `:tada:`
        ':' => next.is_some_and(|next| !next.is_whitespace()),
        // `www.somewhere`
        'w' | 'W' => next == Some('.') && ends("ww"),
        // `GH-12`
        'h' | 'H' => {
            behind.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) && ends("g")
        }
        _ => false,
    }
}

/// Lines of one cell, as many of them as a row has room for.
pub(super) fn lines(all: &[String]) -> String {
    let mut out = String::new();
    for (place, line) in all.iter().enumerate() {
        if place > 0 && out.len() + line.len() > CELL {
            out.extend(["<br>… and ", &(all.len() - place).to_string(), " more"]);
            break;
        }
        out.push_str(if place > 0 { "<br>" } else { "" });
        out.push_str(line);
    }
    out
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
        assert_eq!(text("https://a.b www.a.b GH-12"), "https:&#8203;//a.b www&#8203;.a.b GH&#8203;-12");
        assert_eq!(text(":tada: at: x"), ":&#8203;tada: at: x");
        assert_eq!(html("Www.a gh-1 http://x"), "Www&#8203;.a gh&#8203;-1 http:&#8203;//x");
        assert_eq!(lines(&["x".repeat(3000), "y".repeat(3000)]), format!("{}<br>… and 1 more", "x".repeat(3000)));
        assert_eq!(code("a | b"), "`a \\| b`");
        assert_eq!(code("`a``b"), "``` `a``b ```");
        assert_eq!(code(""), "");
        assert_eq!(sentence("duty: `a_b` → `c|d` @x"), "duty: `a_b` → `c\\|d` @&#8203;x");
        assert_eq!(sentence("a ` b_c"), "a \\` b\\_c");
        assert_eq!(text(&"x".repeat(700)).chars().count(), 601);
    }
}
