//! What a forum makes of a principle.

use std::collections::BTreeMap;

use super::assembly::Assembly;
use super::ballot::{Ballot, Vote};
use super::decide::deciders;
use super::movers::movers;
use super::results::results;
use super::smallest::{Budget, Goal, Smallest, smallest};
use super::tally::Tally;
use crate::judge::{Instance, Plan, Row, Session, VerdictSet};
use crate::model::{Arity, ForumId, Pick, PrincipleId, StateId};
use crate::worlds::{Worlds, complete};

/// What comes of a text in a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForumResult {
    /// The rule is met, by ayes without reservations.
    Adopted,
    /// The rule is met, and some ayes have reservations.
    Reserved,
    /// The rule is not met, or a member with a veto is against.
    Blocked,
    /// There is no aye.
    Unsupported,
    /// Nobody takes part.
    Outside,
}

impl ForumResult {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Reserved => "adopted with reservations",
            Self::Blocked => "blocked",
            Self::Unsupported => "unsupported",
            Self::Outside => "outside",
        }
    }
}

/// The name of what is reported when several results are possible.
pub const OPEN: &str = "open";

/// What comes of a principle in a forum.
#[derive(Debug, Clone)]
pub struct Outcome<'a> {
    /// Who decides.
    pub assembly: Assembly<'a>,
    /// The principle.
    pub principle: PrincipleId,
    /// The verdict of every member, in their order.
    pub rows: Vec<Row>,
    /// What the forum decides, for every way of clearing the brackets in which the members' verdicts differ; one for a
    /// text whose brackets make no difference.
    pub decisions: Vec<Decision>,
}

/// What a forum decides on one wording.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The ways of clearing the brackets that come to these votes, each in words; one without words where there is no
    /// difference.
    pub choosing: Vec<Vec<String>>,
    /// Every result that completions of what is unknown allow, the best first.
    pub possible: Vec<ForumResult>,
    /// What is known of each member's vote, in their order.
    pub votes: Vec<Vote>,
    /// The votes added up, what is unknown completed as is worst for the text.
    pub worst: Tally,
    /// The same as is best for it.
    pub best: Tally,
    /// If it is blocked: the sets whose change of mind would unblock it.
    pub unblocked_by: Option<Smallest>,
    /// If it is open whether it is adopted: the sets of undetermined members whose best votes would carry it, whatever
    /// the others do.
    pub carried_by: Option<Smallest>,
    /// If it is open: the sets of undetermined members who can stop it, whatever the others do. If it is adopted: the
    /// sets whose change of mind would stop it.
    pub stopped_by: Option<Smallest>,
    /// If it is open: the members on whom it may depend, by their places: whose vote may decide or, of a text that is
    /// adopted in every case, whose reservations.
    pub deciders: Vec<usize>,
}

impl Decision {
    /// The result, when there is only one.
    pub fn result(&self) -> Option<ForumResult> {
        let mut all = self.possible.iter();
        all.next().copied().filter(|_| all.next().is_none())
    }

    /// The name of the result, or `open`.
    pub fn name(&self) -> &'static str {
        self.result().map_or(OPEN, ForumResult::name)
    }

    /// The members with a certain ballot of a kind, by their places.
    pub fn certain(&self, ballot: Ballot) -> impl Iterator<Item = usize> {
        self.votes.iter().enumerate().filter(move |(_, vote)| vote.certain() == Some(ballot)).map(|(place, _)| place)
    }

    /// The members whose vote is not certain, by their places.
    pub fn uncertain(&self) -> impl Iterator<Item = usize> {
        self.votes.iter().enumerate().filter(|(_, vote)| vote.certain().is_none()).map(|(place, _)| place)
    }
}

impl Outcome<'_> {
    /// The name of the result; `open` when it depends on what is unknown or on brackets.
    pub fn name(&self) -> &'static str {
        let mut names = self.decisions.iter().map(Decision::name);
        let first = names.next().unwrap_or(OPEN);
        if names.all(|name| name == first) { first } else { OPEN }
    }

    /// The state of a member, by its place.
    pub fn state(&self, member: usize) -> Option<StateId> {
        self.assembly.members.get(member).copied()
    }
}

/// The rows of a forum's members: at a level of groups they are the instance, at a level of all they are among all.
pub fn forum_rows(session: &Session<'_, '_>, forum: ForumId) -> Vec<Row> {
    match session.arity() {
        Arity::Groups => session.rows_of(Instance::Forum(forum)),
        Arity::All => {
            let members = session.plan.world.forum_members(forum);
            let mut rows = session.rows_of(Instance::All);
            rows.retain(|row| members.binary_search(&row.state).is_ok());
            rows
        }
        // A forum at a level of pairs is an error of form.
        Arity::Pairs => Vec::new(),
    }
}

