//! The steps of a derivation as lines: parties, clauses, tiers, evidence, conditions, and what they read.

use super::record::{
    Called, Capacity, ClauseRecord, ConditionRecord, PieceRecord, ReadRecord, Role, Said, StanceRecord, TierRecord,
};
use super::text::Shown;
use super::tree::Node;
use super::words::list;

impl Shown {
    pub(super) fn role(self, role: &Role) -> Node {
        let state = full(&role.state);
        let plays = match role.plays {
            "yes" => "plays",
            "no" => "does not play",
            _ => "may play",
        };
        let mut why = Vec::new();
        // One capacity is enough; the others are only of interest where none is there.
        let has: Vec<&Capacity> = role.capacities.iter().filter(|capacity| capacity.has == "yes").collect();
        let asked: Vec<String> = role.capacities.iter().map(|capacity| quoted(&capacity.called)).collect();
        if role.capacities.is_empty() {
            if role.condition.is_none() {
                why.push("every state does".to_owned());
            }
        } else if !has.is_empty() {
            why.push(format!(
                "it has the capacity {}",
                list(&has.iter().map(|one| quoted(&one.called)).collect::<Vec<_>>(), "and")
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
                    .map(|condition| self.condition(&format!("capacity {} when", capacity.called.name), condition)),
            );
            node = node.with(remarks(&capacity.said));
        }
        node.with(role.condition.iter().flat_map(|condition| condition.reads.iter().map(read)))
    }

    pub(super) fn clause(self, clause: &ClauseRecord) -> Node {
        let Some(words) = &clause.words else {
            let absent = clause.absent.as_deref().unwrap_or("it is left out");
            return Node::new(format!("{}: not on the table, {absent}", clause.clause)).at(clause.said.place.as_ref());
        };
        let mut stance = stance(&clause.stance);
        if clause.roles.iter().all(silent) {
            stance.push_str(", no evidence counts on it");
        }
        let allows = if clause.reservations { " (allows reservations)" } else { "" };
        let mut node =
            Node::new(format!("{}: {words}{allows}: {stance}", clause.clause)).at(clause.said.place.as_ref());
        if !self.all && clause.roles.iter().all(silent) {
            return node;
        }
        if self.all {
            node = node.with(clause.text.iter().map(|text| Node::new(format!("“{text}”"))));
            node = node.with(remarks(&clause.said));
        }
        match clause.roles.as_slice() {
            [only] if only.plays == "yes" => node.with(self.stance(only)),
            roles => node.with(roles.iter().map(|role| {
                let perhaps = if role.plays == "unknown" { ", if it plays that party" } else { "" };
                let node = Node::new(format!("as {}: {}{perhaps}", role.party, self::stance(&role.stance)));
                if self.all || !silent(role) { node.with(self.stance(role)) } else { node }
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
            let worth = |piece: &&PieceRecord| self.all || piece.counts != "no" || piece.rule.is_none();
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
            let title = rule.called.title.as_ref().map(|title| format!(", “{title}”")).unwrap_or_default();
            let mut given = Node::new(format!("by the rule {}{title}", rule.called.name)).at(rule.said.place.as_ref());
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
            let mut of = Node::new(format!("as {}: {has}", capacity.called.name)).at(capacity.said.place.as_ref());
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
}

/// Whether nothing counts, nor is there anything that the state itself says: then there is nothing to explain.
fn silent(role: &StanceRecord) -> bool {
    let mut pieces = role.tiers.iter().flat_map(|tier| &tier.evidence);
    role.binds == "yes" && pieces.all(|piece| piece.counts == "no" && piece.rule.is_some())
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

pub(super) fn remarks(said: &Said) -> Vec<Node> {
    let of = |word: &'static str, texts: &[String]| -> Vec<Node> {
        texts.iter().map(|text| Node::new(format!("{word}: {text}"))).collect()
    };
    let all = [of("because", &said.because), of("source", &said.sources), of("note", &said.notes)];
    all.into_iter().flatten().collect()
}

fn read(read: &ReadRecord) -> Node {
    let value = read.shown.as_deref().unwrap_or("unknown");
    let how = match (read.how, &read.other_days) {
        (Some(how), Some(other)) => format!(" ({how}; {other})"),
        (Some(how), None) => format!(" ({how})"),
        (None, Some(other)) => format!(": {other}"),
        (None, None) => String::new(),
    };
    let said = read.not_in_force.first().map_or(&read.said, |fact| &fact.said);
    let source = if said.sources.is_empty() { String::new() } else { format!(", {}", said.sources.join("; ")) };
    Node::new(format!("{} = {value}{how}{source}", read.what)).at(said.place.as_ref())
}
