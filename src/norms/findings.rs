//! Clashes as findings.

use super::clash::{Clash, Kind, clashes};
use super::norm::Norm;
use super::witness::{caught, given};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Witness, quoted_all};
use crate::judge::World;
use crate::model::{Library, modality_words};

/// Reports every clash of a library.
pub fn review(world: &World<'_>, diagnostics: &mut Diagnostics) {
    let library = world.library;
    let found = clashes(world);
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
    let labels: Vec<String> = clash
        .norms
        .iter()
        .filter_map(|norm| {
            let label = &norm.clause(library)?.label;
            Some(format!("{}.{label}", norm.text(library).named.name))
        })
        .collect();
    let names = quoted_all(labels.iter().map(String::as_str), 6);
    let (code, message) = match clash.kind {
        Kind::Strict if clash.norms.len() == 1 => (Code::StrictClash, format!("{names} can be kept by nobody")),
        Kind::Strict => (Code::StrictClash, format!("nobody can keep {names} at once")),
        Kind::Permissive => (Code::PermissiveClash, format!("to do what is allowed or advised breaks one of {names}")),
        Kind::Tension => (Code::Tension, format!("{names} pull in different directions")),
        Kind::Exception => (Code::Exception, format!("of {names} the narrower one is an exception")),
        Kind::Undecided => {
            (Code::ClashUndecided, format!("whether anybody is bound by {names} at once is not decided"))
        }
    };
    let mut norms = clash.norms.iter();
    let Some(first) = norms.next() else { return Diagnostic::without_place(code, message) };
    let mut found = Diagnostic::new(code, first.term.span, message).here(words(library, first));
    for norm in norms {
        found = found.also(norm.term.span, words(library, norm));
    }
    let level = &library.levels[clash.level].named.name;
    if clash.kind == Kind::Undecided {
        return found.help(format!(
            "at `{level}` it depends on what cannot be decided, such as products of attributes or figures over members"
        ));
    }
    let caught = caught(library, &clash.norms, clash.level, &clash.witness);
    found
        .help(format!("at `{level}` this catches {caught}:"))
        .witness(Witness { level: level.clone(), given: given(library, clash.level, &clash.witness) })
}

/// A clause in short: who, how strongly, what, and of a draft which wording.
fn words(library: &Library, norm: &Norm<'_>) -> String {
    let party = norm.text(library).parties.get(norm.term.party).map_or("", |party| party.name.as_str());
    let modality = modality_words(norm.modality());
    let measure = &library.measures[norm.measure()].named.name;
    let picked =
        norm.clause(library).and_then(|clause| clause.variants.get(norm.variant)).map(|variant| &variant.picked);
    let picked: Vec<&str> = picked.into_iter().flatten().map(|picked| picked.words.as_str()).collect();
    let choosing = if picked.is_empty() { String::new() } else { format!(", choosing {}", picked.join(", ")) };
    format!("{party} {modality} {measure}{choosing}")
}
