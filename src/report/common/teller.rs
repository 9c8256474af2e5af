//! From encounters to a story: verdicts are explained, and what decides them is kept.

use jiff::civil::Date;

use super::numbers::{class, index, range};
use super::record::{SCHEMA, arity_word, pair_record};
use super::story::{Chapter, Met, Part, Proof, Speech, Story};
use crate::judge::{Finding, Instance, Plan, Row, Session, Verdict};
use crate::model::{Arity, StateId};
use crate::negotiate::common::{Asked, Encounter, Ground, Indices, Meeting, Pair, Side, encounters};
use crate::report::why::record::{Answer, StanceRecord};
use crate::report::why::words::Words;
use crate::report::why::{self};
use crate::source::Sources;

/// Tells the story of two states, level by level.
pub fn story<'l>(
    plan: &Plan<'l>,
    sources: &Sources,
    asked: &Asked,
    grounds: &[Ground],
    pair: [StateId; 2],
    language: Option<&str>,
    choosing: &[String],
) -> Story<'l> {
    let library = plan.library();
    let words = Words { library, sources, language, day: plan.world.date };
    let levels = grounds.iter().filter_map(|ground| {
        let [one, other] = pair.map(|state| ground.place(state));
        let found = ground.pair(one?, other?);
        let last = found.last().copied().unwrap_or_default();
        let records = ground.subjects.iter().zip(&found);
        Some(Chapter {
            level: words.called(&library.levels[ground.level].named),
            of: arity_word(ground.arity),
            pairs: records.map(|(subject, found)| pair_record(library, pair, subject, found)).collect(),
            sum: sum(&last),
            indices: last.indices.filter(|found| found.items > 0).map(|found| in_words(&found)),
            encounters: encounters(plan, asked, ground, pair)
                .iter()
                .map(|met| met_on(plan, words, asked, ground, met))
                .collect(),
        })
    });
    Story {
        schema: SCHEMA,
        library: &library.name,
        version: library.version.as_deref(),
        as_of: plan.world.date.as_ref().map(Date::to_string),
        choosing: choosing.to_vec(),
        pair: pair.map(|state| words.called(&library.states[state].named)),
        levels: levels.collect(),
    }
}

fn sum(pair: &Pair) -> String {
    let tally = &pair.tally;
    let mixed = if tally.mixed.most > 0 { format!(", mixed {}", range(tally.mixed)) } else { String::new() };
    format!(
        "{} shared (interests {}, aversions {}{mixed}), {} opposed: {}",
        range(tally.shared),
        range(tally.interests),
        range(tally.aversions),
        range(tally.opposed),
        class(tally)
    )
}

fn in_words(found: &Indices) -> String {
    format!(
        "agree {} on {} disputed; of {} on which both speak S {}, κ {} (squared), π {} (nominal)",
        index(found.agreement),
        found.disputed,
        found.items,
        index(found.s),
        index(found.kappa_squared),
        index(found.pi_nominal)
    )
}

fn met_on(plan: &Plan<'_>, words: Words<'_>, asked: &Asked, ground: &Ground, met: &Encounter) -> Met {
    let library = plan.library();
    let session = Session::new(plan, met.principle, ground.level, &asked.picks);
    let [one, other] = &met.rows;
    Met {
        principle: words.called(&library.principles[met.principle].named),
        group: match met.instance {
            Instance::Group(group) => Some(words.called(&library.groups[group].named)),
            Instance::All | Instance::Forum(_) | Instance::Pair(..) => None,
        },
        comes_to: met.meetings.iter().map(|meeting| meeting.name()).collect(),
        states: [one, other].map(|row| speech(&session, words, row)),
        part: part(met),
    }
}

fn part(met: &Encounter) -> Part {
    match met.meetings.as_slice() {
        [Meeting::Interest] => Part::Interests,
        [Meeting::Aversion] => Part::Aversions,
        [Meeting::Mixed] => Part::Mixed,
        [Meeting::Opposed] => Part::Opposed,
        [Meeting::Nothing] => {
            let takes_one = |row: &Row| row.possible.iter().map(Side::from).any(Side::is_something);
            if met.rows.iter().any(takes_one) { Part::OneSided } else { Part::Neither }
        }
        _ => Part::NotCertain,
    }
}

fn speech(session: &Session<'_, '_>, words: Words<'_>, row: &Row) -> Speech {
    let mut speech = Speech {
        state: words.state(row.state).to_owned(),
        party: party(session, row),
        verdict: row.finding.name(),
        possible: row.possible.iter().map(Verdict::name).collect(),
        because: String::new(),
        missing: Vec::new(),
        evidence: Vec::new(),
    };
    if row.finding == Finding::Open {
        let possible: Vec<&str> = speech.possible.clone();
        speech.because = format!("{}, by how the brackets are cleared", why::words::list(&possible, "or"));
        return speech;
    }
    let choice = session.choices.first();
    let Some(derivation) = choice.and_then(|choice| session.explain(row.instance, row.state, choice)) else {
        return speech;
    };
    let answer = why::answer(words.sources, words.language, session, &derivation, &why::Asked::default());
    speech.evidence = proofs(&answer);
    speech.because = answer.because;
    speech.missing = answer.missing;
    speech
}

fn party(session: &Session<'_, '_>, row: &Row) -> Option<String> {
    let parties = &session.text().parties;
    let Instance::Pair(first, _) = row.instance else { return None };
    let place = usize::from(first != row.state);
    parties.get(place).filter(|_| session.arity() == Arity::Pairs && parties.len() > 1).map(|party| party.name.clone())
}

/// The evidence that counts or may count, clause by clause.
fn proofs(answer: &Answer) -> Vec<Proof> {
    let clauses = answer.clauses.iter().filter(|clause| clause.words.is_some());
    let roles = clauses.flat_map(|clause| clause.roles.iter().map(move |role| (clause, role)));
    roles
        .filter(|(_, role)| role.binds != "no")
        .flat_map(|(clause, role)| {
            read(role).map(|piece| Proof {
                clause: clause.clause.clone(),
                evidence: piece.evidence.clone(),
                side: piece.side,
                counts: piece.counts,
                rule: piece.rule.as_ref().map(|rule| rule.called.name.clone()),
                said: piece.said.clone(),
            })
        })
        .collect()
}

fn read(role: &StanceRecord) -> impl Iterator<Item = &why::record::PieceRecord> {
    let tiers = role.tiers.iter().filter(|tier| tier.read);
    tiers.flat_map(|tier| tier.evidence.iter().filter(|piece| piece.counts != "no"))
}
