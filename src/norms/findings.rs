//! Clashes as findings.

use super::clash::{Clash, Clashes, Kind, clashes};
use super::norm::Norm;
use super::precedence::{By, Settled, is_about};
use super::witness::{caught, given};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Witness, quoted_all};
use crate::judge::World;
use crate::model::{Library, Modality, Precedence, Principle};
use crate::satisfy::Doubt;

/// Reports every clash of a library.
pub fn review(world: &World<'_>, diagnostics: &mut Diagnostics) {
    let library = world.library;
    let mut found = clashes(world);
    found.unfinished.dedup();
    if found.unfinished.is_empty() {
        idle_overrides(library, &found, diagnostics);
    }
    // Of several wordings of the same clauses those are shown that nothing settles and that clash worst, the first of them.
    found.clashes.dedup_by_key(|clash| clash.clauses());
    for clash in &found.clashes {
        diagnostics.report(finding(library, clash));
    }
    for measure in found.unfinished {
        let named = &library.measures[measure].named;
        let message = format!("not all clauses on `{}` and what belongs to it could be compared", named.name);
        diagnostics.report(
            Diagnostic::new(Code::ClashUndecided, named.span, message)
                .here("too many clauses that only together cannot be kept")
                .help(
                    "take out what the measures entail and exclude without need, or give the clauses fewer parameters",
                ),
        );
    }
}

fn finding(library: &Library, clash: &Clash<'_>) -> Diagnostic {
    let labels: Vec<String> = clash.norms.iter().map(|norm| norm.label(library)).collect();
    let (code, message) = message(clash, &labels);
    let mut norms = clash.norms.iter();
    let Some(first) = norms.next() else { return Diagnostic::without_place(code, message) };
    let mut found = Diagnostic::new(code, first.term.span, message).here(words(library, first));
    for norm in norms {
        found = found.also(norm.term.span, words(library, norm));
    }
    let level = &library.levels[clash.level].named.name;
    let caught = match clash.kind {
        Kind::Undecided(doubt) => format!("at `{level}` {}", reason(doubt)),
        Kind::Strict | Kind::Permissive | Kind::Tension | Kind::Exception => {
            format!("at `{level}` this catches {}", caught(library, &clash.norms, clash.level, &clash.witness))
        }
    };
    let found = match clash.settled {
        None => found.help(match way_out(library, clash) {
            Some(way) => format!("{way}; {caught}"),
            None => caught,
        }),
        Some(settled) => {
            if let By::Overrides(span) = settled.by {
                found = found.also(span, "says so");
            }
            let why = why(library, clash, settled);
            found.help(format!("{why}; {caught}"))
        }
    };
    if matches!(clash.kind, Kind::Undecided(_)) {
        return found;
    }
    found.witness(Witness { level: level.clone(), given: given(library, clash.level, &clash.witness) })
}

/// Why it is not decided whether clauses clash.
fn reason(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Opaque => "it depends on what cannot be decided, such as products of attributes or figures over members",
        Doubt::Fraction => "it depends on a number that no decimal of twelve places writes",
        Doubt::GaveUp => "the search was given up: there are too many cases",
    }
}

/// What to type where clauses clash.
fn way_out(library: &Library, clash: &Clash<'_>) -> Option<String> {
    match clash.kind {
        Kind::Strict | Kind::Permissive | Kind::Tension => {}
        Kind::Exception | Kind::Undecided(_) => return None,
    }
    let (first, last) = (clash.norms.first()?, clash.norms.last()?);
    let narrow = "narrow one of the clauses";
    if first.principle == last.principle {
        return Some(narrow.to_owned());
    }
    let (other, own) = (&first.text(library).named.name, &last.text(library).named.name);
    Some(format!("{narrow}, or let one prevail, such as with `overrides {other}` in `{own}`"))
}

