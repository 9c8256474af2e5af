//! Clauses: whether they are there, what they say, whom they bind, and the stance on them.

use std::collections::BTreeMap;

use super::Seen;
use super::conditions::{self, About, Compared};
use super::found::{Found, ReasonKind};
use super::pieces;
use crate::judge::{ClauseReasons, Finding, Stance, StanceReasons, StanceSet, Verdict, VerdictSet};
use crate::model::{Clause, ScopeStatus};
use crate::phrases::worded;

/// A clause in the two libraries.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'c> {
    pub label: &'c str,
    pub old: Option<&'c Clause>,
    pub new: Option<&'c Clause>,
}

pub(super) fn compare(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, found: &mut Found) {
    for (both, before, after) in pairs(old, new) {
        if let (Some(was), Some(is)) = (both.old, both.new)
            && rewording(old, new, was, is).is_some()
            && (by_brackets(old, both.label) || by_brackets(new, both.label))
        {
            reworded(old, new, was, is, found);
        }
        let present = |reasons: Option<&ClauseReasons<'_, '_>>| reasons.is_some_and(|reasons| reasons.term.is_some());
        match (before, after) {
            (Some(before), Some(after)) if present(Some(before)) && present(Some(after)) => {
                on_the_table(old, new, both, (before, after), found);
            }
            _ if present(before) != present(after) => {
                let stances = before.into_iter().chain(after).filter(|reasons| reasons.term.is_some());
                let outside = |seen: &Seen<'_, '_, '_>| seen.derivation.row.finding == Finding::One(Verdict::Outside);
                // A clause that nobody speaks of makes a difference only where it is the only one.
                let speaks = stances.into_iter().any(|reasons| reasons.stances() != StanceSet::one(Stance::None));
                if speaks || outside(old) || outside(new) {
                    appeared(old, new, both, present(after), found);
                }
            }
            _ => {}
        }
    }
}

/// Whether the verdict is open since it depends on the brackets of this clause.
fn by_brackets(seen: &Seen<'_, '_, '_>, label: &str) -> bool {
    let row = &seen.derivation.row;
    let Some(clause) = seen.session.text().clause(label).filter(|_| row.finding == Finding::Open) else { return false };
    // Where nothing of it is left to choose, nothing depends on it; that needs no look at all choices.
    let picked = |choice: &crate::judge::Choice| choice.variants.get(clause).copied();
    let first = seen.session.choices.first().and_then(picked);
    if seen.session.choices.iter().all(|choice| picked(choice) == first) {
        return false;
    }
    let mut others: BTreeMap<Vec<usize>, VerdictSet> = BTreeMap::new();
    seen.session.choices.iter().zip(&row.by_choice).any(|(choice, &set)| {
        let mut rest = choice.variants.clone();
        rest.remove(clause);
        *others.entry(rest).or_insert(set) != set
    })
}

type Matched<'m, 'x, 'p, 'a, 'q, 'b> =
    (Clauses<'m>, Option<&'x ClauseReasons<'p, 'a>>, Option<&'x ClauseReasons<'q, 'b>>);

/// The clauses by their labels: in the order of the new library, behind them those that are gone.
fn pairs<'m, 'x, 'p, 'a, 'q, 'b>(
    old: &'m Seen<'x, 'p, 'a>,
    new: &'m Seen<'x, 'q, 'b>,
) -> Vec<Matched<'m, 'x, 'p, 'a, 'q, 'b>> {
    let (was, is) = (&old.session.text().clauses, &new.session.text().clauses);
    let reasons_of = |place: usize| new.derivation.clauses.iter().find(|reasons| reasons.clause == place);
    let reasons_were = |place: usize| old.derivation.clauses.iter().find(|reasons| reasons.clause == place);
    let mut all: Vec<Matched<'m, 'x, 'p, 'a, 'q, 'b>> = Vec::new();
    for (place, clause) in is.iter().enumerate() {
        let before = was.iter().position(|one| one.label == clause.label);
        let both = Clauses { label: &clause.label, old: before.and_then(|at| was.get(at)), new: Some(clause) };
        all.push((both, before.and_then(reasons_were), reasons_of(place)));
    }
    for (place, clause) in was.iter().enumerate() {
        if !is.iter().any(|one| one.label == clause.label) {
            all.push((Clauses { label: &clause.label, old: Some(clause), new: None }, reasons_were(place), None));
        }
    }
    all
}

/// A clause that is on the table in one library only.
fn appeared(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, both: Clauses<'_>, now: bool, found: &mut Found) {
    let label = both.label;
    let known = found.count();
    match (both.old, both.new) {
        (None, _) => found.add(ReasonKind::Clause, format!("the clause {label} is new"), None),
        (_, None) => found.add(ReasonKind::Clause, format!("the clause {label} is gone"), None),
        (Some(was), Some(is)) => {
            reworded(old, new, was, is, found);
            let on = is.variants.iter().filter_map(|variant| variant.term.as_ref());
            let library = new.phrases.library;
            for issue in on.flat_map(|term| &library.measures[term.measure].on) {
                let closed = |seen: &Seen<'_, '_, '_>| {
                    let library = seen.phrases.library;
                    let name = &new.phrases.library.issues[*issue].named.name;
                    let id = library.issues.iter().find(|(_, one)| one.named.name == *name).map(|(id, _)| id);
                    id.map(|id| library.scope.ruling(&library.issues, id, seen.session.level).status)
                        == Some(ScopeStatus::Closed)
                };
                if closed(old) != closed(new) {
                    super::ruling(old, new, &library.issues[*issue].named.name, found);
                }
            }
        }
    }
    if found.count() == known {
        let word = if now { "is now" } else { "is no longer" };
        found.add(ReasonKind::Clause, format!("the clause {label} {word} negotiated at {}", new.level()), None);
    }
}

