//! A receipt in words, and answers as the fields that would give them again.

use crate::domain::answer::Answer;
use crate::domain::item::{Item, Shape};
use crate::domain::survey::{Question, Survey};
use crate::privacy::record::Body;
use crate::services::receipts::{LineState, Receipt};
use crate::text::Words;
use crate::web::placeholders::TextPart;

/// One question of a receipt.
pub struct AnswerLine {
    pub(super) key: String,
    pub(super) question: String,
    pub(super) answers: Vec<TextPart>,
    pub(super) state: String,
    pub(super) waits: bool,
    pub(super) can_withdraw: bool,
}

/// One line a question that takes an answer.
pub(super) fn lines(receipt: &Receipt, language: &str, words: Words) -> Vec<AnswerLine> {
    let survey = &receipt.published.survey;
    survey
        .questions
        .iter()
        .enumerate()
        .filter_map(|(place, question)| {
            let own: Vec<_> = receipt
                .lines
                .iter()
                .filter(|line| line.item.question == place)
                .collect();
            if own.is_empty() {
                return None;
            }
            let waits = own.iter().any(|line| matches!(line.state, LineState::Waits(_)));
            let published = own.iter().any(|line| matches!(line.state, LineState::Published(_)));
            let taken_back = own.iter().any(|line| matches!(line.state, LineState::Withdrawn));
            let mut answers: Vec<TextPart> = own
                .iter()
                .filter_map(|line| answer(question, &line.item, &line.state, language, words))
                .collect();
            if answers.is_empty() && waits {
                answers.push(TextPart::plain(words.t("receipt-left-out")));
            }
            let state = match (waits, published, taken_back) {
                (true, _, _) => "receipt-waits",
                (_, true, _) => "receipt-published",
                (_, _, true) => "receipt-taken-back",
                _ => "receipt-gone",
            };
            let segment_fixed = survey.is_segment(&question.key) && !receipt.whole;
            Some(AnswerLine {
                key: question.key.to_string(),
                question: question.text.in_language(language).to_owned(),
                answers,
                state: words.t(state),
                waits: waits && !segment_fixed && !receipt.published.is_told_by_the_list(&question.key),
                can_withdraw: waits && !segment_fixed || published,
            })
        })
        .collect()
}

fn answer(question: &Question, item: &Item, state: &LineState, language: &str, words: Words) -> Option<TextPart> {
    match state {
        LineState::Waits(Body::Counted(answer)) => {
            let text = in_words(question, item, answer, language, words);
            (!text.is_empty()).then(|| TextPart::plain(text))
        }
        LineState::Waits(Body::Comment { text, .. }) => Some(TextPart::stored(words, text)),
        LineState::Published(text) => Some(TextPart::stored(words, text)),
        LineState::Waits(Body::LeftOut) | LineState::Withdrawn | LineState::Gone => None,
    }
}

fn in_words(question: &Question, item: &Item, answer: &Answer, language: &str, words: Words) -> String {
    let label = |value: &str| Survey::label(question, value, language).unwrap_or_else(|| own_word(value, words));
    let row = item
        .name
        .split_once('.')
        .map(|(_, row)| format!("{}: ", label(row)))
        .unwrap_or_default();
    match (answer, &item.shape) {
        (Answer::One(place), Shape::One { values }) => values
            .get(usize::from(*place))
            .map(|value| format!("{row}{}", label(value)))
            .unwrap_or_default(),
        (Answer::Set(set), Shape::Set { options, .. }) => options
            .iter()
            .enumerate()
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, option)| label(option))
            .collect::<Vec<_>>()
            .join(", "),
        (Answer::Order(order), Shape::Order { options }) => order
            .iter()
            .enumerate()
            .filter_map(|(place, option)| Some(format!("{}. {}", place + 1, label(options.get(usize::from(*option))?))))
            .collect::<Vec<_>>()
            .join("\n"),
        _ => String::new(),
    }
}

fn own_word(value: &str, words: Words) -> String {
    match value {
        "yes" => words.t("form-yes"),
        "no" => words.t("form-no"),
        "none" => words.t("form-none"),
        "other" => words.t("form-other"),
        // a band: 0..10
        band => band.replace("..", " – "),
    }
}

/// What was answered as the fields that would answer it again; numbers and dates were kept as bands and are typed anew.
pub(super) fn answered(receipt: &Receipt, key: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for line in &receipt.lines {
        let name = &line.item.name;
        if name != key && name.split_once('.').is_none_or(|(question, _)| question != key) {
            continue;
        }
        let LineState::Waits(body) = &line.state else { continue };
        match (body, &line.item.shape) {
            (Body::Comment { text, .. }, _) => fields.push((name.clone(), text.to_string())),
            (Body::Counted(Answer::One(place)), Shape::One { values }) => {
                fields.extend(
                    values
                        .get(usize::from(*place))
                        .map(|value| (name.clone(), value.clone())),
                );
            }
            (Body::Counted(Answer::Set(set)), Shape::Set { options, .. }) => {
                let chosen = options.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
                fields.extend(chosen.map(|(_, option)| (name.clone(), option.clone())));
            }
            (Body::Counted(Answer::Order(order)), Shape::Order { options }) => {
                let places = order.iter().enumerate();
                fields.extend(places.filter_map(|(place, option)| {
                    Some((
                        format!("{name}.{}", options.get(usize::from(*option))?),
                        (place + 1).to_string(),
                    ))
                }));
            }
            _ => {}
        }
    }
    fields
}
