//! What a form carries: its nonce, the day and survey version it was made for, and a MAC over them. Nothing of it is stored.

use chrono::{Days, NaiveDate};

use super::receipt::Nonce;
use crate::domain::id::Id;
use crate::secret::{Secret, mac};

/// A form made on one day may be sent until so many days later.
pub const VALID_DAYS: u64 = 2;

/// The hidden field of a form.
#[derive(Debug)]
pub struct FormToken {
    nonce: Nonce,
    day: NaiveDate,
    version: i32,
}

/// Why a token does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenProblem {
    /// Not made by this program, or changed.
    NotOurs,
    /// Made too long ago, or for a version with other questions.
    Expired,
}

impl FormToken {
    /// A token for a form shown today.
    pub fn new(nonce: Nonce, day: NaiveDate, version: i32) -> Self {
        Self { nonce, day, version }
    }

    /// The text of the hidden field: code, day, version and MAC.
    pub fn text(&self, key: &Secret, survey: Id) -> String {
        let tag = crate::domain::hex::encode(&self.tag(key, survey)[..16]);
        format!(
            "{}.{}.{}.{tag}",
            self.nonce.code(),
            self.day.format("%Y%m%d"),
            self.version
        )
    }

    /// Reads the hidden field of a form sent on `today`.
    pub fn read(text: &str, key: &Secret, survey: Id, today: NaiveDate) -> Result<Self, TokenProblem> {
        let token = Self::parts(text).ok_or(TokenProblem::NotOurs)?;
        let tag = text
            .rsplit('.')
            .next()
            .and_then(crate::domain::hex::decode)
            .ok_or(TokenProblem::NotOurs)?;
        let expected = token.tag(key, survey);
        if !bool::from(subtle::ConstantTimeEq::ct_eq(&tag[..], &expected[..16])) {
            return Err(TokenProblem::NotOurs);
        }
        if token.day > today || today > token.day + Days::new(VALID_DAYS) {
            return Err(TokenProblem::Expired);
        }
        Ok(token)
    }

    fn parts(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let nonce = Nonce::parse(parts.next()?)?;
        let day = NaiveDate::parse_from_str(parts.next()?, "%Y%m%d").ok()?;
        let version = parts.next()?.parse().ok()?;
        parts.next()?;
        parts.next().is_none().then_some(Self { nonce, day, version })
    }

    /// The nonce.
    pub fn into_nonce(self) -> Nonce {
        self.nonce
    }

    /// The version of the survey the form showed.
    pub fn version(&self) -> i32 {
        self.version
    }

    fn tag(&self, key: &Secret, survey: Id) -> [u8; 32] {
        let day = self.day.format("%Y%m%d").to_string();
        mac(
            key.expose(),
            &[
                survey.bytes(),
                self.nonce.expose(),
                day.as_bytes(),
                &self.version.to_be_bytes(),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_form_can_be_sent_for_two_days_and_by_nobody_who_changes_it() {
        let key = Secret::new([1; 32]);
        let survey = Id::new([2; 16]);
        let text = FormToken::new(Nonce::new([3; 16]), day("2026-11-21"), 4).text(&key, survey);

        let read =
            |text: &str, survey, today| FormToken::read(text, &key, survey, day(today)).map(|token| token.version());

        assert_eq!(read(&text, survey, "2026-11-21"), Ok(4));
        assert_eq!(read(&text, survey, "2026-11-23"), Ok(4));
        assert_eq!(read(&text, survey, "2026-11-24"), Err(TokenProblem::Expired));
        assert_eq!(read(&text, survey, "2026-11-20"), Err(TokenProblem::Expired));
        assert_eq!(read(&text, Id::new([9; 16]), "2026-11-21"), Err(TokenProblem::NotOurs));
        assert_eq!(
            read(&text.replace("20261121", "20261122"), survey, "2026-11-22"),
            Err(TokenProblem::NotOurs)
        );
        assert_eq!(read("", survey, "2026-11-21"), Err(TokenProblem::NotOurs));
        assert_eq!(read("a.b.c.d", survey, "2026-11-21"), Err(TokenProblem::NotOurs));
    }
}
