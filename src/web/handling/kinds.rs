//! Every kind of data with all that is known of it, down to each column.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::{amount, who_in_words};
use crate::domain::data_access::{Doing, who_may};
use crate::domain::inventory::{DataKind, TABLES};
use crate::domain::inventory_facts::{Sensitivity, explanation, facts, is_counted};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::organisation::OrganisationDesk;
use crate::services::retention::{Counted, RetentionDesk};
use crate::text::Words;
use crate::web::page::{draw, words_for};

#[derive(Template)]
#[template(path = "public/data.html")]
struct DataPage {
    words: Words,
    organisation: String,
    levels: Vec<(String, String)>,
    /// The day records were counted; empty before that.
    counted_on: String,
    kinds: Vec<KindPart>,
}

/// A kind of data.
struct KindPart {
    id: &'static str,
    name: String,
    facts: Vec<(String, String)>,
    tables: Vec<TablePart>,
}

struct TablePart {
    name: &'static str,
    /// How many rows, in steps.
    count: String,
    columns: Vec<(&'static str, &'static str)>,
}

/// GET /privacy/data
pub async fn show(
    request: HttpRequest,
    organisation: Data<OrganisationDesk>,
    desk: Data<RetentionDesk>,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?;
    let words = words_for(&request);
    let counts = blocking(move || desk.counts()).await?;
    let page = DataPage {
        words,
        organisation: organisation.name.clone(),
        levels: Sensitivity::ALL
            .iter()
            .map(|level| {
                let about = words.t(&format!("level-{}-about", level.name()));
                (words.t(&format!("level-{}", level.name())), about)
            })
            .collect(),
        counted_on: counts.first().map(|one| words.date(one.day)).unwrap_or_default(),
        kinds: DataKind::ALL.iter().map(|kind| part(words, *kind, &counts)).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}

fn part(words: Words, kind: DataKind, counts: &[Counted]) -> KindPart {
    let known = TABLES.iter().filter(|(_, of, _)| *of == kind);
    let tables = known.map(|(table, _, columns)| TablePart {
        name: table,
        count: match counts.iter().find(|one| one.name == *table) {
            Some(one) => amount(words, one.shown, one.step),
            None if is_counted(table, kind) => words.t("data-count-later"),
            None => words.t("data-count-never"),
        },
        columns: columns
            .iter()
            .map(|column| (*column, explanation(table, column)))
            .collect(),
    });
    KindPart {
        id: kind.name(),
        name: super::kind_name(words, kind),
        facts: told(words, kind),
        tables: tables.collect(),
    }
}

/// What is known of a kind, in the order of its life.
pub fn told(words: Words, kind: DataKind) -> Vec<(String, String)> {
    let known = facts(kind);
    let own = |ending: &str| words.t(&format!("data-{}{ending}", kind.name()));
    let list = |names: Vec<String>, none: &str| match names.is_empty() {
        true => words.t(none),
        false => words.list(&names),
    };
    let stands = known
        .stands
        .iter()
        .map(|one| words.t(&format!("stands-{}", one.name())));
    let sent = known
        .recipients
        .iter()
        .map(|one| words.t(&format!("recipient-{}", one.name())));
    let mut facts = vec![
        (words.t("privacy-data-why"), own("-why")),
        (
            words.t("data-level"),
            words.t(&format!("level-{}", known.sensitivity.name())),
        ),
        (words.t("data-about"), words.t(&format!("about-{}", known.about.name()))),
        (words.t("data-from"), own("-from")),
        (words.t("data-stands"), list(stands.collect(), "recipient-nobody")),
    ];
    facts.extend(Doing::ALL.iter().map(|doing| {
        let may = who_in_words(words, who_may(kind, *doing));
        (words.t(&format!("data-may-{}", doing.name())), may)
    }));
    facts.extend([
        (words.t("data-sent"), list(sent.collect(), "recipient-nobody")),
        (words.t("privacy-data-kept"), own("-kept")),
        (words.t("data-ends"), words.t(&format!("ends-{}", known.ends.name()))),
    ]);
    facts
}
