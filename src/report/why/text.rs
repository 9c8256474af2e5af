//! The answer for people: a tree.

use std::io::{self, Write};

use super::record::{Answer, Other, Ruled, Why};
use super::settle::settled;
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

/// Up to how many ways of clearing brackets are shown.
const CHOICES: usize = 24;

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
            nodes.push(unknown(answer));
        }
        nodes.push(Node::new(format!("so: {} → {}", answer.because, answer.verdict)).strong());
        nodes.extend(answer.other.as_ref().map(|other| not(other, answer)));
        nodes.extend(answer.settle.as_ref().map(|settle| settled(settle, answer.possible.len())));
        nodes.extend(answer.changes.as_ref().map(|changes| self.outlook(changes, answer, closed)));
        if !answer.elsewhere.is_empty() {
            let instead = if answer.verdict == "outside" { "open elsewhere" } else { "negotiated elsewhere as well" };
            nodes.push(Node::new(format!("{instead}: {}", answer.elsewhere.join("; "))));
        }
        if !answer.open_at.is_empty() {
            let (at, principle) = (list(&answer.open_at, "and"), &answer.principle.name);
            nodes.push(Node::new(format!("open at {at}, where {principle} is not negotiated yet")));
        }
        nodes
    }
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

/// What is missing; where there are facts for other days, that there are.
fn unknown(answer: &Answer) -> Node {
    let other_days = answer.not_in_force.iter().map(|other| {
        let words = other.words.as_deref().unwrap_or_default();
        let place = other.facts.first().and_then(|fact| fact.said.place.as_ref());
        Node::new(format!("{}: {words}", other.what)).at(place)
    });
    Node::new(format!("unknown: {}", answer.missing.join(", "))).with(other_days)
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
