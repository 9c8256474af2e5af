//! A bar that says how far a long count has come.
#![expect(clippy::disallowed_methods, reason = "only what takes long is worth a bar")]

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::negotiate::game::Step;

/// How long a count may take without a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many parts a bar has.
const PARTS: u32 = 1000;

/// A bar on standard error, where that is a terminal.
pub struct Bar {
    begun: Instant,
    bar: ProgressBar,
}

impl Bar {
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(u64::from(PARTS)), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent:>3}%") {
            bar.set_style(style);
        }
        Self { begun: Instant::now(), bar }
    }

    /// Says how much of a step is done.
    pub fn show(&self, step: Step, done: f64) {
        if self.begun.elapsed() < PATIENCE {
            return;
        }
        let message = match step {
            Step::Winning => "counting winning coalitions",
            Step::Proper => "comparing coalitions with what they leave out",
            Step::Minimal => "counting minimal winning coalitions",
            Step::Blocking => "counting minimal blocking coalitions",
        };
        self.bar.set_message(message);
        self.bar.set_position(parts(done));
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn parts(done: f64) -> u64 {
    (0..=PARTS).take_while(|part| f64::from(*part) <= done * f64::from(PARTS)).last().map_or(0, u64::from)
}
