//! A principle at a level, judged for all states or pairs by column.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use super::asked::{Asked, Asking, Bodies, Here};
use super::clause::OnClause;
use super::lanes::{Kleene, Lanes, WIDTH, blocks};
use super::verdicts::{StancePlanes, VerdictPlanes, verdicts};
use super::who::Who;
use crate::judge::choice::Choice;
use crate::judge::plan::Test;
use crate::judge::session::{Instance, Session};
use crate::judge::strength::Strength;
use crate::judge::verdict::{Finding, Verdict};
use crate::model::{Id, ScopeStatus, StateId, Truth};

/// A principle at a level among the members of an instance, or between every two states.
#[derive(Debug)]
pub struct Sheet<'s, 'p, 'a> {
    /// The principle at its level.
    pub session: &'s Session<'p, 'a>,
    bodies: Bodies<'p>,
    roles: SmallVec<[Role; 2]>,
    /// By clause and wording; `None` where it is left out or not negotiated.
    clauses: Vec<SmallVec<[Option<InRoles>; 1]>>,
}

/// A clause in one wording, role by role.
type InRoles = SmallVec<[OnClause; 1]>;

/// A party, for one of the states of each row.
#[derive(Debug)]
struct Role {
    party: usize,
    plays: Asked,
}

/// Parties, by place, with whether they are played.
pub type Roles = SmallVec<[(usize, Kleene); 1]>;

/// A clause in the wording that a choice takes.
struct Chosen<'x> {
    clause: usize,
    wording: usize,
    roles: &'x [OnClause],
    reservable: bool,
}

/// The verdicts of the rows of a block.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Which lanes are rows.
    pub rows: Lanes,
    /// The parties, by place, with whether the state of each row plays them.
    pub roles: Roles,
    /// Every verdict that unknown facts and brackets allow.
    pub possible: VerdictPlanes,
    /// Where the ways of clearing the brackets come to different verdicts.
    pub open: Lanes,
    /// The verdicts of each way of clearing the brackets, if there are several.
    pub by_choice: Vec<VerdictPlanes>,
}

impl Judged {
    /// The rows with each finding.
    pub fn findings(&self) -> Findings {
        let several = self.possible.several();
        let closed = self.rows & !self.open;
        let rows = |finding| match finding {
            Finding::Open => self.rows & self.open,
            Finding::Undetermined => closed & several,
            Finding::One(verdict) => closed & self.possible.plane(verdict) & !several,
        };
        Findings(Finding::ALL.map(rows))
    }
}

/// The rows of a block with each finding.
#[derive(Debug, Clone, Copy)]
pub struct Findings([Lanes; Finding::ALL.len()]);

impl Findings {
    /// Each finding with its rows, in the order of reports.
    pub fn iter(&self) -> impl Iterator<Item = (Finding, Lanes)> {
        Finding::ALL.into_iter().zip(self.0)
    }

    /// The rows with a finding.
    pub fn of(&self, wanted: Finding) -> Lanes {
        self.iter().find(|(finding, _)| *finding == wanted).map_or(Lanes::NONE, |(_, rows)| rows)
    }
}

impl<'s, 'p, 'a> Sheet<'s, 'p, 'a> {
    /// Among the members of a group or forum or among all.
    pub fn of(session: &'s Session<'p, 'a>, instance: Instance) -> Self {
        let parties = (0..session.text().parties.len()).map(|party| (party, Who::Lane));
        let members = match instance {
            Instance::All => Cow::Borrowed(session.plan.everybody.as_slice()),
            Instance::Group(_) | Instance::Forum(_) | Instance::Pair(..) => Cow::Owned(session.members(instance)),
        };
        Self::new(session, Bodies::Members(instance, members), &parties)
    }

    /// Between every two states.
    pub fn of_pairs(session: &'s Session<'p, 'a>) -> Self {
        let second = usize::from(session.text().parties.len() == 2);
        Self::new(session, Bodies::Pairs, &[(0, Who::First), (second, Who::Lane)].into_iter())
    }

    fn new(
        session: &'s Session<'p, 'a>,
        bodies: Bodies<'p>,
        parties: &(impl Iterator<Item = (usize, Who)> + Clone),
    ) -> Self {
        let asking = Asking { session, bodies: &bodies };
        let roles = parties.clone().map(|(party, who)| Role { party, plays: plays(asking, party, who) }).collect();
        let of_wording = |wording| -> Option<InRoles> {
            parties.clone().map(|(party, who)| OnClause::new(asking, wording, party, who)).collect()
        };
        let closed = session.scope == ScopeStatus::Closed;
        let judged = session.clauses.iter().filter(|_| !closed);
        let clauses = judged.map(|wordings| wordings.iter().map(of_wording).collect()).collect();
        Self { session, bodies, roles, clauses }
    }

    /// How many blocks the states fill.
    pub fn blocks(&self) -> usize {
        blocks(self.session.plan.everybody.len())
    }

