//! How many things are worked on at once.

use clap::Args;

use super::Failure;

/// How many threads do the work.
#[derive(Debug, Clone, Copy, Args)]
pub struct Jobs {
    /// Work on so many things at once; without it, or with 0, on as many as the machine can
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, allow_negative_numbers = true)]
    #[arg(value_parser = number)]
    jobs: usize,
}

/// How many threads there can be.
const MOST: usize = 1024;

fn number(text: &str) -> Result<usize, String> {
    let jobs = text.parse().ok().filter(|jobs| *jobs <= MOST);
    jobs.ok_or_else(|| format!("a whole number from 0 to {MOST} is wanted"))
}

impl Jobs {
    /// Starts the threads, before there is any work for them.
    pub fn start(self) -> Result<(), Failure> {
        if self.jobs > 0 {
            rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build_global()?;
        }
        Ok(())
    }
}
