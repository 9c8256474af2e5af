//! How a snapshot differs from its file.

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

/// The lines that differ, with some around them: `-` in front of what was, `+` in front of what is. What was and is
/// said of one thing stand beside each other.
pub fn difference(before: &str, now: &str, around: usize) -> Vec<String> {
    let difference = TextDiff::from_lines(before, now);
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), now.lines().collect());
    let mut lines = Vec::new();
    for (place, group) in difference.grouped_ops(around).iter().enumerate() {
        if place > 0 {
            lines.push("  …".to_owned());
        }
        for op in group {
            let was = old.get(op.old_range()).unwrap_or_default();
            let is = new.get(op.new_range()).unwrap_or_default();
            match op {
                DiffOp::Equal { .. } => lines.extend(is.iter().map(|line| signed(' ', line))),
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => replaced(was, is, &mut lines),
            }
        }
    }
    lines
}

/// Lines in the stead of others, those about the same thing together.
fn replaced(was: &[&str], is: &[&str], lines: &mut Vec<String>) {
    let subjects = |side: &[&str]| -> Vec<String> { side.iter().map(|line| subject(line).to_owned()).collect() };
    for op in capture_diff_slices(Algorithm::Myers, &subjects(was), &subjects(is)) {
        let old = was.get(op.old_range()).unwrap_or_default();
        let new = is.get(op.new_range()).unwrap_or_default();
        match op {
            DiffOp::Equal { .. } => {
                for (old, new) in old.iter().zip(new) {
                    if old == new {
                        lines.push(signed(' ', new));
                    } else {
                        lines.extend([signed('-', old), signed('+', new)]);
                    }
                }
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                lines.extend(old.iter().map(|line| signed('-', line)));
                lines.extend(new.iter().map(|line| signed('+', line)));
            }
        }
    }
}

/// What a line is about: what stands before `is` or a colon.
fn subject(line: &str) -> &str {
    let end = [" is ", ": "].iter().filter_map(|joint| line.find(joint)).min();
    end.and_then(|end| line.get(..end)).unwrap_or(line)
}

fn signed(sign: char, line: &str) -> String {
    format!("{sign} {}", line.trim_end())
}

/// The first lines of a difference. Where these show one side only, half of them are given to the other one.
pub fn shortened(lines: Vec<String>, most: usize) -> Vec<String> {
    let Some((first, rest)) = lines.split_at_checked(most).filter(|(_, rest)| !rest.is_empty()) else { return lines };
    let shows = |sign: char| move |line: &String| line.starts_with(sign);
    let more = |count: usize| (count > 0).then(|| format!("… and {}", super::plural(count, "more line")));
    let unseen = ['-', '+'].into_iter().filter(|sign| !first.iter().any(shows(*sign)));
    let Some(at) = unseen.filter_map(|sign| rest.iter().position(shows(sign))).min() else {
        return first.iter().cloned().chain(more(rest.len())).collect();
    };
    let half = most / 2;
    let (head, second) = (first.iter().take(half), rest.iter().skip(at).take(most - half));
    let left = rest.len().saturating_sub(at + most - half);
    head.cloned().chain(more(first.len() - half + at)).chain(second.cloned()).chain(more(left)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(count: usize, verdict: &str) -> String {
        (0..count)
            .map(|state| format!("p for S{state} is {verdict}\n  because of {verdict}\n"))
            .collect::<Vec<_>>()
            .concat()
    }

    #[test]
    fn what_was_and_is_of_one_state_stand_together() {
        let shown = difference(&verdicts(12, "agree"), &verdicts(12, "conflict"), 1);
        let first = ["- p for S0 is agree", "+ p for S0 is conflict"];
        assert_eq!(shown.get(..2), Some(&first.map(str::to_owned)[..]));
        assert_eq!(shown.len(), 48);
        let cut = shortened(shown, 20);
        assert_eq!((cut.len(), cut.last().map(String::as_str)), (21, Some("… and 28 more lines")));
    }

    /// Nothing is in common, and there are more lines of the one side than are shown.
    #[test]
    fn both_sides_are_seen_of_a_long_one() {
        let lines = |word: &str| (0..30).map(|line| format!("{word} {line}\n")).collect::<Vec<_>>().concat();
        let cut = shortened(difference(&lines("old"), &lines("new"), 1), 20);
        assert_eq!(cut.len(), 22);
        assert_eq!(cut.get(10).map(String::as_str), Some("… and 20 more lines"));
        assert_eq!(cut.get(11).map(String::as_str), Some("+ new 0"));
        assert_eq!(cut.last().map(String::as_str), Some("… and 20 more lines"));
    }

    #[test]
    fn a_short_one_is_whole() {
        let shown = difference("a is agree\nb is agree", "a is agree\nb is conflict", 1);
        assert_eq!(shortened(shown.clone(), 20), shown);
        assert_eq!(shown, ["  a is agree", "- b is agree", "+ b is conflict"]);
    }
}