    /// The states of an instance that are in a block, judged; not of pairs.
    pub fn members(&self, block: usize) -> Judged {
        let rows = match &self.bodies {
            Bodies::Pairs => Lanes::NONE,
            Bodies::Members(Instance::All, _) => self.there(block),
            Bodies::Members(_, members) => {
                let mut lanes = Lanes::NONE;
                let from = members.partition_point(|state| state.index() < block * WIDTH);
                let inside = members.iter().skip(from).map(|state| state.index() - block * WIDTH);
                inside.take_while(|lane| *lane < WIDTH).for_each(|lane| lanes.set(lane));
                lanes
            }
        };
        let here = Here { first: None, block };
        let plan = self.session.plan;
        self.judge(here, rows, 0, self.roles.iter().map(|role| (role.party, role.plays.at(plan, here))).collect())
    }

    /// The pairs of a first state with those of a block, as far as they are wanted: what comes to the first state, and
    /// what to the second; `None` where there is no such pair.
    pub fn pairs(&self, first: StateId, block: usize, wanted: Lanes) -> Option<[Judged; 2]> {
        let [one, other] = self.roles.as_slice() else { return None };
        let here = Here { first: Some(first), block };
        let plan = self.session.plan;
        let wanted = wanted & self.seconds(first, block);
        if wanted.is_empty() {
            return None;
        }
        let played = one.plays.at(plan, here).and(other.plays.at(plan, here));
        let rows = wanted & !played.no;
        let of = |place: usize, role: &Role| self.judge(here, rows, place, smallvec![(role.party, played)]);
        (!rows.is_empty()).then(|| [of(0, one), of(1, other)])
    }

    /// The lanes of a block that make a pair with a first state.
    pub(super) fn seconds(&self, first: StateId, block: usize) -> Lanes {
        let before = |place: usize| Lanes::below(place.saturating_sub(block * WIDTH));
        let behind = !before(first.index() + 1);
        let ordered = self.session.text().parties.len() == 2;
        self.there(block) & if ordered { behind | before(first.index()) } else { behind }
    }

    /// The lanes of a block that are states.
    fn there(&self, block: usize) -> Lanes {
        Lanes::below(self.session.plan.everybody.len().saturating_sub(block * WIDTH))
    }

    /// `roles` are those of the sheet from a place on.
    fn judge(&self, here: Here, rows: Lanes, from: usize, roles: Roles) -> Judged {
        let mut judged =
            Judged { rows, roles, possible: VerdictPlanes::default(), open: Lanes::NONE, by_choice: Vec::new() };
        if rows.is_empty() {
            return judged;
        }
        match self.session.choices.as_slice() {
            [choice] => {
                let on = |clause: usize, wording: usize, role: usize| self.on(clause, wording, from + role, here);
                judged.possible = self.of_choice(choice, rows, &judged.roles, on);
            }
            choices => {
                // A wording stands in many choices.
                let of_wording = |clause, wording| -> Vec<StancePlanes> {
                    let roles = 0..judged.roles.len();
                    roles.map(|role| self.on(clause, wording, from + role, here)).collect()
                };
                let of_clause = |(clause, wordings): (usize, &SmallVec<[Option<InRoles>; 1]>)| -> Vec<_> {
                    (0..wordings.len()).map(|wording| of_wording(clause, wording)).collect()
                };
                let known: Vec<Vec<Vec<StancePlanes>>> = self.clauses.iter().enumerate().map(of_clause).collect();
                let on = |clause: usize, wording: usize, role: usize| {
                    let known = known.get(clause).and_then(|clause| clause.get(wording));
                    known.and_then(|roles| roles.get(role)).copied().unwrap_or(StancePlanes::NONE)
                };
                let mut first = None;
                for choice in choices {
                    let verdicts = self.of_choice(choice, rows, &judged.roles, on);
                    judged.open |= verdicts.differs(first.get_or_insert(verdicts));
                    judged.possible = judged.possible.with(verdicts);
                    judged.by_choice.push(verdicts);
                }
            }
        }
        judged
    }

    /// `on` says the stances on a clause in a wording and a role.
    fn of_choice(
        &self,
        choice: &Choice,
        rows: Lanes,
        roles: &[(usize, Kleene)],
        on: impl Fn(usize, usize, usize) -> StancePlanes,
    ) -> VerdictPlanes {
        let outside = VerdictPlanes::one(Verdict::Outside, rows);
        let mut clauses = self.chosen(choice).peekable();
        if clauses.peek().is_none() {
            return outside;
        }
        if let &[(_, played)] = roles {
            let stances =
                clauses.map(|Chosen { clause, wording, reservable, .. }| (on(clause, wording, 0), reservable));
            let not_played = VerdictPlanes::one(Verdict::Outside, rows & !played.yes);
            return verdicts(stances).within(rows & !played.no).with(not_played);
        }
        let stances: Vec<(Vec<StancePlanes>, bool)> = clauses
            .map(|Chosen { clause, wording, reservable, .. }| {
                ((0..roles.len()).map(|role| on(clause, wording, role)).collect(), reservable)
            })
            .collect();
        // Whether a state plays a party, if unknown, is one question for the whole principle.
        let played: Vec<Kleene> = roles.iter().map(|&(_, played)| played).collect();
        let mut found = VerdictPlanes::default();
        let start: Vec<(StancePlanes, bool)> =
            stances.iter().map(|(_, reservable)| (StancePlanes::NONE, *reservable)).collect();
        in_roles(&played, rows, &start, &stances, 0, false, &mut found);
        found
    }

