//! Small parts of a change: which question, which segment value.

use crate::domain::answer::{Answer, SegmentValues};
use crate::domain::id::Id;
use crate::domain::survey::Question;
use crate::privacy::receipt::Nonce;
use crate::privacy::record::{Body, Record};
use crate::services::catalogue::Published;

/// The names of a submission's records, one an item.
pub(super) fn record_names(published: &Published, nonce: &Nonce) -> Vec<Id> {
    let items = published.items.iter();
    items.map(|item| nonce.record(published.id, &item.name)).collect()
}

pub(super) fn find_question<'p>(published: &'p Published, key: &str) -> Option<(usize, &'p Question)> {
    published
        .survey
        .questions
        .iter()
        .enumerate()
        .find(|(_, question)| question.key.as_str() == key)
}

pub(super) fn segment_place(records: &[Record]) -> Option<u8> {
    match records.first().map(|record| &record.body) {
        Some(Body::Counted(Answer::One(place))) => u8::try_from(*place).ok(),
        _ => None,
    }
}

pub(super) fn set_segment(values: &mut SegmentValues, segment: usize, value: Option<u8>) {
    if let Some(slot) = values.0.get_mut(segment) {
        *slot = value;
    }
}

pub(super) fn copy(body: &Body) -> Body {
    match body {
        Body::LeftOut => Body::LeftOut,
        Body::Counted(answer) => Body::Counted(answer.clone()),
        Body::Comment { text, removed } => Body::Comment {
            text: text.clone(),
            removed: removed.clone(),
        },
    }
}
