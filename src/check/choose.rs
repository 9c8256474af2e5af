//! Words that clear brackets, resolved.

mod unit;

use super::Checker;
use super::told::Space;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::model::{Alternative, Bracket, Library, Pick, Picked, Principle, Value};
use crate::number::Number;
use crate::syntax::ast::{self, ExprKind, PickKind};

impl Checker<'_, '_> {
    /// Resolves the picks of an expectation on some principles.
    pub(super) fn picks(&mut self, principles: &[Principle], picks: &[ast::Pick]) -> Option<Vec<Pick>> {
        let found: Vec<Option<Pick>> = picks
            .iter()
            .map(|pick| match resolve_pick(self.library(), principles, pick) {
                Ok(found) => Some(found),
                Err((message, help)) => {
                    let text = principles.first().map_or("", |principle| principle.named.name.as_str());
                    let key = format!("{text}: {message}");
                    if self.is_told(Space::Values, &key, pick.span) {
                        return None;
                    }
                    let found = Diagnostic::new(Code::UnknownChoice, pick.span, message).here("offered by no bracket");
                    self.tell(Space::Values, &key, found.maybe_help(help));
                    None
                }
            })
            .collect();
        let found: Vec<Pick> = found.into_iter().collect::<Option<_>>()?;
        if let Some((first, second)) = contradiction(principles, &found)
            && let (Some(first), Some(second)) = (picks.get(first), picks.get(second))
        {
            let twice = Diagnostic::new(Code::UnknownChoice, second.span, "one bracket is cleared in two ways")
                .here("and this")
                .also(first.span, "this")
                .help("choose one of the two");
            self.report(twice);
            return None;
        }
        Some(found)
    }
}

/// Resolves words that clear brackets in some of these principles.
///
/// # Errors
///
/// A message, and what to write instead, when no bracket of theirs offers the alternative.
pub fn resolve_pick(
    library: &Library,
    principles: &[Principle],
    pick: &ast::Pick,
) -> Result<Pick, (String, Option<String>)> {
    let (clause, parameter) = match &pick.at {
        None => (None, None),
        Some(path) => place(principles, path)?,
    };
    let offered = || {
        let in_place = |label: &str| clause.as_deref().is_none_or(|clause| clause == label);
        principles.iter().flat_map(|principle| &principle.clauses).filter(move |known| in_place(&known.label)).flat_map(
            |known| {
                let all = known.variants.iter();
                all.flat_map(move |variant| variant.picked.iter().map(move |picked| (known, variant, picked)))
            },
        )
    };
    let matches = |alternative: &Alternative, picked: &Picked| {
        let of_parameter = match (&parameter, &picked.bracket) {
            (None, _) => true,
            (Some(wanted), Bracket::Parameter(name) | Bracket::Open(name)) => wanted == name,
            (Some(_), Bracket::Whole | Bracket::Modality | Bracket::Measure) => false,
        };
        let open = matches!((&picked.bracket, alternative), (Bracket::Open(_), Alternative::Value(_)));
        of_parameter && (picked.alternative == *alternative || open && parameter.is_some())
    };
    let fits = |alternative: &Alternative| offered().any(|(_, _, picked)| matches(alternative, picked));
    let candidates = match &pick.what {
        PickKind::Modality(modality) => vec![Alternative::Modality(*modality)],
        PickKind::With => vec![Alternative::With],
        PickKind::Without => vec![Alternative::Without],
        PickKind::Option(number) => vec![Alternative::Option(*number)],
        PickKind::Value(expr) => values(library, expr),
    };
    if let Some(alternative) = candidates.into_iter().find(fits) {
        let brackets = offered().filter(|(_, _, picked)| matches(&alternative, picked));
        unit::agrees(library, &pick.what, brackets.map(|(_, variant, picked)| (variant, picked)))?;
        return Ok(Pick { clause, parameter, alternative });
    }
    let mut words: Vec<String> = Vec::new();
    for (known, _, picked) in offered() {
        let shown = match picked.alternative {
            Alternative::With | Alternative::Without => format!("{} {}", picked.words, known.label),
            Alternative::Option(_) => format!("{} {}", known.label, picked.words),
            Alternative::Modality(_) | Alternative::Measure(_) | Alternative::Value(_) => picked.words.clone(),
        };
        if !words.contains(&shown) {
            words.push(shown);
        }
    }
    let help = if words.is_empty() {
        "it has no brackets".to_owned()
    } else {
        format!("its brackets offer {}", words.join(", "))
    };
    Err((format!("no bracket offers {}", unit::shown(&pick.what)), Some(help)))
}

/// Two picks that cannot both be: some bracket that both are about offers the alternatives of both. The places of the
/// picks.
pub fn contradiction(principles: &[Principle], picks: &[Pick]) -> Option<(usize, usize)> {
    let of = |pick: &Pick, label: &str, bracket: &Bracket| {
        let parameter = match bracket {
            Bracket::Parameter(name) | Bracket::Open(name) => Some(name),
            Bracket::Whole | Bracket::Modality | Bracket::Measure => None,
        };
        pick.clause.as_deref().is_none_or(|clause| clause == label)
            && (pick.parameter.is_none() || pick.parameter.as_ref() == parameter)
    };
    let clauses = || principles.iter().flat_map(|principle| &principle.clauses);
    let offers = |pick: &Pick, label: &str, bracket: &Bracket| {
        let open = matches!((bracket, &pick.alternative), (Bracket::Open(_), Alternative::Value(_)));
        let offered = clauses().filter(|clause| clause.label == label).flat_map(|clause| &clause.variants);
        of(pick, label, bracket)
            && (open && pick.parameter.is_some()
                || offered
                    .flat_map(|variant| &variant.picked)
                    .any(|picked| picked.bracket == *bracket && picked.alternative == pick.alternative))
    };
    let both = |one: &Pick, other: &Pick| {
        one.alternative != other.alternative
            && clauses().any(|clause| {
                let brackets = clause.variants.iter().flat_map(|variant| &variant.picked).map(|picked| &picked.bracket);
                let label = clause.label.as_str();
                brackets.into_iter().any(|bracket| offers(one, label, bracket) && offers(other, label, bracket))
            })
    };
    picks.iter().enumerate().find_map(|(place, pick)| {
        let before = picks.iter().take(place).position(|before| both(before, pick))?;
        Some((before, place))
    })
}

