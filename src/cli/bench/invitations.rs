//! `bench --invitations`: tickets a second of one core, as multiples of a keyed hash too, and mails handed over a second to a folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use voprf::{EvaluationElement, Group, Proof, Ristretto255, VoprfClient};

use super::super::{Ending, Failure, block_on, say};
use crate::domain::campaign::MailText;
use crate::mail::letter::{self, Facts};
use crate::mail::{Delivery, Letter, MailSettings, Post};
use crate::privacy::ticket::{Ticket, TicketKey};
use crate::secret::{Secret, mac};

/// Tickets of a run.
const TICKETS: u32 = 2000;
/// Mails of a run.
const MAILS: u32 = 2000;

pub(super) fn run(folder: &Path) -> Ending {
    let key = TicketKey::from_seed(&Secret::random(), b"bench");
    let public = Ristretto255::deserialize_elem(&key.public()).map_err(|_| failed("a public key"))?;
    let begun: Vec<([u8; 32], VoprfClient<Ristretto255>, [u8; 32])> = (0..TICKETS)
        .map(|_| {
            let input: [u8; 32] = rand::random();
            let begun = VoprfClient::<Ristretto255>::blind(&input, &mut rand_core::OsRng)
                .map_err(|_| failed("a blinded element"))?;
            Ok((input, begun.state, begun.message.serialize().into()))
        })
        .collect::<Result<_, Failure>>()?;
    let start = Instant::now();
    let issued: Vec<_> = begun.iter().map(|(_, _, blinded)| key.issue(blinded)).collect();
    let issuing = start.elapsed();
    let mut tickets = Vec::with_capacity(begun.len());
    for ((input, state, _), issued) in begun.iter().zip(issued) {
        let issued = issued.ok_or_else(|| failed("a ticket"))?;
        let evaluated = EvaluationElement::deserialize(&issued.evaluated).map_err(|_| failed("an element"))?;
        let proof = Proof::deserialize(&issued.proof).map_err(|_| failed("a proof"))?;
        let output = state
            .finalize(input, &evaluated, &proof, public)
            .map_err(|_| failed("a proof that holds"))?;
        let mut bytes = [0; 64];
        bytes.copy_from_slice(&output);
        tickets.push(Ticket::of(*input, bytes));
    }
    let start = Instant::now();
    let good = tickets.iter().filter(|ticket| key.accepts(ticket)).count();
    let redeeming = start.elapsed();
    let start = Instant::now();
    for place in 0..TICKETS {
        std::hint::black_box(mac(&[7; 32], &[&place.to_be_bytes()]));
    }
    let hashing = start.elapsed();
    if good != tickets.len() {
        return Err(failed("every ticket"));
    }
    let line = |what: &str, taken: Duration| {
        say(&format!(
            "{what:<22} {:>8.0} a second of one core, {:>5.0} keyed hashes each",
            f64::from(TICKETS) / taken.as_secs_f64(),
            taken.as_secs_f64() / hashing.as_secs_f64()
        ));
    };
    line("tickets issued", issuing);
    line("tickets redeemed", redeeming);
    let taken = mails(folder)?;
    say(&format!(
        "mails handed over      {:>8.0} a second, written and put into a folder one after the other",
        f64::from(MAILS) / taken.as_secs_f64()
    ));
    Ok(())
}

fn mails(folder: &Path) -> Result<Duration, Failure> {
    let settings = MailSettings {
        smtp_url: None,
        from: "feedback@example.org".to_owned(),
        folder: folder.join("mail"),
        dkim: None,
        ca_pem: None,
    };
    let post = Post::open(&settings).map_err(Failure::Work)?;
    let text = MailText {
        subject: "How was your visit?".to_owned(),
        body: "Dear visitor,\n\nplease tell us.".to_owned(),
    };
    let texts = BTreeMap::from([("en", text)]);
    block_on(async {
        let start = Instant::now();
        for place in 0..MAILS {
            let facts = Facts {
                language: "en".to_owned(),
                link: format!("https://feedback.example.org/i#c={place:016}&s=visit&l=en"),
                code: format!("{place:016}"),
                stop: "https://feedback.example.org/i/stop/0".to_owned(),
                ..Facts::default()
            };
            let written = letter::write(&texts["en"], &facts).ok_or_else(|| failed("a mail"))?;
            let letter = Letter {
                to: format!("visitor{place}@example.org"),
                subject: written.subject,
                text: written.text,
                html: written.html,
                language: "en".to_owned(),
                message_id: format!("bench-{place}"),
                unsubscribe: Some(facts.stop),
                date: chrono::DateTime::default(),
            };
            if post.send(&letter).await != Delivery::Sent {
                return Err(failed("a mail that is kept"));
            }
        }
        Ok(start.elapsed())
    })?
}

fn failed(what: &str) -> Failure {
    Failure::Work(format!("the bench could not make {what}"))
}
