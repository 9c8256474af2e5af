//! `comity explain`

use std::io::{self, Write};

use anstyle::Style;
use clap::Args;

use super::{Failure, Status, terminal};
use crate::diagnostics::{Code, nearest};

/// Explain a finding: what it means, why it matters, what to do
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  comity explain\n  comity explain scope-closed")]
pub struct Explain {
    /// The finding's name, as reports show it; without one all are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

impl Explain {
    pub fn run(self) -> Result<Status, Failure> {
        let mut out = terminal::out();
        match self.code {
            None => list(&mut out)?,
            Some(name) => {
                let Ok(code) = name.parse::<Code>() else {
                    let known = Code::ALL.iter().map(|code| code.name());
                    let near = nearest(&name, known).map_or_else(
                        || "`comity explain` lists them all".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    return Err(format!("there is no finding `{name}`; {near}").into());
                };
                page(code, terminal::width().clamp(40, 100), &mut out)?;
            }
        }
        out.flush()?;
        Ok(Status::Fine)
    }
}

/// Every code with its severity and what it says in a line.
fn list(out: &mut dyn Write) -> io::Result<()> {
    let longest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let groups = [(true, "Form: an error stands in the way of evaluation"), (false, "Substance: evaluation goes on")];
    for (form, heading) in groups {
        writeln!(out, "{BOLD}{heading}{BOLD:#}")?;
        for code in Code::ALL.iter().filter(|code| code.is_form() == form) {
            writeln!(out, "  {:longest$}  {:7}  {}", code.name(), code.severity().name(), code.summary())?;
        }
        writeln!(out)?;
    }
    writeln!(out, "`comity explain CODE` says more, with an example.")
}

/// A page: headings bold, prose to the width of the terminal, blocks indented below the name of their file.
fn page(code: Code, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut prose = String::new();
    let mut inside = false;
    for line in code.explanation().lines() {
        if let Some(info) = line.strip_prefix("```") {
            inside = !inside;
            if let (true, Some(file)) = (inside, info.split_whitespace().nth(1)) {
                writeln!(out, "  {DIM}{file}{DIM:#}")?;
            }
        } else if inside {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        } else if line.starts_with('#') {
            writeln!(out, "{BOLD}{}{BOLD:#}", line.trim_start_matches(['#', ' ']))?;
        } else if line.is_empty() {
            wrap(&std::mem::take(&mut prose), width, out)?;
            writeln!(out)?;
        } else {
            prose.push_str(line);
            prose.push(' ');
        }
    }
    wrap(&prose, width, out)
}

fn wrap(prose: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for word in prose.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            writeln!(out, "{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.is_empty() { Ok(()) } else { writeln!(out, "{line}") }
}
