//! The files of `static/`, inside the program: one style sheet made of `static/css/*.css` in the order of
//! their names, and whatever else lies in `static/` itself. Each address carries the hash of what it gives.

use std::{collections::HashMap, sync::LazyLock};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::errors;

/// The one style sheet of every page.
pub const STYLE_SHEET: &str = "chorus.css";

const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

#[derive(Embed)]
#[folder = "static/"]
struct Files;

struct Asset {
    hash: String,
    address: String,
    content_type: &'static str,
    plain: web::Bytes,
    brotli: web::Bytes,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut style_sheet = Vec::new();
    let mut assets = HashMap::new();
    for name in names {
        let Some(file) = Files::get(&name) else {
            continue;
        };
        if name.starts_with("css/") {
            style_sheet.extend_from_slice(&file.data);
            style_sheet.push(b'\n');
        } else if !name.contains('/') {
            assets.insert(name.to_string(), Asset::new(&name, file.data.into_owned()));
        }
    }
    assets.insert(STYLE_SHEET.to_owned(), Asset::new(STYLE_SHEET, style_sheet));
    assets
});

impl Asset {
    fn new(name: &str, plain: Vec<u8>) -> Self {
        let digest = Sha256::digest(&plain);
        let hash: String = digest[..10].iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            address: format!("/static/{hash}/{name}"),
            content_type: content_type(name),
            brotli: compress(&plain).into(),
            plain: plain.into(),
            hash,
        }
    }
}

/// Reads and compresses everything now, so that the first visitor does not wait for it.
pub fn prepare() {
    LazyLock::force(&ASSETS);
}

/// The address of a file of `static/`, or of [`STYLE_SHEET`]. A name that does not exist gives an address
/// that answers 404, which the tests of the pages notice.
pub fn url(name: &str) -> &'static str {
    ASSETS
        .get(name)
        .map_or("/static/none/none", |asset| asset.address.as_str())
}

/// `GET` and `HEAD` of `/static/{hash}/{name}`, with gzip made on the way for browsers that do not take
/// Brotli (none of them does over plain HTTP). Nothing in these files is secret, so compressing is safe.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/static/{hash}/{name}")
            .wrap(actix_web::middleware::Compress::default())
            .route(web::get().to(serve))
            .route(web::head().to(serve)),
    );
}

/// One file of `static/`. An old hash, asked for by a page from before an update, gets today's file, not
/// to be kept; an unknown name is a page that says so.
pub async fn serve(request: HttpRequest, path: web::Path<(String, String)>) -> HttpResponse {
    let (hash, name) = path.into_inner();
    let Some(asset) = ASSETS.get(&name) else {
        return errors::page(&request, StatusCode::NOT_FOUND);
    };
    let is_current = asset.hash == hash;
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::CACHE_CONTROL, if is_current { FOR_A_YEAR } else { "no-store" }));
    if takes_brotli(&request) {
        response
            .insert_header((header::CONTENT_ENCODING, "br"))
            .body(asset.brotli.clone())
    } else {
        response.body(asset.plain.clone())
    }
}

fn takes_brotli(request: &HttpRequest) -> bool {
    request
        .headers()
        .get_all(header::ACCEPT_ENCODING)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, parameters) = coding.split_once(';').unwrap_or((coding, ""));
            let refused = parameters.trim().trim_start_matches("q=").parse() == Ok(0.0_f32);
            name.trim().eq_ignore_ascii_case("br") && !refused
        })
}

fn compress(plain: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        // The best quality takes seconds in a build without optimisation.
        quality: if cfg!(debug_assertions) { 5 } else { 11 },
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut packed, &parameters)
        .expect("reading a slice and writing to a vector cannot fail");
    packed
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::Method, test};

    use super::*;

    async fn ask(method: Method, address: &str, encoding: &str) -> (StatusCode, header::HeaderMap, web::Bytes) {
        let app = test::init_service(App::new().configure(routes)).await;
        let request = test::TestRequest::with_uri(address)
            .method(method)
            .insert_header((header::ACCEPT_ENCODING, encoding))
            .to_request();
        let response = test::call_service(&app, request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, test::read_body(response).await)
    }

    #[actix_web::test]
    async fn the_style_sheet_is_one_file_that_is_kept_for_a_year() {
        let (status, headers, body) = ask(Method::GET, url(STYLE_SHEET), "identity").await;

        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers.get(header::CONTENT_TYPE).unwrap(), "text/css; charset=utf-8");
        assert_eq!(headers.get(header::CACHE_CONTROL).unwrap(), FOR_A_YEAR);
        let text = std::str::from_utf8(&body).unwrap();
        assert!(text.contains("Pico CSS") && text.contains(".error-summary"));
    }

    #[actix_web::test]
    async fn the_style_sheet_asks_nobody_for_anything() {
        let (_, _, body) = ask(Method::GET, url(STYLE_SHEET), "identity").await;

        let text = std::str::from_utf8(&body).unwrap().to_ascii_lowercase();
        for word in ["url(", "@import", "image-set(", "@font-face"] {
            assert!(!text.contains(word), "{word}");
        }
    }

    #[actix_web::test]
    async fn a_browser_that_takes_brotli_gets_a_small_file() {
        let (_, plain_headers, plain) = ask(Method::GET, url(STYLE_SHEET), "br;q=0").await;
        let (_, headers, packed) = ask(Method::GET, url(STYLE_SHEET), "gzip, deflate, br").await;

        assert!(!plain_headers.contains_key(header::CONTENT_ENCODING));
        assert_eq!(headers.get(header::CONTENT_ENCODING).unwrap(), "br");
        assert!(packed.len() * 4 < plain.len());
    }

    #[actix_web::test]
    async fn a_page_from_before_an_update_still_finds_its_style_sheet() {
        let (status, headers, _) = ask(Method::HEAD, "/static/0123/chorus.css", "").await;

        assert_eq!(
            (status, headers.get(header::CACHE_CONTROL).unwrap()),
            (StatusCode::OK, &header::HeaderValue::from_static("no-store"))
        );
    }

    #[actix_web::test]
    async fn an_unknown_file_is_a_page_that_says_so() {
        let (status, headers, _) = ask(Method::GET, "/static/0123/no.css", "").await;

        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(headers.get(header::CONTENT_TYPE).unwrap(), "text/html; charset=utf-8");
    }
}
