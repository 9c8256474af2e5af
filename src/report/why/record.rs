//! The answer as programs read it. The user's guide says how it is read.

use serde::Serialize;

use super::settle::SettleRecord;

/// The name of the schema, which changes with its meaning.
pub const SCHEMA: &str = "comity/why/1";

/// The answers: one, or one for each way in which two states can play the parties.
#[derive(Debug, Serialize)]
pub struct Why {
    /// The name of the schema.
    pub schema: &'static str,
    /// The library.
    pub library: String,
    /// The day.
    pub as_of: Option<String>,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// Something with a name and a title.
#[derive(Debug, Clone, Serialize)]
pub struct Called {
    /// Its name.
    pub name: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// The reasons for one verdict.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The principle.
    pub principle: Called,
    /// The level.
    pub level: Called,
    /// The group, at a level of groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Called>,
    /// The other state, at a level of pairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Called>,
    /// The party that the state would play, at a level of pairs with two of them.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The state.
    pub state: Called,
    /// How the brackets are cleared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choosing: Vec<String>,
    /// Whether it is the verdict of every choice, of which this is the first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub every_choice: bool,
    /// The verdict, `undetermined` or `open`.
    pub verdict: &'static str,
    /// Every verdict that unknown facts and brackets allow.
    pub possible: Vec<&'static str>,
    /// The line of the table of verdicts that fits, said of this case.
    pub because: String,
    /// What nobody knows, when it is undetermined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Which of these have facts, though none is in force on the day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_in_force: Vec<OtherDays>,
    /// What the rules of scope say of the principle's issues.
    pub scope: Vec<Ruled>,
    /// The parties, and whether they are played.
    pub parties: Vec<Role>,
    /// The clauses.
    pub clauses: Vec<ClauseRecord>,
    /// The verdicts of each way of clearing the brackets, when it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Chosen>,
    /// What stands in the way of another verdict.
    #[serde(rename = "not", skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
    /// What would decide it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settle: Option<SettleRecord>,
    /// What would change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Where it is closed: the levels at which its issues are open, though it is not negotiated there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open_at: Vec<String>,
    /// Where else the principle is negotiated and open: the options that ask for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<String>,
}

/// What is said on the scope of an issue at the level.
#[derive(Debug, Serialize)]
pub struct Ruled {
    /// The issue.
    pub issue: String,
    /// The clause whose measure is on it, where it is not an issue of the principle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// `open`, `limited` or `closed`.
    pub status: &'static str,
    /// The issue whose rule decides; none where nothing is said.
    pub rule_of: Option<String>,
    /// What is said of the rule.
    #[serde(flatten)]
    pub said: Said,
}

/// What is said of a statement, and where it stands.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Said {
    /// The reasons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// The sources.
    #[serde(rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// The notes.
    #[serde(rename = "note", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The file and line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Whether a state plays a party.
#[derive(Debug, Serialize)]
pub struct Role {
    /// The party.
    pub party: String,
    /// The state.
    pub state: Called,
    /// `yes`, `no` or `unknown`.
    pub plays: &'static str,
    /// The capacities that the party asks for, one of which is enough.
    pub capacities: Vec<Capacity>,
    /// Its condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<ConditionRecord>,
    /// Where it is declared.
    pub place: Option<String>,
}

/// Whether a state has a capacity.
#[derive(Debug, Serialize)]
pub struct Capacity {
    /// The capacity.
    #[serde(rename = "capacity")]
    pub called: Called,
    /// `yes`, `no` or `unknown`.
    pub has: &'static str,
    /// Whether anything is said of the state's capacities.
    pub stated: bool,
    /// The conditions of the statements that give it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<ConditionRecord>,
    /// What is said of the first such statement.
    #[serde(flatten)]
    pub said: Said,
}

/// What a condition comes to.
#[derive(Debug, Serialize)]
pub struct ConditionRecord {
    /// The condition as it is written.
    pub text: String,
    /// `yes`, `no` or `unknown`.
    pub holds: &'static str,
    /// It compares two states, and there are not two.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_between_pairs: bool,
    /// What it reads.
    pub reads: Vec<ReadRecord>,
    /// Where it stands.
    pub place: Option<String>,
}

/// Something that a condition reads.
#[derive(Debug, Serialize)]
pub struct ReadRecord {
    /// What: `MDA.remittances`, `within`, `MDA in group eu`.
    pub what: String,
    /// Its value, a number as a plain decimal; `null` where nobody knows it.
    pub value: Option<String>,
    /// The value for people.
    #[serde(skip)]
    pub shown: Option<String>,
    /// How the value is known, where no statement gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<&'static str>,
    /// Facts that there are, none of which is in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_in_force: Vec<Dated>,
    /// The same in words.
    #[serde(skip)]
    pub other_days: Option<String>,
    /// What is said of the fact.
    #[serde(flatten)]
    pub said: Said,
}

/// A fact that is not in force on the day.
#[derive(Debug, Serialize)]
pub struct Dated {
    /// Its value, a number as a plain decimal.
    pub value: String,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The day after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What is said of it.
    #[serde(flatten)]
    pub said: Said,
}

/// Something that is missing though there are facts for other days.
#[derive(Debug, Serialize)]
pub struct OtherDays {
    /// What: one of those that are missing.
    pub what: String,
    /// The facts: those that lie ahead behind the others, the nearest first.
    pub facts: Vec<Dated>,
    /// The same in words.
    #[serde(skip)]
    pub words: Option<String>,
}

/// A clause.
#[derive(Debug, Serialize)]
pub struct ClauseRecord {
    /// Its label.
    pub clause: String,
    /// Its words, the brackets cleared; `null` where it is left out or not negotiated.
    pub words: Option<String>,
    /// The treaty's words for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it is not negotiated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<String>,
    /// Whether it allows reservations.
    pub reservations: bool,
    /// The stances that it may come to, the parties played joined.
    pub stance: Vec<&'static str>,
    /// The parties that the state plays or may play.
    pub roles: Vec<StanceRecord>,
    /// What is said of it.
    #[serde(flatten)]
    pub said: Said,
}

/// The stance on a clause in one role.
#[derive(Debug, Serialize)]
pub struct StanceRecord {
    /// The party.
    pub party: String,
    /// Whether the state plays it: `yes` or `unknown`.
    pub plays: &'static str,
    /// Whether the clause binds: `yes`, `no` or `unknown`.
    pub binds: &'static str,
    /// Its `when`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionRecord>,
    /// Its `unless`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unless: Option<ConditionRecord>,
    /// The stances that it may come to.
    pub stance: Vec<&'static str>,
    /// The tiers with evidence, the nearest first.
    pub tiers: Vec<TierRecord>,
}

/// A tier.
#[derive(Debug, Serialize)]
pub struct TierRecord {
    /// Its number.
    pub tier: u16,
    /// Its name.
    pub name: String,
    /// Whether it is read; one behind the tier that decides is not.
    pub read: bool,
    /// Whether evidence in it surely counts: `yes`, surely does not: `no`, or may: `unknown`.
    pub decides: &'static str,
    /// Its evidence.
    pub evidence: Vec<PieceRecord>,
}

/// A piece of evidence.
#[derive(Debug, Serialize)]
pub struct PieceRecord {
    /// The evidence as the language writes it.
    pub evidence: String,
    /// Whether it is a position.
    pub position: bool,
    /// `for`, `against`, `both` or `none`.
    pub side: &'static str,
    /// `yes`, `no` or `unknown`.
    pub counts: &'static str,
    /// Its `as` is of another party.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub other_party: bool,
    /// The capacity in which the state has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// The rule that gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Its condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionRecord>,
    /// How far it goes along and what the clause says, where that is further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceeded: Option<[&'static str; 2]>,
    /// What is said of it.
    #[serde(flatten)]
    pub said: Said,
}

/// A rule that gives evidence.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// The rule.
    #[serde(rename = "rule")]
    pub called: Called,
    /// Its condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<ConditionRecord>,
    /// What is said of it.
    #[serde(flatten)]
    pub said: Said,
}

