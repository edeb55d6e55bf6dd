//! The link at the foot of every mail: no more of them. Opening it changes nothing, since scanners open links; its button does, and so
//! does the one-click request of a mail program (RFC 8058).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::InvitationDesk;
use crate::services::organisation::OrganisationDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};

/// Asks whether mails shall end, or says that they have.
#[derive(Template)]
#[template(path = "survey/stop.html")]
struct StopPage {
    words: Words,
    organisation: String,
    link: String,
    done: bool,
}

/// GET /i/stop/{link}
pub async fn ask(
    request: HttpRequest,
    link: Path<String>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    page(&request, &organisation, link.into_inner(), false).await
}

/// POST /i/stop/{link}: confirmed whoever asks, so that nobody learns which links are ours.
pub async fn stop(
    request: HttpRequest,
    link: Path<String>,
    desk: Data<InvitationDesk>,
    organisation: Data<OrganisationDesk>,
) -> Result<HttpResponse, AppError> {
    let (desk, asked) = (desk.into_inner(), link.clone());
    blocking(move || desk.stop_mails(&asked)).await?;
    page(&request, &organisation, link.into_inner(), true).await
}

async fn page(
    request: &HttpRequest,
    organisation: &OrganisationDesk,
    link: String,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let organisation = organisation.current().await?.name.clone();
    let page = StopPage {
        words: words_for(request),
        organisation,
        link,
        done,
    };
    Ok(draw(StatusCode::OK, &page))
}
