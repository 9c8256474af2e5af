//! From a derivation to an answer.

use super::record::{Answer, Chosen, OtherDays, Ruled};
use super::words::{Words, list};
use crate::change::Search;
use crate::judge::{Derivation, Finding, Instance, Missing, Row, Session, Stance, Verdict, missing_facts};
use crate::model::{LevelId, Library, ScopeStatus, scope_word};
use crate::source::Sources;
use crate::worlds::Study;

/// What is asked, beside the verdict's own reasons.
#[derive(Debug, Default)]
pub struct Asked<'q> {
    /// The choice, in words.
    pub choosing: Vec<String>,
    /// Whether every other choice has the same verdict.
    pub every_choice: bool,
    /// Why not this verdict.
    pub not: Option<Verdict>,
    /// What would change it, as far as it was looked for, and towards which verdict.
    pub changes: Option<(Option<Verdict>, &'q Search)>,
    /// What would decide it.
    pub settle: Option<&'q Study>,
}

/// The reasons of a derivation.
pub fn answer(
    sources: &Sources,
    language: Option<&str>,
    session: &Session<'_, '_>,
    derivation: &Derivation<'_, '_>,
    asked: &Asked<'_>,
) -> Answer {
    let day = session.plan.world.date;
    let words = Words::new(session.plan.library(), sources, language, day);
    let row = &derivation.row;
    let mut answer = blank(&words, session, row);
    answer.choosing.clone_from(&asked.choosing);
    answer.every_choice = asked.every_choice;
    answer.because = because(&words, session, derivation);
    answer.parties = words.parties(session, derivation);
    answer.clauses = derivation.clauses.iter().filter_map(|clause| words.clause(session, clause)).collect();
    answer.other = asked.not.map(|wanted| words.other(session, derivation, wanted));
    answer.settle = asked.settle.map(|study| words.settle(study));
    answer.changes = asked.changes.map(|(goal, search)| words.changes(session, derivation, goal, search));
    answer
}

/// The verdicts of a draft by choice, where they differ.
pub fn open_answer(
    sources: &Sources,
    language: Option<&str>,
    session: &Session<'_, '_>,
    row: &Row,
    choosing: Vec<String>,
) -> Answer {
    let day = session.plan.world.date;
    let words = Words::new(session.plan.library(), sources, language, day);
    let mut answer = blank(&words, session, row);
    answer.choosing = choosing;
    let choices = session.choices.iter().zip(&row.by_choice).map(|(choice, &set)| Chosen {
        choosing: choice.words.clone(),
        verdict: Finding::from(set).name(),
        possible: set.iter().map(Verdict::name).collect(),
    });
    answer.choices = choices.collect();
    "it depends on how the brackets are cleared".clone_into(&mut answer.because);
    answer
}

fn blank(words: &Words<'_>, session: &Session<'_, '_>, row: &Row) -> Answer {
    let library = words.library;
    let (group, with, party) = match row.instance {
        Instance::All => (None, None, None),
        Instance::Group(group) => (Some(words.called(&library.groups[group].named)), None, None),
        Instance::Forum(forum) => (Some(words.called(&library.forums[forum].named)), None, None),
        Instance::Pair(first, second) => {
            let (other, place) = if row.state == first { (second, 0) } else { (first, 1) };
            let parties = &session.text().parties;
            let party = parties.get(place).filter(|_| parties.len() > 1).map(|party| party.name.clone());
            (None, Some(words.called(&library.states[other].named)), party)
        }
    };
    let missing = if row.finding == Finding::Undetermined {
        missing_facts(session, row, &session.members(row.instance))
    } else {
        Vec::new()
    };
    Answer {
        principle: words.called(&session.text().named),
        level: words.called(&library.levels[row.level].named),
        group,
        with,
        party,
        state: words.called(&library.states[row.state].named),
        choosing: Vec::new(),
        every_choice: false,
        verdict: row.finding.name(),
        possible: row.possible.iter().map(Verdict::name).collect(),
        because: String::new(),
        missing: missing.iter().map(|missing| missing.show(library)).collect(),
        not_in_force: missing.iter().filter_map(|missing| on_other_days(words, missing)).collect(),
        scope: scope(words, session),
        parties: Vec::new(),
        clauses: Vec::new(),
        choices: Vec::new(),
        other: None,
        settle: None,
        changes: None,
        elsewhere: Vec::new(),
        open_at: if session.scope == ScopeStatus::Closed { open_at(session) } else { Vec::new() },
    }
}

/// The levels at which every issue of the principle is open, though the principle is not negotiated there.
fn open_at(session: &Session<'_, '_>) -> Vec<String> {
    let library = session.plan.library();
    let text = session.text();
    let open = |level: LevelId| {
        let mut issues = text.issues.iter();
        issues.all(|&issue| library.scope.ruling(&library.issues, issue, level).status != ScopeStatus::Closed)
    };
    let others = library.levels.iter().filter(|(level, _)| !text.levels.contains(level) && open(*level));
    others.map(|(_, level)| level.named.name.clone()).collect()
}

