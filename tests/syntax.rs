//! The parser: what it accepts, what it reports, and that nothing breaks it.

#![expect(clippy::disallowed_methods, reason = "tests read their own files")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use comity::diagnostics::{Code, Diagnostics};
use comity::source::Sources;
use comity::syntax::{ast, parse, parse_pick};
use proptest::prelude::*;

/// Parses a file and shows what is reported, one line for each mistake.
fn report(name: &str, bytes: Vec<u8>) -> (ast::Document, String) {
    let mut sources = Sources::default();
    let Some(file) = sources.add(name, bytes) else { return (ast::Document::default(), "too large".to_owned()) };
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, file, &mut diagnostics);
    let mut out = String::new();
    for found in diagnostics.sorted() {
        let column = found.span().and_then(|span| sources.locate(span)).map_or(0, |place| place.column);
        let place = found.span().and_then(|span| sources.locate(span)).map(|place| place.to_string());
        let place = place.unwrap_or_default();
        let help = found.help.as_deref().unwrap_or("-");
        let _ = writeln!(out, "{place}:{column} {} {}\n    {help}", found.code.name(), found.message);
        for label in &found.labels {
            assert!(sources.locate(label.span).is_some(), "a place outside the file: {label:?}");
        }
    }
    (document, out)
}

fn reported(text: &str) -> String {
    report("t.comity", text.into()).1
}

/// Each ugly file of the corpus, beside the reports that it earns.
#[test]
fn corpus() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut names: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    names.sort_by_key(std::fs::DirEntry::file_name);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join("reports"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for entry in names {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() {
            let (document, out) = report(&name, std::fs::read(entry.path())?);
            settings.bind(|| insta::assert_snapshot!(name.clone(), format!("{} items\n{out}", document.items.len())));
        }
    }
    Ok(())
}

/// What the pages of the parser's codes show raises the code, and what corrects it does not.
#[test]
fn explanations() {
    let mut shown = 0;
    for code in Code::ALL {
        let page = code.explanation();
        let mut blocks = page.split("```comity\n").skip(1).filter_map(|block| block.split("```").next());
        let (Some(example), Some(corrected)) = (blocks.next(), blocks.next()) else { continue };
        assert_eq!(reported(corrected), "", "the corrected example of {}", code.name());
        let found = reported(example);
        // Codes of later stages are shown by files that the parser finds nothing wrong with.
        if !found.is_empty() {
            assert_eq!(found.lines().count(), 2, "one report for {}: {found}", code.name());
            assert!(found.contains(&format!(" {} ", code.name())), "{found}");
            shown += 1;
        }
    }
    assert!(shown >= 10, "{shown} pages show a mistake of syntax");
}

#[test]
fn nothing_of_a_file_that_is_not_text() {
    let (document, out) = report("t.comity", b"unit days\nunit \xff {".to_vec());
    assert!(document.items.is_empty());
    assert!(out.starts_with("t.comity:2:6 invalid-utf8"), "{out}");
    assert_eq!(out.lines().count(), 2);
}

#[test]
fn places_are_those_of_the_markdown_file() {
    let text = "# A *text*\n\n```comity\nunit days # now\n```\n\n```comity\nunit days_per = seven days\n```\n";
    let (document, out) = report("t.md", text.into());
    assert_eq!((document.items.len(), document.comments.len()), (1, 1));
    assert!(out.starts_with("t.md:8:17 syntax expected a number, found `seven`"), "{out}");
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let (document, out) = report("t.comity", "\u{feff}unit days\r\n# x\r\nunit weeks = 7 days\r\n".into());
    assert_eq!((document.items.len(), document.comments.len(), out.as_str()), (2, 1, ""));
}

