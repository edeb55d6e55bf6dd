//! The page of the form.

use askama::Template;

use super::problems::in_words;
use super::question_part::QuestionPart;
use crate::domain::organisation::{LegalGround, Organisation};
use crate::domain::statement::Version;
use crate::domain::translated::nearest;
use crate::privacy::form::{FieldProblem, Problem, SubmissionForm};
use crate::services::catalogue::Published;
use crate::text::{Words, direction};
use crate::web::you_said::status;

/// The form of a survey.
#[derive(Template)]
#[template(path = "survey/form.html")]
pub struct FormPage {
    pub(super) words: Words,
    pub(super) organisation: String,
    pub(super) frame: Frame,
    pub(super) introduction: String,
    pub(super) panel: PanelPart,
    /// What happened before: the form expired, the queue was full; empty for nothing.
    pub(super) message: String,
    pub(super) errors: Vec<ErrorLine>,
    pub(super) questions: Vec<QuestionPart>,
    pub(super) token: String,
    /// Whether only those may answer who were invited.
    pub(super) invited: bool,
    /// The code that was typed before the form was opened; empty for none.
    pub(super) code: String,
    /// What was done with answers before; a few, the newest first.
    pub(super) said: SaidPart,
}

/// What was done with answers before.
pub struct SaidPart {
    lines: Vec<SaidLine>,
}

/// One of the things that were done.
pub struct SaidLine {
    title: String,
    lang: String,
    dir: &'static str,
    status: String,
}

/// How many of them a form shows.
const SAID: usize = 3;

impl SaidPart {
    /// The newest ones.
    fn new(published: &Published, language: &str, words: Words) -> Self {
        let line = |version: &Version| {
            let (lang, title) = nearest(&version.said.title, language);
            SaidLine {
                title: title.to_owned(),
                dir: direction(lang),
                lang: lang.to_owned(),
                status: status(words, &version.said.status),
            }
        };
        Self {
            lines: published.said.iter().take(SAID).map(line).collect(),
        }
    }
}

/// What every page of a survey has.
pub struct Frame {
    /// Name in addresses.
    pub slug: String,
    /// Language of the survey's texts.
    pub language: String,
    /// Their direction.
    pub dir: &'static str,
    /// The heading.
    pub title: String,
    /// Links to the other languages.
    pub languages: Vec<LanguageLine>,
}

/// A link to the form in another language.
pub struct LanguageLine {
    /// Its tag.
    pub tag: String,
    /// Its own name.
    pub name: String,
    /// Whether it is shown now.
    pub current: bool,
}

/// One line of the summary of errors.
pub struct ErrorLine {
    /// Id of the field.
    pub target: String,
    /// The question.
    pub question: String,
    /// What is wrong.
    pub problem: String,
}

/// What happens to the answers, computed from the configuration.
pub struct PanelPart {
    /// What the answers are used for.
    pub purpose: String,
    /// What the respondent gets from it; empty for nothing.
    pub benefit: String,
    /// k.
    pub group_size: i64,
    /// Days comments are kept.
    pub retention_days: i64,
    /// Whether there are texts.
    pub has_texts: bool,
    /// Whether there are questions that compare groups.
    pub has_segments: bool,
    /// The words that stay in texts, in one line; empty for none.
    pub keep: String,
    /// Whom the survey asks and where their addresses come from, in sentences; none for an open link.
    pub invited: Vec<String>,
    /// Who is responsible and how to reach them.
    pub responsible: String,
    /// The version of the policy under which answers are taken.
    pub policy: Option<i64>,
    /// That something changes, and the number of the version that tells it.
    pub coming: Option<(i32, String)>,
}

impl Frame {
    /// The frame of a survey in one of its languages.
    pub fn new(published: &Published, language: &str) -> Self {
        let survey = &published.survey;
        let languages = survey
            .languages
            .iter()
            .map(|tag| LanguageLine {
                tag: tag.clone(),
                name: own_name(tag),
                current: tag == language,
            })
            .collect();
        Self {
            slug: survey.slug.to_string(),
            language: language.to_owned(),
            dir: direction(language),
            title: survey.title.in_language(language).to_owned(),
            languages,
        }
    }
}

