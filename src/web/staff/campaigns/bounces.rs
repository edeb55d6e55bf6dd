//! Taking reports of mails that did not arrive.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{Known, runs};
use crate::error::AppError;
use crate::services::blocking;
use crate::services::campaigns::CampaignDesk;
use crate::services::catalogue::Catalogue;
use crate::services::publish::SurveyDesk;
use crate::web::form_fields::FormFields;
use crate::web::staff::see_other;
use crate::web::staff::signed_in::SignedIn;

/// Notes whom the reports name, and goes back to the numbers.
pub async fn create(
    who: SignedIn,
    path: Path<(String, String)>,
    desk: Data<CampaignDesk>,
    surveys: Data<SurveyDesk>,
    catalogue: Data<Catalogue>,
    form: FormFields,
) -> Result<HttpResponse, AppError> {
    let known = Known::find(&who, &desk, &surveys, &catalogue, &path).await?;
    if !runs(&known.campaign) {
        return Ok(see_other(&known.href("")));
    }
    let (desk, id) = (Arc::clone(&desk), known.campaign.id);
    let reports = form.first("reports").unwrap_or_default().to_owned();
    let found = blocking(move || desk.note_bounces(id, &reports)).await?;
    let done = if found > 0 { "?done=bounces" } else { "?done=no-bounces" };
    Ok(see_other(&known.href(done)))
}
