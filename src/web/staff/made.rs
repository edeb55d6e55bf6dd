//! Making a survey: from one that comes with the program or from a pasted definition. The result is a draft.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::Value;

use super::edit::language_name;
use super::faults::line;
use super::signed_in::SignedIn;
use super::starters::{STARTERS, Starter, slug_of};
use super::{Did, see_other};
use crate::domain::id::Id;
use crate::domain::slug::Slug;
use crate::domain::survey::Survey;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::publish::SurveyDesk;
use crate::text::{INTERFACE_LANGUAGES, Words};
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

/// The choice of a pasted definition, beside the names of the starters.
const PASTED: &str = "json";

#[derive(Template)]
#[template(path = "staff/new.html")]
struct NewSurveyPage {
    words: Words,
    section: &'static str,
    starters: Vec<StarterLine>,
    is_pasted: bool,
    languages: Vec<LanguageLine>,
    title: String,
    slug: String,
    json: String,
    problems: Problems,
}

struct StarterLine {
    name: &'static str,
    title: String,
    about: String,
    is_chosen: bool,
}

struct LanguageLine {
    tag: &'static str,
    name: String,
    is_chosen: bool,
}

/// What is to be put right, by field.
#[derive(Default)]
struct Problems {
    start: Option<String>,
    languages: Option<String>,
    title: Option<String>,
    slug: Option<String>,
    json: Vec<String>,
}

impl Problems {
    fn any(&self) -> bool {
        let single = [&self.start, &self.languages, &self.title, &self.slug];
        single.into_iter().any(Option::is_some) || !self.json.is_empty()
    }
}

/// What was typed.
struct Wish {
    start: String,
    languages: Vec<&'static str>,
    title: String,
    slug: String,
    json: String,
}

/// The form.
pub async fn new(request: HttpRequest, _: SignedIn) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let wish = Wish {
        start: String::new(),
        languages: vec![words.lang()],
        title: String::new(),
        slug: String::new(),
        json: String::new(),
    };
    Ok(draw(StatusCode::OK, &page(words, wish, Problems::default())))
}

/// Keeps the draft.
pub async fn create(
    request: HttpRequest,
    who: SignedIn,
    desk: Data<SurveyDesk>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let (words, wish, author) = (words_for(&request), Wish::of(&form), who.id());
    let read = wish.survey(words);
    let (wish, kept) = blocking(move || {
        let kept = match read {
            Ok(survey) => keep(&desk, &wish, survey, author)?.ok_or_else(|| taken(words)),
            Err(problems) => Err(problems),
        };
        Ok((wish, kept))
    })
    .await?;
    Ok(match kept {
        Ok(slug) => {
            let taken = see_other(&format!("/staff/surveys/{slug}/edit?done=made"));
            Did::say("survey.created", slug.to_string(), taken)
        }
        Err(problems) => draw(StatusCode::UNPROCESSABLE_ENTITY, &page(words, wish, problems)),
    })
}

/// Keeps it as a draft under a name nobody has; `None` where the name that was asked for is taken.
fn keep(
    desk: &SurveyDesk,
    wish: &Wish,
    mut survey: Survey,
    author: Id,
) -> Result<Option<Slug>, crate::services::ServiceError> {
    let wished = survey.slug.clone();
    let mut number = 1;
    while !desk.begin_draft(&survey, author)? {
        number += 1;
        let next = Slug::parse(&format!("{wished}-{number}"));
        match next {
            Ok(next) if wish.may_rename() && number < 1000 => survey.slug = next,
            _ => return Ok(None),
        }
    }
    Ok(Some(survey.slug))
}

fn taken(words: Words) -> Problems {
    let slug = Some(words.t("staff-new-slug-taken"));
    Problems {
        slug,
        ..Problems::default()
    }
}

impl Wish {
    fn of(form: &FormFields) -> Self {
        let text = |name: &str| form.first(name).unwrap_or_default().trim().to_owned();
        let chosen = |tag: &&str| form.all("language").any(|chosen| chosen == *tag);
        Self {
            start: text("start"),
            languages: INTERFACE_LANGUAGES.into_iter().filter(chosen).collect(),
            title: text("title"),
            slug: text("slug"),
            json: form.first("json").unwrap_or_default().to_owned(),
        }
    }

    fn may_rename(&self) -> bool {
        self.slug.is_empty() && self.start != PASTED
    }

    fn survey(&self, words: Words) -> Result<Survey, Problems> {
        let mut problems = Problems::default();
        if !self.slug.is_empty() && Slug::parse(&self.slug).is_err() {
            problems.slug = Some(words.t("staff-new-slug-wrong"));
        }
        let document = match Starter::named(&self.start) {
            Some(starter) => self.started(words, starter, &mut problems),
            None if self.start == PASTED => self.pasted(),
            None => {
                problems.start = Some(words.t("staff-new-choose"));
                String::new()
            }
        };
        if problems.any() {
            return Err(problems);
        }
        SurveyDesk::read(&document).map_err(|mistakes| {
            // a title is the only text of a shipped survey that is typed here
            if self.start == PASTED {
                problems.json = mistakes.iter().map(|mistake| line(words, mistake)).collect();
            } else {
                problems.title = Some(words.t("staff-new-title-wrong"));
            }
            problems
        })
    }

    fn started(&self, words: Words, starter: &Starter, problems: &mut Problems) -> String {
        if self.languages.is_empty() {
            problems.languages = Some(words.t("staff-new-choose-language"));
        }
        let suggested = slug_of(&self.title);
        let slug = [&self.slug, &suggested].into_iter().find(|slug| !slug.is_empty());
        let slug = slug.map_or(starter.name, String::as_str);
        starter.draft(slug, &self.title, &self.languages).to_string()
    }

    /// The pasted document, under the typed name and title where there are any.
    fn pasted(&self) -> String {
        let Ok(Value::Object(mut document)) = serde_json::from_str(&self.json) else {
            return self.json.clone();
        };
        if !self.slug.is_empty() {
            document.insert("slug".to_owned(), self.slug.as_str().into());
        }
        if self.title.is_empty() && self.slug.is_empty() {
            // as it was pasted: what is no JSON is told by its line then
            return self.json.clone();
        }
        if !self.title.is_empty() {
            let languages = document.get("languages").and_then(Value::as_array).cloned();
            let languages = languages.unwrap_or_else(|| vec!["en".into()]);
            let title = languages.iter().filter_map(Value::as_str);
            let title = title
                .map(|tag| (tag.to_owned(), Value::from(self.title.as_str())))
                .collect();
            document.insert("title".to_owned(), title);
        }
        Value::Object(document).to_string()
    }
}

fn page(words: Words, wish: Wish, problems: Problems) -> NewSurveyPage {
    let starter = |starter: &Starter| StarterLine {
        name: starter.name,
        title: starter.title(words),
        about: starter.about(words),
        is_chosen: starter.name == wish.start,
    };
    let language = |tag: &'static str| LanguageLine {
        tag,
        name: language_name(tag),
        is_chosen: wish.languages.contains(&tag),
    };
    NewSurveyPage {
        words,
        section: "surveys",
        starters: STARTERS.iter().map(starter).collect(),
        is_pasted: wish.start == PASTED,
        languages: INTERFACE_LANGUAGES.into_iter().map(language).collect(),
        title: wish.title,
        slug: wish.slug,
        json: wish.json,
        problems,
    }
}
