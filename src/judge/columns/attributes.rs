//! The values of attributes that conditions read, as keys.

use super::keys::{Filling, Keys};
use crate::judge::plan::Plan;
use crate::model::{Arena, AttributeId, Expr};

impl Plan<'_> {
    /// The keys of the attributes that conditions read, as far as they are simple. They are made state by state, as
    /// that is how facts lie in memory: of thousands of states several times faster than attribute by attribute.
    pub(super) fn keys_of_attributes(&self) -> Arena<AttributeId, Option<Keys>> {
        let library = self.library();
        let mut read: Arena<AttributeId, bool> = library.attributes.ids().map(|_| false).collect();
        for (_, expr) in library.expressions.iter() {
            if let Expr::Attribute(_, attribute) = expr {
                read[*attribute] = true;
            }
        }
        let read: Vec<AttributeId> = library.attributes.ids().filter(|attribute| read[*attribute]).collect();
        let mut fillings: Vec<Filling> = read.iter().map(|_| Filling::new(library.states.len())).collect();
        for state in library.states.ids() {
            for (attribute, filling) in read.iter().zip(&mut fillings) {
                if let Some(value) = self.world.value(*attribute, state) {
                    filling.put(state, value);
                }
            }
        }
        let mut keys: Arena<AttributeId, Option<Keys>> = library.attributes.ids().map(|_| None).collect();
        for (attribute, filling) in read.into_iter().zip(fillings) {
            keys[attribute] = filling.keys();
        }
        keys
    }
}
