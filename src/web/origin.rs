//! Forms are taken from our own pages only: the guard against forged requests of other sites.

use actix_web::{
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap},
    },
    middleware::Next,
    web,
};

use super::errors;

/// Where our own pages live, and what needs no guard.
#[derive(Clone)]
pub struct OriginGuard {
    origins: Vec<String>,
    needs_no_guard: fn(&str) -> bool,
}

impl OriginGuard {
    /// `origins` are the addresses under which visitors reach us, such as `https://feedback.example.org`
    /// (what follows the host is ignored). `needs_no_guard` names the paths that give a caller nothing by
    /// who he is, and take calls from anywhere: the JSON API without cookies.
    pub fn new(origins: impl IntoIterator<Item = String>, needs_no_guard: fn(&str) -> bool) -> Self {
        let origins = origins.into_iter().map(|address| origin_of(&address)).collect();
        Self {
            origins,
            needs_no_guard,
        }
    }

    /// Whether a request may change something. `Sec-Fetch-Site` decides; browsers from before 2023 send
    /// `Origin` instead; a request with neither does not come from a page.
    fn allows(&self, method: &Method, path: &str, headers: &HeaderMap) -> bool {
        let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let is_safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        if is_safe || (self.needs_no_guard)(path) {
            return true;
        }
        match (
            text(header::HeaderName::from_static("sec-fetch-site")),
            text(header::ORIGIN),
        ) {
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            // What an old browser says on our pages that send no referrer. A foreign page can say it too, so
            // it is believed only where the sender's cookies play no part.
            (None, Some("null")) => !headers.contains_key(header::COOKIE) && !path.starts_with("/staff"),
            (None, Some(origin)) => self.origins.contains(&origin.to_ascii_lowercase()),
            (None, None) => true,
        }
    }
}

/// Middleware: refuses what [`OriginGuard`], handed in by `app_data(web::Data::new(guard))`, does not allow,
/// with 403 and a page that tells what to do.
pub async fn same_origin(
    guard: web::Data<OriginGuard>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if guard.allows(request.method(), request.path(), request.headers()) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let refusal = errors::page(request.request(), StatusCode::FORBIDDEN);
    Ok(request.into_response(refusal))
}

/// Scheme, host and port of an address, as browsers write an origin.
fn origin_of(address: &str) -> String {
    let address = address.trim().to_ascii_lowercase();
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", &address));
    let host = rest.split('/').next().unwrap_or_default();
    let usual_port = if scheme == "https" { ":443" } else { ":80" };
    format!("{scheme}://{}", host.strip_suffix(usual_port).unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, middleware::from_fn, test};

    use super::*;

    async fn post(path: &str, headers: &[(&str, &str)]) -> StatusCode {
        let origins = [
            "https://Ask.example.org/".to_owned(),
            "http://localhost:8080".to_owned(),
        ];
        let guard = OriginGuard::new(origins, |path| path.starts_with("/api/"));
        let app = test::init_service(
            App::new()
                .wrap(from_fn(same_origin))
                .app_data(web::Data::new(guard))
                .default_service(web::to(HttpResponse::Ok)),
        )
        .await;
        let mut request = test::TestRequest::post().uri(path);
        for header in headers {
            request = request.insert_header(*header);
        }
        test::call_service(&app, request.to_request()).await.status()
    }

    #[actix_web::test]
    async fn our_own_forms_are_taken() {
        for header in [
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
            ("origin", "https://ask.example.org"),
            ("origin", "http://localhost:8080"),
            ("user-agent", "curl"),
        ] {
            assert_eq!(post("/staff/surveys", &[header]).await, StatusCode::OK, "{header:?}");
        }
    }

    #[actix_web::test]
    async fn forms_of_other_sites_are_refused() {
        for header in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "https://ask.example.org.evil.example"),
            ("origin", "http://ask.example.org"),
        ] {
            assert_eq!(post("/s/visit", &[header]).await, StatusCode::FORBIDDEN, "{header:?}");
        }
    }

    #[actix_web::test]
    async fn what_the_browser_knows_weighs_more_than_what_it_calls_itself() {
        let own = [("sec-fetch-site", "same-origin"), ("origin", "null")];
        let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://ask.example.org")];

        assert_eq!(post("/staff/surveys", &own).await, StatusCode::OK);
        assert_eq!(post("/staff/surveys", &foreign).await, StatusCode::FORBIDDEN);
    }

    #[actix_web::test]
    async fn an_old_browser_can_answer_a_survey_but_not_forge_a_staff_action() {
        let null = ("origin", "null");

        assert_eq!(post("/s/visit", &[null]).await, StatusCode::OK);
        assert_eq!(
            post("/s/visit", &[null, ("cookie", "a=b")]).await,
            StatusCode::FORBIDDEN
        );
        assert_eq!(post("/staff/surveys", &[null]).await, StatusCode::FORBIDDEN);
    }

    #[actix_web::test]
    async fn programs_may_call_the_api_from_anywhere() {
        let foreign = [("sec-fetch-site", "cross-site")];

        assert_eq!(post("/api/v1/surveys/visit/responses", &foreign).await, StatusCode::OK);
    }
}