/// Says that a clause has other words; whether it has.
fn reworded(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, was: &Clause, is: &Clause, found: &mut Found) -> bool {
    let text = rewording(old, new, was, is);
    let other = text.is_some();
    if let Some(text) = text {
        found.add(ReasonKind::Clause, text, None);
    }
    other
}

/// The words of a clause in both libraries, where they differ.
fn rewording(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, was: &Clause, is: &Clause) -> Option<String> {
    let before = worded(&old.phrases, &old.session.text().parties, was).text;
    let after = worded(&new.phrases, &new.session.text().parties, is).text;
    (before != after).then(|| format!("{}: `{before}` → `{after}`", is.label))
}

/// A clause that is on the table in both libraries.
fn on_the_table(
    old: &Seen<'_, '_, '_>,
    new: &Seen<'_, '_, '_>,
    both: Clauses<'_>,
    (before, after): (&ClauseReasons<'_, '_>, &ClauseReasons<'_, '_>),
    found: &mut Found,
) {
    let (Some(was), Some(is)) = (both.old, both.new) else { return };
    let opposed = |reasons: &ClauseReasons<'_, '_>| {
        let stances = reasons.stances();
        stances.contains(Stance::Against) || stances.contains(Stance::Both)
    };
    if was.reservable != is.reservable && opposed(before) && opposed(after) {
        let now = if is.reservable { "now allows reservations" } else { "no longer allows reservations" };
        found.add(ReasonKind::Reservations, format!("{} {now}", both.label), None);
    }
    let party = |seen: &Seen<'_, '_, '_>, role: &StanceReasons<'_, '_>| {
        seen.session.text().parties.get(role.party).map(|party| party.name.clone())
    };
    let mut wording = false;
    let known = found.count();
    let mut different = false;
    for role in &after.roles {
        let Some(was) = before.roles.iter().find(|other| party(old, other) == party(new, role)) else { continue };
        if was.stances == role.stances {
            continue;
        }
        different = true;
        let measures = [before.term.map(|term| term.measure), after.term.map(|term| term.measure)];
        for (word, was, is) in [("when", &was.when, &role.when), ("unless", &was.unless, &role.unless)] {
            let about = About { what: both.label, word, kind: ReasonKind::Clause, measures };
            let compared = conditions::compare((old, was.as_ref()), (new, is.as_ref()), about, found);
            wording |= compared == Compared::Wording;
        }
        wording |= pieces::compare((old, was), (new, role), measures, found);
    }
    // Words that changed are the reason where evidence takes another side or reads other parameters, or where nothing
    // else is.
    if !different || !wording && found.count() > known {
        return;
    }
    if !reworded(old, new, was, is, found) && wording {
        // The brackets are the same, and cleared in another way.
        let cleared = |seen: &Seen<'_, '_, '_>, reasons: &ClauseReasons<'_, '_>| {
            reasons.term.map(|term| seen.phrases.term(&seen.session.text().parties, term)).unwrap_or_default()
        };
        let (was, is) = (cleared(old, before), cleared(new, after));
        if was == is {
            let measure = after.term.map(|term| new.phrases.library.measures[term.measure].named.name.clone());
            let text = format!("the measure {} is on other issues", measure.unwrap_or_default());
            found.add(ReasonKind::Vocabulary, text, None);
        } else {
            found.add(ReasonKind::Clause, format!("{}, its brackets cleared: `{was}` → `{is}`", both.label), None);
        }
    }
}

/// The stances that changed, where no nearer reason was found.
pub(super) fn stances(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, found: &mut Found) {
    let words = |reasons: &ClauseReasons<'_, '_>| {
        let names: Vec<&str> = reasons.stances().iter().map(Stance::name).collect();
        names.join(" or ")
    };
    for (both, before, after) in pairs(old, new) {
        let (Some(before), Some(after)) = (before, after) else { continue };
        if before.stances() != after.stances() {
            let text = format!("the stance on {}: {} → {}", both.label, words(before), words(after));
            found.add(ReasonKind::Stance, text, None);
        }
    }
}
