//! The one table of routes.

use actix_web::middleware::from_fn;
use actix_web::web::{ServiceConfig, get, post, resource, scope};

use super::{api, errors, handling, health, home, invitation, privacy, receipt, releases, staff, survey, transparency};

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
        .service(resource("/privacy").route(get().to(privacy::show)))
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
