//! Who is responsible for the surveys: the facts of the privacy notice.

/// The organisation behind the surveys; an empty string is a fact nobody gave yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// How to reach it about data: an e-mail address or telephone number.
    pub contact: String,
    /// The data protection officer, where there is one.
    pub officer: String,
    /// The supervisory authority people may complain to.
    pub authority: String,
    /// The legal ground of the processing; consent unless said otherwise.
    pub legal_ground: LegalGround,
    /// Days between telling people that something becomes less strict and the first day it counts.
    pub notice_days: i64,
}

/// Days of notice unless somebody chooses others.
pub const USUAL_NOTICE: i64 = 14;
/// The most days of notice.
pub const LONGEST_NOTICE: i64 = 365;

impl Default for Organisation {
    fn default() -> Self {
        Self {
            name: String::new(),
            address: String::new(),
            contact: String::new(),
            officer: String::new(),
            authority: String::new(),
            legal_ground: LegalGround::default(),
            notice_days: USUAL_NOTICE,
        }
    }
}

/// Legal grounds of GDPR article 6(1) that a survey can rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LegalGround {
    /// Article 6(1)(a).
    #[default]
    Consent,
    /// Article 6(1)(e).
    PublicTask,
    /// Article 6(1)(f).
    LegitimateInterest,
}

impl LegalGround {
    /// Every ground.
    pub const ALL: [Self; 3] = [Self::Consent, Self::PublicTask, Self::LegitimateInterest];

    /// The name on the command line and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::PublicTask => "public_task",
            Self::LegitimateInterest => "legitimate_interest",
        }
    }

    /// The ground called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.name() == name)
    }
}

impl Organisation {
    /// Names of the required facts that are still empty; nothing is published before this is empty.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            ("name", &self.name),
            ("address", &self.address),
            ("contact", &self.contact),
        ]
        .into_iter()
        .filter(|(_, value)| value.trim().is_empty())
        .map(|(name, _)| name)
        .collect()
    }
}
