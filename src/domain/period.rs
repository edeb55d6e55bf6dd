//! Reporting periods and the ticks within them; all days are UTC.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::survey::{Period, Survey, Tick};

/// How long a one-off survey without a closing day runs.
pub const ONCE_DAYS: u64 = 92;

/// At most so many releases a period, the close counted: audits grow with them (DISCLOSURE rule 1).
pub const MOST_TICKS: u64 = 12;

/// One reporting period of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// `2026-11`, `2026-Q4`, `2026-W47` or `once`.
    pub name: String,
    /// First day.
    pub start: NaiveDate,
    /// First day after it: the day of the close.
    pub end: NaiveDate,
}

impl Span {
    /// The period of `survey` that `day` falls in; `published` is the day its first version was published.
    pub fn on(survey: &Survey, published: NaiveDate, day: NaiveDate) -> Self {
        let natural = Self::calendar(survey, published, day);
        match survey.closes {
            Some(closes) if closes < natural.end => Self {
                end: closes.max(natural.start),
                ..natural
            },
            _ => natural,
        }
    }

    fn calendar(survey: &Survey, published: NaiveDate, day: NaiveDate) -> Self {
        match survey.period {
            Period::Once => {
                let start = survey.opens.map_or(published, |opens| opens.max(published));
                let end = survey.closes.unwrap_or(start + Days::new(ONCE_DAYS));
                Self {
                    name: "once".to_owned(),
                    start,
                    end,
                }
            }
            Period::Week => {
                let week = day.iso_week();
                let start = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
                Self {
                    name: format!("{}-W{:02}", week.year(), week.week()),
                    start,
                    end: start + Days::new(7),
                }
            }
            Period::Month => {
                let start = first_of_month(day);
                Self {
                    name: start.format("%Y-%m").to_string(),
                    start,
                    end: start + Months::new(1),
                }
            }
            Period::Quarter => {
                let quarter = day.month0() / 3;
                let start = first_of_month(day) - Months::new(day.month0() % 3);
                Self {
                    name: format!("{}-Q{}", start.year(), quarter + 1),
                    start,
                    end: start + Months::new(3),
                }
            }
        }
    }

    /// Length in days.
    pub fn days(&self) -> u64 {
        u64::try_from((self.end - self.start).num_days()).unwrap_or(0)
    }

    /// The days of the releases before the close, in order.
    pub fn ticks(&self, tick: Tick) -> Vec<NaiveDate> {
        let Some(step) = self.step(tick) else { return Vec::new() };
        (1..)
            .map(|count| self.start + Days::new(count * step))
            .take_while(|day| *day < self.end)
            .collect()
    }

    /// Whether the asked-for schedule was stretched to at most twelve releases.
    pub fn is_stretched(&self, tick: Tick) -> bool {
        self.step(tick).is_some_and(|step| step != wished(tick))
    }

    fn step(&self, tick: Tick) -> Option<u64> {
        if tick == Tick::Close {
            return None;
        }
        Some(wished(tick).max(self.days().div_ceil(MOST_TICKS)))
    }
}

fn wished(tick: Tick) -> u64 {
    match tick {
        Tick::Day => 1,
        Tick::Week | Tick::Close => 7,
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}
