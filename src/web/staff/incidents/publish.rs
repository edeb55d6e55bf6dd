//! Publishing what people should know of an incident: written by language, looked at, then published for good.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::{HeadPart, drafts, find};
use crate::clock::Clock;
use crate::domain::incident::Update;
use crate::domain::translated::Texts;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::incidents::{IncidentDesk, Known, Publication};
use crate::services::organisation::OrganisationDesk;
use crate::text::{INTERFACE_LANGUAGES, Words};
use crate::web::form_fields::FormFields;
use crate::web::incidents::{UpdatePart, part};
use crate::web::markdown;
use crate::web::page::{draw, typed_status, words_for};
use crate::web::staff::Did;
use crate::web::staff::campaigns::field::{FieldPart, typed};
use crate::web::staff::edit::language_name;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

/// Code points of a title.
const LINE: usize = 200;

#[derive(Template)]
#[template(path = "staff/incident_publish.html")]
struct PublishPage {
    words: Words,
    section: &'static str,
    head: HeadPart,
    number: String,
    fields: Vec<FieldPart>,
    problems: Vec<(String, String)>,
    /// The update in each language that was written.
    preview: Vec<(String, UpdatePart)>,
}

/// What was typed.
struct Typed {
    title: Texts,
    text: Texts,
}

/// GET /staff/incidents/{id}/publish
pub async fn new(
    request: HttpRequest,
    _: SignedIn,
    id: Path<String>,
    (desk, organisation): (Data<IncidentDesk>, Data<OrganisationDesk>),
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let known = find(&desk, &id).await?;
    let typed = match known.updates.last() {
        Some(newest) => Typed {
            title: newest.title.clone(),
            text: Texts::new(),
        },
        None => {
            let text = drafts::markdown(words, &known.incident, &*organisation.current().await?);
            Typed {
                title: Texts::from([(words.lang().to_owned(), known.incident.title.clone())]),
                text: Texts::from([(words.lang().to_owned(), text)]),
            }
        }
    };
    let page = page(words, &known, &typed, Vec::new(), &**clock);
    Ok(draw(StatusCode::OK, &page))
}

/// POST /staff/incidents/{id}/publish
pub async fn create(
    request: HttpRequest,
    _: SignedIn,
    id: Path<String>,
    desk: Data<IncidentDesk>,
    clock: Data<dyn Clock>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let words = words_for(&request);
    let known = find(&desk, &id).await?;
    let (name, typed) = (known.incident.id, Typed::read(&form));
    let mut problems = typed.problems(words);
    let is_preview = form.first("act") != Some("publish");
    if problems.is_empty() && !is_preview {
        let (title, text) = (typed.title.clone(), typed.text.clone());
        let publishing = desk.clone();
        let problem = match blocking(move || publishing.publish(name, &title, &text)).await? {
            Publication::Done(number) => {
                let taken = see_other(&format!("/staff/incidents/{name}?done=published"));
                return Ok(Did::say("incident.published", format!("{name} {number}"), taken));
            }
            Publication::Unknown => return Err(AppError::NotFound),
            Publication::Exercise => "incident-exercise-unpublished",
            Publication::Incomplete => "incident-publish-incomplete",
            Publication::Same => "incident-publish-same",
        };
        problems.push((format!("title-{}", words.lang()), words.t(problem)));
    }
    let is_wrong = !problems.is_empty();
    let mut page = page(words, &known, &typed, problems, &**clock);
    if is_preview {
        page.preview = typed.preview(&known, &**clock);
    }
    Ok(draw(typed_status(is_wrong), &page))
}

impl Typed {
    fn read(form: &FormFields) -> Self {
        let texts = |name: &str| -> Texts {
            let text = |tag: &str| (tag.to_owned(), typed(form, &format!("{name}-{tag}")));
            INTERFACE_LANGUAGES.map(text).into()
        };
        Self {
            title: texts("title"),
            text: texts("text"),
        }
    }

    fn of<'t>(texts: &'t Texts, tag: &str) -> &'t str {
        texts.get(tag).map_or("", String::as_str)
    }

    fn problems(&self, words: Words) -> Vec<(String, String)> {
        let mut problems = Vec::new();
        for tag in INTERFACE_LANGUAGES {
            let (title, text) = (Self::of(&self.title, tag), Self::of(&self.text, tag));
            let mut wrong = |name: &str, problem: String| {
                problems.push((format!("{name}-{tag}"), format!("{}: {problem}", language_name(tag))));
            };
            if title.chars().count() > LINE {
                wrong("title", words.with_one("staff-organisation-too-long", "most", LINE));
            }
            if text.len() > markdown::MOST {
                wrong("text", words.with_one("guidelines-long", "most", markdown::MOST));
            }
            if title.is_empty() != text.is_empty() {
                let empty = if title.is_empty() { "title" } else { "text" };
                wrong(empty, words.t("staff-organisation-missing"));
            }
        }
        if problems.is_empty() && self.text.values().all(String::is_empty) {
            problems.push((format!("text-{}", words.lang()), words.t("incident-publish-incomplete")));
        }
        problems
    }

    fn preview(&self, known: &Known, clock: &dyn Clock) -> Vec<(String, UpdatePart)> {
        let written = INTERFACE_LANGUAGES
            .into_iter()
            .filter(|tag| !Self::of(&self.text, tag).is_empty());
        let one = |tag: &str| {
            let update = Update {
                incident: known.incident.id.to_string(),
                number: next(known),
                day: clock.today(),
                state: known.incident.state.name().to_owned(),
                title: self.title.clone(),
                text: self.text.clone(),
            };
            (language_name(tag), part(Words::for_tag(tag), &update))
        };
        written.map(one).collect()
    }
}

fn next(known: &Known) -> i32 {
    known.updates.last().map_or(0, |newest| newest.number) + 1
}

fn page(words: Words, known: &Known, typed: &Typed, problems: Vec<(String, String)>, clock: &dyn Clock) -> PublishPage {
    let field = |name: &str, tag: &str, texts: &Texts, rows: usize| {
        let id = format!("{name}-{tag}");
        let key = match name {
            "title" => "incident-public-title",
            _ => "incident-public-text",
        };
        let mut field = FieldPart::line(words, &id, key, "", Typed::of(texts, tag))
            .in_language(tag)
            .long(rows);
        field.label = format!("{} – {}", field.label, language_name(tag));
        let problem = problems.iter().find(|(wrong, _)| *wrong == id);
        field.problem = problem.map(|(_, problem)| problem.clone());
        field
    };
    let both = |tag: &str| {
        [
            field("title", tag, &typed.title, 0),
            field("text", tag, &typed.text, 14),
        ]
    };
    PublishPage {
        words,
        section: "office",
        head: HeadPart::of(words, &known.incident, clock.now()),
        number: words.with_one("incident-publish-number", "number", next(known)),
        fields: INTERFACE_LANGUAGES.into_iter().flat_map(both).collect(),
        problems,
        preview: Vec::new(),
    }
}
