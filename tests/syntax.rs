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
