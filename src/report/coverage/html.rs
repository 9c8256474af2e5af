//! Pages that show what tests exercise: an index and one page for each file. They need nothing from elsewhere: no
//! script, no font, no picture, one style in each page. maud escapes every text.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::lines::{File, Line, Mark, files};
use super::summary::percent;
use crate::source::Sources;
use crate::testing::coverage::{Coverage, Figure, Kind};

/// A page: the name of its file, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name of its file, without a folder.
    pub name: String,
    /// The page.
    pub text: String,
}

const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .2rem 1rem .2rem 0; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
tr.sum td { border-top: 1px solid; font-weight: 600; }
table.source { font: 14px/1.45 ui-monospace, monospace; width: 100%; }
table.source td { padding: 0 .6rem; white-space: pre-wrap; vertical-align: top; }
table.source td.number, table.source td.mark { text-align: right; user-select: none; opacity: .7; width: 1%; }
tr.covered { background: rgba(40, 160, 70, .14); }
tr.partly { background: rgba(220, 160, 0, .18); }
tr.missed { background: rgba(210, 50, 50, .16); }
ul.missing { list-style: none; margin: 0; padding: 0; font-style: italic; }
";

/// The pages of a report: `index.html` first, then one for each file with something to exercise.
pub fn write_html(coverage: &Coverage, sources: &Sources, title: &str) -> Vec<Page> {
    let files = files(coverage, sources);
    let mut taken = BTreeSet::from(["index.html".to_owned()]);
    let names: Vec<String> = files.iter().map(|file| page_name(&file.file.name, &mut taken)).collect();
    let index = frame(&format!("Coverage of {title}"), &index(coverage, &files, &names, title));
    let mut pages = vec![Page { name: "index.html".to_owned(), text: index }];
    for (file, name) in files.iter().zip(names) {
        let text = frame(&format!("{} - coverage", file.file.name), &source(file, sources));
        pages.push(Page { name, text });
    }
    pages
}

/// A name for the page of a file: its path with `-` for what a name of a file cannot hold, each once in any case.
fn page_name(file: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let stem: String = file.chars().map(plain).collect();
    let stem = stem.trim_start_matches(['.', '-']);
    let numbered = (2..).map(|number| format!("{stem}-{number}.html"));
    let mut names = std::iter::once(format!("{stem}.html")).chain(numbered);
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
}

fn frame(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string()
}

fn index(coverage: &Coverage, files: &[File<'_>], names: &[String], title: &str) -> Markup {
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.name(), coverage.of_kind(kind)));
    let tests = coverage.tests;
    html! {
        h1 { "Coverage of " (title) }
        p { (tests) (if tests == 1 { " test. " } else { " tests. " }) "A point is one thing that a test can see." }
        table {
            thead { tr { th { "Kind" } (headings()) } }
            tbody {
                @for (name, figure) in kinds.filter(|(_, figure)| figure.all > 0) {
                    tr { td { (name) } (figures(figure)) }
                }
                tr class="sum" { td { "all" } (figures(coverage.figure())) }
            }
        }
        h2 { "Files" }
        table {
            thead { tr { th { "File" } (headings()) } }
            tbody {
                @for (file, name) in files.iter().zip(names) {
                    tr { td { a href=(format!("./{name}")) { (file.file.name) } } (figures(file.figure())) }
                }
            }
        }
    }
}

fn headings() -> Markup {
    html! { th class="figure" { "seen" } th class="figure" { "points" } th class="figure" { "share" } }
}

fn figures(figure: Figure) -> Markup {
    html! {
        td class="figure" { (figure.seen) }
        td class="figure" { (figure.all) }
        td class="figure" { (percent(figure)) }
    }
}

fn source(file: &File<'_>, sources: &Sources) -> Markup {
    let figure = file.figure();
    html! {
        p { a href="./index.html" { "All files" } }
        h1 { (file.file.name) }
        p { (figure.seen) " of " (figure.all) " points, " (percent(figure)) }
        table class="source" {
            tbody { @for line in &file.lines { (row(line, sources)) } }
        }
    }
}

fn row(line: &Line<'_>, sources: &Sources) -> Markup {
    let (class, mark) = match line.mark() {
        Mark::Nothing => ("plain", ""),
        Mark::Covered => ("covered", "+"),
        Mark::Partly => ("partly", "~"),
        Mark::Missed => ("missed", "-"),
    };
    let missing = line.missing(sources);
    html! {
        tr class=(class) id=(format!("L{}", line.number)) {
            td class="mark" { (mark) }
            td class="number" { (line.number) }
            td { (line.text) }
            td { @if !missing.is_empty() { ul class="missing" { @for one in &missing { li { (one) } } } } }
        }
    }
}
