//! Editing a survey's draft in a plain form: texts in every language, options, order, promises and dates.
//! The form carries the whole document, so that nothing typed is lost while it has mistakes.

mod changes;
mod document;
mod form;
mod labels;
mod page;
mod parts;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

pub use labels::language_name;

use self::changes::Change;
use self::page::EditPage;
use super::done::Done;
use super::see_other;
use super::signed_in::SignedIn;
use super::survey_head::{Found, find};
use crate::domain::release::digest;
use crate::domain::survey::{Mistakes, Survey};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::web::form_fields::FormFields;
use crate::web::page::{draw, words_for};

/// The document as a form is about to show it.
struct Draft {
    document: Value,
    /// Digest of what was stored when the form was drawn.
    seen: String,
    mistakes: Option<Mistakes>,
    /// Whether somebody else stored something meanwhile.
    is_stale: bool,
    /// The question to show unfolded.
    open: Option<usize>,
}

/// The form.
pub async fn edit(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    done: Query<Done>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    let draft = Draft::stored(&found, done.open())?;
    let words = words_for(&request);
    let page = EditPage::new(words, &found, draft, done.told(words));
    Ok(draw(StatusCode::OK, &page))
}

/// Does what the pressed button asks for and keeps the draft, if it reads.
pub async fn update(
    request: HttpRequest,
    who: SignedIn,
    slug: Path<String>,
    desk: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let found = find(&who, &desk, &catalogue, &slug).await?;
    match Draft::typed(&found, &form)? {
        Ok((survey, open)) => {
            let desk = Arc::clone(&desk);
            blocking(move || desk.save_draft(&survey)).await?;
            Ok(see_other(&saved(&slug, open)))
        }
        Err(draft) => {
            let page = EditPage::new(words_for(&request), &found, draft, None);
            Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// Back to the form, at the question that was worked on.
fn saved(slug: &str, open: Option<usize>) -> String {
    let form = format!("/staff/surveys/{slug}/edit?done=saved");
    match open {
        Some(index) => format!("{form}&open={index}#f-questions-{index}"),
        None => form,
    }
}

impl Draft {
    /// The draft, or else the newest version.
    fn stored(found: &Found, open: Option<usize>) -> Result<Self, AppError> {
        let stored = found.definition()?.to_json();
        Ok(Self {
            document: serde_json::from_str(&stored).unwrap_or_default(),
            seen: digest(stored.as_bytes()),
            mistakes: None,
            is_stale: false,
            open,
        })
    }

    /// What was typed: a survey to keep with the question worked on, or a form to put right.
    fn typed(found: &Found, form: &FormFields) -> Result<Result<(Survey, Option<usize>), Self>, AppError> {
        let mut draft = Self::stored(found, None)?;
        let carried = form
            .first("document")
            .and_then(|document| serde_json::from_str(document).ok());
        if let Some(carried) = carried.filter(Value::is_object) {
            draft.document = carried;
        }
        form::apply(&mut draft.document, form);
        draft.open = Change::of(form).make(&mut draft.document);
        draft.document["slug"] = found.overview.row.slug.as_str().into();
        draft.is_stale = form.first("seen").is_some_and(|seen| seen != draft.seen);
        Ok(match SurveyDesk::read(&draft.document.to_string()) {
            Ok(survey) if !draft.is_stale => Ok((survey, draft.open)),
            Ok(_) => Err(draft),
            Err(mistakes) => Err(Self {
                mistakes: Some(mistakes),
                ..draft
            }),
        })
    }
}
