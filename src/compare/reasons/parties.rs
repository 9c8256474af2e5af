//! Parties: who plays them.

use super::Seen;
use super::conditions::{self, About};
use super::found::{Found, ReasonKind};
use crate::judge::{CapacityReasons, RoleReasons};

fn name<'n>(seen: &Seen<'n, '_, '_>, role: &RoleReasons<'_>) -> &'n str {
    let principle = &seen.phrases.library.principles[seen.session.principle];
    principle.parties.get(role.party).map_or("", |party| party.name.as_str())
}

pub(super) fn compare(old: &Seen<'_, '_, '_>, new: &Seen<'_, '_, '_>, found: &mut Found) {
    for role in &new.derivation.roles {
        let of = name(new, role);
        match old.derivation.roles.iter().find(|was| name(old, was) == of) {
            Some(was) => same(old, new, was, role, found),
            None => found.add(ReasonKind::Party, format!("the party {of} is new"), None),
        }
    }
    for role in &old.derivation.roles {
        let of = name(old, role);
        if !new.derivation.roles.iter().any(|is| name(new, is) == of) {
            found.add(ReasonKind::Party, format!("the party {of} is gone"), None);
        }
    }
}

fn same(
    old: &Seen<'_, '_, '_>,
    new: &Seen<'_, '_, '_>,
    was: &RoleReasons<'_>,
    is: &RoleReasons<'_>,
    found: &mut Found,
) {
    if was.played == is.played {
        return;
    }
    let party = name(new, is);
    let text = |seen: &Seen<'_, '_, '_>, role: &RoleReasons<'_>| {
        seen.session.text().parties.get(role.party).map_or_else(String::new, |party| seen.phrases.party(party))
    };
    let (before, after) = (text(old, was), text(new, is));
    if before != after {
        found.add(ReasonKind::Party, format!("the party {party}: `{before}` → `{after}`"), None);
    }
    for capacity in &is.capacities {
        let named = &new.phrases.library.capacities[capacity.capacity].name;
        let other = |one: &&CapacityReasons<'_>| old.phrases.library.capacities[one.capacity].name == *named;
        if let Some(before) = was.capacities.iter().find(other) {
            self::capacity(old, new, before, capacity, new.phrases.state(is.state), found);
        }
    }
    let what = format!("the party {party}");
    let about = About { what: &what, word: "where", kind: ReasonKind::Party, measures: [None, None] };
    if before == after {
        conditions::compare((old, was.condition.as_ref()), (new, is.condition.as_ref()), about, found);
    }
}

/// Says whether a state has a capacity that it had not, or the other way round.
pub(super) fn capacity(
    old: &Seen<'_, '_, '_>,
    new: &Seen<'_, '_, '_>,
    was: &CapacityReasons<'_>,
    is: &CapacityReasons<'_>,
    state: &str,
    found: &mut Found,
) {
    if was.has == is.has {
        return;
    }
    let name = &new.phrases.library.capacities[is.capacity].name;
    // Where the same statement gives it under a condition, what that reads has changed.
    if let ([(_, Some(before))], [(_, Some(after))]) = (was.claims.as_slice(), is.claims.as_slice()) {
        let what = format!("the capacity {name}");
        let about = About { what: &what, word: "when", kind: ReasonKind::Capacity, measures: [None, None] };
        conditions::compare((old, Some(before)), (new, Some(after)), about, found);
        return;
    }
    let detail = format!("{state} as {name}: {} → {}", was.has.name(), is.has.name());
    found.add(ReasonKind::Capacity, format!("the capacity {name} changed"), Some(detail));
}
