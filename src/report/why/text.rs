//! The answer for people: a tree.

use std::io::{self, Write};

use super::record::{Answer, Changed, Changes, Other, Ruled, Why};
use super::steps::remarks;
use super::tree::Node;
use super::words::list;

/// How much is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Trivial steps and evidence that does not count as well.
    pub all: bool,
    /// Every change that was found, and not the first few.
    pub changes: bool,
    /// The width in columns.
    pub width: usize,
}

/// How many changes towards one verdict are shown when they were not asked for.
const FEW: usize = 3;

/// Up to how many ways of clearing brackets are shown.
const CHOICES: usize = 24;

/// How many are shown when they were.
const MANY: usize = 12;

/// Writes the answers as trees.
///
/// # Errors
///
/// When they cannot be written.
pub fn write_text(why: &Why, shown: Shown, out: &mut dyn Write) -> io::Result<()> {
    for (place, answer) in why.answers.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        for node in shown.answer(answer) {
            node.draw(shown.width, out)?;
        }
    }
    Ok(())
}

impl Shown {
    fn answer(self, answer: &Answer) -> Vec<Node> {
        let mut nodes = vec![Node::new(heading(answer)).strong()];
        let titles: Vec<&str> = [Some(&answer.state), Some(&answer.principle), answer.with.as_ref()]
            .into_iter()
            .flatten()
            .chain(&answer.group)
            .chain([&answer.level])
            .filter_map(|called| called.title.as_deref())
            .collect();
        if !titles.is_empty() {
            nodes.push(Node::new(titles.join(" · ")));
        }
        if !answer.choosing.is_empty() {
            let same = if answer.every_choice {
                "the same however the brackets that are left are cleared; shown "
            } else {
                ""
            };
            nodes.push(Node::new(format!("{same}choosing {}", answer.choosing.join(", "))));
        }
        let closed = answer.scope.iter().any(|ruled| ruled.clause.is_none() && ruled.status == "closed");
        nodes.extend(
            answer.scope.iter().filter(|ruled| self.all || ruled.status != "open").map(|one| ruled(one, answer)),
        );
        if !closed || self.all {
            nodes.extend(answer.parties.iter().map(|role| self.role(role)));
            // A clause says nothing of a state that plays no party.
            let concerned =
                answer.clauses.iter().filter(|one| !one.roles.is_empty() || one.words.is_none() || self.all);
            nodes.extend(concerned.map(|clause| self.clause(clause)));
        }
        if !answer.choices.is_empty() {
            nodes.push(choices(answer));
        }
        if !answer.missing.is_empty() {
            nodes.push(Node::new(format!("unknown: {}", answer.missing.join(", "))));
        }
        nodes.push(Node::new(format!("so: {} → {}", answer.because, answer.verdict)).strong());
        nodes.extend(answer.other.as_ref().map(|other| not(other, answer)));
        nodes.extend(answer.changes.as_ref().map(|changes| self.changes(changes, answer, closed)));
        if !answer.elsewhere.is_empty() {
            nodes.push(Node::new(format!("negotiated elsewhere as well: {}", answer.elsewhere.join("; "))));
        }
        nodes
    }

    fn found(self, found: &[&Changed]) -> Vec<Node> {
        let most = if self.changes { MANY } else { FEW };
        let mut lines: Vec<Node> =
            chosen(found, most).into_iter().map(|one| Node::new(list(&one.changes, "and"))).collect();
        if let Some(rest) = found.len().checked_sub(most).filter(|rest| *rest > 0) {
            let how = if self.changes { "--format json" } else { "--change" };
            lines.push(Node::new(format!("or {rest} more ({how})")));
        }
        lines
    }

    fn changes(self, changes: &Changes, answer: &Answer, closed: bool) -> Node {
        let heading = changes.goal.map_or_else(
            || {
                if answer.every_choice {
                    "what would change it, in this wording".to_owned()
                } else {
                    "what would change it".to_owned()
                }
            },
            |goal| {
                if goal == answer.verdict { format!("it is {goal} already") } else { format!("it would be {goal}, if") }
            },
        );
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
}

/// Of many changes a few, of every kind at least one where there is room.
fn chosen<'c>(found: &[&'c Changed], most: usize) -> Vec<&'c Changed> {
    let first = |kind: &str| found.iter().position(|one| one.kind == kind);
    let mut places: Vec<usize> =
        ["facts", "positions", "text", "omission"].iter().filter_map(|kind| first(kind)).take(most).collect();
    let others: Vec<usize> = (0..found.len()).filter(|place| !places.contains(place)).collect();
    places.extend(others.into_iter().take(most.saturating_sub(places.len())));
    places.sort_unstable();
    places.into_iter().filter_map(|place| found.get(place).copied()).collect()
}

fn heading(answer: &Answer) -> String {
    let mut text = format!("{} on {}", answer.state.name, answer.principle.name);
    if let Some(party) = &answer.party {
        text = format!("{text}, as {party}");
    }
    if let Some(with) = &answer.with {
        text = format!("{text}, with {}", with.name);
    }
    if let Some(group) = &answer.group {
        text = format!("{text}, in {}", group.name);
    }
    format!("{text}, at {}: {}", answer.level.name, answer.verdict)
}

fn ruled(ruled: &Ruled, answer: &Answer) -> Node {
    let through = ruled.rule_of.as_ref().filter(|of| **of != ruled.issue);
    let through = through.map(|of| format!(", as {of} is")).unwrap_or_default();
    let clause = ruled.clause.as_ref().map(|clause| format!(" (for {clause})")).unwrap_or_default();
    let nothing = if ruled.said.place.is_none() { ", as nothing is said" } else { "" };
    let text = format!("scope: {} is {} at {}{through}{nothing}{clause}", ruled.issue, ruled.status, answer.level.name);
    Node::new(text).at(ruled.said.place.as_ref()).with(remarks(&ruled.said))
}

fn choices(answer: &Answer) -> Node {
    let mut node = Node::new("by how the brackets are cleared");
    for choice in answer.choices.iter().take(CHOICES) {
        let possible =
            if choice.possible.len() > 1 { format!(" ({})", list(&choice.possible, "or")) } else { String::new() };
        node.push(Node::new(format!("{}: {}{possible}", choice.choosing.join(", "), choice.verdict)));
    }
    if let Some(rest) = answer.choices.len().checked_sub(CHOICES).filter(|rest| *rest > 0) {
        node.push(Node::new(format!("and {rest} more (--format json)")));
    }
    let help: Vec<String> = answer
        .choices
        .first()
        .map(|choice| choice.choosing.iter().map(|words| format!("--choose '{words}'")).collect())
        .unwrap_or_default();
    node.with([Node::new(format!("to see why, clear them: {}", help.join(" ")))])
}

fn not(other: &Other, answer: &Answer) -> Node {
    match other.is {
        "yes" => return Node::new(format!("why not {0}: it is {0}", other.verdict)).strong(),
        "unknown" if other.obstacles.is_empty() => {
            return Node::new(format!(
                "why not {}: it may be, {} would tell",
                other.verdict,
                list(&answer.missing, "and")
            ))
            .strong();
        }
        _ => {}
    }
    let may = if other.is == "unknown" { ": it may be; in its way stands" } else { "" };
    let mut node = Node::new(format!("why not {}{may}", other.verdict)).strong();
    for obstacle in &other.obstacles {
        let blamed = obstacle.evidence.iter().map(|one| Node::new(one.evidence.clone()).at(one.place.as_ref()));
        node.push(Node::new(obstacle.text.clone()).with(blamed));
    }
    node
}
