//! Addresses that only the postcode and the town tell: "Rheinsprung 14, CH-4051 Basel", "BP 118, 06004 Nice".

use std::sync::LazyLock;

use regex::Regex;

use super::super::scan::Scan;
use super::before::Before;
use super::{Ranges, every, tail};

/// "Rheinsprung 14, CH-4051 Basel", "BP 118, 06004 Nice": the postcode and the town tell.
static WITH_TOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<street>[\p{L}][\p{L}.-]+ [0-9]{1,4}[a-z]?),? (?P<code>(?:[a-z]{1,2}-)?[0-9]{4,5}) (?P<town>[\p{L}]{3,})",
    )
    .expect("a constant pattern")
});

/// "PO Box 3319", "BP 118": a number of its own.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:p\.?o\.? ?box|b\.?p\.?|postfach|casella postale|apartado(?: de correos| postal)?|caixa postal|а/я|c\.?p\.?) ?[0-9]{2,6}(?-u:\b)").expect("a constant pattern")
});

pub(super) fn find(scan: &Scan<'_>, before: &Before, found: &mut Ranges) {
    let text = scan.text();
    if before.town {
        every(
            &WITH_TOWN,
            text,
            found,
            |_| true,
            |hit| {
                let (street, code, town) = (hit.name("street")?, hit.name("code")?, hit.name("town")?);
                let capitals = scan.is_capital(street.start()) && scan.is_capital(town.start());
                let comma = text[street.end()..code.start()].starts_with(',') || code.as_str().len() == 5;
                let end = || tail::end(scan, street.end()).max(town.end());
                (capitals && comma && !tail::is_year(code.as_str())).then(|| street.start()..end())
            },
        );
    }
    if before.post_box {
        let boxes = BOX
            .find_iter(text)
            .filter(|hit| hit.as_str().contains("box") || tail::has_postcode(scan, hit.end()));
        found.extend(boxes.map(|hit| hit.start()..tail::end(scan, hit.end())));
    }
}
