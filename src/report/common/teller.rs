//! From encounters to a story: verdicts are explained, and what decides them is kept.

use jiff::civil::Date;

use super::numbers::{class, index, range};
use super::record::{SCHEMA, arity_word, pair_record};
use super::story::{Chapter, Met, Part, Story};
use crate::judge::{Instance, Plan, Row, Session};
use crate::model::StateId;
use crate::negotiate::common::{Asked, Encounter, Ground, Indices, Meeting, Pair, Side, encounters};
use crate::report::speech::speech;
use crate::report::why::words::Words;
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
    let words = Words::new(library, sources, language, plan.world.date);
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
