//! Indices of agreement between two states, on any scale of whole numbers.
//!
//! They are secondary: each nets what two states share with what divides them, in a way of its own, and on one set of
//! data they need not even have the same sign. An index that has no value is `None`.

use std::collections::BTreeMap;

/// How far two values of a scale are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// Equal or not.
    Nominal,
    /// The square of their difference.
    Squared,
}

impl Distance {
    fn of(self, one: i32, other: i32) -> f64 {
        let difference = f64::from(one) - f64::from(other);
        match self {
            Self::Nominal => f64::from(u8::from(one != other)),
            Self::Squared => difference * difference,
        }
    }
}

/// How often two states took which two values, item by item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joint {
    cells: BTreeMap<(i32, i32), u32>,
}

impl FromIterator<(i32, i32)> for Joint {
    fn from_iter<T: IntoIterator<Item = (i32, i32)>>(items: T) -> Self {
        let mut joint = Self::default();
        for (one, other) in items {
            joint.add(one, other, 1);
        }
        joint
    }
}

impl Joint {
    /// Adds so many items in which the first state takes one value and the second another.
    pub fn add(&mut self, one: i32, other: i32, count: u32) {
        if count > 0 {
            *self.cells.entry((one, other)).or_default() += count;
        }
    }

    /// How many items there are.
    pub fn items(&self) -> u32 {
        self.cells.values().sum()
    }

    /// The mean of 1 − |a − b| / span, after Bailey, Strezhnev and Voeten (2017), who leave out what was unanimous.
    pub fn agreement(&self, span: u32) -> Option<f64> {
        self.apart(span).map(|apart| 1.0 - apart)
    }

    /// S after Signorino and Ritter (1999): 1 − 2 Σ |a − b| / (n · span).
    pub fn signorino_ritter(&self, span: u32) -> Option<f64> {
        self.apart(span).map(|apart| 1.0 - 2.0 * apart)
    }

    /// Cohen's κ: how much less two states disagree than two with their frequencies of values would by chance.
    pub fn kappa(&self, distance: Distance) -> Option<f64> {
        let (first, second) = self.margins();
        let expected = spread(&first, &second, distance);
        (expected > 0.0).then(|| 1.0 - f64::from(self.items()) * self.observed(distance) / expected)
    }

    /// Scott's π: the same, by chance from the frequencies of both together (Häge 2011).
    pub fn pi(&self, distance: Distance) -> Option<f64> {
        let (mut pooled, second) = self.margins();
        for (value, count) in second {
            *pooled.entry(value).or_default() += count;
        }
        let expected = spread(&pooled, &pooled, distance);
        (expected > 0.0).then(|| 1.0 - 4.0 * f64::from(self.items()) * self.observed(distance) / expected)
    }

    /// Σ |a − b| / (n · span).
    fn apart(&self, span: u32) -> Option<f64> {
        let most = f64::from(self.items()) * f64::from(span);
        let sum: f64 = self.cells.iter().map(|(&(one, other), &n)| f64::from(n) * f64::from(one.abs_diff(other))).sum();
        (most > 0.0).then(|| sum / most)
    }

    fn observed(&self, distance: Distance) -> f64 {
        self.cells.iter().map(|(&(one, other), &count)| f64::from(count) * distance.of(one, other)).sum()
    }

    fn margins(&self) -> (BTreeMap<i32, u32>, BTreeMap<i32, u32>) {
        let (mut first, mut second) = (BTreeMap::new(), BTreeMap::new());
        for (&(one, other), &count) in &self.cells {
            *first.entry(one).or_default() += count;
            *second.entry(other).or_default() += count;
        }
        (first, second)
    }
}

/// The distance between every value of one list and every one of another, summed up.
fn spread(first: &BTreeMap<i32, u32>, second: &BTreeMap<i32, u32>, distance: Distance) -> f64 {
    let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (one, other)));
    pairs.map(|((&a, &n), (&b, &m))| f64::from(n) * f64::from(m) * distance.of(a, b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: [i32; 20] = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0];
    const OTHER: [i32; 20] = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    fn near(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| (found - wanted).abs() < 5e-9)
    }

    /// Alliance levels from 0 to 3: S is well above zero, and both indices that correct for chance are below it. No
    /// single number says what the two have in common.
    #[test]
    fn indices_differ_in_sign_on_one_set_of_data() {
        let joint: Joint = ONE.into_iter().zip(OTHER).collect();
        assert!(near(joint.signorino_ritter(3), 0.4), "{:?}", joint.signorino_ritter(3));
        assert!(near(joint.agreement(3), 0.7), "{:?}", joint.agreement(3));
        assert!(near(joint.kappa(Distance::Squared), -0.077_586_21), "{:?}", joint.kappa(Distance::Squared));
        assert!(near(joint.pi(Distance::Nominal), -0.044_776_12), "{:?}", joint.pi(Distance::Nominal));
    }

    #[test]
    fn what_has_no_value_is_none() {
        let nothing = Joint::default();
        assert_eq!((nothing.agreement(2), nothing.signorino_ritter(2)), (None, None));
        assert_eq!((nothing.kappa(Distance::Squared), nothing.pi(Distance::Nominal)), (None, None));
        let always: Joint = [(1, 1), (1, 1)].into_iter().collect();
        assert_eq!(always.signorino_ritter(2), Some(1.0));
        assert_eq!((always.kappa(Distance::Nominal), always.pi(Distance::Squared)), (None, None));
    }

    #[test]
    fn the_order_of_the_two_does_not_matter() {
        let there: Joint = ONE.into_iter().zip(OTHER).collect();
        let back: Joint = OTHER.into_iter().zip(ONE).collect();
        for distance in [Distance::Nominal, Distance::Squared] {
            assert_eq!(there.kappa(distance), back.kappa(distance));
            assert_eq!(there.pi(distance), back.pi(distance));
        }
    }
}
