//! Which principle prevails where two cannot both be kept.

use super::{MeasureId, PrincipleId};
use crate::source::Span;
pub use crate::syntax::ast::Precedence;

/// A principle over which another one says that it prevails, as a treaty says in a conflict clause: "in the event of
/// conflict, this Agreement shall prevail". Nothing but a clash asks for it, so that it changes no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The principle that gives way.
    pub principle: PrincipleId,
    /// The measures on which it does, rising; empty for all.
    pub measures: Vec<MeasureId>,
    /// Where it is named.
    pub span: Span,
}

impl Override {
    /// Whether it says what prevails on a measure.
    pub fn is_about(&self, measure: MeasureId) -> bool {
        self.measures.is_empty() || self.measures.contains(&measure)
    }
}
