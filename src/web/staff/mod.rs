//! The pages of staff. The guard asks the table of access before any handler runs.

mod access;
mod account;
mod campaigns;
mod close;
mod confirm;
mod done;
mod downloads;
mod edit;
mod faults;
mod guard;
mod incidents;
mod json;
mod keys;
mod made;
mod mails;
mod office;
mod organisation;
mod passkeys;
mod people;
mod policy;
mod publish;
mod qr;
mod register;
mod requests;
mod results;
mod second;
mod setup;
mod share;
mod sign_in;
mod signed_in;
pub mod starters;
mod statements;
mod survey_head;
mod surveys;
mod tokens;
mod trail;
mod training;
mod version;

pub use access::{Access, Row, TABLE};
pub use guard::guard;
use guard::{Did, escaped_address};

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
    let organisation = resource("/organisation")
        .route(get().to(organisation::edit))
        .route(post().to(organisation::update));
    config
        .service(resource("").route(get().to(surveys::start)))
        .service(organisation)
        .service(resource("/keys").route(get().to(keys::index)))
        .service(resource("/mails").route(get().to(mails::index)))
        .configure(door_routes)
        .configure(account_routes)
        .configure(office_routes)
        .service(resource("/version").route(get().to(version::show)))
        .service(resource("/version/sbom.json").route(get().to(version::sbom)))
        .configure(training_routes)
        .configure(register_routes)
        .configure(survey_routes)
        .configure(campaign_routes)
        .configure(incident_routes)
        .configure(statement_routes);
}

fn door_routes(config: &mut ServiceConfig) {
    let sign_in = resource("/sign-in")
        .route(get().to(sign_in::new))
        .route(post().to(sign_in::create));
    let lost = resource("/lost")
        .route(get().to(sign_in::lost))
        .route(post().to(sign_in::send));
    let setup = resource("/setup/{token}")
        .route(get().to(setup::new))
        .route(post().to(setup::create));
    let second = resource("/second")
        .route(get().to(second::ask))
        .route(post().to(second::check));
    let factor = resource("/second/new")
        .route(get().to(second::new))
        .route(post().to(second::create));
    let confirm = resource("/confirm")
        .route(get().to(confirm::new))
        .route(post().to(confirm::create));
    config
        .service(sign_in)
        .service(resource("/sign-out").route(post().to(sign_in::destroy)))
        .service(lost)
        .service(setup)
        .service(second)
        .service(resource("/second/passkey").route(post().to(passkeys::check)))
        .service(factor)
        .service(resource("/second/new/passkey").route(post().to(passkeys::create)))
        .service(confirm);
}

fn account_routes(config: &mut ServiceConfig) {
    let tokens = resource("/account/tokens")
        .route(get().to(tokens::show))
        .route(post().to(tokens::create));
    config
        .service(resource("/account").route(get().to(account::show)))
        .service(resource("/account/address").route(post().to(account::address)))
        .service(resource("/account/password").route(post().to(account::password)))
        .service(resource("/account/sessions").route(post().to(account::sessions)))
        .service(resource("/account/factors").route(post().to(account::factors)))
        .service(resource("/account/recovery").route(post().to(account::recovery)))
        .service(tokens)
        .service(resource("/account/tokens/end").route(post().to(tokens::end)));
}

fn office_routes(config: &mut ServiceConfig) {
    let new = resource("/people/new")
        .route(get().to(people::new))
        .route(post().to(people::create));
    let one = resource("/people/{id}")
        .route(get().to(people::show))
        .route(post().to(people::update));
    config
        .service(resource("/office").route(get().to(office::show)))
        .service(resource("/permissions").route(get().to(office::permissions)))
        .service(resource("/people").route(get().to(people::index)))
        .service(new)
        .service(one)
        .service(resource("/requests").route(get().to(requests::index)))
        .service(
            resource("/requests/{id}")
                .route(get().to(requests::show))
                .route(post().to(requests::update)),
        )
        .service(resource("/trail").route(get().to(trail::show)))
        .service(resource("/trail.json").route(get().to(trail::export)));
}

