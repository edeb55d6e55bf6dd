//! Blocks of counts, encrypted with the cell key and bound to their place. No rules about what they show.

use crate::domain::id::Id;
use crate::privacy::fold::CellBlock;
use crate::secret::{Secret, decrypt, encrypt};
use crate::store::cells::CellRow;

/// Encrypts a block.
pub(super) fn seal_block(
    survey: Id,
    period: &str,
    release: i64,
    item: &str,
    block: &CellBlock,
    key: &Secret,
) -> CellRow {
    let mut plain = serde_json::to_vec(block).unwrap_or_default();
    // the length says how many cells are occupied: round it up
    plain.resize(plain.len().next_power_of_two().max(1024), b' ');
    let sealed = encrypt(key, &place(survey, period, release, item), &plain);
    CellRow {
        release,
        item: item.to_owned(),
        sealed,
    }
}

/// Opens the blocks of a period; those of another key are left out.
pub(super) fn open_blocks(survey: Id, period: &str, rows: &[CellRow], key: &Secret) -> Vec<(CellRow, CellBlock)> {
    rows.iter()
        .filter_map(|row| {
            let plain = decrypt(key, &place(survey, period, row.release, &row.item), &row.sealed)?;
            Some((row.clone(), serde_json::from_slice(&plain).ok()?))
        })
        .collect()
}

/// Associated data: a block moved to another survey, period, release or item does not open.
fn place(survey: Id, period: &str, release: i64, item: &str) -> Vec<u8> {
    [
        b"chorus cells 1".as_slice(),
        survey.bytes(),
        &release.to_be_bytes(),
        period.as_bytes(),
        b"\0",
        item.as_bytes(),
    ]
    .concat()
}
