//! One step up or down from a number or a day, as it is written.

use jiff::civil::Date;

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
}

/// The next number at the precision in which one is written: behind `5%` comes `6%`, behind `0.25` comes `0.26`, in
/// front of `50_000` stands `49_999`. Nothing stands in front of zero.
pub(super) fn number(written: &str, step: Step) -> Option<String> {
    let (figure, percent) = written.strip_suffix('%').map_or((written, ""), |figure| (figure, "%"));
    let (whole, places) = figure.split_once('.').unwrap_or((figure, ""));
    let digits: Vec<u8> = whole.bytes().chain(places.bytes()).filter(u8::is_ascii_digit).collect();
    let width = places.bytes().filter(u8::is_ascii_digit).count();
    let moved = moved(digits, step)?;
    let (whole_digits, place_digits) = moved.split_at(moved.len().checked_sub(width)?);
    let whole_digits = whole_digits.trim_start_matches('0');
    let whole_digits = if whole_digits.is_empty() { "0" } else { whole_digits };
    let whole = if whole.contains('_') { grouped(whole_digits) } else { whole_digits.to_owned() };
    let point = if width > 0 { "." } else { "" };
    Some(format!("{whole}{point}{place_digits}{percent}"))
}

/// Digits counted one up or down, as many or one more.
fn moved(mut digits: Vec<u8>, step: Step) -> Option<String> {
    let (full, empty) = match step {
        Step::Up => (b'9', b'0'),
        Step::Down => (b'0', b'9'),
    };
    let at = digits.iter().rposition(|digit| *digit != full);
    match (at, step) {
        (None, Step::Down) => return None,
        (None, Step::Up) => digits.insert(0, b'0'),
        (Some(_), _) => {}
    }
    let at = digits.iter().rposition(|digit| *digit != full)?;
    for (index, digit) in digits.iter_mut().enumerate().skip(at) {
        *digit = match (index == at, step) {
            (true, Step::Up) => *digit + 1,
            (true, Step::Down) => *digit - 1,
            (false, _) => empty,
        };
    }
    String::from_utf8(digits).ok()
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// The day behind or in front of one.
pub(super) fn day(date: Date, step: Step) -> Option<String> {
    let moved = match step {
        Step::Up => date.tomorrow(),
        Step::Down => date.yesterday(),
    };
    moved.ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_move_at_their_last_digit() {
        let cases = [
            ("5%", Some("4%"), "6%"),
            ("0.25", Some("0.24"), "0.26"),
            ("0.9", Some("0.8"), "1.0"),
            ("1.0", Some("0.9"), "1.1"),
            ("10", Some("9"), "11"),
            ("99", Some("98"), "100"),
            ("0", None, "1"),
            ("0.0", None, "0.1"),
            ("50_000", Some("49_999"), "50_001"),
            ("999_999", Some("999_998"), "1_000_000"),
        ];
        for (written, down, up) in cases {
            assert_eq!(number(written, Step::Down).as_deref(), down, "{written}");
            assert_eq!(number(written, Step::Up).as_deref(), Some(up), "{written}");
        }
    }
}
