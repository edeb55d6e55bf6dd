//! `verify --url`: checks the transparency log of somebody else's server from outside, against an end that was kept.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use ureq::tls::{RootCerts, TlsConfig};

use super::{Ending, Failure, say};
use crate::domain::chain::{Joint, follow};
use crate::domain::transparency::{Entry, Sealed, digest};
use crate::services::signing::{Head, is_signed};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most of an answer that is read, in bytes.
const MOST: u64 = 64 << 20;
/// The most entries that are read: whoever asks is not to be filled up.
const LONGEST: usize = 1_000_000;

/// A page of the log.
#[derive(Deserialize)]
struct Page {
    entries: Vec<Line>,
    next: Option<String>,
    head: Option<Head>,
}

#[derive(Deserialize)]
struct Line {
    entry: String,
    digest: String,
}

/// `keep` is a file with an end that was kept before, which the present one takes the place of if all is well.
pub(super) fn run(url: &str, keep: Option<&Path>) -> Ending {
    let kept = keep.map(read_kept).transpose()?.flatten();
    let site = Site::new(url)?;
    let (log, head) = site.log()?;
    let mut wrong = check(&log, head.as_ref(), kept.as_ref());
    let (mut texts, mut names) = (0, BTreeSet::new());
    for sealed in &log {
        let Ok(entry) = serde_json::from_str::<Entry>(&sealed.text) else {
            continue;
        };
        let known = entry.body["digest"].as_str();
        if known.is_some() && !names.insert((entry.kind.clone(), entry.body["name"].to_string())) {
            wrong.push(format!("entry {} publishes a name a second time", entry.number));
        }
        let is_public = entry.body["path"].as_str().is_some_and(|path| !path.is_empty());
        if let Some(known) = known.filter(|_| is_public) {
            texts += 1;
            let text = site.text(&format!("/transparency/{}/text", entry.number))?;
            if text.map(|text| digest(&text)).as_deref() != Some(known) {
                wrong.push(format!("the text of entry {} is not what was published", entry.number));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Work(wrong.join("\nchorus: ")));
    }
    say(&format!(
        "transparency log: {} entries hang together, {texts} texts are what was published",
        log.len()
    ));
    if let Some(head) = head {
        say(&format!("  end {} {}", head.number, head.digest));
        say(&format!("  public key {}", head.public));
        match &kept {
            Some(kept) => say(&format!("  the end you kept, {}, is still in it", kept.number)),
            None => say("  no end was kept before: keep this one with --keep FILE to find out later what is rewritten"),
        }
        if let Some(file) = keep {
            let text = serde_json::to_string_pretty(&head).unwrap_or_default();
            std::fs::write(file, text).map_err(|error| Failure::Work(format!("{}: {error}", file.display())))?;
        }
    }
    Ok(())
}

/// What is wrong with a log, its end, or an end that was kept.
fn check(log: &[Sealed], head: Option<&Head>, kept: Option<&Head>) -> Vec<String> {
    let mut wrong = Vec::new();
    match (follow(log, Joint::default()), head) {
        (Err(at), _) => wrong.push(format!("the log is broken at entry {at}")),
        (Ok(joint), Some(head)) if (head.number, &head.digest) != (joint.number, &joint.digest) => {
            wrong.push("the signed end is not the end of the log".to_owned());
        }
        (Ok(_), Some(head)) if !is_signed("log", head) => wrong.push("the signature of the end is wrong".to_owned()),
        (Ok(joint), None) if joint.number > 0 => wrong.push("the log has no signed end".to_owned()),
        _ => {}
    }
    if let Some(kept) = kept {
        if !is_signed("log", kept) {
            wrong.push("the end that was kept is not signed".to_owned());
        }
        if head.is_none_or(|head| head.public != kept.public) {
            wrong.push("the end is signed with another key than the one that was kept".to_owned());
        }
        let at = usize::try_from(kept.number - 1).ok().and_then(|at| log.get(at));
        if at.is_none_or(|sealed| sealed.digest != kept.digest) {
            wrong.push(format!(
                "the log was rewritten: entry {} is not the one whose digest was kept",
                kept.number
            ));
        }
    }
    wrong
}

fn read_kept(file: &Path) -> Result<Option<Head>, Failure> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::Work(format!("{}: {error}", file.display()))),
    };
    let head = serde_json::from_str(&text);
    head.map(Some)
        .map_err(|_| Failure::Work(format!("{} is not an end that was kept", file.display())))
}

/// A server that is asked.
struct Site {
    agent: ureq::Agent,
    origin: String,
}

impl Site {
    fn new(url: &str) -> Result<Self, Failure> {
        let parsed = url::Url::parse(url)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        let origin = parsed.ok_or_else(|| Failure::Settings(vec![format!("{url} is not an address of a server")]))?;
        let roots = rustls_native_certs::load_native_certs().certs;
        let roots = roots
            .iter()
            .map(|one| ureq::tls::Certificate::from_der(one).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Ok(Self {
            agent: config.into(),
            origin: origin.origin().ascii_serialization(),
        })
    }

    /// The text at an address; none where there is none.
    fn text(&self, path: &str) -> Result<Option<String>, Failure> {
        let failed = |error: ureq::Error| Failure::Work(format!("{}{path}: {error}", self.origin));
        let mut answer = self
            .agent
            .get(format!("{}{path}", self.origin))
            .call()
            .map_err(failed)?;
        match answer.status().as_u16() {
            200 => {
                let body = answer.body_mut().with_config().limit(MOST).read_to_string();
                body.map(Some).map_err(failed)
            }
            404 => Ok(None),
            status => Err(Failure::Work(format!("{}{path}: status {status}", self.origin))),
        }
    }

    fn log(&self) -> Result<(Vec<Sealed>, Option<Head>), Failure> {
        let (mut log, mut path) = (Vec::new(), "/transparency.json".to_owned());
        loop {
            let none = || Failure::Work(format!("{} has no transparency log", self.origin));
            let text = self.text(&path)?.ok_or_else(none)?;
            let page: Page = serde_json::from_str(&text).map_err(|_| none())?;
            if page.entries.is_empty() {
                return Ok((log, page.head));
            }
            log.extend(page.entries.into_iter().map(|line| Sealed {
                text: line.entry,
                digest: line.digest,
            }));
            match page.next {
                Some(next) if next.starts_with("/transparency.json?") && log.len() < LONGEST => path = next,
                _ => return Ok((log, page.head)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> Vec<Sealed> {
        let mut previous = String::new();
        let entry = |number| {
            let entry = Entry {
                number,
                day: chrono::NaiveDate::default(),
                kind: "policy".to_owned(),
                body: serde_json::json!({ "name": number.to_string() }),
                previous: previous.clone(),
            };
            let sealed = entry.seal();
            previous.clone_from(&sealed.digest);
            sealed
        };
        (1..=3).map(entry).collect()
    }

    #[test]
    fn a_log_without_a_signed_end_or_with_a_strange_one_is_found() {
        let log = log();
        let head = Head {
            number: 2,
            digest: log[1].digest.clone(),
            signature: "00".repeat(64),
            public: "00".repeat(32),
        };

        assert_eq!(check(&log, None, None), ["the log has no signed end"]);
        assert_eq!(
            check(&log, Some(&head), None),
            ["the signed end is not the end of the log"]
        );
        assert_eq!(check(&log[1..], None, None), ["the log is broken at entry 1"]);
        let end = Head {
            number: 3,
            digest: log[2].digest.clone(),
            ..head
        };
        assert_eq!(check(&log, Some(&end), None), ["the signature of the end is wrong"]);
    }
}
