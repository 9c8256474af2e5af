//! What there is to say of the power in a forum.

use std::cmp::Reverse;
use std::fmt;

use jiff::civil::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive};
use serde::{Serialize, Serializer};

use crate::judge::Plan;
use crate::model::StateId;
use crate::negotiate::Assembly;
use crate::negotiate::game::{Influence, Power, Tally};

/// The schema of the rows for programs.
pub const SCHEMA: &str = "comity/power/1";

/// The power in a forum.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The library.
    pub library: String,
    /// The day.
    pub as_of: Option<String>,
    /// The forum's name.
    pub forum: String,
    /// Its title.
    pub title: Option<String>,
    /// How many coalitions there are.
    pub coalitions: String,
    /// How many of them win.
    pub winning: String,
    /// Coleman's power of a collectivity to act.
    pub act: Figure,
    /// How many minimal winning coalitions there are.
    pub minimal_winning: Count,
    /// How many minimal blocking coalitions there are.
    pub minimal_blocking: Count,
    /// Whether no two coalitions without a common member can both win; `None` where that is not known.
    pub proper: Option<bool>,
    /// Those without whom nothing is adopted.
    pub veto_players: Vec<String>,
    /// Those who never make a difference.
    pub dummies: Vec<String>,
    /// The one who decides alone.
    pub dictator: Option<String>,
    /// The members, those with most power first.
    pub members: Vec<Row>,
    /// The first minimal winning coalitions, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coalitions_shown: Option<Vec<Vec<String>>>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// The power of a member. Where nothing can be adopted some figures are missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The member.
    pub state: String,
    /// The Shapley-Shubik index.
    pub shapley_shubik: Option<Figure>,
    /// The Banzhaf index, normalised.
    pub banzhaf: Option<Figure>,
    /// The Banzhaf index, absolute: Penrose's measure.
    pub banzhaf_absolute: Figure,
    /// Coleman's power to prevent action.
    pub prevent: Option<Figure>,
    /// Coleman's power to initiate action.
    pub initiate: Option<Figure>,
    /// The number of coalitions in which the member makes the difference.
    pub swings: String,
    /// Whether nothing is adopted without the member.
    pub veto: bool,
    /// Whether the member never makes a difference.
    pub dummy: bool,
}

/// An exact figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure(BigRational);

impl Figure {
    /// As a fraction in lowest terms.
    pub fn fraction(&self) -> String {
        self.0.to_string()
    }

    /// As a fraction, or as a decimal.
    pub fn written(&self, fraction: bool) -> String {
        if fraction { self.fraction() } else { self.to_string() }
    }
}

/// As a decimal, rounded to six places.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millionths = (&self.0 * BigRational::from_integer(BigInt::from(1_000_000))).round().to_integer();
        let digits = format!("{millionths:0>7}");
        let (whole, places) = digits.split_at(digits.len() - 6);
        write!(f, "{whole}.{places}")
    }
}

/// The decimal, and the fraction as a text.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Both {
            decimal: f64,
            fraction: String,
        }
        let million = BigRational::from_integer(BigInt::from(1_000_000));
        let decimal = (&self.0 * &million).round().to_f64().unwrap_or_default() / 1e6;
        Both { decimal, fraction: self.fraction() }.serialize(serializer)
    }
}

/// How many coalitions of a kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// So many.
    pub count: String,
    /// Whether that is all; if not there are more.
    pub exact: bool,
}

impl Count {
    fn of(tally: &Tally) -> Self {
        match tally {
            Tally::Exactly(count) => Self { count: count.to_string(), exact: true },
            Tally::MoreThan(count) => Self { count: count.to_string(), exact: false },
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.exact { "" } else { "more than " }, self.count)
    }
}

/// Puts the power in a forum on a sheet; `shown` are minimal winning coalitions, as places of members.
pub fn sheet(plan: &Plan<'_>, assembly: &Assembly<'_>, power: &Power, shown: Option<&[Vec<usize>]>) -> Sheet {
    let library = plan.library();
    let name = |state: StateId| library.states[state].named.name.clone();
    let mut order: Vec<(StateId, &Influence)> = assembly.members.iter().copied().zip(&power.members).collect();
    order.sort_by_cached_key(|(state, of)| (Reverse(of.shapley.clone()), Reverse(of.swings.clone()), name(*state)));
    let those = |wanted: fn(&Influence) -> bool| -> Vec<String> {
        order.iter().filter(|(_, of)| wanted(of)).map(|(state, _)| name(*state)).collect()
    };
    let coalition = |places: &Vec<usize>| -> Vec<String> {
        let members: Vec<StateId> = places.iter().filter_map(|place| assembly.members.get(*place)).copied().collect();
        order.iter().filter(|(state, _)| members.contains(state)).map(|(state, _)| name(*state)).collect()
    };
    let named = &assembly.forum.named;
    let strangers = assembly.forum.veto.iter().filter(|state| !assembly.members.contains(state));
    let strangers: Vec<String> = strangers.map(|state| name(*state)).collect();
    let twice: Vec<String> = assembly.twice.iter().map(|state| name(*state)).collect();
    let mut notes = Vec::new();
    if !twice.is_empty() {
        notes.push(format!("named twice as members and counted once: {}", twice.join(", ")));
    }
    if !strangers.is_empty() {
        notes.push(format!("not members, so their veto does not count: {}", strangers.join(", ")));
    }
    Sheet {
        schema: SCHEMA,
        library: library.name.clone(),
        as_of: plan.world.date.as_ref().map(Date::to_string),
        forum: named.name.clone(),
        title: named.title.as_ref().map(|title| title.text.clone()),
        coalitions: power.coalitions.to_string(),
        winning: power.winning.to_string(),
        act: Figure(power.act()),
        minimal_winning: Count::of(&power.minimal_winning),
        minimal_blocking: Count::of(&power.minimal_blocking),
        proper: power.proper,
        veto_players: those(|of| of.veto),
        dummies: if power.winning >= One::one() { those(Influence::is_dummy) } else { Vec::new() },
        dictator: those(|of| of.dictator).pop(),
        members: order.iter().map(|(state, of)| row(name(*state), of)).collect(),
        coalitions_shown: shown.map(|all| all.iter().map(coalition).collect()),
        notes,
    }
}

fn row(state: String, of: &Influence) -> Row {
    let figure = |ratio: &Option<BigRational>| ratio.clone().map(Figure);
    Row {
        state,
        shapley_shubik: figure(&of.shapley),
        banzhaf: figure(&of.normalised),
        banzhaf_absolute: Figure(of.banzhaf.clone()),
        prevent: figure(&of.prevent),
        initiate: figure(&of.initiate),
        swings: of.swings.to_string(),
        veto: of.veto,
        dummy: of.is_dummy(),
    }
}
