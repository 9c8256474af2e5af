//! What is asked for on the command line.

use crate::measured::Failure;
use crate::work::Size;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    size: Size,
    threads: Vec<usize>,
    only: Vec<String>,
    large: usize,
    unknown: usize,
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// How much work.
    pub size: Size,
    /// On how many threads.
    pub threads: usize,
}

const USAGE: &str = "options, each with a number: --principles 200, --states 193, --attributes 40, --seed 1, \
                     --unknown 10 (of a hundred facts, in the second table), --large 4000 (states in the third table), \
                     --threads 1,2; and --only cedar,regorus,clingo,duckdb";

impl Options {
    /// Reads them.
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut options = Self {
            size: Size { principles: 200, states: 193, attributes: 40, unknown: 0, seed: 1 },
            threads: vec![1],
            only: Vec::new(),
            large: 4_000,
            unknown: 10,
        };
        while let Some(word) = words.next() {
            let value = words.next().ok_or(USAGE)?;
            match word.as_str() {
                "--principles" => options.size.principles = value.parse()?,
                "--states" => options.size.states = value.parse()?,
                "--attributes" => options.size.attributes = value.parse()?,
                "--seed" => options.size.seed = value.parse()?,
                "--unknown" => options.unknown = value.parse()?,
                "--large" => options.large = value.parse()?,
                "--threads" => options.threads = value.split(',').map(str::parse).collect::<Result<_, _>>()?,
                "--only" => options.only = value.split(',').map(str::to_owned).collect(),
                _ => return Err(USAGE.into()),
            }
        }
        if options.threads.contains(&0) {
            return Err("there must be a thread".into());
        }
        Ok(options)
    }

    /// Whether a peer takes part.
    pub fn wants(&self, peer: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == peer)
    }

    /// The tables: all facts known; some unknown, for those who have three values; and many states, for DuckDB, whose
    /// strength they are. A size of 0 leaves a table out.
    pub fn runs(&self) -> Vec<Run> {
        let mut sizes = vec![self.size];
        if self.unknown > 0 {
            sizes.push(Size { unknown: self.unknown, ..self.size });
        }
        if self.large > 0 {
            // With unknown facts, which leaves out those for whom so many states are too many.
            sizes.push(Size {
                states: self.large,
                unknown: self.unknown.max(1),
                principles: self.size.principles.min(50),
                ..self.size
            });
        }
        let run = |size| self.threads.iter().map(move |&threads| Run { size, threads });
        sizes.into_iter().flat_map(run).collect()
    }
}

impl Run {
    /// What stands above its table.
    pub fn heading(self) -> String {
        let Size { principles, states, unknown, .. } = self.size;
        let threads = if self.threads == 1 { "one thread".to_owned() } else { format!("{} threads", self.threads) };
        let facts = if unknown == 0 { "all facts known".to_owned() } else { format!("{unknown}% of facts unknown") };
        format!("{principles} principles, {states} states, {facts}, {threads}")
    }
}
