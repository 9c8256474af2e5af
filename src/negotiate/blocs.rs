//! Clusters of states that are alike, by agglomeration with complete linkage.
//!
//! Written out here and not taken from a crate: there are a few hundred states at most, and ties, which voting is full
//! of, must be broken in a way that can be said in one sentence.

/// Two clusters that become one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Merge {
    /// The least member of the one.
    pub one: usize,
    /// The least member of the other, which is greater.
    pub other: usize,
    /// The greatest dissimilarity between a member of the one and a member of the other.
    pub height: f64,
}

/// Joins `count` things step by step, always the two clusters whose most dissimilar members are the least dissimilar; of
/// several such those whose least members come first.
pub fn agglomerate(count: usize, dissimilarity: impl Fn(usize, usize) -> f64) -> Vec<Merge> {
    let of = |one: usize| (0..one).map(|other| dissimilarity(other, one)).collect();
    let mut between = Triangle { rows: (0..count).map(of).collect() };
    // The clusters that are left, each by its least member.
    let mut open: Vec<usize> = (0..count).collect();
    let mut merges = Vec::new();
    loop {
        let mut nearest: Option<Merge> = None;
        for (place, &one) in open.iter().enumerate() {
            for &other in open.iter().skip(place + 1) {
                let height = between.get(one, other);
                if nearest.is_none_or(|found| height < found.height) {
                    nearest = Some(Merge { one, other, height });
                }
            }
        }
        let Some(merge) = nearest else { return merges };
        open.retain(|one| *one != merge.other);
        for &third in open.iter().filter(|third| **third != merge.one) {
            let farther = between.get(merge.one, third).max(between.get(merge.other, third));
            between.set(merge.one, third, farther);
        }
        merges.push(merge);
    }
}

/// The clusters after so many of the merges, the largest first, and of equal ones that with the least member.
pub fn clusters(count: usize, merges: &[Merge]) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Vec<usize>> = (0..count).map(|one| vec![one]).collect();
    for merge in merges {
        let joined = clusters.get_mut(merge.other).map(std::mem::take).unwrap_or_default();
        if let Some(cluster) = clusters.get_mut(merge.one) {
            cluster.extend(joined);
            cluster.sort_unstable();
        }
    }
    clusters.retain(|cluster| !cluster.is_empty());
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.len()));
    clusters
}

/// A symmetric table without its diagonal.
struct Triangle {
    rows: Vec<Vec<f64>>,
}

impl Triangle {
    fn get(&self, one: usize, other: usize) -> f64 {
        let (less, more) = (one.min(other), one.max(other));
        self.rows.get(more).and_then(|row| row.get(less)).copied().unwrap_or_default()
    }

    fn set(&mut self, one: usize, other: usize, value: f64) {
        let (less, more) = (one.min(other), one.max(other));
        if let Some(cell) = self.rows.get_mut(more).and_then(|row| row.get_mut(less)) {
            *cell = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_join_first_and_ties_go_to_those_in_front() {
        // 0 and 1 are near, 3 and 4 as near, 2 is halfway.
        let at = [0.0_f64, 1.0, 5.0, 9.0, 10.0];
        let merges = agglomerate(5, |one, other| {
            let place = |which: usize| at.get(which).copied().unwrap_or_default();
            (place(one) - place(other)).abs()
        });
        let steps: Vec<(usize, usize, f64)> =
            merges.iter().map(|merge| (merge.one, merge.other, merge.height)).collect();
        assert_eq!(steps, [(0, 1, 1.0), (3, 4, 1.0), (0, 2, 5.0), (0, 3, 10.0)]);
        let two = clusters(5, merges.get(..3).unwrap_or_default());
        assert_eq!(two, [vec![0, 1, 2], vec![3, 4]]);
        assert_eq!(clusters(2, &[]), [vec![0], vec![1]]);
    }
}
