//! Outcomes as programs read them.

use serde::Serialize;

use crate::judge::{Plan, Verdict};
use crate::model::{ForumId, Library, Truth, Value};
use crate::negotiate::{Ballot, Counted, Decision, Outcome, Smallest, Tally, parts};
use crate::number::Number;
use crate::phrases::{leaf, rule};
use crate::source::Sources;

/// The name of the schema.
pub const SCHEMA: &str = "comity/outcomes/1";

/// What a forum makes of principles.
#[derive(Debug, Clone, Serialize)]
pub struct Outcomes {
    /// The name of the schema.
    pub schema: &'static str,
    /// The library's name.
    pub library: String,
    /// The day.
    pub as_of: Option<String>,
    /// Who decides, and how.
    pub forum: ForumRecord,
    /// One for each principle.
    pub outcomes: Vec<OutcomeRecord>,
}

/// Who decides, and how.
#[derive(Debug, Clone, Serialize)]
pub struct ForumRecord {
    /// The forum's name.
    pub name: String,
    /// Its title, or its name again.
    pub title: String,
    /// The level.
    pub level: String,
    /// Its members.
    pub members: Vec<String>,
    /// The rule of adoption as the language writes it.
    pub adopts: String,
    /// The members whose no blocks.
    pub veto: Vec<String>,
}

/// What comes of a principle.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeRecord {
    /// The principle's name.
    pub principle: String,
    /// Its title, or its name again.
    pub title: String,
    /// The result; `open` when it depends on what is unknown or on brackets.
    pub result: &'static str,
    /// One for each set of votes that the choices come to; one for a clean text.
    pub decisions: Vec<DecisionRecord>,
}

/// What comes of one wording.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionRecord {
    /// The choices that come to these votes.
    pub choosing: Vec<Vec<String>>,
    /// The result, or `open`.
    pub result: &'static str,
    /// Every result that is possible, the best first.
    pub possible: Vec<&'static str>,
    /// Members who are in favour, those with reservations included.
    pub ayes: Vec<String>,
    /// Those of them who surely reserve.
    pub reserving: Vec<String>,
    /// Members who are against.
    pub noes: Vec<String>,
    /// Members who take part and are neither.
    pub abstentions: Vec<String>,
    /// Members who take no part.
    pub absent: Vec<String>,
    /// Members whose vote is not certain.
    pub uncertain: Vec<Uncertain>,
    /// The parts of the rule, what is uncertain counted as is worst for the text.
    pub rule: Vec<PartRecord>,
    /// The same as is best for it, where that differs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rule_at_best: Vec<PartRecord>,
    /// The smallest sets whose change of mind would unblock it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unblocked_by: Option<SetsRecord>,
    /// The smallest sets of uncertain members who would carry it; left out where it is adopted in every case or in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<SetsRecord>,
    /// The smallest sets of uncertain members who would stop it; of an adopted text those whose change of mind would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_by: Option<SetsRecord>,
    /// The uncertain members on whom it may depend.
    pub deciders: Vec<String>,
    /// Members with a veto who are against.
    pub vetoes: Vec<String>,
    /// Weights that nobody knows, of members who may take part, such as `MDA.population`.
    pub unknown_weights: Vec<String>,
}

/// A member whose vote is not certain.
#[derive(Debug, Clone, Serialize)]
pub struct Uncertain {
    /// The state.
    pub state: String,
    /// Its possible verdicts.
    pub possible: Vec<&'static str>,
}

/// A part of a rule.
#[derive(Debug, Clone, Serialize)]
pub struct PartRecord {
    /// The part as the language writes it.
    pub rule: String,
    /// Whether it is met: yes, no or unknown.
    pub met: &'static str,
    /// Whether the whole rule is not met because of it.
    pub in_the_way: bool,
    /// What is counted: ayes, noes, or the name of an attribute.
    pub counts: String,
    /// What there is of it, in the attribute's base unit.
    pub has: String,
    /// What the part asks for.
    pub needs: String,
    /// The share of the attribute behind the ayes, where the part is one: the exact figures are those above.
    #[serde(skip)]
    pub share: Option<Number>,
    /// Both figures as the language writes them.
    #[serde(skip)]
    pub shown: [String; 2],
}

/// The smallest sets.
#[derive(Debug, Clone, Serialize)]
pub struct SetsRecord {
    /// How many members each has; none when no set was found.
    pub size: Option<usize>,
    /// The sets: so many of each of these lists.
    pub sets: Vec<Vec<SeveralRecord>>,
    /// Whether there are no others of this size.
    pub complete: bool,
}

/// So many of a list.
#[derive(Debug, Clone, Serialize)]
pub struct SeveralRecord {
    /// How many.
    pub count: usize,
    /// Of whom.
    pub of: Vec<String>,
}

