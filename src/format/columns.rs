//! Rows of one kind that stand line by line, with nothing between them, line up in columns.

use unicode_width::UnicodeWidthStr;

use super::print::Line;
use super::table::FACT;

/// How far beyond the width a line may grow for its columns.
const OVER: usize = 20;

/// Widens the gaps in front of the columns of all rows, but for those from which a line would grow too wide.
pub(super) fn align(lines: &mut [Line<'_>], most: usize) {
    let columns =
        lines.iter().filter(|line| line.kind.is_some()).map(|line| line.stops.len()).max().unwrap_or_default();
    for column in 0..columns {
        // Between the rows of one run there may be lines of another.
        let mut done = vec![false; lines.len()];
        for start in 0..lines.len() {
            if done.get(start) == Some(&true) {
                continue;
            }
            let rows = run(lines, start, column);
            for row in &rows {
                if let Some(done) = done.get_mut(*row) {
                    *done = true;
                }
            }
            if rows.len() > 1 {
                widen(lines, &rows, column, most);
            }
        }
    }
}

/// Lines up the comments at the ends of lines that follow one another.
pub(super) fn align_comments(lines: &mut [Line<'_>]) {
    let mut rest = lines;
    while !rest.is_empty() {
        let has = |line: &&Line<'_>| line.code < line.text.len();
        let first = rest.first().filter(has).map(|line| line.indent);
        let behind = rest.iter().skip(1).take_while(|line| has(line) && !line.apart && Some(line.indent) == first);
        let length = 1 + if first.is_some() { behind.count() } else { 0 };
        let (run, next) = rest.split_at_mut(length);
        let target = run.iter().map(|line| width(line, line.code)).max().unwrap_or_default();
        for line in run.iter_mut().filter(|_| length > 1) {
            let by = target - width(line, line.code);
            line.text.insert_str(line.code, &" ".repeat(by));
        }
        rest = next;
    }
}

/// The lines from a first one on that have this column and the same ones in front of it.
fn run(lines: &[Line<'_>], start: usize, column: usize) -> Vec<usize> {
    let has = |line: &&Line<'_>| line.kind.is_some() && line.stops.len() > column;
    let Some(first) = lines.get(start).filter(has) else { return Vec::new() };
    let same = |line: &Line<'_>| {
        let mut pairs = line.stops.iter().zip(&first.stops).take(column + 1);
        has(&line) && line.kind == first.kind && line.indent == first.indent && pairs.all(|(a, b)| a.1 == b.1)
    };
    let mut rows = vec![start];
    for (index, line) in lines.iter().enumerate().skip(start + 1) {
        if line.apart {
            break;
        }
        if same(line) {
            rows.push(index);
        } else if first.kind != Some(FACT) || line.indent <= first.indent {
            break;
        }
    }
    rows
}

fn widen(lines: &mut [Line<'_>], rows: &[usize], column: usize, most: usize) {
    let place = |line: &Line<'_>| line.stops.get(column).map_or(0, |(at, _)| width(line, *at));
    let target = rows.iter().filter_map(|row| lines.get(*row)).map(place).max().unwrap_or_default();
    let too_wide = |line: &Line<'_>| {
        let wide = line.indent + width(line, line.code);
        wide <= most && wide + target - place(line) > most + OVER
    };
    if rows.iter().filter_map(|row| lines.get(*row)).any(too_wide) {
        for row in rows {
            if let Some(line) = lines.get_mut(*row) {
                line.stops.truncate(column);
            }
        }
        return;
    }
    for row in rows {
        let Some(line) = lines.get_mut(*row) else { continue };
        let by = target - place(line);
        let Some((at, _)) = line.stops.get(column).copied() else { continue };
        line.text.insert_str(at, &" ".repeat(by));
        line.code += by;
        for (stop, _) in line.stops.iter_mut().skip(column) {
            *stop += by;
        }
    }
}

fn width(line: &Line<'_>, end: usize) -> usize {
    line.text.get(..end).map_or(0, UnicodeWidthStr::width)
}
