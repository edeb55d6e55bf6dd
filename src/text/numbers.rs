//! Numbers and dates as each language writes them (CLDR, compiled in).

use chrono::{Datelike, NaiveDate};
use fluent_bundle::FluentValue;
use icu_calendar::{Date, Iso};
use icu_datetime::{DateTimeFormatter, fieldsets::YMD};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::Locale;
use intl_memoizer::{Memoizable, concurrent::IntlLangMemoizer};
use unic_langid::LanguageIdentifier;

/// The formatters of one language.
pub(super) struct Formats {
    decimal: DecimalFormatter,
    date: DateTimeFormatter<YMD>,
}

impl Formats {
    /// The formatters for `tag`, or `None` if the data compiled in cannot serve it.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let locale: Locale = tag.parse().ok()?;
        Some(Self {
            decimal: DecimalFormatter::try_new(locale.clone().into(), Default::default()).ok()?,
            date: DateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?,
        })
    }

    pub(super) fn whole(&self, number: i64) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    pub(super) fn decimal(&self, value: f64, digits: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{value:.digits$}");
        let is_zero = !text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        let text = if is_zero { text.trim_start_matches('-') } else { &text };
        match text.parse::<Decimal>() {
            Ok(number) => self.decimal.format(&number).to_string(),
            Err(_) => text.to_owned(),
        }
    }

    pub(super) fn date(&self, date: NaiveDate) -> String {
        // Both calendars are the proleptic Gregorian one; only a year beyond ±9999 is refused.
        match Date::<Iso>::try_new_iso(date.year(), date.month() as u8, date.day() as u8) {
            Ok(day) => self.date.format(&day).to_string(),
            Err(_) => date.to_string(),
        }
    }
}

/// What Fluent asks for every number it places: the digits of the locale instead of Rust's.
pub(super) fn fluent_number(value: &FluentValue, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let decimal: Decimal = number.as_string().parse().ok()?;
    memoizer
        .with_try_get::<Digits, _, _>((), |digits| digits.0.format(&decimal).to_string())
        .ok()
}

struct Digits(DecimalFormatter);

impl Memoizable for Digits {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale: Locale = language.to_string().parse().map_err(|_| ())?;
        DecimalFormatter::try_new(locale.into(), Default::default())
            .map(Digits)
            .map_err(|_| ())
    }
}
