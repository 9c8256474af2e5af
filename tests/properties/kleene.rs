//! Conditions, evaluated as slowly and plainly as the language's page describes them.

use comity::model::{
    AttributeId, Comparison, Expr, ExprId, GroupId, LevelId, Library, Members, Period, Quantifier, Series, StateId,
    Subject, Truth, Value,
};
use jiff::civil::Date;

/// From where a condition is asked.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub library: &'a Library,
    /// The library as it is written, where facts were added to it: what is asked of profiles is asked of these.
    pub written: &'a Library,
    pub day: Option<Date>,
    pub level: Option<LevelId>,
    /// The state under discussion.
    pub own: StateId,
    /// The same, seen from inside a condition on members.
    pub outer: StateId,
    /// The states of a pair.
    pub pair: Option<[StateId; 2]>,
    pub members: &'a [StateId],
    /// The parameters of the clause.
    pub arguments: &'a [(String, Value)],
}

/// `since` includes its day, `until` excludes it.
pub fn in_force(period: Period, day: Option<Date>) -> bool {
    let dated = period.since.is_some() || period.until.is_some();
    let Some(day) = day else { return !dated };
    let begun = match period.since {
        Some(since) => day >= since,
        None => true,
    };
    let over = match period.until {
        Some(until) => day >= until,
        None => false,
    };
    begun && !over
}

/// The members of a group; of a group by rule those for which the condition surely holds.
pub fn members(library: &Library, day: Option<Date>, group: GroupId) -> Vec<StateId> {
    let listed = |state: StateId| match &library.groups[group].members {
        Members::Listed(list) => list.iter().any(|member| member.state == state && in_force(member.period, day)),
        Members::Where(None) => true,
        Members::Where(Some(condition)) => {
            let alone = Place {
                library,
                written: library,
                day,
                level: None,
                own: state,
                outer: state,
                pair: None,
                members: &[],
                arguments: &[],
            };
            alone.truth(condition.expr) == Truth::Yes
        }
    };
    library.states.ids().filter(|&state| listed(state)).collect()
}