/// What is put right is read as if it had been written well.
#[test]
fn mistakes_do_not_cost_the_statements_around_them() {
    let text =
        "state AUT {\n  income: high\n  favors labour if income is high && rate > 5\n  rejects x %\n  accepts a\n}\n";
    let (document, out) = report("t.comity", text.into());
    assert_eq!(out.lines().count(), 8, "{out}");
    let Some(ast::Item::State(state)) = document.items.first() else { unreachable!("the state is read") };
    assert_eq!(state.statements.len(), 4);
    let Some(ast::StateStatement::Evidence(evidence)) = state.statements.get(1) else {
        unreachable!("so is the evidence")
    };
    let Some(ast::ExprKind::And(parts)) = evidence.when.as_ref().map(|when| &when.kind) else { unreachable!("and it") };
    let last = parts.last().map(|last| (last.span.start as usize, last.span.end as usize));
    assert_eq!(last.and_then(|(start, end)| text.get(start..end)), Some("rate > 5"));
}

/// Operators by how tightly they bind, shown with all their parentheses.
#[test]
fn precedence() {
    for (written, read) in [
        ("a or b and not c", "(a or (b and (not c)))"),
        ("not a is b and c", "((not (a is b)) and c)"),
        ("not not a", "(not (not a))"),
        ("a between 1 and 2 and b", "((a between 1 and 2) and b)"),
        ("a - b * c + -d / e", "((a - (b * c)) + ((-d) / e))"),
        ("a + b < c * d", "((a + b) < (c * d))"),
        ("(a or b) and c", "((a or b) and c)"),
        ("known a and a > 5", "((known a) and (a > 5))"),
        ("total a + b of members > 5", "((total (a + b)) > 5)"),
        ("a includes b or c in d", "((a includes b) or (c in d))"),
        ("2018-12-19 < a", "(date < a)"),
        ("2018 - 12 < a", "((2018 - 12) < a)"),
    ] {
        let (document, out) = report("t.comity", format!("define x : {written}").into());
        let shown = match document.items.first() {
            Some(ast::Item::Define(define)) => show(&define.expression),
            _ => String::new(),
        };
        assert_eq!((shown.as_str(), out.as_str()), (read, ""), "{written}");
    }
}

fn show(expr: &ast::Expr) -> String {
    let all = |parts: &[ast::Expr], word: &str| format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(word));
    match &expr.kind {
        ast::ExprKind::And(parts) => all(parts, " and "),
        ast::ExprKind::Or(parts) => all(parts, " or "),
        ast::ExprKind::Not(inner) => format!("(not {})", show(inner)),
        ast::ExprKind::Compare(left, sign, right) => {
            let sign = match sign.value {
                ast::Comparison::Is => "is",
                ast::Comparison::IsNot => "is not",
                ast::Comparison::Less => "<",
                ast::Comparison::AtMost => "<=",
                ast::Comparison::More => ">",
                ast::Comparison::AtLeast => ">=",
            };
            format!("({} {sign} {})", show(left), show(right))
        }
        ast::ExprKind::Between(x, low, high) => format!("({} between {} and {})", show(x), show(low), show(high)),
        ast::ExprKind::In(left, right) => format!("({} in {})", show(left), show(right)),
        ast::ExprKind::Includes(left, right) => format!("({} includes {})", show(left), show(right)),
        ast::ExprKind::Known(inner) => format!("(known {})", show(inner)),
        ast::ExprKind::Arithmetic(first, rest) => {
            let mut out = show(first);
            for (sign, next) in rest {
                let sign = match sign.value {
                    ast::Operator::Add => "+",
                    ast::Operator::Subtract => "-",
                    ast::Operator::Multiply => "*",
                    ast::Operator::Divide => "/",
                };
                out = format!("({out} {sign} {})", show(next));
            }
            out
        }
        ast::ExprKind::Negative(inner) => format!("(-{})", show(inner)),
        ast::ExprKind::Aggregate(_, of) => format!("(total {})", show(of)),
        ast::ExprKind::Path(path) => path.dotted(),
        ast::ExprKind::Number(number, _) => number.value.as_ref().map(ToString::to_string).unwrap_or_default(),
        ast::ExprKind::Date(_) => "date".to_owned(),
        ast::ExprKind::InGroup(..)
        | ast::ExprKind::Quantified(..)
        | ast::ExprKind::Counted(..)
        | ast::ExprKind::FromTo { .. }
        | ast::ExprKind::Text(_)
        | ast::ExprKind::Flag(_)
        | ast::ExprKind::Set(_) => "?".to_owned(),
    }
}