fn message(clash: &Clash<'_>, labels: &[String]) -> (Code, String) {
    let names = quoted_all(labels.iter().map(String::as_str), 6);
    if let Some(settled) = clash.settled {
        let name = |place: usize| labels.get(place).map_or("", String::as_str);
        let message = format!("`{}` prevails over `{}`", name(settled.prevails), name(settled.yields));
        return (Code::SettledClash, message);
    }
    // Of two clauses it can be said which one is in the way of which.
    let soft = |norm: &Norm<'_>| matches!(norm.modality(), Modality::May | Modality::Should);
    let one_of = |wanted: &dyn Fn(&Norm<'_>) -> bool| match clash.norms.as_slice() {
        [one, other] if wanted(one) && !wanted(other) => Some((labels.first()?, labels.last()?)),
        [one, other] if wanted(other) && !wanted(one) => Some((labels.last()?, labels.first()?)),
        _ => None,
    };
    match clash.kind {
        Kind::Strict if clash.norms.len() == 1 => {
            (Code::StrictClash, format!("nobody who is bound by {names} can keep it"))
        }
        Kind::Strict if clash.norms.len() == 2 => {
            (Code::StrictClash, format!("nobody who is bound by {names} can keep both"))
        }
        Kind::Strict => (Code::StrictClash, format!("nobody who is bound by {names} can keep them all")),
        Kind::Permissive => (
            Code::PermissiveClash,
            one_of(&soft).map_or_else(
                || format!("to do what is allowed or advised breaks one of {names}"),
                |(soft, hard)| format!("to do as `{soft}` says breaks `{hard}`"),
            ),
        ),
        Kind::Tension => (Code::Tension, format!("{names} pull in different directions")),
        Kind::Exception => (
            Code::Exception,
            one_of(&|norm| norm.modality() == Modality::May).map_or_else(
                || format!("of {names} the narrower one is an exception"),
                |(permission, prohibition)| format!("`{permission}` is an exception to `{prohibition}`"),
            ),
        ),
        Kind::Undecided(_) => {
            (Code::ClashUndecided, format!("whether anybody is bound by {names} at once is not decided"))
        }
    }
}

/// Why one clause prevails over another.
fn why(library: &Library, clash: &Clash<'_>, settled: Settled) -> String {
    let (Some(one), Some(other)) = (clash.norms.get(settled.prevails), clash.norms.get(settled.yields)) else {
        return String::new();
    };
    let (prevails, yields) = (one.text(library), other.text(library));
    let (name, over) = (&prevails.named.name, &yields.named.name);
    let day = |principle: &Principle| principle.adopted.map(|day| day.to_string()).unwrap_or_default();
    let reach = |principle: &Principle| {
        principle.levels.last().map(|level| library.levels[*level].named.name.clone()).unwrap_or_default()
    };
    match settled.by {
        By::Overrides(_) => format!("`{name}` overrides `{over}`"),
        By::Maxim(Precedence::Special) => format!(
            "by `precedence special` the special prevails over the general: whom `{}` binds, `{}` binds too",
            one.label(library),
            other.label(library)
        ),
        By::Maxim(Precedence::Later) => format!(
            "by `precedence later` the later prevails over the earlier: `{name}` was adopted on {}, `{over}` on {}",
            day(prevails),
            day(yields)
        ),
        By::Maxim(Precedence::Higher) => format!(
            "by `precedence higher` the higher prevails over the lower: `{name}` reaches to `{}`, `{over}` to `{}`",
            reach(prevails),
            reach(yields)
        ),
    }
}

/// What overrides a principle with which nothing of its own clashes.
fn idle_overrides(library: &Library, found: &Clashes<'_>, diagnostics: &mut Diagnostics) {
    for (id, principle) in library.principles.iter() {
        for says in &principle.overrides {
            let settles = |clash: &Clash<'_>| {
                let about = |of| clash.norms.iter().any(|norm| norm.principle == of && is_about(library, says, norm));
                let named = |of| clash.norms.iter().any(|norm| norm.principle == of);
                named(id) && named(says.principle) && (about(id) || about(says.principle))
            };
            if found.clashes.iter().any(settles) {
                continue;
            }
            let (name, other) = (&principle.named.name, &library.principles[says.principle].named.name);
            let measures: Vec<&str> =
                says.measures.iter().map(|measure| library.measures[*measure].named.name.as_str()).collect();
            let on = if measures.is_empty() {
                String::new()
            } else {
                format!(" on {}", quoted_all(measures.into_iter(), 6))
            };
            let message = format!("nothing of `{name}` clashes with `{other}`{on}");
            diagnostics.report(
                Diagnostic::new(Code::IdleOverride, says.span, message)
                    .here("there is nothing to prevail over")
                    .help("take it out, or look whether another principle or measure was meant"),
            );
        }
    }
}

/// A clause in short: who, how strongly, what, and of a draft which wording.
fn words(library: &Library, norm: &Norm<'_>) -> String {
    let picked =
        norm.clause(library).and_then(|clause| clause.variants.get(norm.variant)).map(|variant| &variant.picked);
    let picked: Vec<&str> = picked.into_iter().flatten().map(|picked| picked.words.as_str()).collect();
    let choosing = if picked.is_empty() { String::new() } else { format!(", choosing {}", picked.join(", ")) };
    format!("{}{choosing}", norm.words(library))
}
