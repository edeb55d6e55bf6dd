//! Drawing a page. Every page is one struct with its template; this is the only place that turns it into an answer.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderMap},
    },
};

use crate::text::Words;

/// The status of a form that is shown again: what was typed was wrong, or nothing was typed yet.
pub fn typed_status(is_wrong: bool) -> StatusCode {
    match is_wrong {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    }
}

/// The answer that shows `page`: HTML, never to be stored by anybody on the way.
pub fn draw<T: askama::Template>(status: StatusCode, page: &T) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(html),
        Err(_) => {
            // The page's type says enough to find the mistake; its content may be somebody's.
            tracing::error!(page = std::any::type_name::<T>(), "a page could not be drawn");
            HttpResponse::InternalServerError()
                .content_type("text/plain; charset=utf-8")
                .insert_header((CACHE_CONTROL, "no-store"))
                .body("Something went wrong on our side. Please try again later.")
        }
    }
}

/// The interface language of whoever asks, for pages that have no languages of their own: `?lang`, then
/// `Accept-Language`, then English.
pub fn words_for(request: &HttpRequest) -> Words {
    words_of(request.query_string(), request.headers())
}

pub(super) fn words_of(query: &str, headers: &HeaderMap) -> Words {
    let lang = language_asked_for(query);
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Words::negotiated(lang, accepted)
}

/// The tag in `?lang=…`; a tag has no letters that would need decoding.
pub fn language_asked_for(query: &str) -> Option<&str> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang="))
}