/// The record of a forum.
pub fn forum(plan: &Plan<'_>, id: ForumId, sources: &Sources, language: Option<&str>) -> ForumRecord {
    let library = plan.library();
    let forum = &library.forums[id];
    let state = |id| library.states[id].named.name.clone();
    ForumRecord {
        name: forum.named.name.clone(),
        title: forum.named.label(language).to_owned(),
        level: library.levels[forum.level].named.name.clone(),
        members: plan.world.forum_members(id).into_iter().map(state).collect(),
        adopts: rule(&forum.adopts, sources),
        veto: forum.veto.iter().copied().map(state).collect(),
    }
}

/// The record of an outcome.
pub fn record(library: &Library, sources: &Sources, language: Option<&str>, outcome: &Outcome<'_>) -> OutcomeRecord {
    let text = &library.principles[outcome.principle].named;
    OutcomeRecord {
        principle: text.name.clone(),
        title: text.label(language).to_owned(),
        result: outcome.name(),
        decisions: outcome.decisions.iter().map(|decision| decided(library, sources, outcome, decision)).collect(),
    }
}

fn decided(library: &Library, sources: &Sources, outcome: &Outcome<'_>, decision: &Decision) -> DecisionRecord {
    let name =
        |place: usize| outcome.state(place).map_or_else(String::new, |state| library.states[state].named.name.clone());
    let certain = |ballot| decision.certain(ballot).map(name).collect();
    let reserving = decision.votes.iter().enumerate().filter(|(_, vote)| vote.reserves()).map(|(place, _)| name(place));
    let uncertain = decision.uncertain().map(|place| Uncertain {
        state: name(place),
        possible: decision.votes.get(place).into_iter().flat_map(|vote| vote.0.iter()).map(Verdict::name).collect(),
    });
    let of = |tally: &Tally| -> Vec<PartRecord> {
        let all = parts(&outcome.assembly.forum.adopts, tally);
        all.into_iter()
            .map(|part| PartRecord {
                rule: leaf(part.rule, sources),
                met: part.met.name(),
                in_the_way: part.in_the_way,
                counts: match part.counted {
                    Counted::Ayes => "ayes".to_owned(),
                    Counted::Noes => "noes".to_owned(),
                    Counted::Weight(attribute) => library.attributes[attribute].named.name.clone(),
                },
                share: match part.counted {
                    Counted::Weight(attribute) => {
                        tally.weights(attribute).and_then(|weights| weights.ayes.divide(&weights.present))
                    }
                    Counted::Ayes | Counted::Noes => None,
                },
                shown: [&part.has, &part.needs].map(|figure| match part.counted {
                    Counted::Weight(attribute) => {
                        Value::Number(figure.clone()).show(library.attributes[attribute].ty, library)
                    }
                    Counted::Ayes | Counted::Noes => figure.written(),
                }),
                has: part.has.to_string(),
                needs: part.needs.to_string(),
            })
            .collect()
    };
    let sets = |found: &Option<Smallest>| {
        found.as_ref().map(|found| SetsRecord {
            size: found.size,
            sets: found
                .sets
                .iter()
                .map(|set| {
                    let several = set.iter();
                    several
                        .map(|several| SeveralRecord {
                            count: several.count,
                            of: several.of.iter().copied().map(name).collect(),
                        })
                        .collect()
                })
                .collect(),
            complete: found.complete,
        })
    };
    DecisionRecord {
        choosing: decision.choosing.iter().filter(|words| !words.is_empty()).cloned().collect(),
        result: decision.name(),
        possible: decision.possible.iter().map(|result| result.name()).collect(),
        ayes: certain(Ballot::Aye),
        reserving: reserving.collect(),
        noes: certain(Ballot::No),
        abstentions: certain(Ballot::Abstention),
        absent: certain(Ballot::Absent),
        uncertain: uncertain.collect(),
        rule: of(&decision.worst),
        rule_at_best: if decision.best == decision.worst { Vec::new() } else { of(&decision.best) },
        unblocked_by: sets(&decision.unblocked_by),
        carried_by: sets(&decision.carried_by),
        stopped_by: sets(&decision.stopped_by),
        deciders: decision.deciders.iter().copied().map(name).collect(),
        vetoes: decision.certain(Ballot::No).filter(|&place| outcome.assembly.has_veto(place)).map(name).collect(),
        unknown_weights: unknown_weights(library, outcome, decision),
    }
}

fn unknown_weights(library: &Library, outcome: &Outcome<'_>, decision: &Decision) -> Vec<String> {
    let mut found = Vec::new();
    for (&attribute, values) in &outcome.assembly.weights {
        for (place, value) in values.iter().enumerate() {
            let present = decision.votes.get(place).is_some_and(|vote| vote.certain() != Some(Ballot::Absent));
            if let (true, None, Some(state)) = (present, value, outcome.state(place)) {
                let (state, attribute) = (&library.states[state].named.name, &library.attributes[attribute].named.name);
                found.push(format!("{state}.{attribute}"));
            }
        }
    }
    found
}

impl PartRecord {
    /// Whether the part is surely met.
    pub fn is_met(&self) -> bool {
        self.met == Truth::Yes.name()
    }
}
