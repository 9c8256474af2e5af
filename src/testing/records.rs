//! What snapshots ask for.

use crate::judge::{Instance, Row, Session};
use crate::model::{GroupId, StateId};

/// The verdicts that a snapshot records of a principle at a level: those of some states, or of all, and at a level of
/// groups those of one group, or of all.
pub fn verdicts(session: &Session<'_, '_>, group: Option<GroupId>, states: &[StateId]) -> Vec<Row> {
    let wanted = |state: StateId| states.is_empty() || states.contains(&state);
    let mut rows = session.rows(|instance| match (instance, group) {
        (Instance::Group(group), Some(only)) => group == only,
        (Instance::Pair(first, second), _) => wanted(first) || wanted(second),
        (Instance::All | Instance::Group(_) | Instance::Forum(_), _) => true,
    });
    rows.retain(|row| wanted(row.state));
    rows
}