type Place = (Option<String>, Option<String>);

/// `duty`, `duty.within`, or the same behind the name of a principle.
fn place(principles: &[Principle], path: &ast::Path) -> Result<Place, (String, Option<String>)> {
    let words: Vec<&str> = std::iter::once(&path.first).chain(&path.rest).map(|name| name.text.as_str()).collect();
    let labels =
        || principles.iter().flat_map(|principle| principle.clauses.iter().map(|clause| clause.label.as_str()));
    let words = match words.split_first() {
        Some((first, rest))
            if !rest.is_empty()
                && !labels().any(|label| label == *first)
                && principles.iter().any(|principle| principle.named.name == *first) =>
        {
            rest
        }
        _ => words.as_slice(),
    };
    let (label, parameter) = match words {
        [label] => (*label, None),
        [label, parameter] => (*label, Some(*parameter)),
        _ => return Err((format!("`{}` is not a clause", path.dotted()), None)),
    };
    if !labels().any(|known| known == label) {
        let help = nearest(label, labels()).map(|near| format!("did you mean `{near}`?"));
        return Err((format!("there is no clause `{label}`"), help));
    }
    if let Some(parameter) = parameter {
        let brackets =
            principles.iter().flat_map(|principle| &principle.clauses).filter(|clause| clause.label == label);
        let mut names =
            brackets.flat_map(|clause| &clause.variants).flat_map(|variant| &variant.picked).filter_map(|picked| {
                match &picked.bracket {
                    Bracket::Parameter(name) | Bracket::Open(name) => Some(name.as_str()),
                    Bracket::Whole | Bracket::Modality | Bracket::Measure => None,
                }
            });
        let all: Vec<&str> = names.by_ref().collect();
        if !all.contains(&parameter) {
            let help = nearest(parameter, all).map(|near| format!("did you mean `{near}`?"));
            return Err((format!("the clause `{label}` has no bracket around a parameter `{parameter}`"), help));
        }
    }
    Ok((Some(label.to_owned()), parameter.map(str::to_owned)))
}

/// What the words of a pick may stand for, before it is known which bracket they are for.
fn values(library: &Library, expr: &ast::Expr) -> Vec<Alternative> {
    let value = |value: Value| vec![Alternative::Value(value)];
    match &expr.kind {
        ExprKind::Number(number, unit) => {
            let factor = match unit {
                None => Some(Number::one()),
                Some(path) => unit::find(library, path).map(|unit| library.units[unit].factor.clone()),
            };
            let number = number.value.as_ref().zip(factor).and_then(|(number, factor)| number.multiply(&factor));
            number.map_or_else(Vec::new, |number| value(Value::Number(number)))
        }
        ExprKind::Negative(inner) => {
            let negated = |alternative| {
                let Alternative::Value(Value::Number(number)) = alternative else { return None };
                Some(Alternative::Value(Value::Number(number.negate())))
            };
            values(library, inner).into_iter().filter_map(negated).collect()
        }
        ExprKind::Date(date) => date.value.map_or_else(Vec::new, |date| value(Value::Date(date))),
        ExprKind::Text(text) => value(Value::Text(text.value.as_str().into())),
        ExprKind::Flag(flag) => value(Value::Flag(*flag)),
        ExprKind::Path(path) => {
            let name = path.dotted();
            let measures = library.measures.iter().filter(|(_, measure)| measure.named.name == name);
            let mut all: Vec<Alternative> = measures.map(|(id, _)| Alternative::Measure(id)).collect();
            let symbols = library.enumerations.values().filter_map(|enumeration| enumeration.position(&name));
            all.extend(symbols.map(|symbol| Alternative::Value(Value::Symbol(symbol))));
            all
        }
        ExprKind::Set(names) => library
            .enumerations
            .values()
            .filter_map(|enumeration| {
                let mut set: Vec<u16> =
                    names.iter().map(|name| enumeration.position(&name.text)).collect::<Option<_>>()?;
                set.sort_unstable();
                Some(Alternative::Value(Value::Set(set.into())))
            })
            .collect(),
        // The grammar of a choice lets nothing else through.
        ExprKind::And(_)
        | ExprKind::Or(_)
        | ExprKind::Not(_)
        | ExprKind::Compare(..)
        | ExprKind::Between(..)
        | ExprKind::In(..)
        | ExprKind::InGroup(..)
        | ExprKind::Includes(..)
        | ExprKind::Known(_)
        | ExprKind::Arithmetic(..)
        | ExprKind::Quantified(..)
        | ExprKind::Counted(..)
        | ExprKind::Aggregate(..)
        | ExprKind::FromTo { .. } => Vec::new(),
    }
}