/// One way of clearing the brackets, and what comes of it.
#[derive(Debug, Serialize)]
pub struct Chosen {
    /// The choice, as `--choose` takes it.
    pub choosing: Vec<String>,
    /// The verdict, or `undetermined`.
    pub verdict: &'static str,
    /// Every verdict that unknown facts allow.
    pub possible: Vec<&'static str>,
}

/// What stands in the way of another verdict.
#[derive(Debug, Serialize)]
pub struct Other {
    /// That verdict.
    pub verdict: &'static str,
    /// Whether it is the verdict: `yes`, `no`, or `unknown` when it may be.
    pub is: &'static str,
    /// What stands in the way.
    pub obstacles: Vec<ObstacleRecord>,
}

/// Something in the way.
#[derive(Debug, Serialize)]
pub struct ObstacleRecord {
    /// In words.
    pub text: String,
    /// The clause, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The evidence that does it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Blamed>,
}

/// A piece of evidence that stands in the way.
#[derive(Debug, Serialize)]
pub struct Blamed {
    /// In words.
    pub evidence: String,
    /// Where it stands.
    pub place: Option<String>,
}

/// What would change a verdict.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The verdict that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<&'static str>,
    /// The changes.
    pub found: Vec<Changed>,
    /// How often the verdict was worked out again.
    pub evaluations: usize,
    /// Whether there was more to try.
    pub cut: bool,
}

/// Changes that together lead to another verdict.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// The verdict that they lead to.
    pub verdict: &'static str,
    /// What is changed: `positions`, `text`, `facts`, or `omission` where a clause is left out; the last of these where
    /// changes of several kinds go together.
    pub kind: &'static str,
    /// The changes.
    pub changes: Vec<ChangeRecord>,
}

/// One change.
#[derive(Debug, Default, Serialize)]
pub struct ChangeRecord {
    /// In words.
    pub text: String,
    /// What has another value, where it is a fact or a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// The value that is there; none where it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// A value that would do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// From where on values would do.
    #[serde(rename = "from", skip_serializing_if = "Option::is_none")]
    pub low: Option<Limit>,
    /// Up to where.
    #[serde(rename = "to", skip_serializing_if = "Option::is_none")]
    pub high: Option<Limit>,
    /// The values of an enumeration that would do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<String>,
    /// The file and line of what is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The value that is there, for people.
    #[serde(skip)]
    pub now_shown: Option<String>,
    /// A value that would do, for people, where the words name none.
    #[serde(skip)]
    pub example_shown: Option<String>,
}

/// A bound.
#[derive(Debug, Serialize)]
pub struct Limit {
    /// The bound.
    pub value: String,
    /// Whether it would do itself.
    pub included: bool,
}
