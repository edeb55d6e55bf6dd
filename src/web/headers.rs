//! The security headers of every answer, and `HEAD` for every page.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};

/// Only our own style sheet, pictures, scripts and forms; no inline code, no frame around us, nothing else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same where a script may also ask us, and nobody else: what would be removed from a text, for an invitation, for a passkey.
const POLICY_OF_FORMS: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every feature a browser asks about, off. (Features Chromium does not know would fill its console.)
const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
     clipboard-read=(), clipboard-write=(), compute-pressure=(), cross-origin-isolated=(), display-capture=(), \
     encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
     idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
     otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), \
     publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), unload=(), \
     usb=(), window-management=(), xr-spatial-tracking=()";

/// The same where staff make a passkey or prove with one who they are.
const PERMISSIONS_OF_KEYS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
     clipboard-read=(), clipboard-write=(), compute-pressure=(), cross-origin-isolated=(), display-capture=(), \
     encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
     idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
     otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), \
     publickey-credentials-get=(self), screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), unload=(), \
     usb=(), window-management=(), xr-spatial-tracking=()";

const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000; includeSubDomains";

/// Middleware, the outermost one: `wrap(from_fn(move |request, next| headers::harden(https, request, next)))`.
///
/// `https` says whether visitors reach us by TLS, directly or through a proxy: only then may browsers be told
/// to insist on it. An answer without `Cache-Control` gets `no-store`. (A request that is no HTTP at all is
/// refused by actix before any middleware, with an empty 400 that carries nothing.)
pub async fn harden(
    https: bool,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let path = request.path();
    let policies = Policies {
        content: content_policy(path),
        referrer: referrer_policy(path),
        permissions: if asks_for_keys(path) {
            PERMISSIONS_OF_KEYS
        } else {
            PERMISSIONS_POLICY
        },
    };
    match next.call(request).await {
        Ok(mut response) => {
            set_headers(response.headers_mut(), https, &policies);
            Ok(response)
        }
        Err(error) => {
            let mut response = error.error_response();
            set_headers(response.headers_mut(), https, &policies);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

/// Middleware that answers `HEAD` wherever `GET` is answered: the handler sees a `GET`, and the connection,
/// which remembers what was asked, sends the head alone.
pub async fn head_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}

/// What depends on the address.
struct Policies {
    content: &'static str,
    referrer: &'static str,
    permissions: &'static str,
}

fn set_headers(headers: &mut HeaderMap, https: bool, policies: &Policies) {
    let fixed: [(HeaderName, &'static str); 6] = [
        (header::CONTENT_SECURITY_POLICY, policies.content),
        (header::REFERRER_POLICY, policies.referrer),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
        (header::PERMISSIONS_POLICY, policies.permissions),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let value = HeaderValue::from_static(STRICT_TRANSPORT_SECURITY);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.remove(header::SERVER);
}

/// The pages whose script asks the browser for a passkey.
fn asks_for_keys(path: &str) -> bool {
    ["/staff/second", "/staff/second/new", "/staff/confirm"].contains(&path)
}

fn content_policy(path: &str) -> &'static str {
    if path.starts_with("/s/") || path == "/i" || asks_for_keys(path) {
        POLICY_OF_FORMS
    } else {
        CONTENT_SECURITY_POLICY
    }
}

/// `no-referrer` where an address or a page can hold a token; elsewhere our own pages may see where a
/// visitor came from, and nobody else.
fn referrer_policy(path: &str) -> &'static str {
    let is_below = |root: &str| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let may_hold_a_token = [
        "/staff",
        "/i",
        "/s",
        "/privacy/requests",
        "/subscribe",
        "/choices",
        "/api",
    ];
    if may_hold_a_token.into_iter().any(is_below) {
        "no-referrer"
    } else {
        "same-origin"
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, middleware::from_fn, test, web};

    use super::*;

    async fn headers_of(https: bool, method: Method, address: &str) -> HeaderMap {
        let app = test::init_service(
            App::new()
                .wrap(from_fn(head_as_get))
                .wrap(from_fn(move |request, next| harden(https, request, next)))
                .route("/", web::get().to(|| async { HttpResponse::Ok().body("hello") }))
                .route(
                    "/number/{n}",
                    web::get().to(|_: web::Path<u8>| async { HttpResponse::Ok().finish() }),
                )
                .service(
                    web::resource("/broken")
                        .wrap(from_fn(fail))
                        .route(web::get().to(HttpResponse::Ok)),
                ),
        )
        .await;
        let request = test::TestRequest::with_uri(address).method(method).to_request();
        match test::try_call_service(&app, request).await {
            Ok(response) => response.headers().clone(),
            Err(error) => error.error_response().headers().clone(),
        }
    }

    async fn fail(_: ServiceRequest, _: Next<impl MessageBody + 'static>) -> Result<ServiceResponse, Error> {
        Err(actix_web::error::ErrorInternalServerError("inner"))
    }

    #[actix_web::test]
    async fn every_answer_of_every_status_is_hardened() {
        for (method, address) in [
            (Method::GET, "/"),
            (Method::HEAD, "/"),
            (Method::GET, "/nowhere"),
            (Method::DELETE, "/"),
            (Method::GET, "/number/x"),
            (Method::GET, "/broken"),
        ] {
            let headers = headers_of(false, method, address).await;

            let policy = headers.get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
            assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"));
            assert_eq!(
                headers.get(header::X_CONTENT_TYPE_OPTIONS).unwrap(),
                "nosniff",
                "{address}"
            );
            assert_eq!(headers.get(header::CACHE_CONTROL).unwrap(), "no-store", "{address}");
            assert!(!headers.contains_key(header::SERVER));
        }
    }

    #[actix_web::test]
    async fn browsers_are_told_to_insist_on_tls_only_where_there_is_tls() {
        let with = headers_of(true, Method::GET, "/").await;
        let without = headers_of(false, Method::GET, "/").await;

        assert!(with.contains_key(header::STRICT_TRANSPORT_SECURITY));
        assert!(!without.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    async fn no_page_that_can_hold_a_token_tells_where_a_visitor_came_from() {
        for path in ["/i", "/s/visit", "/s/visit/receipt", "/staff", "/staff/surveys"] {
            assert_eq!(referrer_policy(path), "no-referrer", "{path}");
        }
        for path in ["/", "/privacy", "/incidents", "/static/x/chorus.css"] {
            assert_eq!(referrer_policy(path), "same-origin", "{path}");
        }
    }
}