    /// The clauses of a choice that are negotiated.
    fn chosen<'x>(&'x self, choice: &'x Choice) -> impl Iterator<Item = Chosen<'x>> {
        let wordings = self.clauses.iter().zip(&choice.variants).enumerate();
        wordings.zip(&self.session.text().clauses).filter_map(|((clause, (wordings, &wording)), text)| {
            let roles = wordings.get(wording)?.as_deref()?;
            Some(Chosen { clause, wording, roles, reservable: text.reservable })
        })
    }

    fn on(&self, clause: usize, wording: usize, role: usize, here: Here) -> StancePlanes {
        let wording = self.clauses.get(clause).and_then(|wordings| wordings.get(wording));
        let on_clause = wording.and_then(Option::as_ref).and_then(|roles| roles.get(role));
        on_clause.map_or(StancePlanes::NONE, |clause| clause.stances(self.session.plan, here))
    }

    /// How strong the evidence is that surely counts, for rows of a block that [`Sheet::pairs`] or [`Sheet::members`]
    /// gave, lane by lane: of the first state of each pair, or of the state of each lane. A draft has none.
    pub fn strengths(
        &self,
        judged: &Judged,
        first: Option<StateId>,
        of_first: bool,
        block: usize,
        lanes: Lanes,
    ) -> Vec<Strength> {
        let mut strengths = vec![Strength::default(); WIDTH];
        let [choice] = self.session.choices.as_slice() else { return strengths };
        let here = Here { first, block };
        let plan = self.session.plan;
        for Chosen { roles, .. } in self.chosen(choice) {
            if let &[(_, played)] = judged.roles.as_slice() {
                let clause = roles.get(usize::from(first.is_some() && !of_first));
                if let Some(clause) = clause {
                    clause.strengthen(plan, here, lanes & played.yes, &mut strengths);
                }
                continue;
            }
            // Each piece counts once for a clause, in however many roles.
            let mut counted: Vec<(usize, Lanes)> = Vec::new();
            for (clause, (_, played)) in roles.iter().zip(&judged.roles) {
                for mut one in clause.deciding(plan, here) {
                    one.lanes = one.lanes & lanes & played.yes;
                    match counted.iter_mut().find(|(number, _)| *number == one.number) {
                        None => counted.push((one.number, one.lanes)),
                        Some((_, before)) => {
                            one.lanes &= !*before;
                            *before |= one.lanes;
                        }
                    }
                    one.strengthen(lanes, &mut strengths);
                }
            }
        }
        strengths
    }
}

/// Whether a state plays a party: it has one of its capacities, if any are given, and the condition holds.
fn plays(asking: Asking<'_, '_, '_>, party: usize, who: Who) -> Asked {
    let session = asking.session;
    let Some(definition) = session.text().parties.get(party) else { return Asked::Same(Truth::No) };
    let test = session.conditions.get(party).copied().unwrap_or(Test::Always);
    let holds = asking.holds(test, who, &[]);
    if definition.capacities.is_empty() {
        return holds;
    }
    let capable = definition.capacities.iter().map(|&capacity| Asked::Of(who, asking.plan().capacity_planes(capacity)));
    Asked::and([Asked::or(capable), holds])
}

/// Goes through the sets of roles that some row may play, and adds the verdicts of each to the rows that may.
fn in_roles(
    played: &[Kleene],
    rows: Lanes,
    so_far: &[(StancePlanes, bool)],
    stances: &[(Vec<StancePlanes>, bool)],
    place: usize,
    any: bool,
    found: &mut VerdictPlanes,
) {
    if rows.is_empty() {
        return;
    }
    let Some(one) = played.get(place) else {
        let these = if any {
            verdicts(so_far.iter().copied()).within(rows)
        } else {
            VerdictPlanes::one(Verdict::Outside, rows)
        };
        *found = found.with(these);
        return;
    };
    in_roles(played, rows & !one.yes, so_far, stances, place + 1, any, found);
    let joined: Vec<(StancePlanes, bool)> = so_far
        .iter()
        .zip(stances)
        .map(|(&(before, reservable), (roles, _))| {
            (roles.get(place).map_or(before, |&stances| before.join(stances)), reservable)
        })
        .collect();
    in_roles(played, rows & !one.no, &joined, stances, place + 1, true, found);
}
