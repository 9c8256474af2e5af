//! A row in clauses: who plays which party, and the verdicts.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::judge::{Instance, Row, Session, Verdict};
use crate::model::{Condition, MeasureId, StateId, Truth, Value};
use crate::satisfy::{Asked, Literal, Place, Scene, Sure, Who};

/// What stays unknown though every fact is given; it may go either way, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Free {
    /// Whether a party is played.
    Plays(usize),
    /// Whether a clause in a wording binds, in a role.
    Binds(usize, usize, usize),
    /// Whether the n-th evidence on it counts, in a role.
    Counts(usize, usize, usize, usize),
}

/// A literal for each verdict, of which one holds.
pub(super) type Verdicts = [(Verdict, Literal); 6];

/// Whether a clause is for or against, the roles joined, and whether it allows reservations.
type Sides = (Literal, Literal, bool);

/// A row in clauses.
#[derive(Debug)]
pub(super) struct Case<'s, 'p, 'a> {
    pub session: &'s Session<'p, 'a>,
    pub row: &'s Row,
    pub members: Arc<[StateId]>,
    pub scene: Scene<'p>,
    pub free: HashMap<Free, Literal>,
}

impl<'s, 'p, 'a> Case<'s, 'p, 'a> {
    pub fn new(session: &'s Session<'p, 'a>, row: &'s Row) -> Self {
        let scene = Scene::of_profiles(&session.plan.world);
        let members = session.members(row.instance).into();
        Self { session, row, members, scene, free: HashMap::new() }
    }

    /// From where conditions are asked of a state.
    pub fn asked(&self, state: StateId) -> Asked {
        let (counterpart, parties) = match self.row.instance {
            Instance::All | Instance::Group(_) | Instance::Forum(_) => (None, Vec::new()),
            Instance::Pair(first, second) => {
                let other = if state == first { second } else { first };
                (Some(Who::Named(other)), vec![Who::Named(first), Who::Named(second)])
            }
        };
        Asked {
            counterpart,
            parties,
            level: Some(self.session.level),
            members: Some(Arc::clone(&self.members)),
            ..Asked::of(Who::Named(state))
        }
    }

    /// The same, beside the words of a clause.
    pub fn beside(
        &mut self,
        state: StateId,
        clause: usize,
        measure: MeasureId,
        arguments: &[(String, Value)],
    ) -> Place {
        let asked = Asked { arguments: arguments.to_vec(), clause: Some((clause, measure)), ..self.asked(state) };
        self.scene.place(asked)
    }

    /// A statement that holds, does not hold, or goes either way.
    pub fn either(&mut self, sure: Sure, free: Free) -> Literal {
        let yes = self.scene.solver.yes();
        if sure.yes == yes || sure.no == yes || sure.yes == !sure.no {
            return sure.yes;
        }
        let known = self.free.get(&free).copied();
        let free = known.unwrap_or_else(|| {
            let literal = self.scene.solver.fresh();
            self.free.insert(free, literal);
            literal
        });
        let perhaps = self.scene.solver.all(&[!sure.no, free]);
        self.scene.solver.any(&[sure.yes, perhaps])
    }

    /// All of these hold.
    pub fn both(&mut self, parts: &[Sure]) -> Sure {
        let yes: Vec<Literal> = parts.iter().map(|part| part.yes).collect();
        let no: Vec<Literal> = parts.iter().map(|part| part.no).collect();
        Sure { yes: self.scene.solver.all(&yes), no: self.scene.solver.any(&no) }
    }

    /// A condition that may be missing.
    pub fn holds(&mut self, condition: Option<Condition>, place: Place) -> Option<Sure> {
        condition.map(|condition| self.scene.truth(condition.expr, place))
    }

    /// Whether the parties of the row are played, in their order.
    pub fn played(&mut self) -> Vec<Literal> {
        let roles = self.row.roles.clone();
        roles
            .into_iter()
            .map(|(party, played)| match played {
                Truth::Yes => self.scene.solver.yes(),
                Truth::No => self.scene.solver.no(),
                Truth::Unknown => {
                    let sure = match self.row.instance {
                        Instance::Pair(first, second) => {
                            let last = usize::from(self.session.text().parties.len() == 2);
                            let parts = [self.plays(first, 0), self.plays(second, last)];
                            self.both(&parts)
                        }
                        Instance::All | Instance::Group(_) | Instance::Forum(_) => self.plays(self.row.state, party),
                    };
                    self.either(sure, Free::Plays(party))
                }
            })
            .collect()
    }

