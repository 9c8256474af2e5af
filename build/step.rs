//! Expressions of the grammar as steps of the machine.

use std::collections::HashMap;

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr as Expr, OptimizedRule};

/// How many alternatives a choice may have: a table of it has a bit for each.
const MOST: usize = 32;

/// A set of ASCII characters.
pub type Set = u128;

/// How a rule treats spaces and what it leaves in the tree; see `Kind` of the machine.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Node,
    Silent,
    Blank,
    Atomic,
    Compound,
    Spaced,
}

pub struct Rule {
    pub name: String,
    pub kind: Kind,
    pub body: Step,
}

/// See `Step` of the machine.
#[derive(Clone)]
pub enum Step {
    Text(String),
    One(Set),
    Run(Set, bool),
    Until(Set),
    Any,
    Start,
    End,
    WordStart,
    WordPart,
    WordParts,
    Words(Vec<String>),
    Call(usize),
    Sequence(Vec<Step>, bool),
    Choice(Vec<Step>),
    Maybe(Box<Step>),
    Many { of: Box<Step>, once: bool, spaced: bool },
    Ahead(Box<Step>, bool),
}

impl Kind {
    pub fn of(rule: &OptimizedRule) -> Self {
        match rule.ty {
            // What stands between words has no words to stand between.
            RuleType::Silent if is_space(&rule.name) => Self::Blank,
            RuleType::Normal => Self::Node,
            RuleType::Silent => Self::Silent,
            RuleType::Atomic => Self::Atomic,
            RuleType::CompoundAtomic => Self::Compound,
            RuleType::NonAtomic => Self::Spaced,
        }
    }

    /// Whether spaces may stand between the parts of such a rule, where nothing around it says otherwise.
    pub fn is_spaced(self) -> bool {
        !matches!(self, Self::Blank | Self::Atomic | Self::Compound)
    }
}

/// Whether a rule is one of the two that pest reads between others.
pub fn is_space(name: &str) -> bool {
    matches!(name, "WHITESPACE" | "COMMENT")
}

pub struct Translation<'g> {
    numbers: HashMap<&'g str, usize>,
}

impl<'g> Translation<'g> {
    pub fn new(rules: &'g [OptimizedRule]) -> Self {
        let names = rules.iter().map(|rule| rule.name.as_str()).chain(["EOI"]);
        Self { numbers: names.enumerate().map(|(number, name)| (name, number)).collect() }
    }

    pub fn step(&self, expr: &Expr, spaced: bool) -> Result<Step, String> {
        Ok(match expr {
            Expr::Str(text) => text_step(text),
            Expr::Ident(name) => self.named(name)?,
            Expr::PosPred(inner) => Step::Ahead(self.boxed(inner, spaced)?, true),
            Expr::NegPred(inner) => Step::Ahead(self.boxed(inner, spaced)?, false),
            Expr::Seq(first, rest) => {
                let mut steps = vec![self.step(first, spaced)?];
                let mut rest = rest.as_ref();
                while let Expr::Seq(next, behind) = rest {
                    steps.push(self.step(next, spaced)?);
                    rest = behind;
                }
                steps.push(self.step(rest, spaced)?);
                Step::Sequence(steps, spaced)
            }
            Expr::Choice(first, rest) => {
                let mut steps = vec![self.step(first, spaced)?];
                let mut rest = rest.as_ref();
                while let Expr::Choice(next, behind) = rest {
                    steps.push(self.step(next, spaced)?);
                    rest = behind;
                }
                steps.push(self.step(rest, spaced)?);
                if steps.len() > MOST {
                    return Err(format!("a choice of more than {MOST}: put some in a rule of their own"));
                }
                one_of(steps)
            }
            Expr::Opt(inner) => Step::Maybe(self.boxed(inner, spaced)?),
            Expr::Rep(inner) => many(self.step(inner, spaced)?, false, spaced),
            Expr::RepOnce(inner) => many(self.step(inner, spaced)?, true, spaced),
            Expr::Skip(texts) => {
                let signs = texts.iter().map(|text| sign(text).ok_or_else(|| format!("{text:?} is not one sign")));
                Step::Until(signs.sum::<Result<Set, String>>()?)
            }
            Expr::Insens(_)
            | Expr::Range(..)
            | Expr::PeekSlice(..)
            | Expr::Push(_)
            | Expr::PushLiteral(_)
            | Expr::NodeTag(..)
            | Expr::RestoreOnErr(_) => return Err(format!("the machine knows no {expr:?}")),
        })
    }

    fn boxed(&self, expr: &Expr, spaced: bool) -> Result<Box<Step>, String> {
        self.step(expr, spaced).map(Box::new)
    }

