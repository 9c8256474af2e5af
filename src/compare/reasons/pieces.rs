//! Evidence on a clause: what counts in one library and not in the other.

use super::Seen;
use super::conditions::{self, About, Compared};
use super::found::{Found, ReasonKind};
use super::parties;
use crate::judge::{PieceReasons, StanceReasons};
use crate::model::{Evidence, MeasureId, Truth};

/// A piece of evidence that was looked at.
struct Looked<'x, 'p, 'a> {
    /// The rule that gives it, by name.
    rule: Option<&'x str>,
    /// What it says.
    text: String,
    /// What it is about.
    target: String,
    tier: u16,
    read: bool,
    reasons: &'x PieceReasons<'p, 'a>,
}

impl Looked<'_, '_, '_> {
    /// Whether it may decide.
    fn matters(&self) -> bool {
        self.read && self.reasons.counts != Truth::No
    }
}

fn looked<'x, 'p, 'a>(seen: &Seen<'x, '_, '_>, role: &'x StanceReasons<'p, 'a>) -> Vec<Looked<'x, 'p, 'a>> {
    let tiers = role.tiers.iter();
    let pieces = tiers.flat_map(|tier| tier.pieces.iter().map(move |piece| (tier, piece)));
    pieces
        .map(|(tier, reasons)| Looked {
            rule: reasons.piece.rule.map(|rule| seen.phrases.library.interests[rule].named.name.as_str()),
            text: seen.phrases.evidence(reasons.piece.evidence),
            target: seen.phrases.target(reasons.piece.evidence.target),
            tier: tier.tier,
            read: tier.read,
            reasons,
        })
        .collect()
}

