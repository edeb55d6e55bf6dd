//! Letters as they arrive: their headers, their words, their signature; and those that stay in the folder.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use chorus::mail::{Delivery, DkimSettings, Letter, MailSettings, Post, Veiled, folder};
use mail_parser::{MessageParser, MimeHeaders};

use crate::mail_transport::{HTML, SUBJECT, TEXT, later, letter, noon, plain, run, send, server, settings};

fn lf(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[test]
fn a_letter_arrives_as_it_was_written() {
    let server = server(|_| {});

    assert_eq!(send(&plain(&server), "ana@example.org"), Delivery::Sent);

    let came = server.letters().remove(0);
    assert_eq!(
        (came.from.as_str(), came.to),
        ("feedback@shop.example", vec!["ana@example.org".to_owned()])
    );
    assert!(came.confirmed && !came.encrypted && came.bytes.is_ascii());
    let message = MessageParser::default().parse(&came.bytes).unwrap();
    assert_eq!(message.subject(), Some(SUBJECT));
    assert_eq!(
        lf(message.text_part(0).unwrap().text_contents().unwrap()).trim_end(),
        TEXT.trim_end()
    );
    assert_eq!(
        lf(message.html_part(0).unwrap().text_contents().unwrap()).trim_end(),
        HTML.trim_end()
    );
    assert_eq!(message.date().unwrap().to_timestamp(), noon().timestamp());
    let sender = message.from().unwrap().first().unwrap();
    assert_eq!(
        (sender.name(), sender.address()),
        (Some("Lojas Çaça"), Some("feedback@shop.example"))
    );
    for part in &message.parts[1..] {
        assert_eq!(part.content_transfer_encoding(), Some("quoted-printable"));
        assert_eq!(part.content_type().unwrap().attribute("charset"), Some("utf-8"));
    }
}

#[test]
fn its_headers_are_these_and_no_others() {
    let server = server(|_| {});

    send(&plain(&server), "ana@example.org");

    let came = server.letters().remove(0);
    let whole = String::from_utf8(came.bytes).unwrap();
    let head = whole.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    let mut names: Vec<&str> = head.lines().map(|line| line.split(':').next().unwrap()).collect();
    names.sort_unstable();
    let expected = "Auto-Submitted,Content-Language,Content-Type,Date,From,List-Unsubscribe,List-Unsubscribe-Post,\
                    MIME-Version,Message-ID,Subject,To";
    assert_eq!(names.join(","), expected);
    for line in [
        "To: ana@example.org",
        "Date: Sun, 01 Nov 2026 12:00:00 +0000",
        "Message-ID: <k3v9.a1@shop.example>",
        "MIME-Version: 1.0",
        "List-Unsubscribe: <https://c.example/u/abc?x=1>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Auto-Submitted: auto-generated",
        "Content-Language: pt-BR",
    ] {
        assert!(head.lines().any(|found| found == line), "{line}\n{head}");
    }
    assert!(head.contains("Content-Type: multipart/alternative;"), "{head}");
    assert!(whole.lines().all(|line| line.len() <= 200), "a line is too long");
    assert_eq!(server.heard()[0], "EHLO shop.example");
}

#[test]
fn a_subject_cannot_bring_a_header_of_its_own() {
    let server = server(|_| {});
    let mut letter = letter("ana@example.org");
    letter.subject = "Hello\r\nBcc: eve@example.org".to_owned();
    letter.language = "pt\r\nX-One: 1".to_owned();
    letter.message_id = "a>\r\nX-Two: 2".to_owned();
    letter.unsubscribe = Some("https://c.example/>\r\nX-Three: 3".to_owned());

    run(plain(&server).send(&letter));

    let whole = String::from_utf8(server.letters().remove(0).bytes).unwrap();
    let head = whole.split("\r\n\r\n").next().unwrap();
    let strays = head
        .lines()
        .filter(|line| line.starts_with("Bcc") || line.starts_with("X-"));
    assert_eq!(strays.count(), 0, "{head}");
}

#[test]
fn an_address_beyond_ascii_needs_a_relay_that_knows_them() {
    let server = server(|_| {});

    assert_eq!(send(&plain(&server), "josé@example.org"), Delivery::Sent);
    server.tell(|script| script.utf8 = false);
    assert_eq!(send(&plain(&server), "josé@example.org"), later("relay smtputf8"));

    let came = server.letters().remove(0);
    assert_eq!(came.to, ["josé@example.org"]);
    let message = MessageParser::default().parse(&came.bytes).unwrap();
    assert_eq!(
        message.to().unwrap().first().unwrap().address(),
        Some("josé@example.org")
    );
    assert!(
        server
            .heard()
            .iter()
            .any(|line| line.ends_with("SMTPUTF8 BODY=8BITMIME"))
    );
}

#[test]
fn without_a_relay_letters_wait_in_the_folder() {
    let place = std::env::temp_dir().join(format!("chorus-letters-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&place);
    let settings = MailSettings {
        smtp_url: None,
        folder: place.clone(),
        ..settings(String::new())
    };
    let post = Post::open(&settings).unwrap();
    let mut newer = letter("bo@example.org");
    newer.message_id = "../k4".to_owned();
    newer.date += chrono::Duration::hours(1);

    assert!(post.is_folder() && folder::list(&place, 9).unwrap().is_empty());
    for letter in [&letter("ana@example.org"), &newer, &letter("ana@example.org")] {
        assert_eq!(run(post.send(letter)), Delivery::Sent);
    }

    let kept = folder::list(&place, 9).unwrap();
    let names: Vec<&str> = kept.iter().map(|kept| kept.name.as_str()).collect();
    assert_eq!(names, ["_._k4", "k3v9.a1"]);
    assert_eq!(
        (kept[1].to.as_str(), kept[1].subject.as_str()),
        ("ana@example.org", SUBJECT)
    );
    assert_eq!((kept[1].text.as_str(), kept[1].date), (TEXT, noon()));
    assert_eq!(folder::list(&place, 1).unwrap().len(), 1);
    let whole = std::fs::read(place.join("k3v9.a1.eml")).unwrap();
    assert_eq!(MessageParser::default().parse(&whole).unwrap().subject(), Some(SUBJECT));
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 4);
    std::fs::remove_dir_all(&place).unwrap();
    std::fs::write(&place, "in the way").unwrap();
    assert_eq!(run(post.send(&newer)), later("folder"));
    std::fs::remove_file(&place).unwrap();
}

/// What a command prints, or `None` if it is not there or fails.
fn ask(program: &str, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(input).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then_some(output.stdout)
}

#[test]
fn the_signature_convinces_another_implementation() {
    use base64ct::{Base64, Encoding};
    let pythons = ["python3", "/usr/bin/python3"];
    let Some(python) = pythons
        .into_iter()
        .filter(|_| ask("openssl", &["version"], b"").is_some())
        .find(|python| ask(python, &["-c", "import dkim, nacl"], b"").is_some())
    else {
        println!(
            "note: no openssl, or no python3 with dkim and nacl here (Debian: python3-dkim, python3-nacl), signatures were not verified"
        );
        return;
    };
    let server = server(|_| {});
    let key = |arguments: &[&str]| ask("openssl", arguments, b"").expect("openssl");
    let rsa = key(&["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]);
    let rsa_old = ask("openssl", &["rsa", "-traditional"], &rsa).expect("openssl");
    let edwards = key(&["genpkey", "-algorithm", "ed25519"]);

    for (pem, kind) in [(rsa, "rsa"), (rsa_old, "rsa"), (edwards, "ed25519")] {
        let public = ask("openssl", &["pkey", "-pubout", "-outform", "DER"], &pem).expect("openssl");
        // an RSA key is published as it is, an Ed25519 key without its envelope of 12 bytes (RFC 8463)
        let public = if kind == "rsa" { &public[..] } else { &public[12..] };
        let record = format!("v=DKIM1; k={kind}; p={}", Base64::encode_string(public));
        let mut settings = settings(format!("smtp://127.0.0.1:{}?tls=none", server.port()));
        settings.dkim = Some(DkimSettings {
            domain: "shop.example".to_owned(),
            selector: "s1".to_owned(),
            key_pem: Veiled::new(String::from_utf8(pem).unwrap()),
        });
        let post = Post::open(&settings).unwrap();
        for unsubscribe in [Some("https://c.example/u/abc".to_owned()), None] {
            let letter = Letter {
                unsubscribe,
                ..letter("ana@example.org")
            };
            assert_eq!(run(post.send(&letter)), Delivery::Sent);
            let came = server.letters().pop().unwrap().bytes;

            let verify = "import sys, dkim; m = sys.stdin.buffer.read(); \
                          ask = lambda name, timeout=5: sys.argv[1].encode() if name == b's1._domainkey.shop.example.' \
                          else b''; print(dkim.verify(m, dnsfunc=ask))";
            let verdict = |bytes: &[u8]| {
                let said = ask(python, &["-c", verify, &record], bytes).expect("python");
                String::from_utf8(said).unwrap().trim().to_owned()
            };
            assert_eq!(verdict(&came), "True", "{kind}");
            let changed = String::from_utf8(came).unwrap().replacen("ana@", "eve@", 1);
            assert_eq!(verdict(changed.as_bytes()), "False", "{kind}");
        }
    }
}