    fn named(&self, name: &str) -> Result<Step, String> {
        let range = |from: char, to: char| (from..=to).map(|c| 1 << u32::from(c)).sum::<Set>();
        let digits = range('0', '9');
        let letters = range('a', 'z') | range('A', 'Z');
        if let Some(number) = self.numbers.get(name) {
            return Ok(Step::Call(*number));
        }
        Ok(match name {
            "ANY" => Step::Any,
            "SOI" => Step::Start,
            "XID_START" => Step::WordStart,
            "XID_CONTINUE" => Step::WordPart,
            "ASCII_DIGIT" => Step::One(digits),
            "ASCII_ALPHA" => Step::One(letters),
            "ASCII_ALPHANUMERIC" => Step::One(digits | letters),
            other => return Err(format!("the machine knows no {other}")),
        })
    }
}

fn sign(text: &str) -> Option<Set> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() => Some(1 << byte),
        _ => None,
    }
}

fn text_step(text: &str) -> Step {
    sign(text).map_or_else(|| Step::Text(text.to_owned()), Step::One)
}

fn one_of(steps: Vec<Step>) -> Step {
    let sets = steps.iter().map(|step| if let Step::One(set) = step { Some(*set) } else { None });
    match sets.collect::<Option<Vec<Set>>>() {
        Some(sets) => Step::One(sets.iter().fold(0, |all, set| all | set)),
        None => Step::Choice(steps),
    }
}

fn many(of: Step, once: bool, spaced: bool) -> Step {
    if spaced {
        return Step::Many { of: Box::new(of), once, spaced };
    }
    if let Step::One(set) = &of {
        return Step::Run(*set, once);
    }
    if matches!(of, Step::WordPart) && !once {
        return Step::WordParts;
    }
    if let (Step::Sequence(steps, _), false) = (&of, once)
        && let [Step::Ahead(end, false), Step::Any] = steps.as_slice()
        && let Step::One(set) = end.as_ref()
    {
        return Step::Until(*set);
    }
    if let Step::Choice(steps) = &of {
        // A text of characters that may also stand one by one makes no difference to where a run of them ends.
        let all = steps.iter().fold(0, |all, step| if let Step::One(set) = step { all | set } else { all });
        let idle = |text: &str| text.chars().all(|c| c.is_ascii() && all >> u32::from(c) & 1 == 1);
        let known = |step: &Step| matches!(step, Step::One(_)) || matches!(step, Step::Text(text) if idle(text));
        if steps.iter().all(known) {
            return Step::Run(all, once);
        }
    }
    Step::Many { of: Box::new(of), once, spaced }
}

/// Puts what silent rules hold where they are named, if it is small: calling them would take longer.
pub fn with_small_parts_in_place(mut rules: Vec<Rule>) -> Vec<Rule> {
    let small = |rule: &Rule| rule.kind == Kind::Silent && is_small(&rule.body);
    let bodies: Vec<Option<Step>> = rules.iter().map(|rule| small(rule).then(|| rule.body.clone())).collect();
    for rule in &mut rules {
        put(&mut rule.body, &bodies);
    }
    rules
}

fn is_small(step: &Step) -> bool {
    if let Step::Ahead(inner, _) = step {
        return is_small(inner);
    }
    matches!(step, Step::Text(_) | Step::One(_) | Step::Run(..) | Step::WordPart | Step::WordStart | Step::WordParts)
}

fn put(step: &mut Step, bodies: &[Option<Step>]) {
    match step {
        Step::Call(number) => {
            if let Some(Some(body)) = bodies.get(*number) {
                *step = body.clone();
            }
        }
        Step::Sequence(steps, _) | Step::Choice(steps) => steps.iter_mut().for_each(|step| put(step, bodies)),
        Step::Maybe(inner) | Step::Many { of: inner, .. } | Step::Ahead(inner, _) => put(inner, bodies),
        Step::Text(_)
        | Step::One(_)
        | Step::Run(..)
        | Step::Until(_)
        | Step::Any
        | Step::Start
        | Step::End
        | Step::WordStart
        | Step::WordPart
        | Step::WordParts
        | Step::Words(_) => {}
    }
    if let Some(words) = words(step) {
        *step = Step::Words(words);
    }
}

/// One of some texts behind which no word goes on: what most words of the language are.
fn words(step: &Step) -> Option<Vec<String>> {
    let Step::Sequence(steps, false) = step else { return None };
    let [first, Step::Ahead(behind, false)] = steps.as_slice() else { return None };
    let text = |step: &Step| if let Step::Text(text) = step { Some(text.clone()) } else { None };
    let texts = if let Step::Choice(steps) = first {
        steps.iter().map(text).collect()
    } else {
        text(first).map(|text| vec![text])
    };
    texts.filter(|_| matches!(behind.as_ref(), Step::WordPart))
}
