//! From where conditions are asked, and what else holds there.

use crate::model::{Arity, Condition, Evidence, Expr, Expressions, LevelId, Library, PrincipleId, Term, Value};
use crate::satisfy::{Asked, Who};

/// A place from where a condition is asked, with the conditions that stand beside it there.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The place.
    pub asked: Asked,
    /// What else holds.
    pub given: Vec<Given>,
}

/// A condition beside another.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The condition.
    pub condition: Condition,
    /// From where it is asked.
    pub asked: Asked,
    /// Which condition it is.
    pub what: Beside,
}

/// Which condition stands beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// That of the state's own party.
    Own,
    /// That of the party that the other state of a pair plays.
    Other,
    /// The `when` of the same clause.
    When,
    /// The `where` of the interest rule.
    Rule,
}

impl Setting {
    /// One state and nothing beside it.
    pub fn one_state() -> Self {
        Self { asked: Asked::of(Who::First), given: Vec::new() }
    }
}

/// The places of the states of an instance at a level: the first asks; between two states it stands at each of these
/// places in the order of the parties.
pub fn places(library: &Library, level: LevelId, own: &[usize]) -> Vec<Asked> {
    let among = Asked { level: Some(level), ..Asked::of(Who::First) };
    match library.levels[level].arity {
        Arity::Groups | Arity::All => vec![among],
        Arity::Pairs => own
            .iter()
            .map(|&own| Asked {
                counterpart: Some(Who::Second),
                parties: if own == 0 { vec![Who::First, Who::Second] } else { vec![Who::Second, Who::First] },
                ..among.clone()
            })
            .collect(),
    }
}

/// The same place for the other state of the pair.
fn across(asked: &Asked) -> Asked {
    Asked { own: Who::Second, counterpart: Some(Who::First), ..asked.clone() }
}

/// Where a state that plays a party may stand in a pair, and which party the other one plays.
fn in_pairs(library: &Library, principle: PrincipleId, party: usize) -> (Vec<usize>, usize) {
    if library.principles[principle].parties.len() == 2 {
        (vec![party.min(1)], 1 - party.min(1))
    } else {
        (vec![0, 1], 0)
    }
}

/// From where the condition of a party is asked. Between two states the parties before it have their conditions too.
pub fn of_party(library: &Library, principle: PrincipleId, party: usize) -> Vec<Setting> {
    let text = &library.principles[principle];
    let (own, other) = in_pairs(library, principle, party);
    let mut settings = Vec::new();
    for asked in text.levels.iter().flat_map(|&level| places(library, level, &own)) {
        let before = text.parties.get(other).filter(|_| other < party && asked.counterpart.is_some());
        let given = before.and_then(|before| before.condition).map(|condition| Given {
            condition,
            asked: across(&asked),
            what: Beside::Other,
        });
        settings.push(Setting { asked, given: given.into_iter().collect() });
    }
    settings
}

/// From where the conditions of a clause are asked, at the levels where it is negotiated. A state may play its party
/// there, and between two states the other one the other party.
pub fn of_clause(library: &Library, principle: PrincipleId, term: &Term, levels: &[LevelId]) -> Vec<Setting> {
    let text = &library.principles[principle];
    let (own, other) = in_pairs(library, principle, term.party);
    let condition_of = |party: usize| text.parties.get(party).and_then(|party| party.condition);
    let mut settings = Vec::new();
    for asked in levels.iter().flat_map(|&level| places(library, level, &own)) {
        let mut given = Vec::new();
        if let Some(condition) = condition_of(term.party) {
            given.push(Given { condition, asked: asked.clone(), what: Beside::Own });
        }
        if let Some(condition) = condition_of(other).filter(|_| asked.counterpart.is_some()) {
            given.push(Given { condition, asked: across(&asked), what: Beside::Other });
        }
        settings.push(Setting { asked: Asked { arguments: term.arguments.clone(), ..asked }, given });
    }
    settings
}

/// The settings that differ in what any of the conditions reads.
pub fn distinct(expressions: &Expressions, condition: Condition, settings: Vec<Setting>) -> Vec<Setting> {
    let mut kept: Vec<Setting> = Vec::new();
    for mut setting in settings {
        let all = || std::iter::once(condition).chain(setting.given.iter().map(|given| given.condition));
        let level = all().any(|one| expressions.reads(one.expr).level);
        let names: Vec<String> = all().flat_map(|one| parameters(expressions, one)).collect();
        let plain = |asked: &mut Asked| {
            if !level {
                asked.level = None;
            }
            asked.arguments.retain(|(name, _): &(String, Value)| names.contains(name));
        };
        plain(&mut setting.asked);
        setting.given.iter_mut().for_each(|given| plain(&mut given.asked));
        if !kept.contains(&setting) {
            kept.push(setting);
        }
    }
    kept
}

