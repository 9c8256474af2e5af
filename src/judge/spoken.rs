//! Whether a state has said anything at all.

use super::expression::View;
use super::session::{Row, Session};
use super::wording::Wording;
use crate::model::{StateId, Truth};

impl Session<'_, '_> {
    /// Whether evidence surely counts on some clause in a role that the state surely plays, however the brackets are
    /// cleared. An abstention counts for nothing, but it counts; a state without evidence is silent. `members` are
    /// those of the row's instance.
    pub fn speaks(&self, row: &Row, members: &[StateId]) -> bool {
        // Choices combine the wordings of clauses freely, so one clause that is spoken of in all of its own is enough,
        // and where there is none some choice avoids every wording that is spoken of.
        self.clauses
            .iter()
            .any(|wordings| !wordings.is_empty() && wordings.iter().all(|wording| self.spoken(wording, row, members)))
    }

    fn spoken(&self, wording: &Wording<'_>, row: &Row, members: &[StateId]) -> bool {
        let Some(term) = &wording.term else { return false };
        let view = View { arguments: &term.arguments, ..self.view(row.instance, members, row.state) };
        let pieces = self.plan.pieces(row.state);
        let counts = |party| {
            let mut candidates =
                wording.candidates(self.plan, row.state).iter().filter_map(|one| pieces.get(one.piece));
            candidates.any(|piece| self.counts(piece, party, &view) == Truth::Yes)
        };
        let mut played = row.roles.iter().filter(|(_, played)| *played == Truth::Yes);
        played.any(|&(party, _)| {
            self.binds(wording, row.instance, members, row.state, party) != Truth::No && counts(party)
        })
    }
}
