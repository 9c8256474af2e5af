//! The states that a verdict depends on.

use crate::judge::{Instance, conditions};
use crate::model::{Expr, Library, StateId, Subject};

/// The states that a verdict depends on: those of the pair, and those that conditions name; `None` where one looks at
/// all members.
pub(super) fn focus(
    library: &Library,
    members: &[StateId],
    instance: Instance,
    state: StateId,
) -> Option<Vec<StateId>> {
    if conditions(library).iter().any(|condition| library.expressions.reads(condition.expr).members) {
        return None;
    }
    let mut focus = match instance {
        Instance::Pair(..) => members.to_vec(),
        Instance::All | Instance::Group(_) | Instance::Forum(_) => vec![state],
    };
    for (_, expr) in library.expressions.iter() {
        let subjects = match expr {
            Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => {
                [Some(*subject), None]
            }
            Expr::PairAttribute(_, from, to) => [Some(*from), Some(*to)],
            Expr::Value(_)
            | Expr::Parameter(_)
            | Expr::LevelIn(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Quantified(..)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => [None, None],
        };
        for subject in subjects.into_iter().flatten() {
            if let Subject::State(named) = subject
                && !focus.contains(&named)
            {
                focus.push(named);
            }
        }
    }
    Some(focus)
}
