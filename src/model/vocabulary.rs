//! Vocabulary and scope.

use super::{Arena, EnumerationId, ExprId, Id, IssueId, LevelId, MeasureId, PersonsId, Type, UnitId, Value};
use crate::number::Number;
use crate::source::Span;
pub use crate::syntax::ast::{Arity, Bound, ScopeStatus};

/// A title, in the library's own language and in others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The title without a language.
    pub text: String,
    /// The others, each with its language tag.
    pub translations: Vec<(String, String)>,
}

impl Title {
    /// The title in a language, or in the library's own.
    pub fn in_language(&self, language: Option<&str>) -> &str {
        let wanted = |(tag, _): &&(String, String)| Some(tag.as_str()) == language;
        self.translations.iter().find(wanted).map_or(self.text.as_str(), |(_, text)| text)
    }
}

/// What is said of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Where it is taken from.
    pub sources: Vec<String>,
    /// The reasons for it.
    pub reasons: Vec<String>,
    /// What else a reader should know.
    pub notes: Vec<String>,
}

/// A name with its title and the place where it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name; a nested issue's has dots.
    pub name: String,
    /// Its title.
    pub title: Option<Title>,
    /// Where it is declared.
    pub span: Span,
    /// What is said of it.
    pub remarks: Remarks,
}

impl Named {
    /// The title in a language, or the name where there is none.
    pub fn label(&self, language: Option<&str>) -> &str {
        self.title.as_ref().map_or(self.name.as_str(), |title| title.in_language(language))
    }
}

/// A level.
#[derive(Debug, Clone)]
pub struct Level {
    /// Its name.
    pub named: Named,
    /// Who negotiates at it.
    pub arity: Arity,
}

/// An issue.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Its name, with those of its parents.
    pub named: Named,
    /// The issue above it.
    pub parent: Option<IssueId>,
}

/// A category of people.
#[derive(Debug, Clone)]
pub struct Persons {
    /// Its name.
    pub named: Named,
    /// The categories it shares people with.
    pub overlaps: Vec<PersonsId>,
}

/// An enumeration.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Its name; without one for those written out in a type.
    pub named: Option<Named>,
    /// Its values, rising.
    pub values: Vec<Named>,
}

/// A unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name.
    pub named: Named,
    /// The unit that it is counted in; itself where it is defined by no other.
    pub base: UnitId,
    /// How many of the base unit it is.
    pub factor: Number,
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name.
    pub named: Named,
    /// The issues it furthers.
    pub on: Vec<IssueId>,
    /// The issues it works against.
    pub against: Vec<IssueId>,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Measures that cannot be done together with it.
    pub excludes: Vec<MeasureId>,
    /// Measures that doing it includes.
    pub entails: Vec<MeasureId>,
}

/// A parameter of a measure.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Which values are stricter.
    pub bound: Option<Bound>,
    /// The type of its values.
    pub ty: Type,
    /// Where it is declared.
    pub span: Span,
}

/// An attribute of states or of ordered pairs.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name.
    pub named: Named,
    /// The type of its values.
    pub ty: Type,
    /// Whether it is one of pairs.
    pub of_pair: bool,
    /// Its value where nothing is said.
    pub absent: Option<Value>,
}

/// A named expression over one state.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name.
    pub named: Named,
    /// What it stands for.
    pub expr: ExprId,
    /// The type of that.
    pub ty: Type,
}

/// A rule on the scope of an issue.
#[derive(Debug, Clone)]
pub struct ScopeRule {
    /// Open, limited or closed.
    pub status: ScopeStatus,
    /// Where it stands.
    pub span: Span,
    /// Why.
    pub remarks: Remarks,
}

/// Which issue is open at which level.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The rules of each issue and level.
    rules: std::collections::BTreeMap<(IssueId, LevelId), Vec<ScopeRule>>,
    /// What holds without a rule, and where that is said.
    pub default: Option<ScopeRule>,
}

/// What the rules say of an issue at a level.
#[derive(Debug, Clone, Copy)]
pub struct Ruling<'a> {
    /// Open, limited or closed.
    pub status: ScopeStatus,
    /// The issue whose rule decides, and the rule; `None` where the default does.
    pub rule: Option<(IssueId, &'a ScopeRule)>,
}

impl Scope {
    /// Adds a rule.
    pub fn add(&mut self, issue: IssueId, level: LevelId, rule: ScopeRule) {
        self.rules.entry((issue, level)).or_default().push(rule);
    }

    /// The rules that one issue itself has at a level.
    pub fn rules_of(&self, issue: IssueId, level: LevelId) -> &[ScopeRule] {
        self.rules.get(&(issue, level)).map_or(&[], Vec::as_slice)
    }

    /// What holds of an issue at a level: the nearest issue with a rule decides, itself first; of several rules there
    /// closed beats limited beats open; without any the default.
    pub fn ruling(&self, issues: &Arena<IssueId, Issue>, issue: IssueId, level: LevelId) -> Ruling<'_> {
        let mut at = Some(issue);
        while let Some(issue) = at {
            let strictest = self.rules_of(issue, level).iter().max_by_key(|rule| rank(rule.status));
            if let Some(rule) = strictest {
                return Ruling { status: rule.status, rule: Some((issue, rule)) };
            }
            at = issues[issue].parent;
        }
        let status = self.default.as_ref().map_or(ScopeStatus::Open, |rule| rule.status);
        Ruling { status, rule: None }
    }

    /// Whether any rule names an issue or one of its parents.
    pub fn covers(&self, issues: &Arena<IssueId, Issue>, issue: IssueId) -> bool {
        std::iter::successors(Some(issue), |&at| issues[at].parent)
            .any(|at| self.rules.range((at, LevelId::new(0))..).next().is_some_and(|((found, _), _)| *found == at))
    }

    /// Whether nothing at all is said about scope.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.default.is_none()
    }
}

fn rank(status: ScopeStatus) -> u8 {
    match status {
        ScopeStatus::Open => 0,
        ScopeStatus::Limited => 1,
        ScopeStatus::Closed => 2,
    }
}

/// The word for a status.
pub fn scope_word(status: ScopeStatus) -> &'static str {
    match status {
        ScopeStatus::Open => "open",
        ScopeStatus::Limited => "limited",
        ScopeStatus::Closed => "closed",
    }
}

impl Enumeration {
    /// The place of a value.
    pub fn position(&self, name: &str) -> Option<u16> {
        self.values.iter().position(|value| value.name == name).and_then(|index| u16::try_from(index).ok())
    }
}

/// The key by which enumerations without a name are one: their values' names.
pub fn enumeration_key(enumerations: &Arena<EnumerationId, Enumeration>, names: &[&str]) -> Option<EnumerationId> {
    enumerations
        .iter()
        .find(|(_, found)| {
            found.named.is_none() && found.values.iter().map(|value| value.name.as_str()).eq(names.iter().copied())
        })
        .map(|(id, _)| id)
}
