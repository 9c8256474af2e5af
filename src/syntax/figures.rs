//! Numbers and dates as they are written elsewhere, and how they are written here.

use super::fixes::Fix;
use super::grammar::Rule;
use super::recover::Failure;
use super::token::{token_at, token_before};

/// What a number or a date at a failure, or one that ends there, was meant to be.
pub(super) fn figures(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let part = |c: char| c.is_ascii_digit() || ".,'%_/-+".contains(c);
    let before = text.get(..fails.at).unwrap_or_default();
    let spaced = before.trim_end_matches(' ');
    // `5 %` and `1 000` fail behind the space, `9,5` at the comma, `2020` and `+5` at their beginning.
    let start = spaced.trim_end_matches(part).len();
    let tail = text.get(fails.at..).unwrap_or_default();
    let first = tail.split(|c: char| !part(c)).next().unwrap_or_default();
    let end = fails.at + first.trim_end_matches([',', '.', '/', '-', '+']).len();
    let start = start + text.get(start..end).map_or(0, |written| written.len() - written.trim_start().len());
    let Some(written) = text.get(start..end).filter(|written| written.len() <= 40) else { return };
    if !written.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    if fails.expected.contains(&Rule::date) {
        if let Some(day) = day(written) {
            let message = format!("`{written}` is not a day as the language writes it");
            found.push(Fix::figure(start..end, &day, message, "year, month and day"));
        }
        return;
    }
    if let Some(day) = day(written).filter(|_| written.contains('/')) {
        let message = format!("`{written}` is not a day as the language writes it");
        found.push(Fix::figure(start..end, &day, message, "year, month and day"));
    }
    let Some((number, here)) = number(written) else { return };
    let message = format!("`{written}` is not a number as the language writes it");
    found.push(Fix::figure(start..end, &number, message, here));
}

/// `5 per cent`, where `per` was read as a unit or `5` as the end.
pub(super) fn per_cent(text: &str, at: usize, found: &mut Vec<Fix>) {
    let head = text.get(..at).unwrap_or_default();
    let around = [at, token_before(text, at).unwrap_or(at)];
    let Some(start) = around.into_iter().find(|&at| token_at(text, at) == "cent") else { return };
    let Some(per) = token_before(text, start).filter(|&at| token_at(text, at) == "per") else { return };
    let number = head.get(..per).unwrap_or_default().trim_end();
    let digits = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let Some(figure) = number.get(digits..).filter(|figure| !figure.is_empty()) else { return };
    let message = format!("`{figure} per cent` is not a number as the language writes it");
    found.push(Fix::figure(
        digits..start + "cent".len(),
        &format!("{figure}%"),
        message,
        "`%` stands behind its number",
    ));
}

/// `2020`, `01.05.2020`, `2020/05/01`, `2020-5-1`: year, month and day.
fn day(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(['.', '/', '-']).collect();
    let whole = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if !parts.iter().all(whole) {
        return None;
    }
    match *parts.as_slice() {
        [year] if year.len() == 4 => Some(format!("{year}-01-01")),
        [year, month] if year.len() == 4 => Some(format!("{year}-{month:0>2}-01")),
        [year, month, day] if year.len() == 4 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        [day, month, year] if year.len() == 4 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}

/// `9,5%`, `1,000`, `1 000`, `1'000`, `5 %`, `.5`, `+5`.
fn number(written: &str) -> Option<(String, &'static str)> {
    let (digits, percent) = written.strip_suffix('%').map_or((written, ""), |digits| (digits, "%"));
    let digits = digits.trim_end();
    let all = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if let Some(rest) = digits.strip_prefix('+').filter(|rest| all(rest)) {
        return Some((format!("{rest}{percent}"), "no sign stands in front of a number above zero"));
    }
    if let Some(rest) = digits.strip_prefix('.').filter(|rest| all(rest)) {
        return Some((format!("0.{rest}{percent}"), "a number begins with a digit"));
    }
    if !percent.is_empty() && all(&digits.replace('.', "0")) && digits.len() + 1 < written.len() {
        return Some((format!("{digits}{percent}"), "`%` stands right behind its number"));
    }
    let parts: Vec<&str> = digits.split([',', ' ', '\'']).collect();
    let (first, rest) = parts.split_first().filter(|(_, rest)| !rest.is_empty())?;
    if all(first) && first.len() <= 3 && rest.iter().all(|part| all(part) && part.len() == 3) {
        return Some((format!("{}{percent}", parts.join("_")), "digits are grouped with `_`"));
    }
    match rest {
        [decimals] if digits.contains(',') && all(first) && all(decimals) => {
            Some((format!("{first}.{decimals}{percent}"), "decimals stand behind a point"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{day, number};

    #[test]
    fn numbers_and_days_of_other_places() {
        let read = |written| number(written).map(|(number, _)| number);
        for (written, meant) in [
            ("9,5%", "9.5%"),
            ("1,000", "1_000"),
            ("1 000 000", "1_000_000"),
            ("1'000", "1_000"),
            ("5 %", "5%"),
            (".5", "0.5"),
            ("+5", "5"),
        ] {
            assert_eq!(read(written).as_deref(), Some(meant), "{written}");
        }
        assert_eq!(read("5"), None);
        for (written, meant) in [("2020", "2020-01-01"), ("01.05.2020", "2020-05-01"), ("2020/5/1", "2020-05-01")] {
            assert_eq!(day(written).as_deref(), Some(meant), "{written}");
        }
    }
}
