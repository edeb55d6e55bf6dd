//! For whoever watches the process: is it alive, can it work.

use actix_web::HttpResponse;
use actix_web::web::Data;

/// The process runs.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("alive\n")
}

/// The database answers.
pub async fn ready(is_ready: Data<dyn Fn() -> bool + Send + Sync>) -> HttpResponse {
    let is_ready = is_ready.into_inner();
    let ready = tokio::task::spawn_blocking(move || is_ready()).await.unwrap_or(false);
    if ready {
        HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("ready\n")
    } else {
        HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("the database does not answer\n")
    }
}