/// What comes of a principle in a forum; `None` when it is not negotiated at the forum's level.
pub fn outcome<'a>(plan: &Plan<'a>, forum: ForumId, principle: PrincipleId, picks: &[Pick]) -> Option<Outcome<'a>> {
    outcome_over(plan, forum, principle, picks, Worlds::Evidence)
}

/// The same over completions of evidence or of facts. Votes are independent of each other in both.
pub fn outcome_over<'a>(
    plan: &Plan<'a>,
    forum: ForumId,
    principle: PrincipleId,
    picks: &[Pick],
    over: Worlds,
) -> Option<Outcome<'a>> {
    let library = plan.library();
    let level = library.forums[forum].level;
    if !library.principles[principle].levels.contains(&level) {
        return None;
    }
    let session = Session::new(plan, principle, level, picks);
    let rows = forum_rows(&session, forum);
    let rows = match over {
        Worlds::Evidence => rows,
        Worlds::Exact => complete(&session, &rows).into_iter().map(|completed| completed.row).collect(),
    };
    let assembly = Assembly::new(plan, forum);
    // Choices under which every member has the same verdicts are one.
    let mut wordings: BTreeMap<Vec<VerdictSet>, usize> = BTreeMap::new();
    let mut decisions: Vec<Decision> = Vec::new();
    let mut budget = Budget::default();
    let open = rows.iter().any(|row| !row.by_choice.is_empty());
    let choices = if open { session.choices.len() } else { 1 };
    for place in 0..choices {
        let of = |row: &Row| row.by_choice.get(place).copied().unwrap_or(row.possible);
        let sets: Vec<VerdictSet> = rows.iter().map(of).collect();
        let words = session.choices.get(place).filter(|_| open).map(|choice| choice.words.clone()).unwrap_or_default();
        let known = wordings.get(&sets).and_then(|&known| decisions.get_mut(known));
        if let Some(decision) = known {
            decision.choosing.push(words);
            continue;
        }
        wordings.insert(sets.clone(), decisions.len());
        decisions.push(Decision { choosing: vec![words], ..decide(&assembly, sets, &mut budget) });
    }
    Some(Outcome { assembly, principle, rows, decisions })
}

/// What a forum decides when its members have these possible verdicts.
fn decide(assembly: &Assembly<'_>, sets: Vec<VerdictSet>, budget: &mut Budget) -> Decision {
    let votes: Vec<Vote> = sets.into_iter().map(Vote).collect();
    let ballots = |of: fn(Vote) -> Ballot| -> Vec<Ballot> { votes.iter().map(|&vote| of(vote)).collect() };
    let (low, high) = (ballots(Vote::worst), ballots(Vote::best));
    let (worst, best) = (Tally::of(assembly, &low), Tally::of(assembly, &high));
    let mut decision = Decision {
        choosing: Vec::new(),
        possible: results(assembly, &votes, &worst, &best),
        votes,
        worst,
        best,
        unblocked_by: None,
        carried_by: None,
        stopped_by: None,
        deciders: Vec::new(),
    };
    let adopted = |result: &ForumResult| matches!(result, ForumResult::Adopted | ForumResult::Reserved);
    let (always, ever) = (decision.possible.iter().all(adopted), decision.possible.iter().any(adopted));
    // Who takes part can change its mind; what is unknown stays as it is worst for that.
    let minds = |from: &[Ballot], to: Ballot| {
        let mut all = movers(from, |_| to);
        all.retain(|mover| mover.from != Ballot::Absent);
        all
    };
    if always {
        let against = minds(&high, Ballot::No);
        decision.stopped_by = Some(smallest(assembly, &decision.best, &against, Goal::Stopped, budget));
    } else if ever {
        let of = |ballots: &[Ballot], member: usize| ballots.get(member).copied().unwrap_or(Ballot::Absent);
        let up = movers(&low, |member| of(&high, member));
        let down = movers(&high, |member| of(&low, member));
        decision.carried_by = Some(smallest(assembly, &decision.worst, &up, Goal::Adopted, budget));
        decision.stopped_by = Some(smallest(assembly, &decision.best, &down, Goal::Stopped, budget));
    }
    match decision.result() {
        Some(ForumResult::Blocked | ForumResult::Unsupported) => {
            let in_favour = minds(&low, Ballot::Aye);
            decision.unblocked_by = Some(smallest(assembly, &decision.worst, &in_favour, Goal::Adopted, budget));
        }
        Some(ForumResult::Adopted | ForumResult::Reserved | ForumResult::Outside) => {}
        None if always => {
            let votes = decision.votes.iter().enumerate();
            let perhaps = votes.filter(|(_, vote)| vote.may_reserve() && !vote.reserves());
            decision.deciders = perhaps.map(|(member, _)| member).collect();
        }
        None => decision.deciders = deciders(assembly, &decision.worst, &decision.votes, budget),
    }
    decision
}
