//! The steps as Rust.

use std::fmt::Write as _;
use std::io::Write as _;

use super::first::{END, First, Firsts};
use super::step::{Kind, Rule, Step, is_space};

/// A line for cargo.
pub fn line(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{line}")
}

/// The rules in the order of the grammar.
pub fn rules(rules: &[Rule]) -> String {
    let mut firsts = Firsts::new(rules);
    let mut out = String::new();
    for rule in rules.iter().filter(|rule| is_space(&rule.name)) {
        let _ = writeln!(out, "pub(super) static {}: Step = {};", rule.name, step(&rule.body, &mut firsts));
    }
    let _ = writeln!(out, "pub(super) const SPACE: First = {};", first(firsts.space()));
    let _ = writeln!(out, "pub(super) static RULES: [Info; {}] = [", rules.len());
    for rule in rules {
        let kind = match rule.kind {
            Kind::Node => "Node",
            Kind::Silent => "Silent",
            Kind::Blank => "Blank",
            Kind::Atomic => "Atomic",
            Kind::Compound => "Compound",
            Kind::Spaced => "Spaced",
        };
        let begins = first(firsts.of(&rule.body));
        let body = step(&rule.body, &mut firsts);
        let name = &rule.name;
        let _ = writeln!(out, "Info {{ rule: Rule::r#{name}, kind: Kind::{kind}, first: {begins}, body: {body} }},");
    }
    out.push_str("];\n");
    out
}

fn first(first: First) -> String {
    let First { ascii, other, empty } = first;
    let ascii = literal(ascii);
    format!("First {{ ascii: {ascii}, other: {other}, empty: {empty} }}")
}

fn steps(all: &[Step], firsts: &mut Firsts<'_>) -> String {
    let all: Vec<String> = all.iter().map(|one| step(one, firsts)).collect();
    format!("&[{}]", all.join(", "))
}

fn step(one: &Step, firsts: &mut Firsts<'_>) -> String {
    match one {
        Step::Text(text) => format!("Step::Text({text:?})"),
        Step::One(set) => format!("Step::One({})", literal(*set)),
        Step::Run(set, false) => format!("Step::Run({})", literal(*set)),
        Step::Run(set, true) => {
            let set = literal(*set);
            format!("Step::Sequence(&[Step::One({set}), Step::Run({set})])")
        }
        Step::Until(set) => format!("Step::Until({})", literal(*set)),
        Step::Any => "Step::Any".to_owned(),
        Step::Start => "Step::Start".to_owned(),
        Step::End => "Step::End".to_owned(),
        Step::WordStart => "Step::WordStart".to_owned(),
        Step::WordPart => "Step::WordPart".to_owned(),
        Step::WordParts => "Step::WordParts".to_owned(),
        Step::Words(words) => match words.as_slice() {
            [word] => format!("Step::Word({word:?})"),
            words => {
                let texts: Vec<Step> = words.iter().cloned().map(Step::Text).collect();
                format!("Step::Words({}, &{words:?})", table(&texts, firsts))
            }
        },
        Step::Call(number) => format!("Step::Call({number})"),
        Step::Sequence(all, true) => format!("Step::Spaced({})", steps(all, firsts)),
        Step::Sequence(all, false) => format!("Step::Sequence({})", steps(all, firsts)),
        Step::Choice(all) => {
            let of = steps(all, firsts);
            format!("Step::Choice({}, {of})", table(all, firsts))
        }
        Step::Maybe(inner) => format!("Step::Maybe(&{})", step(inner, firsts)),
        Step::Many { of, once, spaced } => {
            format!("Step::Many {{ of: &{}, once: {once}, spaced: {spaced} }}", step(of, firsts))
        }
        Step::Ahead(inner, wanted) => format!("Step::Ahead(&{}, {wanted})", step(inner, firsts)),
    }
}

/// For each next character, a bit for each alternative that may begin with it.
fn table(all: &[Step], firsts: &mut Firsts<'_>) -> String {
    let begins: Vec<First> = all.iter().map(|one| firsts.of(one)).collect();
    let bits = |next| begins.iter().rev().fold(0_u128, |bits, first| bits << 1 | u128::from(first.allows(next)));
    let rows: Vec<String> = (0..=END).map(|next| literal(bits(next))).collect();
    format!("&[{}]", rows.join(", "))
}

/// A number in groups of digits, as people write long ones.
fn literal(number: u128) -> String {
    let mut groups = Vec::new();
    let mut left = number;
    while left > 0 || groups.is_empty() {
        groups.push(format!("{:04x}", left & 0xffff));
        left >>= 16;
    }
    groups.reverse();
    format!("0x{}", groups.join("_"))
}
