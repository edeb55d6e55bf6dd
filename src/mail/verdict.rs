//! What an answer of the relay, or its silence, means for the address: nothing, never, or not now.

use std::error::Error as _;

use lettre::transport::smtp::Error;

use super::Delivery;

/// How far the conversation had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Greeting, EHLO, STARTTLS, AUTH.
    Door,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA and what follows.
    Words,
}

/// The verdict on an error at a stage.
pub(super) fn on(stage: Stage, error: &Error) -> Delivery {
    let Some(code) = error.status() else {
        return Delivery::Later(silence(error).to_owned());
    };
    // the first word of the server's answer is looked at and nothing else of it
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let enhanced = words.split_whitespace().next().filter(|word| is_enhanced(word));
    let said = enhanced.map_or_else(|| code.to_string(), |enhanced| format!("{code} {enhanced}"));

    let about_the_address = matches!(stage, Stage::Recipient | Stage::Words);
    if !about_the_address || is_about_us(code.into(), enhanced) {
        Delivery::Later(format!("relay {said}"))
    } else if error.is_permanent() {
        Delivery::Refused(said)
    } else {
        Delivery::Later(said)
    }
}

/// Codes that accuse the client whenever they come: a relay that wants a password first, or does not know a command,
/// says so as late as RCPT. So does one that blocks our network or our domain (5.7.x, RFC 3463): everybody on the list
/// would be struck off for it. 4.7.x is how servers say that they greylist an address.
fn is_about_us(code: u16, enhanced: Option<&str>) -> bool {
    matches!(code, 454 | 500 | 502 | 503 | 504 | 530 | 534 | 535 | 538)
        || enhanced.is_some_and(|enhanced| enhanced.starts_with("5.7."))
}

/// `5.1.1`: a class, a subject, a detail (RFC 3463).
fn is_enhanced(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3
        && matches!(parts[0], "4" | "5")
        && parts
            .iter()
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn silence(error: &Error) -> &'static str {
    if error.is_timeout() {
        "timeout"
    } else if error.is_tls() || is_of_rustls(error) {
        "tls"
    } else {
        "connection"
    }
}

/// A failed handshake comes as a connection error of lettre around an error of I/O around one of rustls.
fn is_of_rustls(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(inner) = source {
        let wrapped = inner
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .is_some_and(|wrapped| wrapped.is::<rustls::Error>());
        if wrapped || inner.is::<rustls::Error>() {
            return true;
        }
        source = inner.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_status_is_taken_from_the_words_of_a_server() {
        for word in ["5.1.1", "4.7.650", "5.0.0"] {
            assert!(is_enhanced(word), "{word}");
        }
        for word in [
            "2.1.5",
            "5.1",
            "5.1.1.1",
            "5..1",
            "5.1.1000",
            "ana@example.org",
            "5.1.x",
            "",
        ] {
            assert!(!is_enhanced(word), "{word}");
        }
    }

    #[test]
    fn our_own_faults_are_told_from_those_of_the_address() {
        assert!(is_about_us(530, None) && is_about_us(550, Some("5.7.1")));
        assert!(!is_about_us(451, Some("4.7.1")));
        assert!(!is_about_us(550, None) && !is_about_us(550, Some("5.1.1")) && !is_about_us(554, None));
    }
}
