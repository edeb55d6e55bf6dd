//! An e-mail address that was checked as far as its spelling goes (RFC 5321, RFC 6531), its domain in ASCII.

use std::fmt;

/// An address. Prints nothing in Debug: it is somebody's.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    local: String,
    domain: String,
}

/// Octets before the sign (RFC 5321, 4.5.3.1.1).
const LOCAL: usize = 64;
/// Octets of the whole address (RFC 5321 as corrected by erratum 1690).
const WHOLE: usize = 254;

impl Address {
    /// Reads an address, bare or as `Name <address>`.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let bare = match (typed.rfind('<'), typed.strip_suffix('>')) {
            (Some(open), Some(inside)) => &inside[open + 1..],
            _ => typed,
        };
        let (local, domain) = bare.trim().trim_start_matches("mailto:").rsplit_once('@')?;
        let domain = idna::domain_to_ascii_strict(domain.trim_end_matches('.')).ok()?;
        let labels: Vec<&str> = domain.split('.').collect();
        let named = labels.len() >= 2
            && labels.iter().all(|label| !label.is_empty() && label.len() <= 63)
            && labels
                .last()
                .is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()));
        let fits = !local.is_empty() && local.len() <= LOCAL && local.len() + 1 + domain.len() <= WHOLE;
        (named && fits && is_local(local)).then(|| Self {
            local: local.to_owned(),
            domain,
        })
    }

    /// As mail wants it.
    pub fn text(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }

    /// The domain, in ASCII and small letters.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The same for two spellings of one mailbox, as nearly all servers see it.
    pub fn key(&self) -> String {
        self.text().to_lowercase()
    }
}

/// An atom with dots; letters of any script (RFC 6531). Quoted local parts are valid and nobody has one.
fn is_local(local: &str) -> bool {
    let atom = |letter: char| {
        letter.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(letter)
            || !letter.is_ascii() && letter.is_alphanumeric()
    };
    local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_have_them() {
        let text = |typed: &str| Address::parse(typed).map(|address| address.text());

        assert_eq!(text("ana@example.org").as_deref(), Some("ana@example.org"));
        assert_eq!(text(" Ana Sá <Ana@Example.ORG> ").as_deref(), Some("Ana@example.org"));
        assert_eq!(text("jörg@müller.de").as_deref(), Some("jörg@xn--mller-kva.de"));
        assert_eq!(
            text("mailto:a+b@sub.example.co.uk").as_deref(),
            Some("a+b@sub.example.co.uk")
        );
        for wrong in [
            "",
            "ana",
            "ana@",
            "@example.org",
            "a b@example.org",
            "ana@example",
            "a..b@example.org",
            ".a@example.org",
            "ana@-example.org",
            "ana@example..org",
            "ana@1.2.3.4",
            "a\r\nBcc: x@y.z@example.org",
            "a@exa mple.org",
            "a\u{202e}b@example.org",
        ] {
            assert_eq!(text(wrong), None, "{wrong}");
        }
        assert_eq!(text(&format!("{}@example.org", "a".repeat(65))), None);
    }
}
