//! Figures that are functions of one published histogram: shares, means, scores, with 95 % intervals.

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_985;

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A share of `n` with Wilson's score interval (E. B. Wilson 1927); `None` of nobody.
pub fn share(count: u64, n: u64) -> Option<Estimate> {
    if n == 0 {
        return None;
    }
    let (n, p) = (n as f64, count as f64 / n as f64);
    let centre = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Estimate {
        value: p,
        low: (centre - half).max(0.0),
        high: (centre + half).min(1.0),
    })
}

/// The mean of `(value, count)` with a normal interval from the sample's standard deviation; `None` of nobody.
pub fn mean(counts: &[(f64, u64)]) -> Option<Estimate> {
    let n: u64 = counts.iter().map(|(_, count)| count).sum();
    if n == 0 {
        return None;
    }
    let total = n as f64;
    let mean = counts.iter().map(|(value, count)| value * *count as f64).sum::<f64>() / total;
    let squares: f64 = counts
        .iter()
        .map(|(value, count)| (value - mean).powi(2) * *count as f64)
        .sum();
    let half = if n > 1 {
        Z * (squares / (total - 1.0) / total).sqrt()
    } else {
        0.0
    };
    Some(Estimate {
        value: mean,
        low: mean - half,
        high: mean + half,
    })
}

/// Net Promoter Score of counts from 0 to 10, from −100 to 100: the share of 9 and 10 less the share of 0 to 6.
///
/// The interval is an adjusted Wald interval with three more answers, ¾ at each end (B. Rocks 2016, The American Statistician
/// 70:365): the plain one has no width where everybody is on one side.
pub fn nps(counts: &[(f64, u64)]) -> Option<Estimate> {
    let people = |wanted: &dyn Fn(f64) -> bool| -> f64 {
        let inside = counts.iter().filter(|(value, _)| wanted(*value));
        inside.map(|(_, count)| *count as f64).sum()
    };
    let (promoters, detractors) = (people(&|value| value >= 9.0), people(&|value| value <= 6.0));
    let n = people(&|_| true);
    if n == 0.0 {
        return None;
    }
    let value = (promoters - detractors) / n;
    let (up, down, all) = (promoters + 0.75, detractors + 0.75, n + 3.0);
    let centre = (up - down) / all;
    let half = Z * (((up + down) / all - centre * centre) / all).sqrt();
    Some(Estimate {
        value: 100.0 * value,
        low: 100.0 * (centre - half).max(-1.0),
        high: 100.0 * (centre + half).min(1.0),
    })
}

/// Share of the answers from `from` upwards: top box, CSAT.
pub fn share_from(counts: &[(f64, u64)], from: f64) -> Option<Estimate> {
    let n = counts.iter().map(|(_, count)| count).sum();
    share(
        counts
            .iter()
            .filter(|(value, _)| *value >= from)
            .map(|(_, count)| count)
            .sum(),
        n,
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() < 0.0005
    }

    #[test]
    fn the_net_promoter_score_is_promoters_less_detractors() {
        let score = nps(&[(10.0, 5), (8.0, 3), (0.0, 2)]).unwrap();

        assert!(near(score.value, 30.0));
    }

    #[test]
    fn a_score_of_one_side_alone_still_has_an_interval() {
        // centre −45/48, variance 46.5/48 − (45/48)²
        let score = nps(&[(3.0, 45)]).unwrap();

        assert!(near(score.value, -100.0) && near(score.low, -100.0), "{score:?}");
        assert!((score.high + 85.27).abs() < 0.005, "{score:?}");
    }

    #[test]
    fn wilsons_interval_has_the_published_ends() {
        // 81 of 263 (Newcombe 1998, table I): 0.2553 to 0.3662
        let share = share(81, 263).unwrap();

        assert!(near(share.low, 0.2553) && near(share.high, 0.3662), "{share:?}");
    }

    #[test]
    fn the_mean_of_known_counts_is_known() {
        // 1, 2, 3, 4, 5: mean 3, standard deviation 1.5811, standard error 0.7071
        let mean = mean(&[(1.0, 1), (2.0, 1), (3.0, 1), (4.0, 1), (5.0, 1)]).unwrap();

        assert!(near(mean.value, 3.0) && near(mean.high, 3.0 + 1.95996 * 0.5_f64.sqrt()));
    }

    #[test]
    fn nobody_has_no_figures() {
        assert!(share(0, 0).is_none() && mean(&[]).is_none() && nps(&[(1.0, 0)]).is_none());
    }
}
