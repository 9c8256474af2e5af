//! Outcomes in sentences.

use crate::report::why::words::list;

use super::record::{DecisionRecord, PartRecord, SetsRecord, SeveralRecord};

/// How many names are listed before the rest are counted.
const NAMED: usize = 12;

/// How many members that count alike are named as examples.
const FIRST: usize = 5;

/// From how many members on sets are summed up.
const LARGE: usize = 8;

/// How many sets are written out.
const SETS: usize = 6;

/// `152 ayes (3 with reservations), 5 noes, 36 abstain`
pub fn count(decision: &DecisionRecord) -> String {
    let mut parts = Vec::new();
    let mut ayes = plural(decision.ayes.len(), "aye", "ayes");
    if !decision.reserving.is_empty() {
        ayes = format!("{ayes} ({} with reservations)", decision.reserving.len());
    }
    parts.push(ayes);
    parts.push(plural(decision.noes.len(), "no", "noes"));
    for (names, one, several) in [
        (decision.abstentions.len(), "abstains", "abstain"),
        (decision.absent.len(), "takes no part", "take no part"),
        (decision.uncertain.len(), "not certain", "not certain"),
    ] {
        if names > 0 {
            parts.push(plural(names, one, several));
        }
    }
    parts.join(", ")
}

/// The lines below a result that say why it is what it is, and what would have to change. `alone` says that there is room
/// for what would stop a text that is adopted.
pub fn details(decision: &DecisionRecord, alone: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let open = decision.possible.len() > 1;
    let sure = decision.possible.iter().all(|result| result.starts_with("adopted"));
    if open && sure {
        lines.push("adopted in every case, with reservations or without".to_owned());
    } else if open && decision.possible.iter().all(|result| !result.starts_with("adopted")) {
        lines.push(format!("not adopted in any case: {}", list(&decision.possible, "or")));
    } else if open {
        lines.push(format!("possible: {}", decision.possible.join(", ")));
    }
    if open && !decision.unknown_weights.is_empty() {
        lines.push(format!("unknown: {}", names(&decision.unknown_weights)));
    }
    if !decision.noes.is_empty() {
        lines.push(format!("against: {}", names(&decision.noes)));
    }
    if decision.result == "blocked" {
        // What is blocked is so even when everything that is not certain turns out well.
        let (before, rule) =
            if decision.rule_at_best.is_empty() { ("", &decision.rule) } else { ("at best ", &decision.rule_at_best) };
        lines.extend(rule.iter().filter(|part| part.in_the_way).map(|part| failed(part, before)));
        if !decision.vetoes.is_empty() {
            let has = if decision.vetoes.len() == 1 { "is against, and has" } else { "are against, and have" };
            lines.push(format!("{} {has} a veto", names(&decision.vetoes)));
        }
    }
    if let Some(sets) = &decision.unblocked_by {
        lines.extend(of_sets(
            sets,
            ["unblocked if", "changes its mind", "change their minds"],
            "no change of mind would unblock it",
        ));
    }
    if let Some(sets) = decision.carried_by.as_ref().filter(|_| !decision.uncertain.is_empty()) {
        lines.extend(of_sets(sets, ["carried if", "goes along", "go along"], "no uncertain member can carry it"));
    }
    if let Some(sets) =
        decision.stopped_by.as_ref().filter(|_| if open { !decision.uncertain.is_empty() } else { alone })
    {
        let words = if open {
            ["stopped if", "does not go along", "do not go along"]
        } else {
            ["stopped if", "turns against it", "turn against it"]
        };
        lines.extend(of_sets(sets, words, "nobody can stop it"));
    }
    if open && !decision.deciders.is_empty() && (sure || decision.deciders.len() < decision.uncertain.len()) {
        lines.push(format!("it depends on {}", names(&decision.deciders)));
    }
    lines
}

