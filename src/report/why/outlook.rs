//! What would change a verdict, for people: what the state could do, what the text could say, what would have to be so.

use super::record::{Answer, ChangeRecord, Changed, Changes};
use super::text::Shown;
use super::tree::Node;
use super::words::list;

/// How many changes towards one verdict are shown when they were not asked for.
const FEW: usize = 3;

/// How many are shown when they were.
const MANY: usize = 12;

/// Who could bring a change about, by the kinds of changes: what stands in front of it.
const GROUPS: [(&str, &[&str]); 3] =
    [("by its position", &["positions"]), ("by the text", &["text", "omission"]), ("by the facts", &["facts"])];

impl Shown {
    pub(super) fn outlook(self, changes: &Changes, answer: &Answer, closed: bool) -> Node {
        let heading = match changes.goal {
            Some(goal) if goal == answer.verdict => format!("it is {goal} already"),
            Some(goal) => format!("it would be {goal}, if"),
            None if answer.every_choice => "what would change it, in this wording".to_owned(),
            None => "what would change it".to_owned(),
        };
        let mut node = Node::new(heading).strong();
        for verdict in ["agree", "reserve", "neutral", "divided", "conflict", "outside"] {
            let found: Vec<&Changed> = changes.found.iter().filter(|found| found.verdict == verdict).collect();
            if found.is_empty() {
                continue;
            }
            let lines = self.found(&found);
            if changes.goal.is_some() {
                node = node.with(lines);
            } else {
                node.push(Node::new(format!("{verdict}, if")).with(lines));
            }
        }
        if closed {
            node.push(Node::new("a rule on its scope would have to change; no fact, position or wording matters here"));
        } else if changes.found.is_empty() && changes.goal != Some(answer.verdict) {
            node.push(Node::new("no one or two of the changes that were tried do"));
        }
        if changes.cut {
            let more = if self.changes { "" } else { "; --change tries more" };
            node.push(Node::new(format!("the search was cut after {} trials{more}", changes.evaluations)));
        }
        node
    }

    fn found(self, found: &[&Changed]) -> Vec<Node> {
        let most = if self.changes { MANY } else { FEW };
        let shown = chosen(found, most);
        let mut lines = Vec::new();
        for (group, kinds) in GROUPS {
            let mut of: Vec<String> =
                shown.iter().filter(|one| kinds.contains(&one.kind)).map(|one| self.changed(one)).collect();
            match of.len() {
                0 => {}
                1 => lines.push(Node::new(format!("{group}: {}", of.remove(0)))),
                _ => lines.push(Node::new(group).with(of.into_iter().map(Node::new))),
            }
        }
        if let Some(rest) = found.len().checked_sub(most).filter(|rest| *rest > 0) {
            let how = if self.changes { "--format json" } else { "--change" };
            lines.push(Node::new(format!("or {rest} more ({how})")));
        }
        lines
    }

    fn changed(self, changed: &Changed) -> String {
        let words: Vec<String> = changed.changes.iter().map(|change| self.change(change)).collect();
        list(&words, "and")
    }

    fn change(self, change: &ChangeRecord) -> String {
        let example = change.example_shown.as_ref().filter(|_| self.all);
        let example = example.map(|example| format!(", such as {example}")).unwrap_or_default();
        let behind: Vec<&str> = change.now_shown.iter().chain(&change.place).map(String::as_str).collect();
        let behind = if behind.is_empty() { String::new() } else { format!(" ({})", behind.join(", ")) };
        format!("{}{example}{behind}", change.text)
    }
}

/// Of many changes a few, of every kind at least one where there is room.
fn chosen<'c>(found: &[&'c Changed], most: usize) -> Vec<&'c Changed> {
    let first = |kind: &str| found.iter().position(|one| one.kind == kind);
    let mut places: Vec<usize> =
        ["positions", "text", "facts", "omission"].iter().filter_map(|kind| first(kind)).take(most).collect();
    let others: Vec<usize> = (0..found.len()).filter(|place| !places.contains(place)).collect();
    places.extend(others.into_iter().take(most.saturating_sub(places.len())));
    places.sort_unstable();
    places.into_iter().filter_map(|place| found.get(place).copied()).collect()
}
