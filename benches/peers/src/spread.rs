//! States, spread over threads: for peers that leave this to who calls them.

use crate::measured::Failure;

/// Adds up what comes of parts of a list, one part for each thread.
pub fn spread<T: Sync>(
    states: &[T],
    threads: usize,
    part: impl Fn(&[T]) -> Result<usize, Failure> + Sync,
) -> Result<usize, Failure> {
    if threads < 2 {
        return part(states);
    }
    std::thread::scope(|scope| {
        let part = &part;
        let parts = states.chunks(states.len().div_ceil(threads).max(1));
        let running: Vec<_> = parts.map(|states| scope.spawn(move || part(states))).collect();
        let mut sum = 0;
        for thread in running {
            sum += thread.join().map_err(|_| "a thread broke off")??;
        }
        Ok(sum)
    })
}
