//! Stopping a campaign, after a question.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::{Known, runs};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::CampaignDesk;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::text::Words;
use crate::web::page::{draw, words_for};
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;
use crate::web::staff::survey_head::SurveyHeadPart;

#[derive(Template)]
#[template(path = "staff/campaign_stop.html")]
struct StopCampaignPage {
    words: Words,
    section: &'static str,
    head: SurveyHeadPart,
    question: String,
    back: String,
}

/// What stopping would mean.
pub async fn new(
    request: HttpRequest,
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    if !runs(&known.campaign) {
        return Ok(see_other(&known.href("")));
    }
    let words = words_for(&request);
    let page = StopCampaignPage {
        words,
        section: "surveys",
        head: known.found.head(words, "invitations"),
        question: words.with_one(
            "staff-campaign-stop-question",
            "name",
            known.campaign.plan.name.as_str(),
        ),
        back: known.href(""),
    };
    Ok(draw(StatusCode::OK, &page))
}

/// Stops it; one that does not run stays as it is.
pub async fn create(
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    let (desk, id) = (Arc::clone(&desk), known.campaign.id);
    let stopped = blocking(move || desk.stop(id)).await?;
    Ok(see_other(&known.href(if stopped { "?done=stopped" } else { "" })))
}
