//! Reads a survey from its JSON document; every mistake is told at once, each with its place.

mod bands;
mod json;
mod keep;
mod kinds;
mod node;
mod object;
mod questions;
mod texts;

use std::ops::RangeInclusive;

use node::Node;
use object::Object;
use questions::Questions;
use texts::Languages;

use super::checks;
use super::mistake::{Mistakes, Notes, quoted};
use super::{Fault, LanguageTag, Period, Survey, Tick};
use crate::domain::slug::Slug;

/// The version of the document that is read and written.
pub(super) const VERSION: u32 = 1;

const FIELDS: &[&str] = &[
    "chorus",
    "slug",
    "languages",
    "default_language",
    "title",
    "introduction",
    "thanks",
    "purpose",
    "benefit",
    "listed",
    "group_size",
    "colluders",
    "expected",
    "period",
    "tick",
    "opens",
    "closes",
    "retention_days",
    "keep",
    "segments",
    "questions",
];

impl Survey {
    /// The survey that a JSON document defines, with the private default for everything left out.
    ///
    /// # Errors
    /// Every mistake of the document; of one that is not JSON, the first.
    pub fn from_json(document: &str) -> Result<Self, Mistakes> {
        let notes = Notes::default();
        let survey = if document.len() > checks::MAX_DOCUMENT_BYTES {
            too_large(&notes, false)
        } else {
            let document = document.trim_start_matches('\u{feff}');
            json::parse(document, &notes).and_then(|value| {
                let document = Node {
                    value: &value,
                    place: String::new(),
                    notes: &notes,
                }
                .object()?;
                survey(&document)
            })
        };
        // What is stored and exported is the document written out in full, so that must be readable too.
        let survey = match survey {
            Some(survey) if survey.to_json().len() > checks::MAX_DOCUMENT_BYTES => too_large(&notes, true),
            survey => survey,
        };
        let told = notes.close();
        match survey {
            Some(survey) => told.map(|()| survey),
            None => Err(told.err().unwrap_or_else(Mistakes::unknown)),
        }
    }
}

fn too_large<T>(notes: &Notes, in_full: bool) -> Option<T> {
    let most = checks::MAX_DOCUMENT_BYTES;
    notes.add("", Fault::TooLarge { most, in_full });
    None
}

fn survey(document: &Object<'_>) -> Option<Survey> {
    document.only(FIELDS, &[]);
    let version = document.required("chorus", version);
    let slug = document.required("slug", slug);
    let languages = Languages::read(document);
    let default_language = default_language(document, &languages);
    let page_text = |node: &Node<'_>| languages.page_text(node);
    let title = document.required("title", page_text);
    let introduction = document.optional("introduction", page_text);
    let thanks = document.optional("thanks", page_text);
    let purpose = document.required("purpose", page_text);
    let benefit = document.optional("benefit", page_text);
    let listed = document.or("listed", false, Node::boolean);
    let integer =
        |field, default, range: RangeInclusive<u32>| document.or(field, default, |node: &Node<'_>| node.integer(range));
    let group_size = integer("group_size", checks::DEFAULT_GROUP_SIZE, checks::GROUP_SIZE);
    let colluders = integer("colluders", checks::DEFAULT_COLLUDERS, checks::COLLUDERS);
    let group_size = beyond_colluders(document, group_size, colluders);
    let expected = document.optional("expected", |node| node.integer(checks::EXPECTED));
    let period = document.or("period", Period::Once, |node| node.one_of(&Period::ALL, Period::name));
    let tick = tick(document, period);
    let opens = document.optional("opens", Node::date);
    let closes = document.optional("closes", Node::date);
    if let (Some(Some(opens)), Some(Some(closes))) = (opens, closes)
        && closes <= opens
    {
        document.notes.add("closes", Fault::ClosesTooEarly { opens });
    }
    let retention_days = integer("retention_days", checks::DEFAULT_RETENTION_DAYS, checks::RETENTION_DAYS);
    let keep = document.or("keep", Vec::new(), keep::words);
    let questions = document.required("questions", |node| Questions::read(node, &languages));
    let segments = questions
        .as_ref()
        .and_then(|questions| document.or("segments", Vec::new(), |node| questions.segments(node)));
    version?;
    Some(Survey {
        slug: slug?,
        languages: languages.tags()?.to_vec(),
        default_language: default_language?,
        title: title?,
        introduction: introduction?,
        thanks: thanks?,
        purpose: purpose?,
        benefit: benefit?,
        listed: listed?,
        group_size: group_size?,
        colluders: colluders?,
        expected: expected?,
        period: period?,
        tick: tick?,
        opens: opens?,
        closes: closes?,
        retention_days: retention_days?,
        keep: keep?,
        segments: segments?,
        questions: questions?.into_whole()?,
    })
}

fn version(node: &Node<'_>) -> Option<()> {
    if node.value.as_u64() == Some(u64::from(VERSION)) {
        return Some(());
    }
    node.wrong(Fault::OtherVersion { version: VERSION })
}

fn slug(node: &Node<'_>) -> Option<Slug> {
    let words = node.string()?;
    match Slug::parse(words) {
        Ok(slug) => Some(slug),
        Err(_) => node.wrong(Fault::NotASlug { word: quoted(words) }),
    }
}

fn default_language(document: &Object<'_>, languages: &Languages) -> Option<LanguageTag> {
    let first = languages.tags().and_then(|tags| tags.first().cloned());
    document.or("default_language", first, |node| {
        let tag = node.string()?;
        match languages.tags() {
            Some(tags) if !tags.iter().any(|known| known == tag) => {
                node.wrong(Fault::ForeignLanguage { word: quoted(tag) })
            }
            _ => Some(Some(tag.to_owned())),
        }
    })?
}

fn beyond_colluders(document: &Object<'_>, group_size: Option<u32>, colluders: Option<u32>) -> Option<u32> {
    let (group_size, colluders) = (group_size?, colluders?);
    let least = colluders + checks::BEYOND_COLLUDERS;
    if group_size >= least {
        return Some(group_size);
    }
    document.wrong("group_size", Fault::SmallGroup { least, colluders })
}

fn tick(document: &Object<'_>, period: Option<Period>) -> Option<Tick> {
    let default = period.unwrap_or(Period::Once).default_tick();
    document.or("tick", default, |node| node.one_of(&Tick::ALL, Tick::name))
}
