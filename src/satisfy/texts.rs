//! Texts that are not given: which of those that are named they are, and whether two are one. There are more texts than
//! anybody names, so that two of them can always differ.

use std::sync::Arc;

use super::scene::Scene;
use super::solver::Literal;

impl Scene<'_> {
    /// Whether a text that is not given is this one.
    pub(super) fn is_text(&mut self, open: usize, text: &Arc<str>) -> Literal {
        if let Some(&known) = self.texts.get(open).and_then(|texts| texts.get(text)) {
            return known;
        }
        let literal = self.solver.fresh();
        let others: Vec<Literal> = self.texts.get(open).into_iter().flat_map(|texts| texts.values().copied()).collect();
        for other in others {
            self.solver.clause(&[!literal, !other]);
        }
        if let Some(texts) = self.texts.get_mut(open) {
            texts.insert(text.clone(), literal);
        }
        for (pair, same) in self.same_texts.clone() {
            if pair.contains(&open) {
                self.link(pair, same, text);
            }
        }
        literal
    }

    /// Whether two texts that are not given are one.
    pub(super) fn same_text(&mut self, one: usize, other: usize) -> Literal {
        if one == other {
            return self.solver.yes();
        }
        let pair = [one.min(other), one.max(other)];
        if let Some(known) = self.known_pair(pair) {
            return known;
        }
        let same = self.solver.fresh();
        for third in 0..self.texts.len() {
            let sides = pair.map(|side| self.known_pair([side.min(third), side.max(third)]));
            if let [Some(a), Some(b)] = sides {
                for [x, y, z] in [[same, a, b], [a, b, same], [b, same, a]] {
                    self.solver.clause(&[!x, !y, z]);
                }
            }
        }
        self.same_texts.push((pair, same));
        let texts: Vec<Arc<str>> =
            pair.iter().filter_map(|&side| self.texts.get(side)).flat_map(|texts| texts.keys().cloned()).collect();
        for text in texts {
            self.link(pair, same, &text);
        }
        same
    }

    fn known_pair(&self, pair: [usize; 2]) -> Option<Literal> {
        self.same_texts.iter().find(|(known, _)| *known == pair).map(|(_, same)| *same)
    }

    /// Where two texts are one, both are this text or neither is; and two that are this text are one.
    fn link(&mut self, [one, other]: [usize; 2], same: Literal, text: &Arc<str>) {
        let (a, b) = (self.is_text(one, text), self.is_text(other, text));
        for clause in [[!same, !a, b], [!same, a, !b], [same, !a, !b]] {
            self.solver.clause(&clause);
        }
    }

    /// A text that nobody names, the same for texts that are one in the last model.
    pub(super) fn other_text(&self, open: usize) -> Arc<str> {
        let longest = self.texts.iter().flat_map(|texts| texts.keys()).map(|text| text.len()).max().unwrap_or_default();
        let mut first = open;
        while let Some(before) = self.same_texts.iter().find_map(|(pair, same)| {
            let [before, at] = *pair;
            (at == first && self.solver.holds(*same)).then_some(before)
        }) {
            first = before;
        }
        "x".repeat(longest + 1 + first).into()
    }
}
