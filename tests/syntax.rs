//! The parser: what it accepts, what it reports, and that nothing breaks it.

use comity::diagnostics::Diagnostics;
use comity::source::Sources;
use comity::syntax::{ast, parse};

fn report(text: &str) -> (ast::Document, String) {
    let mut sources = Sources::default();
    let Some(file) = sources.add("t.comity", text.as_bytes().to_vec()) else { return Default::default() };
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, file, &mut diagnostics);
    let mut out = String::new();
    for d in diagnostics.sorted() {
        let place = d.span().and_then(|s| sources.locate(s));
        let at = place.map(|p| format!("{p}:{}", p.column)).unwrap_or_default();
        out += &format!("{at} {} {} / {}\n", d.code.name(), d.message, d.help.as_deref().unwrap_or("-"));
    }
    (document, out)
}

#[test]
fn probe() -> std::io::Result<()> {
    for name in std::env::var("PROBE").unwrap_or_default().split_whitespace() {
        let (document, out) = report(&std::fs::read_to_string(name)?);
        assert!(true);
        std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("{name}: {} items\n{out}", document.items.len()).as_bytes(),
        )?;
        if std::env::var("TREE").is_ok() {
            std::io::Write::write_all(&mut std::io::stderr(), format!("{:#?}", document).as_bytes())?;
        }
    }
    Ok(())
}

#[test]
fn hard() -> std::io::Result<()> {
    if std::env::var("HARD").is_err() {
        return Ok(());
    }
    let n = 100_000;
    let mut cases: Vec<(&str, String)> = vec![
        ("parens", format!("define x : {}1{}", "(".repeat(n), ")".repeat(n))),
        ("brackets", "[".repeat(n)),
        ("braces", "{".repeat(n)),
        ("closers", "}".repeat(n)),
        ("nots", format!("define x : {} yes", "not ".repeat(n))),
        ("minus", format!("define x : {} 1", "- ".repeat(n))),
        ("line", format!("# {}", "x".repeat(10_000_000))),
        ("line2", "x".repeat(10_000_000)),
        ("blank", " ".repeat(10_000_000)),
        ("string", format!("note \"{}", "x".repeat(10_000_000))),
        ("closed", format!("issue x \"{}\"", "x".repeat(10_000_000))),
        ("stray", "x ".repeat(2 * n)),
        ("stray lines", "x\n".repeat(2 * n)),
        ("stray signs", "% ".repeat(2 * n)),
        ("nul", "\0".repeat(10_000_000)),
        ("nul2", "\0a".repeat(5_000_000)),
        ("state lines", "state\n".repeat(2 * n)),
        ("favours lines", format!("state A {{\n{}", "favours\n".repeat(n))),
        ("favors lines", format!("state A {{\n{}}}", "favors x\n".repeat(n))),
        ("quotes", "\"x\n".repeat(2 * n)),
        ("semis", ";".repeat(1_000_000)),
        ("ands", format!("define x : a{}", " and a".repeat(2 * n))),
        ("bad ands", format!("define x : a{} ) ", " && a".repeat(2 * n))),
        ("bad ands2", format!("define x : a{} ) ", " and a".repeat(2 * n))),
        ("total", format!("define x : {}", "total ".repeat(n))),
        ("known", format!("define x : {}", "known ".repeat(n))),
        ("totals", format!("define x : 1{}", " + total 1".repeat(n))),
        ("unclosed", "state A {\n".repeat(n)),
        ("issues", "issue a {\n".repeat(128)),
        ("issues2", "issue a {".repeat(126)),
        ("issue bad", format!("{} favors {}", "issue a {".repeat(126), "}".repeat(126))),
        ("one line", format!("state A {{ {} }}", "favours x weight 1 ".repeat(n))),
        ("numbers", "1".repeat(10_000_000)),
        ("commas", format!("group g {{ {} }}", "A,".repeat(n))),
        ("commas2", format!("group g {{ {} }}", "A A ".repeat(n))),
        ("escapes", format!("note \"{}", "\\\"".repeat(n))),
        ("typo", "\u{201c}x".repeat(n)),
        ("apos", "'x\n".repeat(n)),
    ];
    let mut dense = String::new();
    for i in 0..20_000 {
        dense += &format!(
            "state S{i} \"S\" {{\n  capacity a, b\n  income: high since 2010-01-01\n  favours x as a when rate > 5 and income is high weight 2\n  accepts p.c since 2018-01-01 source \"x\"\n}}\n"
        );
    }
    cases.push(("valid 3MB", dense));
    for (name, text) in cases {
        let at = std::time::Instant::now();
        let (d, out) = report(&text);
        let line: String = out.lines().next().unwrap_or("").chars().take(150).collect();
        std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("{name}: {:?} {} items {} reports: {line}\n", at.elapsed(), d.items.len(), out.lines().count())
                .as_bytes(),
        )?;
    }
    Ok(())
}

#[test]
fn picks() {
    for p in [
        "should",
        "60 days",
        "without support",
        "with support",
        "duty.within 60 days",
        "duty should",
        "duty option 2",
        "duty=should",
        "duty.within=60 days",
        "support=without",
        "duty=2",
        "set_quotas",
        "duty=0",
        "foo bar baz",
        "",
        "=",
        "shall not",
        "a.b=c",
    ] {
        std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("{p}: {:?}\n", comity::syntax::parse_pick(p, 0)).as_bytes(),
        )
        .ok();
    }
}
