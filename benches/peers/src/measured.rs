//! What came of a peer, and how long it took.

use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// What stops a run.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How often something is measured at least, and for how long; and after how long that is enough in any case.
const RUNS: usize = 5;
const ENOUGH: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(5);

/// Whether a condition holds for a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// It does not.
    #[default]
    No,
    /// It does.
    Yes,
    /// A fact is missing that would decide.
    Unknown,
}

/// How many verdicts there are of those that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Those that hold.
    pub yes: usize,
    /// Those that nobody knows.
    pub unknown: usize,
}

impl Counts {
    /// Counts them.
    pub fn of(verdicts: &[Verdict]) -> Self {
        let count = |wanted| verdicts.iter().filter(|verdict| **verdict == wanted).count();
        Self { yes: count(Verdict::Yes), unknown: count(Verdict::Unknown) }
    }
}

/// What came of a peer.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Who, and in which way.
    pub name: String,
    /// From text to what is evaluated: reading, compiling, planning.
    pub load: Duration,
    /// From there to the counts of all verdicts.
    pub evaluate: Duration,
    /// What was counted.
    pub counts: Counts,
    /// The verdicts, principle by principle, in each the states in their order; read outside the time.
    pub verdicts: Vec<Verdict>,
}

/// A clock: on one thread the time of the processor, which others on the machine hardly disturb; else that on the wall.
#[derive(Debug, Clone, Copy)]
enum Clock {
    Processor(ProcessTime),
    Wall(Instant),
}

impl Clock {
    fn start(threads: usize) -> Self {
        if threads == 1 { Self::Processor(ProcessTime::now()) } else { Self::Wall(Instant::now()) }
    }

    fn elapsed(self) -> Duration {
        match self {
            Self::Processor(start) => start.elapsed(),
            Self::Wall(start) => start.elapsed(),
        }
    }
}

/// Does something again and again; returns what came of it last, and the shortest of the times.
pub fn timed<T>(threads: usize, mut work: impl FnMut() -> Result<T, Failure>) -> Result<(T, Duration), Failure> {
    timed_from(threads, || (), |()| work())
}

/// The same, each time from something that is made anew, outside the time, as is what becomes of it.
pub fn timed_from<S, T>(
    threads: usize,
    mut make: impl FnMut() -> S,
    mut work: impl FnMut(&mut S) -> Result<T, Failure>,
) -> Result<(T, Duration), Failure> {
    let begun = Instant::now();
    let mut least = Duration::MAX;
    let mut runs = 0;
    loop {
        let mut made = make();
        let start = Clock::start(threads);
        let found = black_box(work(&mut made)?);
        least = least.min(start.elapsed());
        runs += 1;
        if runs >= RUNS && begun.elapsed() > ENOUGH || begun.elapsed() > LONGEST {
            return Ok((found, least));
        }
    }
}