impl PanelPart {
    /// What is promised by the version in force.
    pub fn new(published: &Published, organisation: &Organisation, language: &str) -> Self {
        let survey = &published.survey;
        Self {
            purpose: survey.purpose.in_language(language).to_owned(),
            benefit: survey
                .benefit
                .as_ref()
                .map(|text| text.in_language(language).to_owned())
                .unwrap_or_default(),
            group_size: i64::from(survey.group_size),
            retention_days: i64::from(survey.retention_days),
            has_texts: published.items.iter().any(|item| item.shape.is_text()),
            has_segments: !survey.segments.is_empty(),
            keep: Words::for_tag(language).list(&survey.keep),
            invited: invited(Words::for_tag(language), published),
            responsible: format!("{}, {}", organisation.name, organisation.contact),
            policy: published.policy.map(i64::from),
            coming: published.coming.map(|(number, day)| {
                let words = Words::for_tag(language);
                (number, words.with_one("policy-changes-on", "day", words.date(day)))
            }),
        }
    }
}

/// Whom a survey asks, where only invited people may answer.
pub fn invited(words: Words, published: &Published) -> Vec<String> {
    let Some(invited) = &published.invited else {
        return Vec::new();
    };
    let day = invited.ends_on.map(|day| words.date(day)).unwrap_or_default();
    let ground = LegalGround::parse(&invited.legal_ground).unwrap_or_default();
    let ground = words.t(&format!("legal-{}", ground.name().replace('_', "-")));
    vec![
        words.with_one("panel-invited", "count", invited.listed),
        words.with_two(
            "panel-invited-why",
            "purpose",
            invited.purpose.as_str(),
            "ground",
            ground.as_str(),
        ),
        words.with_two(
            "panel-invited-source",
            "source",
            invited.source.as_str(),
            "day",
            day.as_str(),
        ),
    ]
}

impl FormPage {
    /// The form, filled with what was typed before.
    pub fn new(
        published: &Published,
        organisation: &Organisation,
        language: &str,
        token: String,
        form: &SubmissionForm,
        problems: &[FieldProblem],
    ) -> Self {
        let words = Words::for_tag(language);
        let survey = &published.survey;
        let mut questions: Vec<QuestionPart> = survey
            .questions
            .iter()
            // what the list of a campaign tells is asked of nobody
            .filter(|question| !published.is_told_by_the_list(&question.key))
            .map(|question| {
                QuestionPart::new(
                    question,
                    survey.is_segment(&question.key),
                    language,
                    words,
                    form,
                    problems,
                )
            })
            .collect();
        // whatever asks more than a scale says why; where the editor gave no reason it is the survey's own
        for question in questions
            .iter_mut()
            .filter(|question| question.why.is_empty() && question.asks_more_than_a_scale())
        {
            question.why = survey.purpose.in_language(language).to_owned();
        }
        Self {
            words,
            organisation: organisation.name.clone(),
            frame: Frame::new(published, language),
            introduction: survey
                .introduction
                .as_ref()
                .map(|text| text.in_language(language).to_owned())
                .unwrap_or_default(),
            panel: PanelPart::new(published, organisation, language),
            message: String::new(),
            errors: problems
                .iter()
                .map(|problem| error_line(problem, &questions, words))
                .collect(),
            questions,
            token,
            invited: published.invited.is_some(),
            code: form.value("_code").to_owned(),
            said: SaidPart::new(published, language, words),
        }
    }

    /// The same with a message above it.
    pub fn with_message(mut self, message: String) -> Self {
        self.message = message;
        self
    }
}

fn error_line(problem: &FieldProblem, questions: &[QuestionPart], words: Words) -> ErrorLine {
    let key = problem.field.split('.').next().unwrap_or("");
    // a field nobody asked for has no place on the page and is called by its own name
    let known = problem.problem != Problem::Unknown;
    let question = questions.iter().find(|question| known && question.key == key);
    let row = question.and_then(|question| question.rows.iter().find(|row| row.name == problem.field));
    let text = match (question, row) {
        (Some(question), Some(row)) => format!("{} – {}", question.text, row.text),
        (Some(question), None) => question.text.clone(),
        (None, _) => problem.field.clone(),
    };
    let target = match (question, row) {
        (_, Some(row)) => format!("r-{}", row.name),
        (Some(question), None) => format!("q-{}", question.key),
        (None, _) => "content".to_owned(),
    };
    ErrorLine {
        target,
        question: text,
        problem: in_words(words, &problem.problem),
    }
}

/// A language's own name; its tag where the interface does not know it.
pub fn own_name(tag: &str) -> String {
    let name = match tag.split('-').next().unwrap_or("") {
        "ar" => "العربية",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ro" => "Română",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        _ => return tag.to_owned(),
    };
    match tag.split_once('-') {
        Some((_, region)) => format!("{name} ({region})"),
        None => name.to_owned(),
    }
}
