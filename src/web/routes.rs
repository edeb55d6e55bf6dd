//! The one table of routes.

use actix_web::middleware::from_fn;
use actix_web::web::{ServiceConfig, get, post, resource, scope};

use super::{
    api, choices, errors, handling, health, home, incidents, invitation, privacy, receipt, releases, requests, staff,
    subscribe, survey, transparency, you_said,
};

/// Every address with its handlers. Another method at a known address is 405.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/").route(get().to(home::show)))
        .service(
            resource("/s/{slug}")
                .route(get().to(survey::show))
                .route(post().to(survey::create)),
        )
        .service(resource("/s/{slug}/check").route(post().to(survey::check)))
        .service(resource("/s/{slug}/claim").route(post().to(invitation::claim::create)))
        .service(
            resource("/i")
                .route(get().to(invitation::find))
                .route(post().to(invitation::open)),
        )
        .service(
            resource("/i/stop/{link}")
                .route(get().to(invitation::stop::ask))
                .route(post().to(invitation::stop::stop)),
        )
        .service(
            resource("/s/{slug}/receipt")
                .route(get().to(receipt::find))
                .route(post().to(receipt::show)),
        )
        .service(resource("/transparency").route(get().to(transparency::show)))
        .service(resource("/transparency.json").route(get().to(transparency::export)))
        .service(resource("/transparency/{number}").route(get().to(transparency::entry)))
        .service(resource("/transparency/{number}/text").route(get().to(transparency::text)))
        .service(resource("/incidents").route(get().to(incidents::index)))
        .service(resource("/incidents.atom").route(get().to(incidents::feed)))
        .service(resource("/incidents/{id}").route(get().to(incidents::show)))
        .service(resource("/you-said").route(get().to(you_said::show)))
        .service(resource("/privacy").route(get().to(privacy::show)))
        .service(resource("/privacy/versions/{number}").route(get().to(privacy::versions::show)))
        .service(resource("/privacy/changes").route(get().to(privacy::changes::index)))
        .service(resource("/privacy/changes.atom").route(get().to(privacy::changes::feed)))
        .service(resource("/privacy/changes/{number}").route(get().to(privacy::changes::show)))
        .service(resource("/privacy/summary").route(get().to(privacy::summary::show)))
        .service(resource("/privacy/questions").route(get().to(privacy::summary::questions)))
        .configure(rights)
        .service(resource("/privacy/data").route(get().to(handling::kinds::show)))
        .service(resource("/privacy/processors").route(get().to(handling::processors::show)))
        .service(resource("/privacy/retention").route(get().to(handling::retention::show)))
        .service(resource("/api/v1/surveys/{slug}/responses").route(post().to(api::create)))
        .service(resource("/api/v1/surveys/{slug}/releases").route(get().to(releases::index)))
        .service(resource("/api/v1/surveys/{slug}/releases/{number}").route(get().to(releases::show)))
        .service(resource("/api/v1/campaigns/{id}/send").route(post().to(invitation::send::create)))
        .service(resource("/healthz").route(get().to(health::alive)))
        .service(resource("/readyz").route(get().to(health::ready)))
        .service(
            scope("/staff")
                .wrap(from_fn(staff::guard))
                .configure(staff::configure)
                .default_service(actix_web::web::route().to(errors::not_found)),
        );
}

/// Asking to be told, choosing, and requests about one's own data.
fn rights(config: &mut ServiceConfig) {
    config
        .service(
            resource("/subscribe")
                .route(get().to(subscribe::show))
                .route(post().to(subscribe::create)),
        )
        .service(
            resource("/subscribe/{link}")
                .route(get().to(subscribe::ask))
                .route(post().to(subscribe::confirm)),
        )
        .service(
            resource("/choices/{token}")
                .route(get().to(choices::show))
                .route(post().to(choices::update)),
        )
        .service(
            resource("/privacy/requests")
                .route(get().to(requests::show))
                .route(post().to(requests::create)),
        )
        .service(resource("/privacy/requests/opened").route(post().to(requests::opened::act)))
        .service(
            resource("/privacy/requests/{link}")
                .route(get().to(requests::opened::ask))
                .route(post().to(requests::opened::open)),
        );
}
