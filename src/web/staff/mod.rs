//! The pages of staff. Every handler but sign-in and set-up takes a signed-in account and asks `permission` first.

mod campaigns;
mod close;
mod done;
mod downloads;
mod edit;
mod faults;
mod json;
mod keys;
mod made;
mod mails;
mod organisation;
mod permission;
mod publish;
mod results;
mod setup;
mod share;
mod sign_in;
mod signed_in;
pub mod starters;
mod survey_head;
mod surveys;

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::{ServiceConfig, get, post, resource};

use super::deadline::BodyLimits;

/// A definition of a megabyte, as fields and as the document beside them, with its letters escaped.
const DEFINITION: BodyLimits = BodyLimits {
    bytes: 6 << 20,
    deadline: Duration::from_secs(30),
};

/// A list of some hundred thousand addresses.
const LIST: BodyLimits = BodyLimits {
    bytes: 8 << 20,
    deadline: Duration::from_secs(60),
};

/// The routes below `/staff`.
pub fn configure(config: &mut ServiceConfig) {
    let sign_in = resource("/sign-in")
        .route(get().to(sign_in::new))
        .route(post().to(sign_in::create));
    let setup = resource("/setup/{token}")
        .route(get().to(setup::new))
        .route(post().to(setup::create));
    let organisation = resource("/organisation")
        .route(get().to(organisation::edit))
        .route(post().to(organisation::update));
    config
        .service(resource("").route(get().to(surveys::start)))
        .service(sign_in)
        .service(resource("/sign-out").route(post().to(sign_in::destroy)))
        .service(setup)
        .service(organisation)
        .service(resource("/keys").route(get().to(keys::index)))
        .service(resource("/mails").route(get().to(mails::index)))
        .configure(survey_routes)
        .configure(campaign_routes);
}

fn campaign_routes(config: &mut ServiceConfig) {
    let new = resource("/surveys/{slug}/invitations/new")
        .route(get().to(campaigns::draft::new))
        .route(post().to(campaigns::draft::create));
    let one = resource("/surveys/{slug}/invitations/{id}")
        .route(get().to(campaigns::show))
        .route(post().to(campaigns::draft::update));
    let list = resource("/surveys/{slug}/invitations/{id}/list")
        .app_data(LIST)
        .route(get().to(campaigns::list::new))
        .route(post().to(campaigns::list::create));
    let stop = resource("/surveys/{slug}/invitations/{id}/stop")
        .route(get().to(campaigns::stop::new))
        .route(post().to(campaigns::stop::create));
    let bounces = resource("/surveys/{slug}/invitations/{id}/bounces")
        .app_data(LIST)
        .route(post().to(campaigns::bounces::create));
    let preview = resource("/surveys/{slug}/invitations/{id}/preview");
    config
        .service(resource("/surveys/{slug}/invitations").route(get().to(campaigns::index)))
        .service(new)
        .service(one)
        .service(preview.route(get().to(campaigns::preview::show)))
        .service(list)
        .service(bounces)
        .service(stop);
}

fn survey_routes(config: &mut ServiceConfig) {
    let new = resource("/surveys/new")
        .app_data(DEFINITION)
        .route(get().to(made::new))
        .route(post().to(made::create));
    let edit = resource("/surveys/{slug}/edit")
        .app_data(DEFINITION)
        .route(get().to(edit::edit))
        .route(post().to(edit::update));
    let json = resource("/surveys/{slug}/json")
        .app_data(DEFINITION)
        .route(get().to(json::edit))
        .route(post().to(json::update));
    let publish = resource("/surveys/{slug}/publish")
        .route(get().to(publish::new))
        .route(post().to(publish::create));
    let close = resource("/surveys/{slug}/close")
        .route(get().to(close::new))
        .route(post().to(close::create));
    config
        .service(resource("/surveys").route(get().to(surveys::index)))
        .service(new)
        .service(resource("/surveys/{slug}").route(get().to(surveys::show)))
        .service(edit)
        .service(json)
        .service(publish)
        .service(close)
        .service(resource("/surveys/{slug}/share").route(get().to(share::show)))
        .service(resource("/surveys/{slug}/qr.svg").route(get().to(share::picture)))
        .service(resource("/surveys/{slug}/results").route(get().to(results::show)))
        .service(resource("/surveys/{slug}/why").route(get().to(results::why::show)))
        .service(resource("/surveys/{slug}/results.json").route(get().to(downloads::json)))
        .service(resource("/surveys/{slug}/results.csv").route(get().to(downloads::csv)));
}

/// The answer to a form that was taken: go there.
fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, location))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}
