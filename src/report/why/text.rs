//! The answer for people: a tree.

use std::io::{self, Write};

use super::record::{
    Answer, Called, Capacity, Changed, Changes, ClauseRecord, ConditionRecord, Other, PieceRecord, ReadRecord, Role,
    Ruled, Said, StanceRecord, TierRecord, Why,
};
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
            let same = if answer.every_choice { "the same however the brackets are cleared; shown " } else { "" };
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

    fn role(self, role: &Role) -> Node {
        let state = full(&role.state);
        let plays = match role.plays {
            "yes" => "plays",
            "no" => "does not play",
            _ => "may play",
        };
        let mut why = Vec::new();
        // One capacity is enough; the others are only of interest where none is there.
        let has: Vec<&Capacity> = role.capacities.iter().filter(|capacity| capacity.has == "yes").collect();
        let asked: Vec<String> = role.capacities.iter().map(|capacity| quoted(&capacity.capacity)).collect();
        if role.capacities.is_empty() {
            if role.condition.is_none() {
                why.push("every state does".to_owned());
            }
        } else if !has.is_empty() {
            why.push(format!(
                "it has the capacity {}",
                list(&has.iter().map(|one| quoted(&one.capacity)).collect::<Vec<_>>(), "and")
            ));
        } else if role.capacities.iter().all(|capacity| !capacity.stated) {
            why.push(format!("nothing is said of its capacities, and {} is asked for", list(&asked, "or")));
        } else if role.capacities.iter().any(|capacity| capacity.has == "unknown") {
            why.push(format!("whether it has the capacity {} is unknown", list(&asked, "or")));
        } else {
            why.push(format!("it lacks the capacity {}", list(&asked, "or")));
        }
        if let Some(condition) = &role.condition {
            why.push(format!("where {}: {}", condition.text, condition.holds));
        }
        let place = has.first().and_then(|capacity| capacity.said.place.as_ref()).or(role.place.as_ref());
        let mut node = Node::new(format!("{state} {plays} {}: {}", role.party, why.join(", "))).at(place);
        for capacity in &role.capacities {
            node = node.with(
                capacity
                    .when
                    .iter()
                    .map(|condition| self.condition(&format!("capacity {} when", capacity.capacity.name), condition)),
            );
            node = node.with(remarks(&capacity.said));
        }
        node.with(role.condition.iter().flat_map(|condition| condition.reads.iter().map(read)))
    }

    fn clause(self, clause: &ClauseRecord) -> Node {
        let Some(words) = &clause.words else {
            let absent = clause.absent.as_deref().unwrap_or("it is left out");
            return Node::new(format!("{}: not on the table, {absent}", clause.clause)).at(clause.said.place.as_ref());
        };
        let stance = stance(&clause.stance);
        let allows = if clause.reservations { " (allows reservations)" } else { "" };
        let mut node =
            Node::new(format!("{}: {words}{allows}: {stance}", clause.clause)).at(clause.said.place.as_ref());
        if self.all {
            node = node.with(clause.text.iter().map(|text| Node::new(format!("“{text}”"))));
            node = node.with(remarks(&clause.said));
        }
        match clause.roles.as_slice() {
            [only] if only.plays == "yes" => node.with(self.stance(only)),
            roles => node.with(roles.iter().map(|role| {
                let perhaps = if role.plays == "unknown" { ", if it plays that party" } else { "" };
                Node::new(format!("as {}: {}{perhaps}", role.party, self::stance(&role.stance))).with(self.stance(role))
            })),
        }
    }

    fn stance(self, role: &StanceRecord) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (word, condition) in [("when", &role.when), ("unless", &role.unless)] {
            nodes.extend(condition.as_ref().map(|condition| self.condition(&format!("binds {word}"), condition)));
        }
        if role.binds == "no" {
            nodes.push(Node::new("the clause binds nobody here: nothing either way"));
            if !self.all {
                return nodes;
            }
        }
        let mut silenced = 0;
        let mut idle = 0;
        for tier in &role.tiers {
            if !tier.read && !self.all {
                silenced += tier.evidence.len();
                continue;
            }
            let worth =
                |piece: &&PieceRecord| self.all || piece.counts != "no" || piece.rule.is_none() || piece.position;
            let pieces: Vec<&PieceRecord> = tier.evidence.iter().filter(worth).collect();
            idle += tier.evidence.len() - pieces.len();
            if !pieces.is_empty() {
                nodes.push(self.tier(tier, &pieces));
            }
        }
        if role.tiers.is_empty() || nodes.is_empty() && silenced == 0 {
            nodes.push(Node::new("no evidence counts on it"));
        }
        if silenced > 0 {
            nodes.push(Node::new(format!(
                "{} behind {} not count (--all shows {})",
                pieces(silenced),
                if silenced == 1 { "it does" } else { "it do" },
                if silenced == 1 { "it" } else { "them" },
            )));
        }
        if idle > 0 {
            let (do_not, them) = if idle == 1 { ("does not", "it") } else { ("do not", "them") };
            nodes.push(Node::new(format!("{} given by rules {do_not} apply (--all shows {them})", pieces(idle))));
        }
        nodes
    }

    fn tier(self, tier: &TierRecord, pieces: &[&PieceRecord]) -> Node {
        let decides = match (tier.read, tier.decides) {
            (false, _) => "silenced by what is nearer",
            (true, "yes") => "decides",
            (true, "unknown") => "may decide",
            (true, _) => "nothing counts",
        };
        Node::new(format!("{}: {decides}", tier.name)).with(pieces.iter().map(|piece| self.piece(piece)))
    }

    fn piece(self, piece: &PieceRecord) -> Node {
        let side = match piece.side {
            "none" => "for nothing",
            "both" => "for and against",
            side => side,
        };
        let counts = match piece.counts {
            "yes" => format!("counts {side}"),
            "no" => "does not count".to_owned(),
            _ => format!("would count {side}, if its conditions hold: unknown"),
        };
        let mut node = Node::new(format!("{}: {counts}", piece.evidence)).at(piece.said.place.as_ref());
        if let Some(rule) = &piece.rule {
            let title = rule.rule.title.as_ref().map(|title| format!(", “{title}”")).unwrap_or_default();
            let mut given = Node::new(format!("by the rule {}{title}", rule.rule.name)).at(rule.said.place.as_ref());
            given = given.with(rule.condition.iter().map(|condition| self.condition("where", condition)));
            node.push(given.with(remarks(&rule.said)));
        }
        if let Some(capacity) = piece.capacity.as_ref().filter(|capacity| self.all || capacity.has != "yes") {
            let has = match (capacity.stated, capacity.has) {
                (_, "yes") => "it has this capacity",
                (false, _) => "nothing is said of its capacities",
                (true, "no") => "it lacks this capacity",
                (true, _) => "unknown",
            };
            let mut of = Node::new(format!("as {}: {has}", capacity.capacity.name)).at(capacity.said.place.as_ref());
            of = of.with(capacity.when.iter().map(|condition| self.condition("when", condition)));
            node.push(of);
        }
        if piece.other_party {
            node.push(Node::new("its capacity is not one of the party that the state plays here"));
        }
        node = node.with(piece.when.iter().map(|condition| self.condition("when", condition)));
        if let Some([up_to, says]) = piece.exceeded {
            let would = if piece.counts == "no" { "it would then speak" } else { "it speaks" };
            node.push(Node::new(format!("the clause says `{says}`, further than `{up_to}`: {would} against it")));
        }
        if self.all || piece.counts != "no" {
            node = node.with(remarks(&piece.said));
        }
        node
    }

    fn condition(self, word: &str, condition: &ConditionRecord) -> Node {
        let holds = if condition.only_between_pairs { "no, it compares two states" } else { condition.holds };
        Node::new(format!("{word} {}: {holds}", condition.text))
            .at(condition.place.as_ref().filter(|_| self.all))
            .with(condition.reads.iter().map(read))
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
            || "what would change it".to_owned(),
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

fn full(called: &Called) -> String {
    called.title.as_ref().map_or_else(|| called.name.clone(), |title| format!("{title} ({})", called.name))
}

fn quoted(called: &Called) -> String {
    called.title.as_ref().map_or_else(|| called.name.clone(), |title| format!("“{title}”"))
}

fn stance(stances: &[&str]) -> String {
    let words: Vec<&str> = stances
        .iter()
        .map(|stance| match *stance {
            "none" => "nothing either way",
            "both" => "for and against",
            other => other,
        })
        .collect();
    list(&words, "or")
}

fn pieces(count: usize) -> String {
    if count == 1 { "1 piece of evidence".to_owned() } else { format!("{count} pieces of evidence") }
}

fn remarks(said: &Said) -> Vec<Node> {
    let of = |word: &'static str, texts: &[String]| -> Vec<Node> {
        texts.iter().map(|text| Node::new(format!("{word}: {text}"))).collect()
    };
    let all = [of("because", &said.because), of("source", &said.sources), of("note", &said.notes)];
    all.into_iter().flatten().collect()
}

fn read(read: &ReadRecord) -> Node {
    let value = read.value.as_deref().unwrap_or("unknown");
    let how = read.how.map(|how| format!(" ({how})")).unwrap_or_default();
    let source =
        if read.said.sources.is_empty() { String::new() } else { format!(", {}", read.said.sources.join("; ")) };
    Node::new(format!("{} = {value}{how}{source}", read.what)).at(read.said.place.as_ref())
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