/// The names of the parameters that a condition reads.
pub fn parameters(expressions: &Expressions, condition: Condition) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = vec![condition.expr];
    while let Some(at) = open.pop() {
        if let Expr::Parameter(name) = expressions.get(at) {
            names.push(name.to_string());
        }
        open.extend(expressions.get(at).children().into_iter().filter(|&part| expressions.reads(part).parameters));
    }
    names
}

/// From where the condition of an interest rule is asked.
pub fn of_rule(library: &Library, condition: Condition) -> Vec<Setting> {
    asked_anywhere(library, library.levels.ids(), library.expressions.reads(condition.expr).pair)
        .into_iter()
        .map(|asked| Setting { asked, given: Vec::new() })
        .collect()
}

/// From where the condition of evidence is asked. The clauses that it is about may change, so that neither the levels at
/// which they are negotiated nor the values that they give matter here.
pub fn of_evidence(library: &Library, evidence: &Evidence, when: Condition, rule: Option<Condition>) -> Vec<Setting> {
    let levels = library.levels.ids().filter(|level| holds_at(evidence, *level));
    let places = asked_anywhere(library, levels, compares(library, Some(when), rule));
    places.into_iter().map(|asked| with_rule(rule, asked)).collect()
}

/// From where the condition of evidence is asked on the clauses as they are: at these levels, with the values that they
/// give to parameters.
pub fn on_clauses(
    library: &Library,
    clauses: &[(&Term, &[LevelId])],
    when: Condition,
    rule: Option<Condition>,
) -> Vec<Setting> {
    let names = parameters(&library.expressions, when);
    let mut kept: Vec<(LevelId, Vec<(String, Value)>)> = Vec::new();
    for (term, levels) in clauses {
        let given = term.arguments.iter().filter(|(name, _)| names.contains(name));
        let given: Vec<(String, Value)> = given.cloned().collect();
        for &level in *levels {
            if !kept.iter().any(|(at, values)| *at == level && *values == given) {
                kept.push((level, given.clone()));
            }
        }
    }
    let mut settings = Vec::new();
    for (level, arguments) in kept {
        for asked in asked_anywhere(library, std::iter::once(level), compares(library, Some(when), rule)) {
            settings.push(with_rule(rule, Asked { arguments: arguments.clone(), ..asked }));
        }
    }
    settings
}

/// From where the condition of evidence is asked of a state that plays a party at these levels.
pub fn in_party(
    library: &Library,
    (principle, party): (PrincipleId, usize),
    levels: &[LevelId],
    own: Condition,
    rule: Option<Condition>,
) -> Vec<Setting> {
    let (order, _) = in_pairs(library, principle, party);
    let mut settings = Vec::new();
    for asked in levels.iter().flat_map(|&level| places(library, level, &order)) {
        let mut setting = with_rule(rule, asked);
        setting.given.push(Given { condition: own, asked: setting.asked.clone(), what: Beside::Own });
        settings.push(setting);
    }
    settings
}

/// Whether evidence holds at a level by its own `at`.
pub fn holds_at(evidence: &Evidence, level: LevelId) -> bool {
    evidence.levels.as_ref().is_none_or(|levels| levels.contains(&level))
}

/// Whether evidence counts between two states only, since a condition of it compares them.
pub fn compares(library: &Library, when: Option<Condition>, rule: Option<Condition>) -> bool {
    [when, rule].into_iter().flatten().any(|condition| library.expressions.reads(condition.expr).pair)
}

fn with_rule(rule: Option<Condition>, asked: Asked) -> Setting {
    let given = rule.map(|condition| Given { condition, asked: asked.clone(), what: Beside::Rule });
    Setting { asked, given: given.into_iter().collect() }
}

/// Whether a place is in the project's own files.
pub fn is_own(library: &Library, place: crate::source::Span) -> bool {
    library.files.iter().any(|file| file.start <= place.start && place.end <= file.end)
}

/// The places at some levels, or one place without a level where there are none in the library; only those between two
/// states where that is what a condition is about.
fn asked_anywhere(library: &Library, levels: impl Iterator<Item = LevelId>, pair: bool) -> Vec<Asked> {
    if library.levels.is_empty() && !pair {
        return vec![Asked::of(Who::First)];
    }
    levels
        .filter(|&level| !pair || library.levels[level].arity == Arity::Pairs)
        .flat_map(|level| places(library, level, &[0, 1]))
        .collect()
}
