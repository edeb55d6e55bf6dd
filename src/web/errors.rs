//! The pages that say what went wrong, in the reader's language and in fixed words: never an inner error.

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BodySize, BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use askama::Template;

use super::page::{draw, words_for, words_of};
use crate::text::Words;

/// These answer machines, in their own words.
const FOR_MACHINES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// A page for an answer that is not what the reader wanted.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    words: Words,
    status: u16,
    title: String,
    explanation: String,
}

impl ErrorPage {
    /// The page in fixed words for a status; the words of 400 or 500 for one that has none of its own.
    pub fn new(words: Words, status: StatusCode) -> Self {
        let (title, explanation) = keys_for(status);
        Self {
            words,
            status: status.as_u16(),
            title: words.t(title),
            explanation: words.t(explanation),
        }
    }
}

/// The error page for `status` in the language of whoever asked.
pub fn page(request: &HttpRequest, status: StatusCode) -> HttpResponse {
    draw(status, &ErrorPage::new(words_for(request), status))
}

/// For `App::default_service`: nothing lives at this address.
pub async fn not_found(request: HttpRequest) -> HttpResponse {
    page(&request, StatusCode::NOT_FOUND)
}

/// Middleware that gives a page to answers that come without one: the bare 404, 405 and 400 of actix, and
/// refusals of its extractors, whose plain text would show inner errors. Headers such as `Allow` and
/// `Retry-After` stay. Below `/api/` it is a problem document (RFC 9457).
pub async fn furnish(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_for_machines = FOR_MACHINES.contains(&request.path());
    let is_api = request.path().starts_with("/api/");
    let words = words_of(request.query_string(), request.headers());
    let response = next.call(request).await?.map_into_boxed_body();
    if is_for_machines || !is_bare(response.response()) {
        return Ok(response);
    }
    Ok(response.map_body(|head, _| {
        let error = ErrorPage::new(words, head.status);
        let (content_type, body) = if is_api {
            let problem = serde_json::json!({ "title": error.title, "status": error.status });
            ("application/problem+json", problem.to_string())
        } else {
            // Whoever reads an error page whose template is broken still has the title.
            ("text/html; charset=utf-8", error.render().unwrap_or(error.title))
        };
        let headers = head.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type));
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        headers.remove(header::CONTENT_LENGTH);
        BoxBody::new(body)
    }))
}

fn is_bare(response: &HttpResponse<BoxBody>) -> bool {
    let status = response.status();
    let is_plain_text = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"));
    let is_empty = matches!(response.body().size(), BodySize::None | BodySize::Sized(0));
    (status.is_client_error() || status.is_server_error()) && (is_plain_text || is_empty)
}

fn keys_for(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        401 => ("error-401-title", "error-401"),
        403 => ("error-403-title", "error-403"),
        404 | 410 => ("error-404-title", "error-404"),
        405 => ("error-405-title", "error-405"),
        408 => ("error-408-title", "error-408"),
        413 => ("error-413-title", "error-413"),
        415 => ("error-415-title", "error-415"),
        429 => ("error-429-title", "error-429"),
        503 => ("error-503-title", "error-503"),
        500.. => ("error-500-title", "error-500"),
        _ => ("error-400-title", "error-400"),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::Method, middleware::from_fn, test, web};

    use super::*;

    async fn ask(method: Method, address: &str) -> (StatusCode, header::HeaderMap, String) {
        let app = test::init_service(
            App::new()
                .wrap(from_fn(furnish))
                .service(web::resource("/only-post").route(web::post().to(HttpResponse::Ok)))
                .route(
                    "/number/{n}",
                    web::get().to(|_: web::Path<u8>| async { HttpResponse::Ok().finish() }),
                )
                .route(
                    "/readyz",
                    web::get().to(|| async { HttpResponse::ServiceUnavailable().body("no") }),
                ),
        )
        .await;
        let request = test::TestRequest::with_uri(address)
            .method(method)
            .insert_header((header::ACCEPT_LANGUAGE, "pt-BR"))
            .to_request();
        let response = test::call_service(&app, request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = test::read_body(response).await;
        (status, headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[actix_web::test]
    async fn an_address_where_nothing_lives_is_explained_in_the_readers_language() {
        let (status, headers, body) = ask(Method::GET, "/nowhere").await;

        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
        assert!(body.contains("<html lang=\"pt\" dir=\"ltr\"") && body.contains("Página não encontrada"));
    }

    #[actix_web::test]
    async fn the_address_can_ask_for_another_language() {
        let (_, _, body) = ask(Method::GET, "/nowhere?a=b&lang=zh").await;

        assert!(body.contains("找不到页面"));
    }

    #[actix_web::test]
    async fn a_wrong_method_is_a_page_too() {
        let (status, _, body) = ask(Method::GET, "/only-post").await;

        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(body.contains("<title>"));
    }

    #[actix_web::test]
    async fn an_inner_error_is_never_shown() {
        let (status, _, body) = ask(Method::GET, "/number/elephant").await;

        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(!body.contains("elephant") && !body.contains("u8"));
    }

    #[actix_web::test]
    async fn programs_get_a_problem_document() {
        let (status, headers, body) = ask(Method::POST, "/api/v1/nothing?lang=en").await;

        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(headers.get(header::CONTENT_TYPE).unwrap(), "application/problem+json");
        assert_eq!(body, r#"{"title":"Page not found","status":404}"#);
    }

    #[actix_web::test]
    async fn a_health_check_keeps_its_own_words() {
        let (_, _, body) = ask(Method::GET, "/readyz").await;

        assert_eq!(body, "no");
    }
}
