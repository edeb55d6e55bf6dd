//! How somebody proved who they are. What belongs to one person is shown or handed out only to whom two independent proofs are on record for.

/// One way to prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A password: something one knows.
    Password,
    /// A link in a mail: who reads the address.
    MailedLink,
    /// Six digits of an authenticator: something one has.
    Totp,
    /// A passkey: something one has.
    Passkey,
    /// A recovery code: something one kept.
    RecoveryCode,
}

impl Proof {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Password,
        Self::MailedLink,
        Self::Totp,
        Self::Passkey,
        Self::RecoveryCode,
    ];

    /// Its name in the database and in the trail.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::MailedLink => "mailed_link",
            Self::Totp => "totp",
            Self::Passkey => "passkey",
            Self::RecoveryCode => "recovery_code",
        }
    }

    /// The proof called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.name() == name)
    }

    /// Whether whoever stole the one has not thereby the other: a mailed link sets a password, so these two are one.
    fn is_independent_of(self, other: Self) -> bool {
        let knows = |proof| matches!(proof, Self::Password | Self::MailedLink);
        knows(self) != knows(other)
    }
}

/// Two independent proofs. Addresses of people can be opened with it only; nothing else makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoProofs(Proof, Proof);

impl TwoProofs {
    /// Of what is on record; `None` unless there are two and each stands without the other.
    pub fn of(first: Proof, second: Option<Proof>) -> Option<Self> {
        let second = second?;
        first.is_independent_of(second).then_some(Self(first, second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_proofs_are_two_and_independent() {
        assert!(TwoProofs::of(Proof::Password, None).is_none());
        assert!(TwoProofs::of(Proof::Password, Some(Proof::Password)).is_none());
        assert!(TwoProofs::of(Proof::Password, Some(Proof::MailedLink)).is_none());
        assert!(TwoProofs::of(Proof::Totp, Some(Proof::RecoveryCode)).is_none());
        for second in [Proof::Totp, Proof::Passkey, Proof::RecoveryCode] {
            assert!(TwoProofs::of(Proof::Password, Some(second)).is_some());
            assert!(TwoProofs::of(Proof::MailedLink, Some(second)).is_some());
        }
    }
}
