//! A walk over the parts of a rule, without its keywords and signs.

use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Node, Parts};
use crate::syntax::words::is_token;

/// The parts of a node, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'i> {
    parts: Parts<'i>,
}

impl<'i> Cursor<'i> {
    /// The parts of a node.
    pub(super) fn new(node: Node<'i>) -> Self {
        Self { parts: node.parts() }
    }

    /// The next part if it is of a rule; otherwise it stays.
    pub(super) fn accept(&mut self, rule: Rule) -> Option<Node<'i>> {
        let mut ahead = self.clone();
        let node = ahead.next().filter(|node| node.as_rule() == rule)?;
        *self = ahead;
        Some(node)
    }

    /// The parts from here on that are of a rule, up to the first that is not.
    pub(super) fn many(&mut self, rule: Rule) -> impl Iterator<Item = Node<'i>> {
        std::iter::from_fn(move || self.accept(rule))
    }
}

impl<'i> Iterator for Cursor<'i> {
    type Item = Node<'i>;

    fn next(&mut self) -> Option<Node<'i>> {
        self.parts.find(|node| !is_token(node.as_rule()))
    }
}