fn training_routes(config: &mut ServiceConfig) {
    let training = resource("/training")
        .route(get().to(training::show))
        .route(post().to(training::create));
    config
        .service(
            resource("/policy")
                .route(get().to(policy::show))
                .route(post().to(policy::update)),
        )
        .service(resource("/policy/publish").route(post().to(policy::publish)));
    let edit = resource("/guidelines/edit")
        .route(get().to(training::guidelines::edit))
        .route(post().to(training::guidelines::update));
    config
        .service(training)
        .service(resource("/training/record").route(get().to(training::record::show)))
        .service(resource("/training/record.csv").route(get().to(training::record::file)))
        .service(edit)
        .service(resource("/guidelines/versions/{number}").route(get().to(training::guidelines::show)));
}

fn register_routes(config: &mut ServiceConfig) {
    let new = resource("/processors/new")
        .route(get().to(register::entry::new))
        .route(post().to(register::entry::create));
    let one = resource("/processors/{id}")
        .route(get().to(register::entry::edit))
        .route(post().to(register::entry::update));
    let retention = resource("/retention")
        .route(get().to(register::retention::show))
        .route(post().to(register::retention::choose));
    config
        .service(resource("/processors").route(get().to(register::index)))
        .service(new)
        .service(one)
        .service(resource("/processors/{id}/end").route(post().to(register::entry::end)))
        .service(resource("/inventory").route(get().to(register::inventory::show)))
        .service(resource("/inventory.csv").route(get().to(register::inventory::file)))
        .service(retention)
        .service(resource("/retention/run").route(post().to(register::retention::run)));
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

fn incident_routes(config: &mut ServiceConfig) {
    let new = resource("/incidents/new")
        .route(get().to(incidents::entry::new))
        .route(post().to(incidents::entry::create));
    let edit = resource("/incidents/{id}/edit")
        .route(get().to(incidents::entry::edit))
        .route(post().to(incidents::entry::update));
    let publish = resource("/incidents/{id}/publish")
        .route(get().to(incidents::publish::new))
        .route(post().to(incidents::publish::create));
    config
        .service(resource("/incidents").route(get().to(incidents::index)))
        .service(new)
        .service(resource("/incidents/{id}").route(get().to(incidents::show)))
        .service(edit)
        .service(resource("/incidents/{id}/checklist").route(post().to(incidents::tasks::tick)))
        .service(resource("/incidents/{id}/tasks").route(post().to(incidents::tasks::update)))
        .service(resource("/incidents/{id}/authority").route(get().to(incidents::drafts::authority)))
        .service(resource("/incidents/{id}/authority.txt").route(get().to(incidents::drafts::file)))
        .service(resource("/incidents/{id}/people").route(get().to(incidents::drafts::people)))
        .service(publish);
}

fn statement_routes(config: &mut ServiceConfig) {
    let new = resource("/surveys/{slug}/statements/new")
        .route(get().to(statements::edit::new))
        .route(post().to(statements::edit::create));
    let one = resource("/surveys/{slug}/statements/{id}")
        .route(get().to(statements::edit::edit))
        .route(post().to(statements::edit::update));
    let quote = resource("/surveys/{slug}/statements/{id}/quote")
        .route(get().to(statements::quote::new))
        .route(post().to(statements::quote::create));
    let publish = resource("/surveys/{slug}/statements/{id}/publish")
        .route(get().to(statements::publish::new))
        .route(post().to(statements::publish::create));
    config
        .service(resource("/surveys/{slug}/statements").route(get().to(statements::index)))
        .service(new)
        .service(one)
        .service(quote)
        .service(resource("/surveys/{slug}/statements/{id}/unquote").route(post().to(statements::edit::unquote)))
        .service(publish);
}

/// The answer to a form that was taken: go there.
fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, location))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}