/// Compares the evidence of a state on a clause in one role; whether the words of the clause make a difference.
pub(super) fn compare(
    (old, was): (&Seen<'_, '_, '_>, &StanceReasons<'_, '_>),
    (new, is): (&Seen<'_, '_, '_>, &StanceReasons<'_, '_>),
    measures: [Option<MeasureId>; 2],
    found: &mut Found,
) -> bool {
    let (before, after) = (looked(old, was), looked(new, is));
    let mut wording = false;
    for piece in &after {
        let twin = before.iter().find(|other| other.rule == piece.rule && other.text == piece.text);
        match twin {
            Some(twin) if twin.matters() || piece.matters() => {
                wording |= changed((old, twin), (new, piece), measures, found);
            }
            None if piece.matters() => wording |= one_sided(new, old, piece, &before, true, found),
            Some(_) | None => {}
        }
    }
    for piece in before.iter().filter(|piece| piece.matters()) {
        if !after.iter().any(|other| other.rule == piece.rule && other.text == piece.text) {
            wording |= one_sided(old, new, piece, &after, false, found);
        }
    }
    wording
}

/// The same evidence, matching the clause in both libraries.
fn changed(
    (old, was): (&Seen<'_, '_, '_>, &Looked<'_, '_, '_>),
    (new, is): (&Seen<'_, '_, '_>, &Looked<'_, '_, '_>),
    measures: [Option<MeasureId>; 2],
    found: &mut Found,
) -> bool {
    // It takes another side, or matches in another tier: by the words of the clause, or by what its measure is on.
    let mut wording = was.reasons.side != is.reasons.side || was.tier != is.tier;
    if was.reasons.counts == is.reasons.counts {
        return wording;
    }
    let known = found.count();
    let mut parameter = false;
    let rule = is.rule.map_or_else(String::new, |rule| format!("the rule {rule}"));
    let own = format!("`{}`", is.text);
    for (what, word, kind, before, after) in [
        (&rule, "where", ReasonKind::Rule, &was.reasons.rule, &is.reasons.rule),
        (&own, "when", ReasonKind::Evidence, &was.reasons.when, &is.reasons.when),
    ] {
        let about = About { what, word, kind, measures };
        let compared = conditions::compare((old, before.as_ref()), (new, after.as_ref()), about, found);
        parameter |= compared == Compared::Wording;
    }
    let state = new.phrases.state(new.derivation.row.state);
    if let (Some(before), Some(after)) = (&was.reasons.capacity, &is.reasons.capacity) {
        parties::capacity(old, new, before, after, state, found);
    }
    wording |= parameter;
    if found.count() == known && !parameter {
        let (kind, text) = if was.reasons.capable == is.reasons.capable {
            (ReasonKind::Evidence, format!("a later position stands in place of {own}, or no longer does"))
        } else {
            (ReasonKind::Party, format!("{own} counts for another party"))
        };
        let words = |counts: Truth| match counts {
            Truth::No => "does not count",
            Truth::Unknown => "may count",
            Truth::Yes => "counts",
        };
        let detail = format!("{state}: {} → {}", words(was.reasons.counts), words(is.reasons.counts));
        found.add(kind, text, Some(detail));
    }
    wording
}

/// Evidence that matches the clause in one library only; whether that is because of the words of the clause.
fn one_sided(
    here: &Seen<'_, '_, '_>,
    there: &Seen<'_, '_, '_>,
    piece: &Looked<'_, '_, '_>,
    others: &[Looked<'_, '_, '_>],
    new: bool,
    found: &mut Found,
) -> bool {
    let state = there.derivation.row.state;
    let library = there.phrases.library;
    let name = |rule: Option<crate::model::InterestId>| rule.map(|rule| library.interests[rule].named.name.as_str());
    let says = |evidence: &Evidence| there.phrases.evidence(evidence) == piece.text;
    let held = there.session.plan.pieces(state).iter();
    if held.into_iter().any(|other| name(other.rule) == piece.rule && says(other.evidence)) {
        return true;
    }
    let rule = piece.rule.map(|rule| library.interests.values().find(|one| one.named.name == rule));
    let written: &[Evidence] = match rule {
        None => &library.states[state].evidence,
        Some(rule) => rule.map_or(&[][..], |rule| &rule.evidence),
    };
    let id = here.phrases.state(here.derivation.row.state);
    if written.iter().any(says) {
        let own = |other: &&Looked<'_, '_, '_>| {
            other.rule.is_none() && other.target == piece.target && other.reasons.piece.evidence.is_position()
        };
        let mine = &here.phrases.library.states[here.derivation.row.state].evidence;
        let instead = others.iter().filter(|_| piece.rule.is_some()).find(own);
        if let Some(instead) = instead {
            // That the own position is new, gone or another one is told where it is looked at itself.
            let told = !mine.iter().any(|evidence| here.phrases.evidence(evidence) == instead.text);
            if told && instead.matters() {
                return false;
            }
            if here.day == there.day {
                let (counts, stands) =
                    if new { ("counts again", "no longer stands") } else { ("no longer counts", "stands") };
                let text = format!("`{}` {counts}: its own position {stands} in its place", piece.text);
                found.add(ReasonKind::Evidence, text, Some(format!("{id}: `{}`", instead.text)));
                return false;
            }
        }
        let (kind, text) = if here.day == there.day {
            (ReasonKind::Evidence, format!("another position stands in place of `{}`, or no longer does", piece.text))
        } else if new {
            (ReasonKind::Day, conditions::day(there, here))
        } else {
            (ReasonKind::Day, conditions::day(here, there))
        };
        let counts = match (here.day == there.day, new) {
            (true, true) => "counts",
            (true, false) => "no longer counts",
            (false, true) => "is in force",
            (false, false) => "is no longer in force",
        };
        found.add(kind, text, Some(format!("{id}: `{}` {counts}", piece.text)));
        return false;
    }
    // What stands in its place in the other library.
    let instead: Vec<&str> = others
        .iter()
        .filter(|other| other.rule == piece.rule && other.target == piece.target)
        .map(|other| other.text.as_str())
        .collect();
    match (piece.rule, instead.as_slice()) {
        (Some(rule), &[instead]) => {
            let (was, is) = if new { (instead, piece.text.as_str()) } else { (piece.text.as_str(), instead) };
            found.add(ReasonKind::Rule, format!("the rule {rule}: `{was}` → `{is}`"), None);
        }
        (Some(rule), _) => {
            let word = if new { "now gives" } else { "no longer gives" };
            found.add(ReasonKind::Rule, format!("the rule {rule} {word} `{}`", piece.text), None);
        }
        (None, instead) => {
            let other = instead.first().map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"));
            let own = format!("`{}`", piece.text);
            let (was, is) = if new { (other, own) } else { (own, other) };
            let word = if piece.reasons.piece.evidence.is_position() { "position on" } else { "interest in" };
            found.add(
                ReasonKind::Evidence,
                format!("its own {word} {} changed", piece.target),
                Some(format!("{id}: {was} → {is}")),
            );
        }
    }
    false
}
