//! How one principle divides a group.

use super::side::{Side, SideSet, Sides};
use crate::judge::Row;
use crate::model::{GroupId, PrincipleId, StateId};
use crate::negotiate::dispersion::{esteban_ray, van_der_eijk};

/// What a principle is to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In the interest of all: everybody who takes part is for it.
    All,
    /// Somebody is for it, and nobody objects: nobody is against it or divided.
    Unopposed,
    /// Somebody is for it, and somebody objects.
    Split,
    /// Somebody objects, and nobody is for it.
    Opposed,
    /// Nobody is for it and nobody objects.
    Silent,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::All, Self::Unopposed, Self::Split, Self::Opposed, Self::Silent];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unopposed => "unopposed",
            Self::Split => "split",
            Self::Opposed => "opposed",
            Self::Silent => "silent",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "in the interest of all",
            Self::Unopposed => "nobody objects",
            Self::Split => "splits them",
            Self::Opposed => "some object, nobody is for it",
            Self::Silent => "nobody is for it or against it",
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// How one principle divides a group.
#[derive(Debug, Clone)]
pub struct Division {
    /// The principle.
    pub principle: PrincipleId,
    /// The group, at a level of groups.
    pub group: Option<GroupId>,
    /// Who is for it, each once.
    pub pro: Vec<StateId>,
    /// Who is against it.
    pub contra: Vec<StateId>,
    /// Who is divided.
    pub mixed: Vec<StateId>,
    /// Who takes part and is neither for it nor against.
    pub neutral: Vec<StateId>,
    /// Of whom it is not certain.
    pub undetermined: Vec<StateId>,
    /// How many verdicts are for it, in between, and against; between pairs a state has several.
    pub counts: [u32; 3],
    /// Van der Eijk's agreement A over against, in between and for.
    pub agreement: Option<f64>,
    /// Esteban and Ray's polarisation, α = 1, with the three at 0, ½ and 1.
    pub polarisation: Option<f64>,
    standings: u8,
}

const PRO: u8 = 1;
const NOT_PRO: u8 = 2;
const OBJECTION: u8 = 4;

impl Division {
    pub(super) fn of(principle: PrincipleId, group: Option<GroupId>, rows: &[Row]) -> Self {
        let mut by_side: [Vec<StateId>; 5] = Default::default();
        let mut undetermined = Vec::new();
        let mut counts = [0_u32; 3];
        for row in rows {
            let sides = SideSet::from(row.possible);
            let Some(side) = sides.single() else {
                undetermined.push(row.state);
                continue;
            };
            if let Some(states) = by_side.get_mut(side as usize) {
                states.push(row.state);
            }
            let [against, between, pro] = &mut counts;
            match side {
                Side::Pro => *pro += 1,
                Side::Contra => *against += 1,
                Side::Mixed | Side::Neutral => *between += 1,
                Side::Outside => {}
            }
        }
        for states in by_side.iter_mut().chain([&mut undetermined]) {
            states.sort_unstable();
            states.dedup();
        }
        let [pro, contra, mixed, neutral, _] = by_side;
        let [against, between, favour] = counts;
        let ways = rows.chunk_by(|one, other| one.instance == other.instance).fold(1, completions);
        let standings = (0..8).filter(|way| ways & (1 << way) != 0).fold(0, |set, way| set | standing(way).bit());
        Self {
            principle,
            group,
            pro,
            contra,
            mixed,
            neutral,
            undetermined,
            counts,
            agreement: van_der_eijk(&counts),
            polarisation: esteban_ray(&[(against, 0.0), (between, 0.5), (favour, 1.0)], 1.0),
            standings,
        }
    }

    /// What it is to the group, by completion, in order.
    pub fn standings(&self) -> impl Iterator<Item = Standing> + use<> {
        let set = self.standings;
        Standing::ALL.into_iter().filter(move |standing| set & standing.bit() != 0)
    }

    /// What it is to the group, when every completion has it.
    pub fn standing(&self) -> Option<Standing> {
        let mut all = self.standings();
        all.next().filter(|_| all.next().is_none())
    }
}

/// What completions of the verdicts of one more instance come to, where brackets are cleared in one way for all. Bit n
/// stands for: they come to n, where 1 is that somebody is for it, 2 that somebody is not, 4 that somebody objects.
fn completions(before: u8, rows: &[Row]) -> u8 {
    let all: Vec<Sides> = rows.iter().map(Sides::from).collect();
    let choices = all.iter().map(Sides::choices).max().unwrap_or(1);
    let cleared = |choice: usize| {
        let sides = all.iter().map(|sides| sides.cleared(choice));
        sides.fold(before, |ways, sides| sides.iter().fold(0, |next, side| next | step(ways, side)))
    };
    (0..choices).fold(0, |ways, choice| ways | cleared(choice))
}

fn step(ways: u8, side: Side) -> u8 {
    let adds = match side {
        Side::Pro => PRO,
        Side::Contra | Side::Mixed => NOT_PRO | OBJECTION,
        Side::Neutral => NOT_PRO,
        Side::Outside => 0,
    };
    (0_u8..8).filter(|way| ways & (1 << way) != 0).fold(0, |next, way| next | 1 << (way | adds))
}

fn standing(way: u8) -> Standing {
    match (way & PRO != 0, way & NOT_PRO != 0, way & OBJECTION != 0) {
        (true, false, _) => Standing::All,
        (true, true, false) => Standing::Unopposed,
        (true, true, true) => Standing::Split,
        (false, _, true) => Standing::Opposed,
        (false, _, false) => Standing::Silent,
    }
}
