//! Numbers modulo the prime 2^61 − 1, for exact elimination. All are below the prime.

/// The prime.
pub(super) const P: u64 = (1 << 61) - 1;

pub(super) fn add(left: u64, right: u64) -> u64 {
    (left + right) % P
}

pub(super) fn multiply(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    // 2^61 is 1
    ((product & u128::from(P)) as u64 + (product >> 61) as u64) % P
}

/// `row` less `factor` times `other`, place by place.
pub(super) fn subtract(row: &mut [u64], factor: u64, other: &[u64]) {
    if factor != 0 {
        for (left, right) in row.iter_mut().zip(other).filter(|(_, right)| **right != 0) {
            *left = add(*left, negative(multiply(factor, *right)));
        }
    }
}

pub(super) fn negative(number: u64) -> u64 {
    (P - number) % P
}

/// What gives 1 when multiplied with it; 0 has none and gives 0.
pub(super) fn inverse(number: u64) -> u64 {
    let (mut square, mut exponent, mut power) = (number, P - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = multiply(power, square);
        }
        square = multiply(square, square);
        exponent >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverses_and_negatives_undo() {
        for number in [1, 2, 3, 1_000_003, P / 2, P - 2, P - 1] {
            assert_eq!(multiply(number, inverse(number)), 1);
            assert_eq!(add(number, negative(number)), 0);
        }
        assert_eq!((negative(0), multiply(P - 1, P - 1)), (0, 1));
    }
}
