//! The unit of a number that clears a bracket: it must be that of the bracket, or one that converts into it.

use crate::model::{Bracket, Library, Picked, Type, UnitId, Variant, modality_words};
use crate::syntax::ast::{Expr, ExprKind, Path, PickKind};

/// A unit by its name.
pub(super) fn find(library: &Library, path: &Path) -> Option<UnitId> {
    library.units.iter().find(|(_, unit)| unit.named.name == path.dotted()).map(|(id, _)| id)
}

/// That a number has the unit of every bracket that offers it: `30` is not `30 days`.
pub(super) fn agrees<'a>(
    library: &Library,
    what: &PickKind,
    brackets: impl Iterator<Item = (&'a Variant, &'a Picked)>,
) -> Result<(), (String, Option<String>)> {
    let PickKind::Value(expr) = what else { return Ok(()) };
    let (sign, expr) = if let ExprKind::Negative(inner) = &expr.kind { ("-", &**inner) } else { ("", expr) };
    let ExprKind::Number(number, unit) = &expr.kind else { return Ok(()) };
    let written = unit.as_ref().and_then(|path| find(library, path));
    let base = |unit: Option<UnitId>| unit.map(|unit| library.units[unit].base);
    let (mut fits, mut other) = (false, None);
    for (variant, picked) in brackets {
        let (Bracket::Parameter(name) | Bracket::Open(name), Some(term)) = (&picked.bracket, &variant.term) else {
            continue;
        };
        let parameter = library.measures[term.measure].parameters.iter().find(|parameter| parameter.name == *name);
        let Some(Type::Number(wanted)) = parameter.map(|parameter| parameter.ty) else { continue };
        if base(wanted) == base(written) {
            fits = true;
        } else {
            other = other.or(Some((wanted, picked)));
        }
    }
    let Some((wanted, picked)) = other else { return Ok(()) };
    let plain = number.value.as_ref().map(|number| format!("{sign}{number}")).unwrap_or_default();
    let right = match (picked.words.as_str(), wanted) {
        ("", Some(unit)) => format!("{plain} {}", library.units[unit].named.name),
        ("", None) => plain,
        (words, _) => words.to_owned(),
    };
    if fits {
        let message = format!("{} is offered by two brackets, in different units", shown(what));
        return Err((message, Some("name the bracket: `duty.within 30 days`".to_owned())));
    }
    let unit = wanted.map_or("no unit".to_owned(), |unit| format!("the unit `{}`", library.units[unit].named.name));
    let message = format!("{} is not offered: the values of the bracket have {unit}", shown(what));
    Err((message, Some(format!("write `{right}`"))))
}

/// What is chosen, as it is written.
pub(super) fn shown(what: &PickKind) -> String {
    match what {
        PickKind::Modality(modality) => format!("`{}`", modality_words(*modality)),
        PickKind::With => "`with`".to_owned(),
        PickKind::Without => "`without`".to_owned(),
        PickKind::Option(number) => format!("`option {number}`"),
        PickKind::Value(Expr { kind: ExprKind::Negative(inner), .. }) => {
            let inner = shown(&PickKind::Value((**inner).clone()));
            inner.strip_prefix('`').map_or_else(|| inner.clone(), |rest| format!("`-{rest}"))
        }
        PickKind::Value(expr) => match &expr.kind {
            ExprKind::Number(number, unit) => {
                let Some(value) = &number.value else { return "this".to_owned() };
                let unit = unit.as_ref().map_or_else(String::new, |path| format!(" {}", path.dotted()));
                format!("`{value}{unit}`")
            }
            ExprKind::Path(path) => format!("`{}`", path.dotted()),
            ExprKind::Date(_)
            | ExprKind::Flag(_)
            | ExprKind::Text(_)
            | ExprKind::Set(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Not(_)
            | ExprKind::Compare(..)
            | ExprKind::Between(..)
            | ExprKind::In(..)
            | ExprKind::InGroup(..)
            | ExprKind::Includes(..)
            | ExprKind::Known(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Negative(_)
            | ExprKind::Quantified(..)
            | ExprKind::Counted(..)
            | ExprKind::Aggregate(..)
            | ExprKind::FromTo { .. } => "this".to_owned(),
        },
    }
}