/// `2/3 of votes: 120 ayes, 9 short of 129`
fn failed(part: &PartRecord, before: &str) -> String {
    let unknown = if part.met == "unknown" { "perhaps " } else { "" };
    match (part.counts.as_str(), &part.share) {
        ("noes", _) => {
            let stand = if part.has == "1" { "stands" } else { "stand" };
            format!("{}: {before}{} {stand} in the way", part.rule, plural_text(&part.has, "no", "noes"))
        }
        ("ayes", _) if part.rule == "majority" => {
            format!("majority: {before}{}, not more than the noes", plural_text(&part.has, "aye", "ayes"))
        }
        ("ayes", _) => {
            let ayes = plural_text(&part.has, "aye", "ayes");
            format!("{}: {before}{ayes}, {unknown}short of {}", part.rule, part.needs)
        }
        (attribute, share) => {
            let [has, needs] = &part.shown;
            let share = share.as_ref().map(|share| format!(" ({:.2}%)", share.to_f64() * 100.0)).unwrap_or_default();
            let behind = format!("{before}{has} of {attribute} stand behind the ayes{share}");
            format!("{}: {behind}, {unknown}short of {needs}", part.rule)
        }
    }
}

/// The sets, or what is to be said of many large ones: their size, and who is in each. `words` stand before and after,
/// for one member and for several.
fn of_sets(sets: &SetsRecord, words: [&str; 3], none: &str) -> Vec<String> {
    let [before, one, several] = words;
    let Some(size) = sets.size else {
        let line = if sets.complete { none } else { "the smallest sets that would decide are too many to look for" };
        return vec![line.to_owned()];
    };
    if size > LARGE && sets.sets.len() > 1 {
        let in_each = sets
            .sets
            .iter()
            .map(|set| everybody(set))
            .reduce(|common, set| common.into_iter().filter(|state| set.contains(state)).collect());
        let in_each = in_each.filter(|common| !common.is_empty());
        let with = in_each.map(|common| format!(", each with {}", names(&common))).unwrap_or_default();
        let many = if sets.complete { sets.sets.len().to_string() } else { format!("more than {}", sets.sets.len()) };
        return vec![format!("{before} {size} members {several}: {many} sets{with}")];
    }
    let after = if size == 1 { one } else { several };
    let mut lines: Vec<String> =
        sets.sets.iter().take(SETS).map(|set| format!("{before} {} {after}", set_words(set))).collect();
    let more = sets.sets.len().saturating_sub(SETS);
    match (more, sets.complete) {
        (0, true) => {}
        (more, true) => lines.push(format!("or {more} more sets of {size}")),
        (_, false) => lines.push(format!("or more sets of {size}, too many to list")),
    }
    lines
}

/// The members who are surely in a set.
fn everybody(set: &[SeveralRecord]) -> Vec<String> {
    set.iter().filter(|several| several.count == several.of.len()).flat_map(|several| several.of.clone()).collect()
}

fn set_words(set: &[SeveralRecord]) -> String {
    let words = |several: &SeveralRecord| {
        if several.count == several.of.len() {
            names(&several.of)
        } else {
            let first = several.of.iter().take(FIRST).map(String::as_str).collect::<Vec<_>>().join(", ");
            match several.of.len().saturating_sub(FIRST) {
                0 => format!("{} of {}", several.count, names(&several.of)),
                _ => format!("any {} of {} ({first}, …)", several.count, several.of.len()),
            }
        }
    };
    // Members that are named one by one are one list: only a choice among several stands apart.
    if set.iter().all(|several| several.count == several.of.len()) {
        let all: Vec<&str> = set.iter().flat_map(|several| &several.of).map(String::as_str).collect();
        if let ([_, _, ..], Some((last, rest))) = (set, all.split_last()) {
            return format!("{} and {last}", rest.join(", "));
        }
    }
    set.iter().map(words).collect::<Vec<_>>().join(", and ")
}

/// `CZE, HUN and ISR`; the first dozen and how many more.
pub fn names(all: &[String]) -> String {
    // Two or three more names take no more room than to say so.
    let most = if all.len() <= NAMED + 3 { all.len() } else { NAMED };
    let shown = all.iter().take(most).map(String::as_str).collect::<Vec<_>>();
    match all.len().saturating_sub(most) {
        0 => match shown.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => (*last).to_owned(),
            None => "nobody".to_owned(),
        },
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

fn plural(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

fn plural_text(count: &str, one: &str, several: &str) -> String {
    format!("{count} {}", if count == "1" { one } else { several })
}
