//! Whether a condition can hold, and whether it can fail.

use super::parts::{Part, parts};
use super::settings::{Beside, Setting};
use crate::judge::World;
use crate::model::{Condition, ExprId, MeasureId};
use crate::satisfy::{Answer, Literal, Place, Scene, Sure};
use crate::source::Span;

/// What the name of a parameter means: a measure and the place of the parameter.
pub type Parameter = (String, MeasureId, usize);

/// How a condition is vacuous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vacuity {
    /// No facts make it hold; with the conditions beside it that are needed for that.
    Never(Vec<(Span, Beside)>),
    /// No facts make it fail; with the conditions beside it that are needed for that.
    Always(Vec<(Span, Beside)>),
    /// It can hold and fail; with the parts of it that do not matter.
    Open(Vec<Part>),
}

/// A condition in a setting, in statements.
#[derive(Debug)]
pub struct Asking {
    /// The place from where it is asked.
    pub place: Place,
    /// Whether it holds.
    pub sure: Sure,
    /// The conditions beside it: which, what is asked of each, and whether it surely holds.
    pub given: Vec<(Span, Beside, Literal, Literal)>,
}

/// A condition in all its settings.
#[derive(Debug)]
pub struct Examination<'a> {
    /// What is asked.
    pub scene: Scene<'a>,
    /// The condition in each setting.
    pub askings: Vec<Asking>,
}

/// Examines a condition that is asked in some settings; with no setting nothing is said of it. These parameters are open
/// where a setting does not give them.
pub fn examine(world: &World<'_>, condition: Condition, settings: &[Setting], parameters: &[Parameter]) -> Vacuity {
    let mut examined = Examination::new(world, condition.expr, settings, parameters);
    if examined.askings.is_empty() {
        return Vacuity::Open(Vec::new());
    }
    if let Some(needed) = examined.impossible(|sure| sure.yes) {
        return Vacuity::Never(needed);
    }
    if let Some(needed) = examined.impossible(|sure| sure.no) {
        return Vacuity::Always(needed);
    }
    Vacuity::Open(parts(&mut examined, condition))
}

impl<'a> Examination<'a> {
    fn new(world: &'a World<'a>, expr: ExprId, settings: &[Setting], parameters: &[Parameter]) -> Self {
        let mut scene = Scene::of_any_profiles(world, parameters);
        let mut askings = Vec::with_capacity(settings.len());
        for setting in settings {
            let place = scene.place(setting.asked.clone());
            let sure = scene.truth(expr, place);
            let given = setting
                .given
                .iter()
                .map(|given| {
                    let place = scene.place(given.asked.clone());
                    let holds = scene.truth(given.condition.expr, place);
                    // Whether a state plays a party may be unknown; what is said of one that does is then open as well.
                    let may = match given.what {
                        Beside::Own | Beside::Other => !holds.no,
                        Beside::When | Beside::Rule => holds.yes,
                    };
                    (given.condition.span, given.what, may, holds.yes)
                })
                .collect();
            askings.push(Asking { place, sure, given });
        }
        Self { scene, askings }
    }

    /// Whether something is impossible in every setting, and the fewest conditions beside it that make it so.
    fn impossible(&mut self, wanted: impl Fn(Sure) -> Literal) -> Option<Vec<(Span, Beside)>> {
        let mut needed: Vec<(Span, Beside)> = Vec::new();
        for (span, what, ..) in self.askings.iter().flat_map(|asking| &asking.given) {
            if !needed.contains(&(*span, *what)) {
                needed.push((*span, *what));
            }
        }
        if !self.never(&needed, &wanted) {
            return None;
        }
        let mut at = 0;
        while at < needed.len() {
            let mut without = needed.clone();
            without.remove(at);
            if self.never(&without, &wanted) { needed = without } else { at += 1 }
        }
        Some(needed)
    }

    fn never(&mut self, given: &[(Span, Beside)], wanted: impl Fn(Sure) -> Literal) -> bool {
        let mut any = Vec::with_capacity(self.askings.len());
        for asking in &self.askings {
            let beside = asking.given.iter().filter(|(span, what, ..)| given.contains(&(*span, *what)));
            let all: Vec<Literal> =
                beside.map(|(_, _, may, _)| *may).chain(std::iter::once(wanted(asking.sure))).collect();
            any.push(self.scene.solver.all(&all));
        }
        let any = self.scene.solver.any(&any);
        self.scene.possible(&[any]) == Answer::No
    }
}