#[test]
fn picks_of_the_command_line() {
    for (written, target) in [
        ("should", ""),
        ("60 days", ""),
        ("set_quotas", ""),
        ("duty=should", "duty"),
        ("duty shall not", "duty"),
        ("duty.within=60 days", "duty.within"),
        ("support=without", "support"),
        ("with support", "support"),
        ("duty=2", "duty"),
        ("duty option 2", "duty"),
        ("migration::compact.duty=2", "compact.duty"),
    ] {
        let target = Ok(target.to_owned());
        let at = parse_pick(written, 0).map(|pick| pick.at.map(|path| path.dotted()).unwrap_or_default());
        assert_eq!(at, target, "{written}");
    }
    for wrong in ["", "=", "duty=0", "a b c", "without", "\u{0}", "(((", "a=\"", "9999999999999999999999=1"] {
        assert!(parse_pick(wrong, 0).is_err(), "{wrong}");
    }
}

/// Inputs that would cost a careless parser its stack or its afternoon. They are smaller here than what the parser
/// stands, since tests run unoptimised; what counts is that none of them grows faster than its text.
#[test]
fn hard_inputs() {
    let n = 10_000;
    let nested = |depth: usize| format!("define x : {}yes{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(reported(&nested(128)), "");
    for (deep, place) in [
        (nested(n), ":1:140"),
        ("[".repeat(n), ":1:129"),
        ("{".repeat(n), ":1:129"),
        ("state A {\n".repeat(n), ":129:9"),
        (format!("define x : {}yes", "not ".repeat(n)), ":1:524"),
        (format!("define x : {}1", "-".repeat(n)), ":1:140"),
    ] {
        let found = reported(&deep);
        assert!(found.starts_with(&format!("t.comity{place} too-deep")), "{found}");
        assert_eq!(found.lines().count(), 2, "{found}");
    }
    for (text, most) in [
        (")".repeat(n), 1),
        ("}".repeat(n), 1),
        ("x ".repeat(n), 1),
        ("% ".repeat(n), 1),
        ("\0".repeat(n), 1),
        ("x".repeat(n * 10), 1),
        ("1".repeat(n), 1),
        (format!("# {}", "x".repeat(n * 10)), 0),
        (format!("note \"{}", "x".repeat(n * 10)), 2),
        ("x\n".repeat(n), 501),
        ("state\n".repeat(n), 501),
        ("\"x\n".repeat(n), 502),
        ("\u{201c}x ".repeat(n), 502),
        ("\0a".repeat(n), 502),
        (format!("state A {{\n{}}}", "favors x\n".repeat(n / 10)), 501),
        (format!("define x : a{}", " and a".repeat(n)), 0),
        (format!("define x : a{}", " && a".repeat(n)), 501),
        (format!("define x : {}", "total ".repeat(n)), 1),
        (format!("define x : {}", "known ".repeat(n)), 1),
        (format!("{}{}", "issue a {".repeat(126), "}".repeat(126)), 0),
        ("issue a {".repeat(126), 126),
    ] {
        let found = reported(&text).lines().count() / 2;
        let shown: String = text.chars().take(40).collect();
        assert!(found <= most, "{found} reports for {shown}…");
    }
}

const WHOLE: &str = include_str!("corpus/whole.comity");
const NAMES: &str = include_str!("corpus/names.comity");

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        report("t.comity", bytes);
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        report("t.comity", text.into());
    }

    #[test]
    fn words_of_the_language_in_any_order_are_survived(
        words in proptest::collection::vec(proptest::sample::select(WHOLE.split_whitespace().collect::<Vec<_>>()), 0..120),
        lines in any::<bool>(),
    ) {
        report("t.comity", words.join(if lines { "\n" } else { " " }).into());
    }

    #[test]
    fn any_change_of_a_good_file_is_survived(
        whole in any::<bool>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..12, ".{0,3}"), 1..6),
    ) {
        let mut chars: Vec<char> = if whole { WHOLE } else { NAMES }.chars().collect();
        for (index, length, with) in changes {
            if chars.is_empty() {
                break;
            }
            let at = index.index(chars.len());
            chars.splice(at..(at + length).min(chars.len()), with.chars());
        }
        report("t.comity", chars.into_iter().collect::<String>().into());
    }
}
