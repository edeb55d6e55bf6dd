//! What one can be told, as fields of a form, and the languages to be told in.

use std::sync::Arc;

use super::form_fields::FormFields;
use crate::domain::announcement::Topic;
use crate::domain::id::Id;
use crate::services::catalogue::Published;
use crate::text::{INTERFACE_LANGUAGES, Words, direction, negotiate};

/// One box to tick.
pub struct TopicLine {
    /// Its value.
    pub value: String,
    /// What one is told.
    pub label: String,
    /// The survey it is about, in its own language; empty for none.
    pub survey: String,
    /// That language.
    pub language: String,
    /// Its direction.
    pub dir: &'static str,
    /// Whether it is ticked.
    pub is_on: bool,
}

/// One language to choose.
pub struct LanguageLine {
    /// Its tag.
    pub tag: &'static str,
    /// Its own name.
    pub name: String,
    /// Whether it is chosen.
    pub is_on: bool,
}

/// Every topic there is: the common ones, those of the surveys, and those that are chosen and of no survey that is listed.
pub fn lines(words: Words, listed: &[Arc<Published>], on: &[Topic]) -> Vec<TopicLine> {
    let known = all(listed);
    let others = on.iter().copied().filter(|topic| !known.contains(topic));
    let line = |topic: Topic| {
        let survey = listed.iter().find(|published| Some(published.id) == topic.survey());
        let (language, title) = survey.map_or_else(Default::default, |published| {
            let survey = &published.survey;
            let tags: Vec<&str> = survey.languages.iter().map(String::as_str).collect();
            let language = negotiate(Some(words.lang()), None, &tags, &survey.default_language);
            let title = survey.title.in_language(&language).to_owned();
            (language, title)
        });
        TopicLine {
            value: value(topic),
            label: match (topic, survey) {
                (Topic::Statements(_), None) => words.t("topic-gone"),
                (topic, _) => words.t(&format!("topic-{}", topic.name())),
            },
            survey: title,
            dir: direction(&language),
            language,
            is_on: on.contains(&topic),
        }
    };
    known.iter().copied().chain(others).map(line).collect()
}

/// The topics of a form, of those there are and those that were chosen before.
pub fn read(form: &FormFields, listed: &[Arc<Published>], before: &[Topic]) -> Vec<Topic> {
    let known = all(listed);
    let allowed = known.iter().chain(before.iter().filter(|topic| !known.contains(topic)));
    let ticked = |topic: &&Topic| form.all("topic").any(|typed| typed == value(**topic));
    allowed.filter(ticked).copied().collect()
}

/// The languages, one of them chosen.
pub fn languages(on: &str) -> Vec<LanguageLine> {
    let line = |tag: &'static str| LanguageLine {
        tag,
        name: Words::for_tag(tag).t("staff-language-name"),
        is_on: tag == on,
    };
    INTERFACE_LANGUAGES.map(line).into()
}

/// The language of a form; the page's own where it is none.
pub fn language(form: &FormFields, words: Words) -> &'static str {
    let typed = form.first("language");
    let known = INTERFACE_LANGUAGES.into_iter().find(|tag| Some(*tag) == typed);
    known.unwrap_or(words.lang())
}

/// What a topic is about, in words of one's language.
pub fn told(words: Words, listed: &[Arc<Published>], topics: &[Topic]) -> Vec<TopicLine> {
    let all = lines(words, listed, topics);
    all.into_iter().filter(|line| line.is_on).collect()
}

fn all(listed: &[Arc<Published>]) -> Vec<Topic> {
    let statements = listed.iter().map(|published| Topic::Statements(published.id));
    [Topic::Changes, Topic::Incidents]
        .into_iter()
        .chain(statements)
        .collect()
}

fn value(topic: Topic) -> String {
    match topic.survey() {
        Some(survey) => format!("{}:{}", topic.name(), Id::to_string(&survey)),
        None => topic.name().to_owned(),
    }
}
