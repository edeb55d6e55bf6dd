//! The kinds of identifier and the words that take their place.

/// What an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An e-mail address, written plainly or spelled out.
    Email,
    /// A telephone number.
    Phone,
    /// A payment card number.
    Card,
    /// An international bank account number.
    Iban,
    /// An address of a device in a network: IPv4, IPv6 or MAC.
    Ip,
    /// A web address with more than a host name.
    Link,
    /// An account name in a social network or messenger.
    Handle,
    /// A number of a person in the registers of a state: identity card, passport, driving licence, tax, insurance.
    Id,
    /// A postal address, or a postcode that was named as such.
    Address,
    /// A date of birth.
    Birth,
    /// A number of an order, a booking, a customer, a contract, a parcel.
    Order,
    /// Any other run of seven digits or more.
    Number,
    /// A person's name.
    Name,
}

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 13] = [
        Self::Email,
        Self::Phone,
        Self::Card,
        Self::Iban,
        Self::Ip,
        Self::Link,
        Self::Handle,
        Self::Id,
        Self::Address,
        Self::Birth,
        Self::Order,
        Self::Number,
        Self::Name,
    ];

    /// The stable name: lower case, no digits; in JSON and in counts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Ip => "ip",
            Self::Link => "link",
            Self::Handle => "handle",
            Self::Id => "id number",
            Self::Address => "address",
            Self::Birth => "date of birth",
            Self::Order => "order number",
            Self::Number => "number",
            Self::Name => "name",
        }
    }

    /// What is written in its place: the name in square brackets.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Email => "[email]",
            Self::Phone => "[phone]",
            Self::Card => "[card]",
            Self::Iban => "[iban]",
            Self::Ip => "[ip]",
            Self::Link => "[link]",
            Self::Handle => "[handle]",
            Self::Id => "[id number]",
            Self::Address => "[address]",
            Self::Birth => "[date of birth]",
            Self::Order => "[order number]",
            Self::Number => "[number]",
            Self::Name => "[name]",
        }
    }
}
