//! `?` for a parameter: which values to try.

use super::MAX_CHOICES;
use crate::check::Checker;
use crate::model::{Alternative, Bracket, Comparison, Expr, Type, Value, Variant};
use crate::number::Number;

impl Checker<'_, '_> {
    /// Values to try for every parameter that is left open: the bounds that appear in evidence, and a value on each
    /// side of them. Runs when all evidence has been read.
    pub(in crate::check) fn open_brackets(&mut self) {
        for id in self.library().principles.ids().collect::<Vec<_>>() {
            let span = self.library().principles[id].named.span;
            for index in 0..self.library().principles[id].clauses.len() {
                let variants = self.library().principles[id].clauses.get(index).map(|clause| clause.variants.clone());
                let filled: Vec<Variant> =
                    variants.into_iter().flatten().flat_map(|variant| self.fill(&variant)).collect();
                if let Some(clause) = self.resolution.library.principles[id].clauses.get_mut(index) {
                    clause.variants = filled;
                }
            }
            self.limit_choices(id, span);
        }
    }

    fn fill(&self, variant: &Variant) -> Vec<Variant> {
        let mut variants = vec![variant.clone()];
        for (place, picked) in variant.picked.iter().enumerate() {
            let Bracket::Open(name) = &picked.bracket else { continue };
            let measure = variant.term.as_ref().map(|term| &self.library().measures[term.measure]);
            let parameter = measure.and_then(|measure| measure.parameters.iter().find(|known| known.name == *name));
            let Some(ty) = parameter.map(|parameter| parameter.ty) else { continue };
            let values = self.candidates(name, ty);
            variants = variants
                .into_iter()
                .flat_map(|variant| {
                    if values.is_empty() {
                        return vec![variant];
                    }
                    let fill = |value: &Value| {
                        let mut variant = variant.clone();
                        if let Some(open) = variant.picked.get_mut(place) {
                            open.alternative = Alternative::Value(value.clone());
                            open.words = self.value_words(value, ty);
                        }
                        if let Some(term) = &mut variant.term {
                            term.arguments.push((name.clone(), value.clone()));
                        }
                        variant
                    };
                    values.iter().map(fill).collect()
                })
                .take(MAX_CHOICES + 1)
                .collect();
        }
        variants
    }

    fn candidates(&self, name: &str, ty: Type) -> Vec<Value> {
        let mut bounds: Vec<Value> = Vec::new();
        let expressions = &self.library().expressions;
        for (_, expr) in expressions.iter() {
            let Expr::Compare(comparison, left, right) = expr else { continue };
            let sides = match (expressions.get(*left), expressions.get(*right)) {
                (Expr::Parameter(found), Expr::Value(value)) | (Expr::Value(value), Expr::Parameter(found)) => {
                    (found, value)
                }
                _ => continue,
            };
            let ordered = !matches!(comparison, Comparison::IsNot);
            if ordered && sides.0.as_ref() == name && !bounds.contains(sides.1) {
                bounds.push(sides.1.clone());
            }
        }
        match ty {
            Type::Number(_) => {
                let numbers = bounds
                    .into_iter()
                    .filter_map(|bound| if let Value::Number(number) = bound { Some(number) } else { None });
                around(numbers.collect()).into_iter().map(Value::Number).collect()
            }
            Type::Flag => vec![Value::Flag(true), Value::Flag(false)],
            Type::OneOf(enumeration) => {
                let count = self.library().enumerations[enumeration].values.len();
                (0..count).filter_map(|index| u16::try_from(index).ok()).map(Value::Symbol).collect()
            }
            Type::Date | Type::Text | Type::SetOf(_) => {
                bounds.retain(|bound| {
                    matches!(
                        (bound, ty),
                        (Value::Date(_), Type::Date) | (Value::Text(_), Type::Text) | (Value::Set(_), Type::SetOf(_))
                    )
                });
                bounds
            }
        }
    }
}

/// The bounds, the middles between them, and one below and one above them all.
fn around(mut bounds: Vec<Number>) -> Vec<Number> {
    bounds.sort();
    bounds.dedup();
    let (one, two) = (Number::one(), Number::from(2));
    let mut values = Vec::new();
    values.extend(bounds.first().and_then(|first| first.subtract(&one)));
    for (index, bound) in bounds.iter().enumerate() {
        values.push(bound.clone());
        let middle = bounds.get(index + 1).and_then(|next| bound.add(next)).and_then(|sum| sum.divide(&two));
        values.extend(middle);
    }
    values.extend(bounds.last().and_then(|last| last.add(&one)));
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_values_surround_the_bounds() {
        let values = around(vec![Number::from(60), Number::from(30)]);
        let shown: Vec<String> = values.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["29", "30", "45", "60", "61"]);
    }
}
