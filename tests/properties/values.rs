//! What expressions are worth.

use comity::model::{Aggregation, Counting, Expr, ExprId, Operator, Truth, Value};
use comity::number::Number;

use crate::kleene::Place;

impl Place<'_> {
    /// Every value that an expression may have as far as counts of members leave it open; `None` where it is unknown.
    pub fn values(&self, id: ExprId) -> Option<Vec<Value>> {
        let one = |value: Option<Value>| value.map(|value| vec![value]);
        match self.library.expressions.get(id) {
            Expr::Value(value) => Some(vec![value.clone()]),
            Expr::Attribute(subject, attribute) => {
                let state = self.who(*subject)?;
                one(self.latest(self.library.states[state].facts.get(attribute), *attribute))
            }
            Expr::PairAttribute(attribute, from, to) => {
                let key = (*attribute, self.who(*from)?, self.who(*to)?);
                one(self.latest(self.library.pair_facts.get(&key), *attribute))
            }
            Expr::Definition(subject, definition) => {
                self.at(self.who(*subject)?).values(self.library.definitions[*definition].expr)
            }
            Expr::Parameter(name) => {
                one(self.arguments.iter().find(|(given, _)| **given == **name).map(|(_, value)| value.clone()))
            }
            Expr::Arithmetic(operator, left, right) => {
                let (left, right) = (numbers(self.values(*left)?)?, numbers(self.values(*right)?)?);
                let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
                pairs.map(|(left, right)| calculate(*operator, left, right).map(Value::Number)).collect()
            }
            Expr::Negative(inner) => {
                let all = numbers(self.values(*inner)?)?;
                Some(all.into_iter().map(|number| Value::Number(number.negate())).collect())
            }
            Expr::Counted(counting, condition) => self.counted(*counting, *condition),
            Expr::Aggregate(aggregation, of) => one(self.aggregate(*aggregation, *of)),
            Expr::LevelIn(_)
            | Expr::InGroup(..)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Includes(..)
            | Expr::Known(_)
            | Expr::Quantified(..) => match self.truth(id) {
                Truth::Yes => Some(vec![Value::Flag(true)]),
                Truth::No => Some(vec![Value::Flag(false)]),
                Truth::Unknown => None,
            },
        }
    }

    fn counted(&self, counting: Counting, condition: ExprId) -> Option<Vec<Value>> {
        let answers: Vec<Truth> = self.members.iter().map(|&member| self.at(member).truth(condition)).collect();
        let least = answers.iter().filter(|answer| **answer == Truth::Yes).count();
        let most = answers.iter().filter(|answer| **answer != Truth::No).count();
        let whole = |count: usize| Number::parse(&count.to_string());
        let figure = |count: usize| match counting {
            Counting::Count => whole(count),
            Counting::Share => whole(count)?.divide(&whole(answers.len())?),
        };
        (least..=most).map(|count| figure(count).map(Value::Number)).collect()
    }

    /// A figure over the members; unknown where one of them is.
    fn aggregate(&self, aggregation: Aggregation, of: ExprId) -> Option<Value> {
        let each: Option<Vec<Number>> =
            self.members.iter().map(|&member| numbers(self.at(member).values(of)?)?.into_iter().next()).collect();
        let each = each?;
        let total = each.iter().try_fold(Number::zero(), |sum, number| sum.add(number));
        match aggregation {
            Aggregation::Total => total,
            Aggregation::Min => each.into_iter().min(),
            Aggregation::Max => each.into_iter().max(),
            Aggregation::Average => total?.divide(&Number::parse(&each.len().to_string())?),
        }
        .map(Value::Number)
    }
}

fn numbers(values: Vec<Value>) -> Option<Vec<Number>> {
    values.into_iter().map(|value| if let Value::Number(number) = value { Some(number) } else { None }).collect()
}

fn calculate(operator: Operator, left: &Number, right: &Number) -> Option<Number> {
    match operator {
        Operator::Add => left.add(right),
        Operator::Subtract => left.subtract(right),
        Operator::Multiply => left.multiply(right),
        Operator::Divide => left.divide(right),
    }
}
