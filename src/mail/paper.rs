//! A letter as bytes: headers in ASCII, the text and its page as two readings of the same.

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use super::{Delivery, Letter, dkim::Signer};

/// What goes over the wire.
pub(super) struct Written {
    pub(super) to: Address,
    pub(super) bytes: Vec<u8>,
}

/// Writes a letter, and signs it if there is a signer.
///
/// # Errors
/// An address that is none is refused with the code a server would use.
pub(super) fn write(letter: &Letter, from: &Mailbox, signer: Option<&Signer>) -> Result<Written, Delivery> {
    let to: Address = letter
        .to
        .parse()
        .map_err(|_| Delivery::Refused("501 5.1.3".to_owned()))?;
    let id = format!("<{}@{}>", letter.message_id, from.email.domain());
    // lettre gives up on dates before 1970
    let date = letter.date.max(chrono::DateTime::UNIX_EPOCH);
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject.clone())
        .date(date.into())
        .message_id(Some(id))
        // no server answers it with an "out of office" (RFC 3834)
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(header("Content-Language", letter.language.clone()));
    if let Some(url) = &letter.unsubscribe {
        // RFC 2369 and RFC 8058
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let mut message = message
        .multipart(
            MultiPart::alternative()
                .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
                .singlepart(part(ContentType::TEXT_HTML, &letter.html)),
        )
        .map_err(|_| Delivery::Refused("501 5.1.3".to_owned()))?;
    if let Some(signer) = signer {
        signer.sign(&mut message);
    }
    Ok(Written {
        to,
        bytes: message.formatted(),
    })
}

/// Quoted-printable in every case: no relay may have a reason to change a byte of what is signed.
fn part(kind: ContentType, words: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(words.to_owned())
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
