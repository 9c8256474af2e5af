//! A page of tables and lines, in a terminal and in Markdown.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::report::escape::escape;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// What it is about.
    pub heading: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What its words mean.
    pub legend: Vec<String>,
}

/// A part with a heading.
#[derive(Debug)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug)]
pub enum Block {
    /// A table.
    Grid(Grid),
    /// Lines, each with a word in front.
    Lines(Vec<(String, String)>),
    /// A sentence.
    Text(String),
}

/// A table.
#[derive(Debug)]
pub struct Grid {
    /// What it shows; the heading of its first column.
    pub title: String,
    /// The others.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading.
    name: String,
    /// Whether it holds numbers.
    right: bool,
}

impl Column {
    /// A column of numbers.
    pub fn number(name: &str) -> Self {
        Self { name: name.to_owned(), right: true }
    }

    /// A column of words.
    pub fn text(name: &str) -> Self {
        Self { name: name.to_owned(), right: false }
    }
}

/// Writes a page for a terminal that is so many columns wide.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_table(page: &Page, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{bold}{}{bold:#}", page.heading)?;
    for section in &page.sections {
        writeln!(out, "\n{bold}{}{bold:#}", section.heading)?;
        for block in &section.blocks {
            match block {
                Block::Grid(grid) => {
                    writeln!(out)?;
                    draw(grid, width, out)?;
                }
                Block::Lines(lines) => {
                    writeln!(out)?;
                    for (word, text) in lines {
                        hang("  ", &format!("{word}: {text}"), "      ", width, out)?;
                    }
                }
                Block::Text(text) => hang("  ", text, "  ", width, out)?,
            }
        }
    }
    if !page.legend.is_empty() {
        writeln!(out)?;
    }
    page.legend.iter().try_for_each(|line| hang("", line, "  ", width, out))
}

fn draw(grid: &Grid, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut columns = vec![Column::text(&grid.title)];
    columns.extend(grid.columns.iter().cloned());
    let head: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let lines = || std::iter::once(&head).chain(&grid.rows);
    let widths: Vec<usize> = (0..columns.len())
        .map(|place| lines().filter_map(|line| line.get(place)).map(|cell| cell.width()).max().unwrap_or_default())
        .collect();
    for line in lines() {
        let mut text = String::from(" ");
        for ((place, cell), (column, &wide)) in line.iter().enumerate().zip(columns.iter().zip(&widths)) {
            let gap = " ".repeat(wide.saturating_sub(cell.width()));
            let last = place + 1 == columns.len();
            text.push_str(if place == 0 { " " } else { "  " });
            match (column.right, last) {
                (true, _) => text = format!("{text}{gap}{cell}"),
                (false, false) => text = format!("{text}{cell}{gap}"),
                // A long last column is folded under itself.
                (false, true) => {
                    let under = " ".repeat(text.width());
                    fold(&mut text, cell, &under, width);
                }
            }
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// Adds words to a line, going on in the next one, under their beginning, where the width is used up.
fn fold(text: &mut String, words: &str, under: &str, width: usize) {
    let room = width.saturating_sub(under.width()).max(24);
    let mut used = 0;
    for word in words.split_whitespace() {
        if used > 0 && used + 1 + word.width() > room {
            text.push('\n');
            text.push_str(under);
            used = 0;
        } else if used > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += word.width();
    }
}

/// Writes words behind a beginning, going on under `under` where the width is used up.
pub(in crate::report) fn hang(
    first: &str,
    words: &str,
    under: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut text = first.to_owned();
    fold(&mut text, words, under, width);
    writeln!(out, "{text}")
}

/// Writes a page in Markdown.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_markdown(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escape(&page.heading))?;
    for section in &page.sections {
        writeln!(out, "\n## {}\n", escape(&section.heading))?;
        for (place, block) in section.blocks.iter().enumerate() {
            if place > 0 {
                writeln!(out)?;
            }
            match block {
                Block::Grid(grid) => table(grid, out)?,
                Block::Lines(lines) => {
                    for (word, text) in lines {
                        writeln!(out, "- {}: {}", escape(word), escape(text))?;
                    }
                }
                Block::Text(text) => writeln!(out, "{}", escape(text))?,
            }
        }
    }
    if !page.legend.is_empty() {
        writeln!(out)?;
    }
    page.legend.iter().try_for_each(|line| writeln!(out, "- {}", escape(line)))
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let heads: Vec<String> = grid.columns.iter().map(|column| escape(&column.name)).collect();
    writeln!(out, "| {} | {} |", escape(&grid.title), heads.join(" | "))?;
    let rules: Vec<&str> = grid.columns.iter().map(|column| if column.right { "---:" } else { "---" }).collect();
    writeln!(out, "| --- | {} |", rules.join(" | "))?;
    for row in &grid.rows {
        let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}
