//! How a group is divided on one matter.

/// Van der Eijk's agreement A (2001) on how often each of several ordered categories was taken: 1 where all took one, 0
/// where all categories are as frequent, −1 where one half stands at either end. `None` without two categories or
/// without anybody.
pub fn van_der_eijk(frequencies: &[u32]) -> Option<f64> {
    let total: u32 = frequencies.iter().sum();
    let categories = u32::try_from(frequencies.len()).ok().filter(|count| *count > 1 && total > 0)?;
    let mut left = frequencies.to_vec();
    let mut sum = 0.0;
    // Layer by layer: in each some categories are filled, all to the height of the lowest.
    while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
        let filled: Vec<bool> = left.iter().map(|count| *count > 0).collect();
        let width = filled.iter().map(|filled| u32::from(*filled)).sum::<u32>();
        sum += f64::from(height * width) * layer(&filled, width, categories);
        for count in &mut left {
            *count = count.saturating_sub(height);
        }
    }
    Some(sum / f64::from(total))
}

/// The agreement of a layer: how far it is from having two peaks, less the more categories are filled.
fn layer(filled: &[bool], width: u32, categories: u32) -> f64 {
    let (mut one_peak, mut two_peaks) = (0_u32, 0_u32);
    for (middle, &at) in filled.iter().enumerate() {
        let count = |side: &[bool], wanted| u32::try_from(side.iter().filter(|one| **one == wanted).count());
        let before = filled.get(..middle).unwrap_or_default();
        let after = filled.get(middle + 1..).unwrap_or_default();
        let number = |side, wanted| count(side, wanted).unwrap_or(u32::MAX);
        if at {
            one_peak += number(before, true) * number(after, false) + number(before, false) * number(after, true);
        } else {
            two_peaks += number(before, true) * number(after, true);
        }
    }
    let (one_peak, two_peaks, k) = (f64::from(one_peak), f64::from(two_peaks), f64::from(categories));
    let unimodality = if one_peak + two_peaks > 0.0 && categories > 2 {
        ((k - 2.0) * one_peak - (k - 1.0) * two_peaks) / ((k - 2.0) * (one_peak + two_peaks))
    } else {
        1.0
    };
    unimodality * (1.0 - f64::from(width - 1) / (k - 1.0))
}

/// Polarisation after Esteban and Ray (1994): Σᵢ Σⱼ πᵢ^(1 + α) πⱼ |yᵢ − yⱼ| over poles, each given by how many stand
/// there and where. `None` without anybody.
pub fn esteban_ray(poles: &[(u32, f64)], alpha: f64) -> Option<f64> {
    let total: f64 = poles.iter().map(|(count, _)| f64::from(*count)).sum();
    (total > 0.0).then(|| {
        let share = |count: u32| f64::from(count) / total;
        let pairs = poles.iter().flat_map(|one| poles.iter().map(move |other| (one, other)));
        pairs.map(|((n, y), (m, z))| share(*n).powf(1.0 + alpha) * share(*m) * (y - z).abs()).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| (found - wanted).abs() < 1e-7)
    }

    #[test]
    fn agreement_is_one_zero_or_minus_one_where_it_should() {
        assert!(near(van_der_eijk(&[30, 40, 210, 130, 530, 50, 10]), 0.611_333_3));
        assert!(near(van_der_eijk(&[2, 0, 0, 2]), -1.0));
        assert!(near(van_der_eijk(&[1, 1, 1, 1]), 0.0));
        assert!(near(van_der_eijk(&[0, 7, 0]), 1.0));
        assert!(near(van_der_eijk(&[4, 0, 4]), -1.0));
        assert!(near(van_der_eijk(&[3, 3]), 0.0));
        assert_eq!((van_der_eijk(&[5]), van_der_eijk(&[0, 0, 0])), (None, None));
    }

    #[test]
    fn two_equal_poles_are_most_polarised() {
        assert!(near(esteban_ray(&[(1, 0.0), (1, 1.0)], 1.0), 0.25));
        assert!(near(esteban_ray(&[(4, 0.0), (0, 0.5), (4, 1.0)], 1.0), 0.25));
        assert!(near(esteban_ray(&[(9, 1.0)], 1.0), 0.0));
        assert_eq!(esteban_ray(&[], 1.0), None);
    }
}
