//! A bar on standard error that says how far a long run has come.
#![expect(clippy::disallowed_methods, reason = "only what takes long is worth a bar")]

use std::borrow::Cow;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take without a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar, where standard error is a terminal. It is cleared when it is dropped.
pub struct Bar {
    begun: Instant,
    bar: ProgressBar,
}

impl Bar {
    /// A bar as a template of `indicatif`, where it is in nobody's way.
    pub fn new(template: &str, is_wanted: bool) -> Self {
        let target = if is_wanted { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { begun: Instant::now(), bar }
    }

    /// Says how much is done.
    pub fn show(&self, message: impl Into<Cow<'static, str>>, done: usize, all: usize) {
        if self.begun.elapsed() < PATIENCE {
            return;
        }
        self.bar.set_message(message);
        if self.bar.length() != Some(count(all)) {
            self.bar.set_length(count(all));
        }
        // Of two threads the later one may be behind.
        self.bar.set_position(count(done).max(self.bar.position()));
    }

    /// Clears it.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// What clears it, wherever the program ends.
    pub fn clearing(&self) -> impl Fn() + Send + 'static {
        let bar = self.bar.clone();
        move || bar.finish_and_clear()
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
