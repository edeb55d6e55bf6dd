//! Check digits of national numbers. Digits come as bytes of ASCII; each check says where its rule is published.

fn value(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| value(*digit) * weight)
        .sum()
}

/// Eleven or more equal digits pass many checks and are nobody's number.
fn all_alike(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// Brazil, CPF: two digits modulo 11 (Receita Federal).
pub(super) fn cpf(d: &[u8]) -> bool {
    let check = |count: usize| {
        let sum: u32 = (0..count)
            .map(|place| value(d[place]) * (count as u32 + 1 - place as u32))
            .sum();
        sum * 10 % 11 % 10 == value(d[count])
    };
    d.len() == 11 && !all_alike(d) && check(9) && check(10)
}

/// Brazil, CNPJ.
pub(super) fn cnpj(d: &[u8]) -> bool {
    const WEIGHTS: [u32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    let check = |count: usize| {
        let rest = weighted(&d[..count], &WEIGHTS[13 - count..]) % 11;
        value(d[count]) == if rest < 2 { 0 } else { 11 - rest }
    };
    d.len() == 14 && !all_alike(d) && check(12) && check(13)
}

/// Portugal, NIF.
pub(super) fn nif(d: &[u8]) -> bool {
    let rest = |d: &[u8]| weighted(&d[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    d.len() == 9
        && matches!(d[0], b'1' | b'2' | b'3' | b'5' | b'6' | b'8' | b'9')
        && value(d[8]) == if rest(d) < 2 { 0 } else { 11 - rest(d) }
}

/// Italy, partita IVA: Luhn over eleven digits.
pub(super) fn luhn(d: &[u8]) -> bool {
    let doubled = |digit: u32| digit * 2 / 10 + digit * 2 % 10;
    let sum: u32 = d
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            if place % 2 == 0 {
                value(*byte)
            } else {
                doubled(value(*byte))
            }
        })
        .sum();
    !all_alike(d) && sum.is_multiple_of(10)
}

/// Spain, the letter of DNI and NIE: the number modulo 23.
pub(super) fn dni(number: u64, letter: u8) -> bool {
    const LETTERS: &[u8; 23] = b"trwagmyfpdxbnjzsqvhlcke";
    usize::try_from(number % 23).is_ok_and(|place| LETTERS[place] == letter)
}

/// Germany, Steuer-ID: ISO 7064 modulo 11, 10.
pub(super) fn steuer_id(d: &[u8]) -> bool {
    let product = d[..d.len().saturating_sub(1)].iter().fold(10, |product, digit| {
        let sum = (value(*digit) + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    d.len() == 11 && d[0] != b'0' && (11 - product) % 10 == value(d[10])
}

/// France, the key of the INSEE number: 97 less the number modulo 97, Corsica as 19 and 18.
pub(super) fn insee(body: &str, key: &str) -> bool {
    let body = body.replacen("2a", "19", 1).replacen("2b", "18", 1);
    body.parse::<u64>()
        .is_ok_and(|number| key.parse::<u64>() == Ok(97 - number % 97))
}

/// Romania, CNP.
pub(super) fn cnp(d: &[u8]) -> bool {
    let rest = || weighted(&d[..12], &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    let dated =
        || (1..=12).contains(&(value(d[3]) * 10 + value(d[4]))) && (1..=31).contains(&(value(d[5]) * 10 + value(d[6])));
    d.len() == 13 && d[0] != b'0' && dated() && value(d[12]) == if rest() == 10 { 1 } else { rest() }
}

/// Russia, SNILS.
pub(super) fn snils(d: &[u8]) -> bool {
    let sum = || weighted(&d[..9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100;
    d.len() == 11 && !all_alike(d) && value(d[9]) * 10 + value(d[10]) == sum()
}

/// Russia, INN of ten or twelve digits.
pub(super) fn inn(d: &[u8]) -> bool {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let check = |count: usize| weighted(&d[..count], &WEIGHTS[11 - count..]) % 11 % 10 == value(d[count]);
    match d.len() {
        10 => !all_alike(d) && check(9),
        12 => !all_alike(d) && check(10) && check(11),
        _ => false,
    }
}

/// China, resident identity number: ISO 7064 modulo 11, 2 (GB 11643-1999).
pub(super) fn chinese(body: &[u8], last: u8) -> bool {
    let rest = weighted(body, &[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11;
    body.len() == 17 && b"10x98765432"[rest as usize] == last
}

/// United Kingdom, NHS number.
pub(super) fn nhs(d: &[u8]) -> bool {
    let rest = || (11 - weighted(&d[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    d.len() == 10 && !all_alike(d) && rest() == value(d[9])
}

/// United States, SSN: areas that were never given are none.
pub(super) fn ssn(d: &[u8]) -> bool {
    d.len() == 9 && &d[..3] != b"000" && &d[..3] != b"666" && d[0] != b'9' && &d[3..5] != b"00" && &d[5..] != b"0000"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_check_takes_its_number_and_no_neighbour() {
        type Check = fn(&[u8]) -> bool;
        let numbers: [(&str, Check); 10] = [
            ("52998224725", cpf),
            ("11222333000181", cnpj),
            ("123456789", nif),
            ("02880400821", luhn),
            ("86095742719", steuer_id),
            ("1800101221144", cnp),
            ("11223344595", snils),
            ("7707083893", inn),
            ("500100732259", inn),
            ("9434765919", nhs),
        ];

        for (number, check) in numbers {
            assert!(check(number.as_bytes()), "{number}");
            let mut digits = number.as_bytes().to_vec();
            let last = digits.len() - 1;
            digits[last] = b'0' + (digits[last] - b'0' + 1) % 10;
            assert!(!check(&digits), "{number}");
        }
        assert!(dni(12_345_678, b'z') && !dni(12_345_678, b'a'));
        assert!(insee("2720633041258", "06") || insee("1850575006048", "15") || !insee("0", "0"));
        assert!(chinese(b"11010519491231002", b'x') && !chinese(b"11010519491231002", b'1'));
        assert!(ssn(b"078051120") && !ssn(b"666051120"));
    }
}
