//! Who else handles data, for everybody.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;

use super::kind_names;
use crate::clock::Clock;
use crate::domain::processor::Processor;
use crate::error::AppError;
use crate::services::blocking;
use crate::services::organisation::OrganisationDesk;
use crate::services::processors::ProcessorDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "public/processors.html")]
struct ProcessorsPage {
    words: Words,
    organisation: String,
    processors: Vec<ProcessorLine>,
}

struct ProcessorLine {
    name: String,
    role: String,
    purpose: String,
    data: String,
    place: String,
    since: String,
}

/// GET /privacy/processors
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    desk: Data<ProcessorDesk>,
    clock: Data<dyn Clock>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let (words, today) = (words_for(&request), clock.today());
    let all = blocking(move || desk.public()).await?;
    let page = ProcessorsPage {
        words,
        organisation: organisation.name.clone(),
        processors: all.into_iter().map(|one| line(words, one, today)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn line(words: Words, processor: Processor, today: NaiveDate) -> ProcessorLine {
    let data = kind_names(words, &processor.told.kinds());
    let first = processor.uses_from.unwrap_or(processor.proposed_on);
    ProcessorLine {
        role: role_name(words, &processor),
        data,
        name: processor.told.name,
        purpose: processor.told.purpose,
        place: processor.told.place,
        since: match first > today {
            true => words.with_one("processors-from", "day", words.date(first)),
            false => words.date(first),
        },
    }
}

/// What somebody does, in words.
pub fn role_name(words: Words, processor: &Processor) -> String {
    words.t(&format!(
        "processor-role-{}",
        processor.told.role.name().replace('_', "-")
    ))
}