/// The facts for other days of what is missing.
fn on_other_days(words: &Words<'_>, missing: &Missing) -> Option<OtherDays> {
    let (attribute, facts) = missing.on_other_days(words.library)?;
    let written = words.attribute(attribute);
    let said = words.not_in_force(facts, written);
    Some(OtherDays { what: missing.show(words.library), facts: words.dated(facts, written), words: said })
}

/// What the rules say of the principle's issues, and of those that clauses are on where they are closed.
fn scope(words: &Words<'_>, session: &Session<'_, '_>) -> Vec<Ruled> {
    let library: &Library = words.library;
    let of_principle = session.text().issues.iter().map(|&issue| (issue, None));
    let clauses = session.text().clauses.iter();
    let of_clauses = clauses.flat_map(|clause| {
        let terms = clause.variants.iter().filter_map(|variant| variant.term.as_ref());
        terms.flat_map(|term| &library.measures[term.measure].on).map(|&issue| (issue, Some(clause.label.clone())))
    });
    let mut found: Vec<Ruled> = Vec::new();
    for (issue, clause) in of_principle.chain(of_clauses) {
        let ruling = library.scope.ruling(&library.issues, issue, session.level);
        let known = found.iter().any(|one| one.issue == library.issues[issue].named.name);
        if known || clause.is_some() && ruling.status == ScopeStatus::Open {
            continue;
        }
        let rule = ruling.rule.map(|(_, rule)| rule).or(library.scope.default.as_ref());
        found.push(Ruled {
            issue: library.issues[issue].named.name.clone(),
            clause,
            status: scope_word(ruling.status),
            rule_of: ruling.rule.map(|(of, _)| library.issues[of].named.name.clone()),
            said: rule.map(|rule| words.said(&rule.remarks, rule.span)).unwrap_or_default(),
        });
    }
    found
}

/// The line of the table of verdicts that fits, said of this case.
fn because(words: &Words<'_>, session: &Session<'_, '_>, derivation: &Derivation<'_, '_>) -> String {
    let row = &derivation.row;
    let library = words.library;
    let level = &library.levels[row.level].named.name;
    let clauses: Vec<(&str, bool, Vec<Stance>)> = derivation
        .clauses
        .iter()
        .filter(|clause| clause.term.is_some())
        .filter_map(|reasons| {
            let clause = session.text().clauses.get(reasons.clause)?;
            Some((clause.label.as_str(), clause.reservable, reasons.stances().iter().collect()))
        })
        .collect();
    let on = |wanted: Stance, firm: bool| -> Vec<&str> {
        let with =
            clauses.iter().filter(|(_, reservable, stances)| stances.contains(&wanted) && !(firm && *reservable));
        with.map(|(label, ..)| *label).collect()
    };
    let firm_note = |labels: &[&str]| {
        if labels.len() == 1 { "which allows no reservation" } else { "which allow no reservation" }
    };
    let verdict = match row.finding {
        Finding::One(verdict) => verdict,
        Finding::Undetermined | Finding::Open => {
            let possible: Vec<&str> = row.possible.iter().map(Verdict::name).collect();
            return format!("what is unknown leaves it between {}", list(&possible, "and"));
        }
    };
    match verdict {
        Verdict::Outside if session.scope == ScopeStatus::Closed => {
            let closed =
                session.text().issues.iter().find(|&&issue| {
                    library.scope.ruling(&library.issues, issue, row.level).status == ScopeStatus::Closed
                });
            let issue = closed.map_or("", |&issue| library.issues[issue].named.name.as_str());
            format!("{issue} is closed at {level}")
        }
        Verdict::Outside if row.roles.is_empty() => words.no_party(session, derivation),
        Verdict::Outside => format!("no clause is negotiated at {level}"),
        Verdict::Conflict => {
            let (firm, all) = (on(Stance::Against, true), on(Stance::Against, false));
            if firm.is_empty() {
                format!("against {}, and for no clause", list(&all, "and"))
            } else {
                format!("against {}, {}", list(&firm, "and"), firm_note(&firm))
            }
        }
        Verdict::Divided => {
            let (firm, all) = (on(Stance::Both, true), on(Stance::Both, false));
            if firm.is_empty() {
                format!("for and against {} at once, and for no clause", list(&all, "and"))
            } else {
                format!("for and against {} at once, {}", list(&firm, "and"), firm_note(&firm))
            }
        }
        Verdict::Reserve => {
            let against = clauses
                .iter()
                .filter(|(_, _, stances)| stances.contains(&Stance::Against) || stances.contains(&Stance::Both));
            let against: Vec<&str> = against.map(|(label, ..)| *label).collect();
            let allow = if against.len() == 1 { "which allows reservations" } else { "which allow reservations" };
            format!("against {}, {allow}, and for {}", list(&against, "and"), list(&on(Stance::For, false), "and"))
        }
        Verdict::Agree => format!("for {}, and against nothing", list(&on(Stance::For, false), "and")),
        Verdict::Neutral => "nothing speaks either way".to_owned(),
    }
}
