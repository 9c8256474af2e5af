//! The order in which mutants are tried.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// So many places, shuffled: the same for a seed on every machine and in every version.
///
/// The generator is `ChaCha` with eight rounds, whose key is the seed, little end first, and then zeros. From the last
/// place to the second each is exchanged with one that is not behind it: the place `i` with `x (i + 1) / 2⁶⁴`, rounded
/// down, for the next 64 bits `x`.
pub(super) fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut key = [0; 32];
    for (byte, of_seed) in key.iter_mut().zip(seed.to_le_bytes()) {
        *byte = of_seed;
    }
    let mut generator = ChaCha8Rng::from_seed(key);
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        let wide = u128::from(generator.next_u64()) * (at as u128 + 1);
        order.swap(at, usize::try_from(wide >> 64).unwrap_or(at));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_that_of_its_seed() {
        let mut sorted = shuffled(100, 7);
        assert_eq!(sorted, shuffled(100, 7));
        assert_ne!(sorted, shuffled(100, 8));
        sorted.sort_unstable();
        assert_eq!(sorted, (0..100).collect::<Vec<_>>());
    }

    /// The figures were worked out from the description, apart from this program.
    #[test]
    fn the_order_stays_what_it_is() {
        assert_eq!(shuffled(8, 0), [3, 2, 7, 5, 0, 1, 4, 6]);
        assert_eq!(shuffled(12, 2026), [2, 3, 4, 10, 6, 5, 8, 0, 1, 7, 11, 9]);
    }
}
