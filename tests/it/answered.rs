//! What a visitor or a program got back, and reading it.

use chorus::privacy::receipt::Nonce;
use reqwest::blocking::Response;
use serde_json::Value;

/// What a visitor got back.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub body: String,
    /// The receipt code, where the page or document shows one.
    pub receipt: Option<String>,
}

impl Answered {
    pub fn read(response: Response) -> Self {
        let status = response.status().as_u16();
        let body = response.text().expect("a whole answer");
        let receipt = match serde_json::from_str::<Value>(&body) {
            Ok(document) => document["receipt"].as_str().map(str::to_owned),
            Err(_) => between(&body, "<code class=\"receipt-code\">", "<").map(str::to_owned),
        };
        Self { status, body, receipt }
    }

    /// The receipt of answers that were taken.
    pub fn stored(self) -> String {
        assert_eq!(self.status, 200, "{}", self.body);
        self.receipt.unwrap_or_else(|| panic!("no receipt in {}", self.body))
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> Option<String> {
        between(
            &self.body,
            &format!("<input type=\"hidden\" name=\"{name}\" value=\""),
            "\"",
        )
        .map(str::to_owned)
    }

    /// The body with the one thing replaced that is new in every form: its token.
    pub fn without_token(&self) -> String {
        match self.hidden("_form") {
            Some(token) => self.body.replace(&token, "TOKEN"),
            None => self.body.clone(),
        }
    }
}

/// A receipt code as a program makes one.
pub fn fresh_receipt() -> String {
    Nonce::new(rand::random()).code()
}

/// What stands between two marks.
pub fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
