//! What there is to exercise in the project's own files.

use std::collections::{BTreeMap, BTreeSet};

use super::board::Thing;
use super::evidence::place;
use super::places::{Place, is_held, places};
use super::possible::{Fate, Holder, Piece, fates, pieces};
use super::wanted::conditions;
use super::{Half, Item, Kind, scope};
use crate::judge::World;
use crate::model::{Alternative, Bracket, Library, Picked, PrincipleId, Term, Variant};
use crate::source::Span;

pub(super) type Found = Vec<(Thing, Item)>;

/// Every item, in any order.
pub(super) fn items(world: &World<'_>) -> Found {
    let library = world.library;
    let own = |span: Span| library.files.iter().any(|file| file.start <= span.start && span.end <= file.end);
    let places = places(library);
    let pieces = pieces(library);
    let fates = fates(world, &places, &pieces);
    let mut found = Found::new();
    principles(library, &places, &mut found);
    evidence(&pieces, &fates, &mut found);
    found.extend(scope::items(library, &own));
    conditions(world, &places, &pieces, &fates, &mut found);
    found.retain(|(_, item)| own(item.span));
    found
}

fn principles(library: &Library, places: &[Place<'_>], found: &mut Found) {
    let seen = |kind, name: String, span| Item { kind, name: Some(name), span, points: vec![(Half::Seen, false)] };
    let terms: BTreeSet<*const Term> = places.iter().map(|place| std::ptr::from_ref(place.term)).collect();
    let clauses: BTreeSet<(PrincipleId, usize)> = places.iter().map(|place| (place.principle, place.clause)).collect();
    for (id, principle) in library.principles.iter() {
        let name = &principle.named.name;
        if principle.levels.iter().any(|&level| is_held(library, level)) {
            found.push((Thing::Principle(id), seen(Kind::Principle, name.clone(), principle.named.span)));
        }
        for (index, clause) in principle.clauses.iter().enumerate() {
            let name = format!("{name}.{}", clause.label);
            let negotiated =
                |variant: &Variant| variant.term.as_ref().is_none_or(|term| terms.contains(&std::ptr::from_ref(term)));
            if !clauses.contains(&(id, index)) {
                continue;
            }
            found.push((Thing::Clause(id, index), seen(Kind::Clause, name.clone(), clause.span)));
            let picked = clause.variants.iter().filter(|variant| negotiated(variant)).flat_map(|one| &one.picked);
            let alternatives: BTreeMap<Span, &Picked> = picked.map(|picked| (picked.span, picked)).collect();
            if clause.variants.len() > 1 {
                for (span, picked) in alternatives {
                    let name = format!("{name} {}", words(picked));
                    found.push((Thing::Alternative(span), seen(Kind::Alternative, name, span)));
                }
            }
        }
    }
}

/// An alternative in a few words.
fn words(picked: &Picked) -> String {
    match (&picked.bracket, &picked.alternative) {
        (Bracket::Open(name), _) => format!("{name} ?"),
        (Bracket::Parameter(name), _) => format!("{name} {}", picked.words),
        (Bracket::Whole, Alternative::With) => "with".to_owned(),
        (Bracket::Whole | Bracket::Modality | Bracket::Measure, _) => picked.words.clone(),
    }
}

/// Evidence; that of a table once for each word of a column.
fn evidence(pieces: &[Piece<'_>], fates: &[Fate], found: &mut Found) {
    let mut known: BTreeMap<Thing, (Item, Fate)> = BTreeMap::new();
    for (piece, fate) in pieces.iter().zip(fates) {
        let kind = match piece.holder {
            Holder::State(_) => Kind::Evidence,
            Holder::Rule(_) => Kind::Given,
        };
        let span = piece.evidence.mapped.unwrap_or(piece.evidence.span);
        let item = Item { kind, name: None, span, points: Vec::new() };
        let all = &mut known.entry(place(piece.evidence)).or_insert((item, Fate::default())).1;
        all.wins |= fate.wins;
        all.loses |= fate.loses;
    }
    found.extend(known.into_iter().map(|(thing, (item, fate))| {
        let halves = [(fate.wins, Half::Won), (fate.loses, Half::Lost)];
        let points = halves.into_iter().filter(|(possible, _)| *possible).map(|(_, half)| (half, false)).collect();
        (thing, Item { points, ..item })
    }));
}
