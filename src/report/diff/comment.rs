//! A comment that grows until it is full.

/// How many bytes a comment has at most: GitHub takes 65,536 characters, and a few more are kept back for the last line.
const MOST: usize = 65_000;

/// A comment.
#[derive(Debug, Default)]
pub(super) struct Comment {
    text: String,
    left_out: usize,
}

/// A part of a comment: rows with something in front of them and behind.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub front: String,
    pub rows: Vec<String>,
    pub behind: String,
}

impl Comment {
    /// Adds a part with as many of its rows as there is room for; without one it is left out, its rows counted.
    pub fn push(&mut self, part: Part) {
        let Part { front, rows, behind } = part;
        let frame = front.len() + behind.len();
        let mut room = MOST.saturating_sub(self.text.len() + frame);
        let fits = |room: &mut usize, row: &String| {
            let left = room.checked_sub(row.len() + 1);
            *room = left.unwrap_or_default();
            left.is_some()
        };
        // From the first row on that does not fit none is taken, so that what is left out is the end.
        let taken = rows.iter().take_while(|row| fits(&mut room, row)).count();
        self.left_out += rows.len() - taken;
        if taken == 0 && !rows.is_empty() || self.text.len() + frame > MOST {
            return;
        }
        self.text.push_str(&front);
        for row in rows.iter().take(taken) {
            self.text.push_str(row);
            self.text.push('\n');
        }
        self.text.push_str(&behind);
    }

    /// The whole, with a line that says how much is left out.
    pub fn finish(self) -> String {
        let Self { mut text, left_out } = self;
        if left_out > 0 {
            let lines = if left_out == 1 { "1 line more does".to_owned() } else { format!("{left_out} lines more do") };
            let said = format!("\n{lines} not fit into a comment; `comity diff --format json` has them all.\n");
            text.push_str(&said);
        }
        text
    }
}
