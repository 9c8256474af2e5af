//! What became of a library, for a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::words::{self, Heads};
use crate::compare::{Change, Comparison, Direction, Kind, OutcomeChange, StatementChange, VerdictChange};
use crate::report::common::page::hang;

/// How many statements of one kind are told before the rest are counted, and how many parts of each.
const STATEMENTS: usize = 20;
const PARTS: usize = 12;

/// How many groups of verdicts of a principle at a level are told.
const GROUPS: usize = 12;

/// Writes a comparison for a terminal that is so many columns wide.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_table(comparison: &Comparison, heads: &Heads, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { width, out };
    page.heading(&heads.title())?;
    page.line("", &format!("{} → {}", heads.old.at, heads.new.at))?;
    if let Some(conditions) = heads.conditions() {
        page.line("", &conditions)?;
    }
    for (head, everything) in [(&heads.old, "everything is new"), (&heads.new, "everything is gone")] {
        if head.absent {
            page.line("", &format!("there is no such library in {}: {everything}", head.at))?;
        }
    }
    if comparison.is_empty() {
        return page.line("", "nothing changed");
    }
    for sum in words::sums(comparison) {
        page.line("", &sum)?;
    }
    page.statements(&comparison.statements)?;
    page.verdicts(comparison)?;
    page.outcomes(&comparison.outcomes)
}

struct Page<'w> {
    width: usize,
    out: &'w mut dyn Write,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) -> io::Result<()> {
        let bold = Style::new().bold();
        writeln!(self.out, "{bold}{}{bold:#}", tame(text))
    }

    /// A line that is folded under itself.
    fn line(&mut self, indent: &str, text: &str) -> io::Result<()> {
        self.coloured(indent, text, Style::new())
    }

    fn coloured(&mut self, indent: &str, text: &str, style: Style) -> io::Result<()> {
        let under = " ".repeat(indent.chars().count() + 2);
        let mut plain = Vec::new();
        hang(indent, &tame(text), &under, self.width, &mut plain)?;
        let plain = String::from_utf8_lossy(&plain);
        for line in plain.lines() {
            writeln!(self.out, "{style}{line}{style:#}")?;
        }
        Ok(())
    }

    fn statements(&mut self, all: &[StatementChange]) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.heading("what it says")?;
        let mut kinds: Vec<Kind> = all.iter().map(|one| one.kind).collect();
        kinds.dedup();
        for kind in kinds {
            let of_kind: Vec<&StatementChange> = all.iter().filter(|one| one.kind == kind).collect();
            for change in of_kind.iter().take(STATEMENTS) {
                self.statement(change)?;
            }
            if let Some(rest) = of_kind.len().checked_sub(STATEMENTS).filter(|rest| *rest > 0) {
                self.line("  ", &format!("… and {rest} more of the kind {} (--format json has all)", kind.name()))?;
            }
        }
        Ok(())
    }

    fn statement(&mut self, change: &StatementChange) -> io::Result<()> {
        let style = match change.change {
            Change::Added => green(),
            Change::Removed => red(),
            Change::Reworded | Change::Renamed { .. } => Style::new(),
        };
        self.coloured("  ", &words::statement(change), style)?;
        let parts = words::shown(change);
        for part in parts.iter().take(PARTS) {
            let aspects =
                if part.aspects.is_empty() { String::new() } else { format!(" ({})", part.aspects.join(", ")) };
            self.line("    ", &format!("{}{aspects}", part.what))?;
            if let Some(before) = &part.before {
                self.coloured("      - ", before, red())?;
            }
            if let Some(after) = &part.after {
                self.coloured("      + ", after, green())?;
            }
        }
        match parts.len().checked_sub(PARTS).filter(|rest| *rest > 0) {
            Some(rest) => self.line("    ", &format!("… and {rest} more (--format json has all)")),
            None => Ok(()),
        }
    }

    fn verdicts(&mut self, comparison: &Comparison) -> io::Result<()> {
        if comparison.verdicts.is_empty() && comparison.unmatched.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.heading("verdicts")?;
        let mut places: Vec<(&str, &str)> =
            comparison.verdicts.iter().map(|change| (change.principle.as_str(), change.level.as_str())).collect();
        places.dedup();
        for (principle, level) in places {
            self.line("  ", &format!("{principle} at {level}"))?;
            let here = |change: &&VerdictChange| change.principle == principle && change.level == level;
            let changes: Vec<&VerdictChange> = comparison.verdicts.iter().filter(here).collect();
            for change in changes.iter().take(GROUPS) {
                self.verdict(change)?;
            }
            if let Some(rest) = changes.get(GROUPS..).filter(|rest| !rest.is_empty()) {
                let count: usize = rest.iter().map(|change| change.rows.len()).sum();
                let count = words::plural(count, "verdict", "verdicts");
                self.line("    ", &format!("… and {count} that changed in other ways (--format json has all)"))?;
            }
        }
        for one in &comparison.unmatched {
            self.line("  ", &words::unmatched(one))?;
        }
        Ok(())
    }

    fn verdict(&mut self, change: &VerdictChange) -> io::Result<()> {
        let text = format!("{}: {}, {}", change.direction.name(), words::turn(change), words::extent(change));
        self.coloured("    ", &text, colour(change.direction))?;
        self.line("      ", &words::whose(&change.rows, words::MOST))?;
        for reason in &change.because {
            self.line("      since ", &reason.text)?;
        }
        for detail in words::details(&change.rows) {
            self.line("        ", &detail)?;
        }
        Ok(())
    }

    fn outcomes(&mut self, all: &[OutcomeChange]) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.heading("outcomes")?;
        for change in all {
            let way = change.direction.name();
            let text = format!("{} on {}: {way}, {}", change.forum, change.principle, words::outcome(change));
            self.coloured("  ", &text, colour(change.direction))?;
            let (before, after) = (words::votes(&change.before), words::votes(&change.after));
            self.line("    ", &format!("{before} → {after}"))?;
            if change.rule_changed {
                self.line("    ", "the rule of adoption is another one")?;
            }
            for choice in words::choices(change) {
                self.line("    ", &choice)?;
            }
            for moved in &change.moved {
                self.line("    ", &words::moved(moved, words::MOST))?;
            }
        }
        Ok(())
    }
}

fn red() -> Style {
    Style::new().fg_color(Some(AnsiColor::Red.into()))
}

fn green() -> Style {
    Style::new().fg_color(Some(AnsiColor::Green.into()))
}

fn colour(direction: Direction) -> Style {
    match direction {
        Direction::Better => green(),
        Direction::Worse => red(),
        Direction::Neither => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
    }
}

/// A text without what would move the cursor of a terminal.
fn tame(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '?' } else { letter }).collect()
}
