//! Letters that stayed on this machine because no relay is set up, for those who try Chorus.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::signed_in::SignedIn;
use crate::error::AppError;
use crate::mail::folder::{Kept, list};
use crate::services::{ServiceError, blocking};
use crate::text::Words;
use crate::web::desks::Site;
use crate::web::page::{draw, words_for};

/// Letters shown.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "staff/mails.html")]
struct MailsPage {
    words: Words,
    section: &'static str,
    mails: Vec<MailLine>,
}

struct MailLine {
    subject: String,
    to: String,
    date: String,
    text: String,
}

/// The latest letters; where they go out there is no such page.
pub async fn index(request: HttpRequest, _: SignedIn, site: Data<Site>) -> Result<HttpResponse, AppError> {
    let folder = site.mail_folder.clone().ok_or(AppError::NotFound)?;
    let kept = blocking(move || list(&folder, SHOWN).map_err(|_| ServiceError::Interrupted)).await?;
    let words = words_for(&request);
    let line = |kept: Kept| MailLine {
        date: format!(
            "{}, {} UTC",
            words.date(kept.date.date_naive()),
            kept.date.format("%H:%M")
        ),
        subject: kept.subject,
        to: kept.to,
        text: kept.text,
    };
    let page = MailsPage {
        words,
        section: "office",
        mails: kept.into_iter().map(line).collect(),
    };
    Ok(draw(StatusCode::OK, &page))
}
