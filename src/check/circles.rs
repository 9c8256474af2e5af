//! Circles of principles that override each other.

use std::collections::{BTreeSet, VecDeque};

use crate::model::{Arena, Id, MeasureId, Override, Principle, PrincipleId};

/// A principle and the place of one of its `overrides` among them.
pub(super) type Link = (PrincipleId, usize);

/// How many circles are told at once: whoever has more of them learns of the others when these are gone.
const MAX_CIRCLES: usize = 50;

/// A circle of links, each of which leads to the principle of the next, and the measure that it is on; `None` for all.
#[derive(Debug)]
pub(super) struct Circle {
    pub(super) on: Option<MeasureId>,
    pub(super) links: Vec<Link>,
}

/// The circles of some principles: first those on all measures, so that no single one is named for them. A link that
/// closes a circle is left out of what is looked at afterwards, so that a circle is found once, on whatever measures
/// it is.
pub(super) fn circles(principles: &Arena<PrincipleId, Principle>) -> Vec<Circle> {
    let measures: BTreeSet<MeasureId> = principles
        .values()
        .flat_map(|principle| &principle.overrides)
        .flat_map(|one| one.measures.iter().copied())
        .collect();
    let mut search = Search { principles, on: None, closing: BTreeSet::new(), found: Vec::new() };
    for on in std::iter::once(None).chain(measures.into_iter().map(Some)) {
        search.on = on;
        search.all();
    }
    search.found
}

struct Search<'l> {
    principles: &'l Arena<PrincipleId, Principle>,
    on: Option<MeasureId>,
    /// The links that close the circles found so far.
    closing: BTreeSet<Link>,
    found: Vec<Circle>,
}

impl Search<'_> {
    /// Where a link leads, if it counts.
    fn follow(&self, link: Link) -> Option<PrincipleId> {
        let one: &Override = self.principles[link.0].overrides.get(link.1)?;
        let counts = self.on.map_or(one.measures.is_empty(), |measure| one.is_about(measure));
        (counts && !self.closing.contains(&link)).then_some(one.principle)
    }

    /// Goes along every link, as deep as it leads: one back to a principle on the way closes a circle.
    fn all(&mut self) {
        let mut seen = vec![false; self.principles.len()];
        let mut on_the_way = seen.clone();
        for start in self.principles.ids() {
            if flag(&seen, start) {
                continue;
            }
            // Each principle of the way with the link of it that is next.
            let mut way: Vec<Link> = vec![(start, 0)];
            set(&mut seen, start, true);
            set(&mut on_the_way, start, true);
            while let Some(link) = way.last_mut() {
                let (at, next) = *link;
                link.1 += 1;
                if next >= self.principles[at].overrides.len() {
                    set(&mut on_the_way, at, false);
                    way.pop();
                    continue;
                }
                let Some(to) = self.follow((at, next)) else { continue };
                if flag(&on_the_way, to) {
                    if self.found.len() >= MAX_CIRCLES {
                        return;
                    }
                    let mut links = self.shortest(to, at);
                    links.push((at, next));
                    self.closing.insert((at, next));
                    self.found.push(Circle { on: self.on, links });
                } else if !flag(&seen, to) {
                    set(&mut seen, to, true);
                    set(&mut on_the_way, to, true);
                    way.push((to, 0));
                }
            }
        }
    }

    /// The fewest links from one principle to another.
    fn shortest(&self, from: PrincipleId, to: PrincipleId) -> Vec<Link> {
        let mut by: Vec<Option<Link>> = vec![None; self.principles.len()];
        let mut next = VecDeque::from([from]);
        while let Some(at) = next.pop_front().filter(|at| *at != to) {
            for place in 0..self.principles[at].overrides.len() {
                let Some(other) = self.follow((at, place)) else { continue };
                if let Some(by) = by.get_mut(other.index()).filter(|by| by.is_none() && other != from) {
                    *by = Some((at, place));
                    next.push_back(other);
                }
            }
        }
        let back = |at: PrincipleId| by.get(at.index()).copied().flatten();
        let mut links: Vec<Link> = std::iter::successors(back(to), |link| back(link.0)).collect();
        links.reverse();
        links
    }
}

fn flag(flags: &[bool], id: PrincipleId) -> bool {
    flags.get(id.index()).copied().unwrap_or_default()
}

fn set(flags: &mut [bool], id: PrincipleId, value: bool) {
    if let Some(flag) = flags.get_mut(id.index()) {
        *flag = value;
    }
}
