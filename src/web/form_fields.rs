//! The fields of a posted form, as text, in the order they came. What they mean is for others to say.

use std::fmt;

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    error::InternalError,
    http::{StatusCode, header::CONTENT_LENGTH},
};
use futures_util::future::LocalBoxFuture;

use super::{
    deadline::{BodyError, BodyLimits, read_body},
    errors,
};

/// The most fields a form may have; the longest survey has a few hundred.
const MOST_FIELDS: usize = 2_000;

/// Names and values of an `application/x-www-form-urlencoded` body. They may be personal: they are taken
/// apart where they are used, never copied whole, never printed.
///
/// As an argument of a handler it reads the body within [`BodyLimits`], and answers what cannot be read with
/// the error page of its status (400, 408, 413 or 415).
pub struct FormFields(Vec<(String, String)>);

/// Why a body is not a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// More than 2,000 fields.
    TooManyFields,
    /// A `%` that two hexadecimal digits do not follow.
    BrokenEscape,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A NUL, which no keyboard types and some databases refuse.
    NulByte,
}

impl FormFields {
    /// Takes a body apart (WHATWG URL, `application/x-www-form-urlencoded`), but forgives nothing.
    pub fn parse(body: &[u8]) -> Result<Self, FormProblem> {
        let mut fields = Vec::new();
        for pair in body.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
            if fields.len() == MOST_FIELDS {
                return Err(FormProblem::TooManyFields);
            }
            let (name, value) = match pair.iter().position(|&byte| byte == b'=') {
                Some(place) => (&pair[..place], &pair[place + 1..]),
                None => (pair, &pair[..0]),
            };
            fields.push((decode(name)?, decode(value)?));
        }
        Ok(Self(fields))
    }

    /// The value of the first field of this name.
    pub fn first<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// The values of all fields of this name, as for check boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// All fields, as they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All fields, for good.
    pub fn into_fields(self) -> Vec<(String, String)> {
        self.0
    }
}

impl fmt::Debug for FormFields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FormFields(…)")
    }
}

impl FromRequest for FormFields {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            read(&request, payload).await.map_err(|status| {
                let page = errors::page(&request, status);
                InternalError::from_response("the form could not be read", page).into()
            })
        })
    }
}

async fn read(request: &HttpRequest, payload: Payload) -> Result<FormFields, StatusCode> {
    let limits = request.app_data::<BodyLimits>().copied().unwrap_or_default();
    if request.content_type() != "application/x-www-form-urlencoded" {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let declared = request.headers().get(CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limits.bytes) {
        return Err(BodyError::TooLarge.status());
    }
    let body = read_body(payload, limits.bytes, limits.deadline)
        .await
        .map_err(BodyError::status)?;
    FormFields::parse(&body).map_err(|problem| match problem {
        FormProblem::TooManyFields => StatusCode::PAYLOAD_TOO_LARGE,
        FormProblem::BrokenEscape | FormProblem::NotUtf8 | FormProblem::NulByte => StatusCode::BAD_REQUEST,
    })
}

fn decode(text: &[u8]) -> Result<String, FormProblem> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex_pair(bytes.next(), bytes.next()).ok_or(FormProblem::BrokenEscape)?,
            other => other,
        });
    }
    let text = String::from_utf8(decoded).map_err(|_| FormProblem::NotUtf8)?;
    if text.contains('\0') {
        return Err(FormProblem::NulByte);
    }
    Ok(text)
}

fn hex_pair(high: Option<&u8>, low: Option<&u8>) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high?)? * 16 + digit(*low?)?).ok()
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::header, middleware::from_fn, test, web};

    use super::*;

    fn fields(body: &str) -> Result<Vec<(String, String)>, FormProblem> {
        FormFields::parse(body.as_bytes()).map(FormFields::into_fields)
    }

    #[test]
    async fn what_a_browser_sends_is_read_in_its_order() {
        let form = FormFields::parse("a=1&b=caf%C3%A9+au+lait&a=2&empty=&bare&&x=a%3Db".as_bytes()).unwrap();

        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.first("b"), Some("café au lait"));
        assert_eq!((form.first("empty"), form.first("bare")), (Some(""), Some("")));
        assert_eq!(form.first("x"), Some("a=b"));
        assert_eq!(form.iter().count(), 6);
    }

    #[test]
    async fn what_no_browser_sends_is_refused() {
        assert_eq!(fields("a=%C3%28"), Err(FormProblem::NotUtf8));
        assert_eq!(fields("a=%FF"), Err(FormProblem::NotUtf8));
        assert_eq!(fields("a=%zz"), Err(FormProblem::BrokenEscape));
        assert_eq!(fields("a=%+1"), Err(FormProblem::BrokenEscape));
        assert_eq!(fields("a=100%"), Err(FormProblem::BrokenEscape));
        assert_eq!(fields("a%00=1"), Err(FormProblem::NulByte));
        assert_eq!(fields("a=\0"), Err(FormProblem::NulByte));
    }

    #[test]
    async fn two_thousand_fields_are_enough() {
        assert_eq!(fields(&"a=1&".repeat(2_000)).unwrap().len(), 2_000);
        assert_eq!(fields(&"a=1&".repeat(2_001)), Err(FormProblem::TooManyFields));
    }

    #[test]
    async fn a_form_does_not_print() {
        let form = FormFields::parse(b"name=Ada").unwrap();

        assert_eq!(format!("{form:?}"), "FormFields(…)");
    }

    async fn post(content_type: &str, body: &'static [u8]) -> (StatusCode, String) {
        let limits = BodyLimits {
            bytes: 20,
            ..Default::default()
        };
        let app = test::init_service(App::new().wrap(from_fn(errors::furnish)).app_data(limits).route(
            "/",
            web::post().to(|form: FormFields| async move { form.iter().count().to_string() }),
        ))
        .await;
        let request = test::TestRequest::post()
            .insert_header((header::CONTENT_TYPE, content_type))
            .set_payload(body)
            .to_request();
        let response = test::call_service(&app, request).await;
        let status = response.status();
        let body = test::read_body(response).await;
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[actix_web::test]
    async fn a_handler_gets_the_fields_or_the_visitor_a_page() {
        let form = "application/x-www-form-urlencoded";

        let good = post("application/x-www-form-urlencoded; charset=UTF-8", b"a=1&b=2").await;
        let wrong_type = post("application/json", b"{}").await;
        let too_large = post(form, b"a=12345678901234567890").await;
        let broken = post(form, b"a=%").await;

        assert_eq!(good, (StatusCode::OK, "2".to_owned()));
        assert_eq!(wrong_type.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(too_large.0, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(broken.0, StatusCode::BAD_REQUEST);
        for (_, page) in [wrong_type, too_large, broken] {
            assert!(page.contains("<!doctype html>"));
        }
    }
}
