//! How far the values reach that lead to one verdict.

use super::candidates::Candidate;
use super::{Change, End, Extent, Moved};
use crate::judge::Verdict;
use crate::model::Value;

/// The changes that lead to a verdict alone, neighbouring values of one thing as one change.
pub(super) fn alone(candidates: &[Candidate], results: &[Option<Verdict>]) -> Vec<(Change, Verdict)> {
    let mut found: Vec<(Change, Verdict)> = Vec::new();
    let mut rest = candidates.iter().zip(results).peekable();
    while let Some((candidate, result)) = rest.next() {
        let mut run = vec![candidate];
        while let Some((more, _)) =
            rest.next_if(|(more, same)| more.axis.is_some() && more.axis == candidate.axis && *same == result)
        {
            run.push(more);
        }
        let Some(verdict) = *result else { continue };
        let change = merged(&run, candidates);
        // Values of an enumeration that are no neighbours are one change too.
        let known = found.iter_mut().find(|(known, same)| *same == verdict && known.same_thing(&change));
        match (known.map(|(known, _)| known), change.moved().map(|moved| &moved.extent)) {
            (Some(known), Some(Extent::Among(more))) => *known = joined(known, more),
            (_, _) => found.push((change, verdict)),
        }
    }
    found
}

fn joined(known: &Change, more: &[u16]) -> Change {
    match known.moved() {
        Some(Moved { to, extent: Extent::Among(values) }) => {
            let values = values.iter().chain(more).copied().collect();
            known.to(Moved { to: to.clone(), extent: Extent::Among(values) })
        }
        Some(Moved { extent: Extent::Only | Extent::Range(..), .. }) | None => known.clone(),
    }
}

/// Two changes that together lead to a verdict, each with as many values as lead there whatever the other's.
pub(super) fn together(
    candidates: &[Candidate],
    (one, other): (usize, usize),
    mut leads: impl FnMut(&Change, &Change) -> bool,
) -> Vec<Change> {
    let (Some(first), Some(second)) = (candidates.get(one), candidates.get(other)) else { return Vec::new() };
    let firsts = reach(candidates, one, |value| leads(value, &second.change));
    let seconds = reach(candidates, other, |value| firsts.iter().all(|first| leads(&first.change, value)));
    let of = |run: &[&Candidate], chosen: &Candidate| {
        let merged = merged(run, candidates);
        // The value that was tried is kept.
        match (merged.moved(), chosen.change.moved()) {
            (Some(all), Some(tried)) => merged.to(Moved { to: tried.to.clone(), extent: all.extent.clone() }),
            _ => merged,
        }
    };
    vec![of(&firsts, first), of(&seconds, second)]
}

/// The neighbours of a candidate that lead where it does.
fn reach(candidates: &[Candidate], place: usize, mut leads: impl FnMut(&Change) -> bool) -> Vec<&Candidate> {
    let Some(start) = candidates.get(place) else { return Vec::new() };
    let neighbour = |one: &&Candidate| one.axis.is_some() && one.axis == start.axis;
    let (before, behind) = candidates.split_at(place);
    let mut run: Vec<&Candidate> =
        before.iter().rev().take_while(neighbour).take_while(|one| leads(&one.change)).collect();
    run.reverse();
    run.push(start);
    run.extend(behind.iter().skip(1).take_while(neighbour).take_while(|one| leads(&one.change)));
    run
}

/// Neighbouring values of one thing as one change, by the value that is nearest to the one that is there.
fn merged(run: &[&Candidate], all: &[Candidate]) -> Change {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { unreachable!("a run has a first value") };
    let (Some(low), Some(high)) = (first.change.moved(), last.change.moved()) else { return first.change.clone() };
    let extent = match (&low.extent, &high.extent) {
        (Extent::Range(from, _), Extent::Range(_, to)) => {
            let several = low.extent != high.extent;
            let axis = || all.iter().filter(|one| one.axis == first.axis);
            // Where nothing lies beyond it, the end of what makes sense is no bound.
            let at_end = |end: &Option<End>, outermost: Option<&Candidate>| {
                let value = outermost.and_then(|one| one.change.moved()).map(|moved| &moved.to);
                several && end.as_ref().map(|end| &end.value) == value
            };
            let from = from.clone().filter(|_| !at_end(from, axis().next()));
            let to = to.clone().filter(|_| !at_end(to, axis().next_back()));
            Extent::Range(from, to)
        }
        (Extent::Among(_), Extent::Among(_)) => {
            let values = run.iter().filter_map(|one| match one.change.moved() {
                Some(Moved { to: Value::Symbol(symbol), .. }) => Some(*symbol),
                _ => None,
            });
            Extent::Among(values.collect())
        }
        (only, _) => only.clone(),
    };
    let nearest = nearest(run, all).unwrap_or(first);
    let to = nearest.change.moved().map_or_else(|| low.to.clone(), |moved| moved.to.clone());
    first.change.to(Moved { to, extent })
}

/// Of neighbouring values the last where the value that is there lies above them, otherwise the first; no far one where
/// there is another.
fn nearest<'c>(run: &[&'c Candidate], all: &'c [Candidate]) -> Option<&'c Candidate> {
    let last = run.last()?;
    let place = all.iter().position(|one| std::ptr::eq(one, *last))?;
    let behind = || all.iter().skip(place + 1).take_while(|one| one.axis == last.axis);
    let mut near = run.iter().copied().filter(|one| !one.far);
    if behind().any(|one| one.idle) { near.next_back() } else { near.next() }
}