/// Whether a condition looks at the other state of a pair.
pub fn compares(library: &Library, id: ExprId) -> bool {
    let other = |subject: Subject| matches!(subject, Subject::Counterpart | Subject::Party(_));
    let expr = library.expressions.get(id);
    let itself = match expr {
        Expr::Attribute(subject, _) | Expr::Definition(subject, _) | Expr::InGroup(subject, _) => other(*subject),
        Expr::PairAttribute(..) => true,
        Expr::Value(_)
        | Expr::Parameter(_)
        | Expr::LevelIn(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Compare(..)
        | Expr::Includes(..)
        | Expr::Known(_)
        | Expr::Arithmetic(..)
        | Expr::Negative(_)
        | Expr::Quantified(..)
        | Expr::Counted(..)
        | Expr::Aggregate(..) => false,
    };
    itself || expr.children().into_iter().any(|child| compares(library, child))
}

impl Place<'_> {
    /// Whose attribute is read.
    pub fn who(&self, subject: Subject) -> Option<StateId> {
        match subject {
            Subject::Own => Some(self.own),
            Subject::Outer => Some(self.outer),
            Subject::Counterpart => self.pair.and_then(|pair| pair.into_iter().find(|&state| state != self.outer)),
            Subject::Party(place) => self.pair.and_then(|pair| pair.get(usize::from(place)).copied()),
            Subject::State(state) => Some(state),
        }
    }

    /// Of the values in force the one with the latest `since`, or what stands for an absent one.
    pub fn latest(&self, facts: Option<&Series>, attribute: AttributeId) -> Option<Value> {
        let current = facts.into_iter().flatten().filter(|fact| in_force(fact.period, self.day));
        let latest = current.max_by_key(|fact| fact.period.since).map(|fact| fact.value.clone());
        latest.or_else(|| self.library.attributes[attribute].absent.clone())
    }

    /// The same asked of another state.
    pub fn at(&self, own: StateId) -> Self {
        Self { own, ..*self }
    }

    /// Whether a condition holds.
    pub fn truth(&self, id: ExprId) -> Truth {
        match self.library.expressions.get(id) {
            Expr::And(all) => all.iter().map(|&each| self.truth(each)).fold(Truth::Yes, Truth::and),
            Expr::Or(all) => all.iter().map(|&each| self.truth(each)).fold(Truth::No, Truth::or),
            Expr::Not(inner) => !self.truth(*inner),
            Expr::LevelIn(levels) => self.level.map_or(Truth::Unknown, |level| levels.contains(&level).into()),
            Expr::InGroup(subject, group) => self
                .who(*subject)
                .map_or(Truth::Unknown, |state| members(self.written, self.day, *group).contains(&state).into()),
            Expr::Known(inner) => Self { library: self.written, ..*self }.values(*inner).is_some().into(),
            Expr::Compare(comparison, left, right) => {
                self.decide(*left, *right, |left, right| compare(*comparison, left, right))
            }
            Expr::Includes(whole, part) => self.decide(*whole, *part, includes),
            Expr::Quantified(quantifier, condition) => {
                let answers = self.members.iter().map(|&member| self.at(member).truth(*condition));
                match quantifier {
                    Quantifier::Every => answers.fold(Truth::Yes, Truth::and),
                    Quantifier::Some => answers.fold(Truth::No, Truth::or),
                }
            }
            Expr::Definition(subject, definition) => self
                .who(*subject)
                .map_or(Truth::Unknown, |state| self.at(state).truth(self.library.definitions[*definition].expr)),
            Expr::Value(_)
            | Expr::Attribute(..)
            | Expr::PairAttribute(..)
            | Expr::Parameter(_)
            | Expr::Arithmetic(..)
            | Expr::Negative(_)
            | Expr::Counted(..)
            | Expr::Aggregate(..) => match self.values(id).as_deref() {
                Some([Value::Flag(flag)]) => (*flag).into(),
                Some(_) | None => Truth::Unknown,
            },
        }
    }

    /// What a comparison says where every value allows the same answer.
    fn decide(&self, left: ExprId, right: ExprId, test: impl Fn(&Value, &Value) -> bool) -> Truth {
        let (Some(left), Some(right)) = (self.values(left), self.values(right)) else { return Truth::Unknown };
        let (left, right) = (with_bounds(&left, &right), with_bounds(&right, &left));
        let answers: Vec<bool> =
            left.iter().flat_map(|left| right.iter().map(|right| test(left, right)).collect::<Vec<_>>()).collect();
        match (answers.contains(&true), answers.contains(&false)) {
            (true, false) => Truth::Yes,
            (false, true) => Truth::No,
            (true, true) | (false, false) => Truth::Unknown,
        }
    }
}

/// The values, and those of the other side that lie between the least and the greatest: several are a range.
fn with_bounds(values: &[Value], bounds: &[Value]) -> Vec<Value> {
    let below = |left: &Value, right: &Value| compare(Comparison::Less, left, right);
    let inside = |bound: &&Value| {
        values.iter().any(|value| below(value, bound)) && values.iter().any(|value| below(bound, value))
    };
    values.iter().chain(bounds.iter().filter(inside)).cloned().collect()
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> bool {
    let less = |left: &Value, right: &Value| match (left, right) {
        (Value::Number(left), Value::Number(right)) => left < right,
        (Value::Symbol(left), Value::Symbol(right)) => left < right,
        (Value::Date(left), Value::Date(right)) => left < right,
        _ => false,
    };
    match comparison {
        Comparison::Is => left == right,
        Comparison::IsNot => left != right,
        Comparison::Less => less(left, right),
        Comparison::AtMost => !less(right, left),
        Comparison::More => less(right, left),
        Comparison::AtLeast => !less(left, right),
    }
}

fn includes(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Set(whole), Value::Symbol(one)) | (Value::Symbol(one), Value::Set(whole)) => whole.contains(one),
        (Value::Set(whole), Value::Set(part)) => part.iter().all(|one| whole.contains(one)),
        _ => false,
    }
}
