//! The values of attributes that conditions read, as keys.

use rustc_hash::FxHashMap;

use super::keys::{Keys, Simple};
use crate::judge::plan::Plan;
use crate::model::{AttributeId, Expr};

impl Plan<'_> {
    /// The keys of the attributes that conditions read, as far as they are simple. They are made state by state, as
    /// that is how facts lie in memory: of thousands of states several times faster than attribute by attribute.
    pub(super) fn keys_of_attributes(&self) -> FxHashMap<AttributeId, Keys> {
        let library = self.library();
        let read = library.expressions.iter().filter_map(|(_, expr)| match expr {
            Expr::Attribute(_, attribute) => Some(*attribute),
            _ => None,
        });
        let mut attributes: Vec<AttributeId> = read.collect();
        attributes.sort_unstable();
        attributes.dedup();
        let mut keys: Vec<(AttributeId, Simple)> =
            attributes.into_iter().map(|attribute| (attribute, Simple::new(library.states.len()))).collect();
        for state in library.states.ids() {
            for (attribute, keys) in &mut keys {
                if let Some(value) = self.world.value(*attribute, state) {
                    keys.put(state, value);
                }
            }
        }
        keys.into_iter().filter_map(|(attribute, keys)| Some((attribute, keys.keys()?))).collect()
    }
}
