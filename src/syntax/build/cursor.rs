//! A walk over the parts of a rule, without its keywords and signs.

use pest::iterators::Pairs;

use crate::syntax::grammar::{Node, Rule};
use crate::syntax::words::is_token;

/// The parts of a node, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'i> {
    pairs: Pairs<'i, Rule>,
}

impl<'i> Cursor<'i> {
    /// The parts of a node.
    pub(super) fn new(node: Node<'i>) -> Self {
        Self { pairs: node.into_inner() }
    }

    /// The next part if it is of a rule; otherwise it stays.
    pub(super) fn accept(&mut self, rule: Rule) -> Option<Node<'i>> {
        let mut ahead = self.clone();
        let node = ahead.next().filter(|node| node.as_rule() == rule)?;
        *self = ahead;
        Some(node)
    }

    /// The parts from here on that are of a rule, up to the first that is not.
    pub(super) fn many(&mut self, rule: Rule) -> Vec<Node<'i>> {
        std::iter::from_fn(|| self.accept(rule)).collect()
    }
}

impl<'i> Iterator for Cursor<'i> {
    type Item = Node<'i>;

    fn next(&mut self) -> Option<Node<'i>> {
        self.pairs.by_ref().find(|node| !is_token(node.as_rule()))
    }
}