    fn plays(&mut self, state: StateId, party: usize) -> Sure {
        let no = Sure { yes: self.scene.solver.no(), no: self.scene.solver.yes() };
        let Some(definition) = self.session.text().parties.get(party) else { return no };
        let mut asks = Vec::new();
        if !definition.capacities.is_empty() {
            let capacities = definition.capacities.iter();
            let none: Vec<Sure> =
                capacities.map(|&capacity| self.scene.capacity(Who::Named(state), capacity).turned()).collect();
            asks.push(self.both(&none).turned());
        }
        let asked = self.asked(state);
        let place = self.scene.place(asked);
        asks.extend(self.holds(definition.condition, place));
        self.both(&asks)
    }

    /// The verdicts under each of these ways of clearing the brackets.
    pub fn verdicts(&mut self, choices: &[usize]) -> Vec<Verdicts> {
        let played = self.played();
        let mut sides: HashMap<(usize, usize), Option<Sides>> = HashMap::new();
        let mut found: BTreeMap<Vec<Sides>, Verdicts> = BTreeMap::new();
        let session = self.session;
        let chosen = choices.iter().filter_map(|&choice| session.choices.get(choice));
        chosen
            .map(|choice| {
                let mut clauses = Vec::new();
                for (clause, &variant) in choice.variants.iter().enumerate() {
                    let known = sides.get(&(clause, variant)).copied();
                    let of_clause = known.unwrap_or_else(|| self.sides(clause, variant, &played));
                    sides.insert((clause, variant), of_clause);
                    clauses.extend(of_clause);
                }
                if let Some(&known) = found.get(&clauses) {
                    return known;
                }
                let verdicts = self.table(&clauses, &played);
                found.insert(clauses, verdicts);
                verdicts
            })
            .collect()
    }

    /// The sides of a clause, the roles that are played joined; `None` where it is not negotiated.
    fn sides(&mut self, clause: usize, variant: usize, played: &[Literal]) -> Option<Sides> {
        let session = self.session;
        let weighing = session.weighing(clause, variant, self.row.state)?;
        let reservable = session.text().clauses.get(clause)?.reservable;
        let (mut in_favour, mut against) = (Vec::new(), Vec::new());
        for (role, &played) in played.iter().enumerate() {
            let (one, other) = self.stance((clause, variant, role), &weighing);
            in_favour.push(self.scene.solver.all(&[played, one]));
            against.push(self.scene.solver.all(&[played, other]));
        }
        Some((self.scene.solver.any(&in_favour), self.scene.solver.any(&against), reservable))
    }

    /// The table of verdicts: the first that fits.
    fn table(&mut self, clauses: &[Sides], played: &[Literal]) -> Verdicts {
        let solver = &mut self.scene.solver;
        let taking_part = if clauses.is_empty() { solver.no() } else { solver.any(played) };
        let [mut against_firm, mut both_firm, mut against, mut both, mut in_favour] = [const { Vec::new() }; 5];
        for &(one, other, reservable) in clauses {
            let only_against = solver.all(&[!one, other]);
            let on_both = solver.all(&[one, other]);
            in_favour.push(solver.all(&[one, !other]));
            against.push(only_against);
            both.push(on_both);
            if !reservable {
                against_firm.push(only_against);
                both_firm.push(on_both);
            }
        }
        let [against_firm, both_firm, against, both, in_favour] =
            [against_firm, both_firm, against, both, in_favour].map(|any| solver.any(&any));
        let alone = solver.all(&[against, !in_favour, !both]);
        let conflict = solver.any(&[against_firm, alone]);
        let unsupported = solver.all(&[both, !in_favour]);
        let divided = solver.any(&[both_firm, unsupported]);
        let reserve = solver.any(&[against, both]);
        let mut left = taking_part;
        let mut first = |fits: Literal| {
            let found = solver.all(&[left, fits]);
            left = solver.all(&[left, !fits]);
            found
        };
        let (conflict, divided, reserve, agree) = (first(conflict), first(divided), first(reserve), first(in_favour));
        [
            (Verdict::Outside, !taking_part),
            (Verdict::Conflict, conflict),
            (Verdict::Divided, divided),
            (Verdict::Reserve, reserve),
            (Verdict::Agree, agree),
            (Verdict::Neutral, left),
        ]
    }
}
