//! Norms: clauses in each wording, at the levels at which they are negotiated.

use crate::model::{
    Clause, LevelId, Library, MeasureId, Modality, PersonsId, Principle, PrincipleId, ScopeStatus, Term, modality_words,
};

/// A clause in one wording.
#[derive(Debug, Clone, Copy)]
pub struct Norm<'a> {
    /// The principle.
    pub principle: PrincipleId,
    /// The place of the clause.
    pub clause: usize,
    /// The place of the wording.
    pub variant: usize,
    /// The wording.
    pub term: &'a Term,
}

impl<'a> Norm<'a> {
    /// Every norm of a library, in the order in which they are written.
    pub fn all(library: &'a Library) -> Vec<Self> {
        let mut all = Vec::new();
        for (principle, text) in library.principles.iter() {
            for (clause, written) in text.clauses.iter().enumerate() {
                for (variant, wording) in written.variants.iter().enumerate() {
                    let Some(term) = &wording.term else { continue };
                    all.push(Self { principle, clause, variant, term });
                }
            }
        }
        all
    }

    /// The principle.
    pub fn text(&self, library: &'a Library) -> &'a Principle {
        &library.principles[self.principle]
    }

    /// The clause.
    pub fn clause(&self, library: &'a Library) -> Option<&'a Clause> {
        self.text(library).clauses.get(self.clause)
    }

    /// Its name: `readmission.duty`.
    pub fn label(&self, library: &Library) -> String {
        let text = &library.principles[self.principle];
        let label = text.clauses.get(self.clause).map_or("", |clause| clause.label.as_str());
        format!("{}.{label}", text.named.name)
    }

    /// Who, how strongly, what: `sender shall admit`.
    pub fn words(&self, library: &Library) -> String {
        let party =
            library.principles[self.principle].parties.get(self.term.party).map_or("", |party| party.name.as_str());
        format!("{party} {} {}", modality_words(self.modality()), library.measures[self.measure()].named.name)
    }

    /// Whether two are wordings of one clause, of which only one is chosen.
    pub fn is_alternative_of(&self, other: &Self) -> bool {
        self.principle == other.principle && self.clause == other.clause
    }

    /// The levels at which it is negotiated: those of its principle that its own `at` and the scope leave.
    pub fn levels(&self, library: &Library) -> Vec<LevelId> {
        let closed =
            |issue: &_, level| library.scope.ruling(&library.issues, *issue, level).status == ScopeStatus::Closed;
        let text = &library.principles[self.principle];
        let negotiated = |level: &LevelId| {
            self.term.levels.as_ref().is_none_or(|levels| levels.contains(level))
                && !text.issues.iter().any(|issue| closed(issue, *level))
                && !library.measures[self.term.measure].on.iter().any(|issue| closed(issue, *level))
        };
        text.levels.iter().copied().filter(negotiated).collect()
    }

    /// The measure.
    pub fn measure(&self) -> MeasureId {
        self.term.measure
    }

    /// The modality.
    pub fn modality(&self) -> Modality {
        self.term.modality
    }
}

/// Whether some person is of a category of each of the lists; an empty list is of everybody.
pub fn share_people(library: &Library, one: &[PersonsId], other: &[PersonsId]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|a| other.iter().any(|b| overlap(library, *a, *b)))
}

/// Whether everybody of the first list is of the second one.
pub fn covers(one: &[PersonsId], other: &[PersonsId]) -> bool {
    other.is_empty() || (!one.is_empty() && one.iter().all(|category| other.contains(category)))
}

fn overlap(library: &Library, one: PersonsId, other: PersonsId) -> bool {
    one == other || library.persons[one].overlaps.contains(&other) || library.persons[other].overlaps.contains(&one)
}
