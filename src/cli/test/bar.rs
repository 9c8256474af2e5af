//! A bar that says how many mutants have been tried.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::mutation::Progress;

/// A bar on standard error, where that is a terminal.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}  {msg}  {eta} left") {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub fn show(&self, progress: &Progress) {
        self.0.set_length(count(progress.chosen));
        self.0.set_message(format!("{} caught, {} unnoticed", progress.caught, progress.unnoticed));
        self.0.set_position(count(progress.tried));
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
