//! The address of the relay, read: host, port, TLS, name and password.

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::domain::processor::is_here;

/// How the connection is protected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Security {
    /// TLS from the first byte.
    Wrapped,
    /// Plain until STARTTLS, which must succeed.
    Upgraded,
    /// None: for a relay on the same machine or wire.
    Plain,
}

/// Where the relay is and how to enter.
pub(super) struct Place {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) credentials: Option<Credentials>,
}

/// Reads `smtp://host:25`, `smtps://user:password@host`, each with `?tls=required` or `?tls=none`.
///
/// # Errors
/// One sentence without the address, which holds a password.
pub(super) fn read(text: &str) -> Result<Place, String> {
    let wrong = |why: &str| format!("SMTP_URL {why}");
    let url = Url::parse(text).map_err(|_| wrong("is not an address like smtps://user:password@host:465"))?;
    let wrapped = match url.scheme() {
        "smtp" => false,
        "smtps" => true,
        _ => return Err(wrong("begins neither with smtp:// nor with smtps://")),
    };
    let host = url
        .host_str()
        .map(|host| host.trim_start_matches('[').trim_end_matches(']'))
        .filter(|host| !host.is_empty())
        .ok_or_else(|| wrong("has no host"))?;
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(wrong("has something after the host that does not belong there"));
    }
    let security = match (wrapped, url.query()) {
        (true, None | Some("tls=required")) => Security::Wrapped,
        (false, None | Some("tls=required")) => Security::Upgraded,
        (false, Some("tls=none")) => Security::Plain,
        (true, Some("tls=none")) => return Err(wrong("says both smtps:// and tls=none")),
        _ => return Err(wrong("knows only ?tls=required and ?tls=none")),
    };
    let credentials = credentials(&url).ok_or_else(|| wrong("has a name or a password that is not UTF-8"))?;
    // anyone on the wire would read the password
    if credentials.is_some() && security == Security::Plain && !is_here(host) {
        return Err(wrong("sends a password to another machine without TLS"));
    }
    Ok(Place {
        host: host.to_owned(),
        port: url.port().unwrap_or(match security {
            Security::Wrapped => 465,
            Security::Upgraded => 587,
            Security::Plain => 25,
        }),
        security,
        credentials,
    })
}

/// `None` for bytes that are no text, `Some(None)` where there is no name.
fn credentials(url: &Url) -> Option<Option<Credentials>> {
    if url.username().is_empty() {
        return Some(None);
    }
    let plain = |part: &str| percent_decode_str(part).decode_utf8().ok().map(String::from);
    let name = plain(url.username())?;
    let password = plain(url.password().unwrap_or_default())?;
    Some(Some(Credentials::new(name, password)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_a_relay() {
        let ways = [
            ("smtp://mail.example:25", "mail.example", 25, false),
            ("smtp://mail.example", "mail.example", 587, false),
            ("smtp://mail.example/?tls=required", "mail.example", 587, false),
            ("smtp://mail.example?tls=none", "mail.example", 25, false),
            ("smtps://a:b@mail.example", "mail.example", 465, true),
            ("smtps://a%40b.example:p%3A%2F%C3%A9@[::1]:2525", "::1", 2525, true),
            ("smtp://a:b@127.0.0.1?tls=none", "127.0.0.1", 25, true),
        ];

        for (text, host, port, has_name) in ways {
            let place = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));

            assert_eq!((place.host.as_str(), place.port), (host, port), "{text}");
            assert_eq!(place.credentials.is_some(), has_name, "{text}");
        }
        let escaped = read("smtps://a%40b.example:p%3A%2F%C3%A9@host").unwrap();
        let expected = Credentials::new("a@b.example".to_owned(), "p:/é".to_owned());
        assert!(escaped.credentials == Some(expected));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for text in [
            "",
            "mail.example:25",
            "http://a:hunter2@mail.example",
            "smtp://",
            "smtp://a:hunter2@mail.example?tls=none",
            "smtps://a:hunter2@mail.example?tls=none",
            "smtps://a:hunter2@mail.example?tls=maybe",
            "smtps://a:hunter2@mail.example/hello",
            "smtps://a:hunter2%FF@mail.example",
        ] {
            let error = read(text).err().unwrap_or_else(|| panic!("{text}"));

            assert!(error.starts_with("SMTP_URL ") && !error.contains("hunter2"), "{error}");
        }
    }
}
