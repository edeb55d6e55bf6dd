//! Reports that a letter did not arrive (RFC 3464): which addresses they name. Nothing else of them is kept.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

/// How deep reports that were forwarded inside others are looked for.
const DEEPEST: u8 = 4;

/// Messages inside a message: the parser goes into each, and one of thousands, which nobody sends who means well, would take its stack.
const NESTED: usize = 500;

/// The addresses that one report or several say failed, each once, in their order, and whether for good.
///
/// Takes a message, messages one after another or an mbox, or the bare lines of a status. A report that says it in words
/// only is passed over. For good are the statuses `5.x.x` except `5.7.x`: those accuse the sender (a blocked network, a
/// policy) and say nothing about the address.
pub fn addresses_that_failed(report: &[u8]) -> Vec<(String, bool)> {
    let text = String::from_utf8_lossy(report).replace("\r\n", "\n");
    let mut found = Vec::new();
    for piece in pieces(&text) {
        in_messages(&piece, &mut found);
    }
    found
}

/// An mbox cut at its lines `From …`, which follow an empty line; it begins with one. Anything else is one piece.
fn pieces(text: &str) -> Vec<String> {
    if !text.starts_with("From ") {
        return vec![text.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut after_empty = true;
    for line in text.split_inclusive('\n') {
        if after_empty && line.starts_with("From ") {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push_str(line);
        }
        after_empty = line.trim_end().is_empty();
    }
    pieces
}

/// Messages one after another: after the last line of a multipart message, the next one begins.
fn in_messages(piece: &str, found: &mut Vec<(String, bool)>) {
    let mut rest = piece.trim_start();
    while !rest.is_empty() {
        let head = MessageParser::default().parse_headers(rest.as_bytes());
        let boundary = head
            .as_ref()
            .and_then(|head| head.content_type()?.attribute("boundary"));
        let end = boundary.and_then(|boundary| {
            let last = format!("\n--{boundary}--");
            rest.find(&last).map(|at| at + last.len())
        });
        let (this, next) = rest.split_at(end.unwrap_or(rest.len()));
        let shallow = this.to_ascii_lowercase().matches("message/").count() <= NESTED;
        let has_status = match shallow
            .then(|| MessageParser::default().parse(this.as_bytes()))
            .flatten()
        {
            Some(message) => in_parts(&message, 0, found),
            None => false,
        };
        // what was copied out of a report has no parts
        if !has_status && boundary.is_none() {
            in_status(this, found);
        }
        rest = next.trim_start();
    }
}

/// Says whether there was a status for machines.
fn in_parts(message: &Message<'_>, depth: u8, found: &mut Vec<(String, bool)>) -> bool {
    let mut has_status = false;
    for part in &message.parts {
        let kind = part.content_type().map(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase()
        });
        let is_status = kind.as_deref().is_some_and(|kind| {
            // the second is the one for addresses beyond ASCII (RFC 6533)
            kind == "message/delivery-status" || kind == "message/global-delivery-status"
        });
        if is_status {
            has_status = true;
            in_status(&String::from_utf8_lossy(part.contents()), found);
        }
    }
    // a report that somebody forwarded; what a report returns is the letter itself, which is not asked
    if !has_status && depth < DEEPEST {
        for part in &message.parts {
            if let PartType::Message(inner) = &part.body {
                has_status |= in_parts(inner, depth + 1, found);
            }
        }
    }
    has_status
}

/// The groups of fields of a status, with an empty line between them.
fn in_status(status: &str, found: &mut Vec<(String, bool)>) {
    let unfolded = status.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let mut group = Group::default();
    for line in unfolded.lines().chain([""]) {
        match line.split_once(':') {
            _ if line.trim().is_empty() => std::mem::take(&mut group).end(found),
            Some((name, value)) => group.take(name.trim(), value.trim()),
            None => {}
        }
    }
}

/// What a status says of one recipient.
#[derive(Default)]
struct Group {
    original: Option<String>,
    last: Option<String>,
    action: String,
    status: String,
}

impl Group {
    fn take(&mut self, name: &str, value: &str) {
        match name.to_ascii_lowercase().as_str() {
            // some servers put the groups together without an empty line: the first of each counts
            "original-recipient" => self.original = self.original.take().or_else(|| address(value)),
            "final-recipient" => self.last = self.last.take().or_else(|| address(value)),
            "action" if self.action.is_empty() => self.action = value.to_ascii_lowercase(),
            "status" if self.status.is_empty() => self.status = value.to_owned(),
            _ => {}
        }
    }

    fn end(self, found: &mut Vec<(String, bool)>) {
        // the address that was written to, not where it was forwarded
        let Some(address) = self.original.or(self.last) else {
            return;
        };
        let mut numbers = self.status.split_whitespace().next().unwrap_or_default().split('.');
        let (class, subject) = (numbers.next().unwrap_or_default(), numbers.next());
        let action = self.action.split([' ', ';', '(']).next().unwrap_or_default();
        let permanent = match (class, action) {
            (_, "delivered" | "relayed" | "expanded") => return,
            ("5", "delayed") | ("4", _) => false,
            ("5", _) => subject.is_some_and(|subject| subject != "7"),
            _ => return,
        };
        match found.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&address)) {
            Some((_, known)) => *known |= permanent,
            None => found.push((address, permanent)),
        }
    }
}

/// `rfc822; ana@example.org`
fn address(value: &str) -> Option<String> {
    let (kind, address) = value.split_once(';')?;
    if !matches!(kind.trim().to_ascii_lowercase().as_str(), "rfc822" | "utf-8") {
        return None;
    }
    let address = address.trim().trim_start_matches('<').trim_end_matches('>');
    (address.contains('@') && !address.contains(char::is_whitespace)).then(|| address.to_owned())
}

#[cfg(test)]
mod tests;
