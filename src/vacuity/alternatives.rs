//! Alternatives in brackets that cannot come into play, or say what another one says.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Alternative, Bracket, Clause, LevelId, Library, Picked, Principle, PrincipleId, Term};
use crate::norms::Norm;

pub fn review(library: &Library, diagnostics: &mut Diagnostics) {
    for (id, principle) in library.principles.iter() {
        for place in 0..principle.clauses.len() {
            let wordings = Wordings::of(library, id, principle, place);
            wordings.never_negotiated(diagnostics);
            wordings.said_twice(diagnostics);
        }
    }
}

/// The wordings of a clause in which it is kept, each with the alternatives taken and its levels.
struct Wordings<'a> {
    library: &'a Library,
    clause: Option<&'a Clause>,
    all: Vec<(&'a [Picked], &'a Term, Vec<LevelId>)>,
}

impl<'a> Wordings<'a> {
    fn of(library: &'a Library, id: PrincipleId, principle: &'a Principle, place: usize) -> Self {
        let clause = principle.clauses.get(place).filter(|clause| clause.variants.len() > 1);
        let variants = clause.iter().flat_map(|clause| &clause.variants).enumerate();
        let all = variants
            .filter_map(|(variant, written)| {
                let term = written.term.as_ref()?;
                let norm = Norm { principle: id, clause: place, variant, term };
                Some((written.picked.as_slice(), term, norm.levels(library)))
            })
            .collect();
        Self { library, clause, all }
    }

    fn label(&self) -> &'a str {
        self.clause.map_or("", |clause| &clause.label)
    }

    /// The alternatives, each once.
    fn alternatives(&self) -> Vec<&'a Picked> {
        let mut found: Vec<&'a Picked> = Vec::new();
        for picked in self.all.iter().flat_map(|(picked, ..)| *picked) {
            if picked.alternative != Alternative::With && !found.contains(&picked) {
                found.push(picked);
            }
        }
        found
    }

    /// Alternatives that no level is left to, where others have one.
    fn never_negotiated(&self, diagnostics: &mut Diagnostics) {
        if self.all.iter().all(|(.., levels)| levels.is_empty()) {
            return;
        }
        for alternative in self.alternatives() {
            let mut with = self.all.iter().filter(|(picked, ..)| picked.contains(alternative));
            if with.any(|(.., levels)| !levels.is_empty()) {
                continue;
            }
            let message =
                format!("the alternative `{}` of `{}` is negotiated at no level", alternative.words, self.label());
            diagnostics.report(
                Diagnostic::new(Code::UnreachableAlternative, alternative.span, message)
                    .here("cannot come into play")
                    .help("look at its levels and at the scope of what its measure is on, or leave it out"),
            );
        }
    }

    /// Options of a clause that say what one before them says.
    fn said_twice(&self, diagnostics: &mut Diagnostics) {
        let options: Vec<&Picked> =
            self.alternatives().into_iter().filter(|picked| picked.bracket == Bracket::Whole).collect();
        let said_by =
            |option: &Picked| self.all.iter().filter(|(picked, ..)| picked.contains(option)).collect::<Vec<_>>();
        for (place, later) in options.iter().enumerate() {
            let terms = said_by(later);
            let twin = options.iter().take(place).find(|earlier| {
                let others = said_by(earlier);
                terms.iter().all(|one| others.iter().any(|other| self.same(one, other)))
            });
            let Some(earlier) = twin else { continue };
            let message =
                format!("the alternative `{}` of `{}` says what `{}` says", later.words, self.label(), earlier.words);
            diagnostics.report(
                Diagnostic::new(Code::UnreachableAlternative, later.span, message)
                    .here("makes no difference")
                    .also(earlier.span, "says the same")
                    .help("leave one of them out, or word it as it is meant"),
            );
        }
    }

    fn same(&self, one: &(&[Picked], &Term, Vec<LevelId>), other: &(&[Picked], &Term, Vec<LevelId>)) -> bool {
        let condition =
            |term: &Term| [term.when, term.unless].map(|condition| condition.map(|condition| condition.expr));
        let (a, b) = (one.1, other.1);
        let arguments = |term: &Term| {
            let of = &self.library.measures[term.measure].parameters;
            of.iter()
                .map(|parameter| term.arguments.iter().find(|(name, _)| *name == parameter.name).cloned())
                .collect::<Vec<_>>()
        };
        a.party == b.party
            && a.modality == b.modality
            && a.measure == b.measure
            && a.text == b.text
            && one.2 == other.2
            && condition(a) == condition(b)
            && arguments(a) == arguments(b)
    }
}
