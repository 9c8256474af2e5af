//! What to write where a `comity.toml` is no TOML at all.

/// The help for a mistake at an offset, by the line that it stands in.
pub(super) fn help(text: &str, at: usize, message: &str) -> String {
    if message.starts_with("duplicate") {
        return "keep one of them".to_owned();
    }
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default().trim();
    if line.starts_with('[') {
        return "write `[library]`, `[dependencies]` or `[findings]` on a line of its own".to_owned();
    }
    let Some((key, value)) = line.split_once('=') else {
        return "write a key, `=` and its value: `name = \"my_library\"`".to_owned();
    };
    let (key, value) = (key.trim(), value.trim());
    if value.starts_with(|c: char| c.is_ascii_digit()) {
        return format!(
            "a day is written year-month-day, and any text in quotes: `{key} = 2018-12-19`, `{key} = \"…\"`"
        );
    }
    if value.starts_with('{') {
        return format!("write `{key} = {{ path = \"../{key}\" }}`");
    }
    let quotes = |c: char| "\"'“”„«»‘’".contains(c);
    format!("texts stand in straight quotes: `{key} = \"{}\"`", value.trim_matches(quotes))
}
