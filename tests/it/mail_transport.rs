//! Letters over the wire, to a server that does what relays do.

use std::{path::PathBuf, time::Duration};

use chorus::mail::{Delivery, DkimSettings, Letter, MailSettings, Post, Veiled};
use chrono::{DateTime, TimeZone, Utc};
use mail_parser::MessageParser;

use crate::smtp_server::{Manner, Script, SmtpServer, Tls};

/// Of the letter.
pub const SUBJECT: &str = "你的意见 – uma pergunta sobre a sua visita à loja, bem comprida para caber numa linha só";
/// Of the letter.
pub const TEXT: &str = "Olá,\n\n.begins with a dot\nFrom here on: 意见 = 100 %  \n\n-- \nhttps://c.example/i/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
/// Of the letter.
pub const HTML: &str = "<!doctype html><html lang=\"pt\"><p>Olá, 意见</p>\n.\n</html>\n";

/// When the letters were written.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 1, 12, 0, 0).unwrap()
}

/// A letter with words that need care on their way.
pub fn letter(to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: SUBJECT.to_owned(),
        text: TEXT.to_owned(),
        html: HTML.to_owned(),
        language: "pt-BR".to_owned(),
        message_id: "k3v9.a1".to_owned(),
        unsubscribe: Some("https://c.example/u/abc?x=1".to_owned()),
        date: noon(),
    }
}

/// Settings with a relay.
pub fn settings(url: String) -> MailSettings {
    MailSettings {
        smtp_url: Some(Veiled::new(url)),
        from: "Lojas Çaça <feedback@shop.example>".to_owned(),
        folder: PathBuf::from("/nowhere"),
        dkim: None,
        ca_pem: None,
    }
}

/// A post that hands its letters to this server without TLS.
pub fn plain(server: &SmtpServer) -> Post {
    let url = format!("smtp://127.0.0.1:{}?tls=none", server.port());
    Post::open(&settings(url)).unwrap()
}

/// Runs it to its end, on a runtime of its own: kept connections outlive theirs.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(work)
}

/// Sends the letter to an address.
pub fn send(post: &Post, to: &str) -> Delivery {
    run(post.send(&letter(to)))
}

/// Not now.
pub fn later(why: &str) -> Delivery {
    Delivery::Later(why.to_owned())
}

/// Never.
pub fn refused(code: &str) -> Delivery {
    Delivery::Refused(code.to_owned())
}

/// A server, told something.
pub fn server(change: impl FnOnce(&mut Script)) -> SmtpServer {
    let mut script = Script::default();
    change(&mut script);
    SmtpServer::start(script)
}

#[test]
fn tls_is_used_and_trusted_only_where_the_authority_is_known() {
    for (tls, scheme) in [(Tls::Upgrade, "smtp"), (Tls::Wrapped, "smtps")] {
        let server = server(|script| script.tls = tls);
        let stranger = SmtpServer::start(Script::default());
        let mut settings = settings(format!("{scheme}://localhost:{}", server.port()));

        settings.ca_pem = Some(stranger.ca_pem());
        assert_eq!(
            send(&Post::open(&settings).unwrap(), "ana@example.org"),
            later("tls"),
            "{scheme}"
        );
        settings.ca_pem = None;
        assert_eq!(
            send(&Post::open(&settings).unwrap(), "ana@example.org"),
            later("tls"),
            "{scheme}"
        );
        assert!(server.letters().is_empty());

        settings.ca_pem = Some(server.ca_pem());
        assert_eq!(
            send(&Post::open(&settings).unwrap(), "ana@example.org"),
            Delivery::Sent,
            "{scheme}"
        );
        assert!(server.letters()[0].encrypted);
    }
}

#[test]
fn nothing_goes_out_in_plain_words_when_the_offer_of_tls_is_taken_away() {
    let server = server(|_| {});
    let url = format!("smtp://ana:secret@localhost:{}", server.port());

    assert_eq!(
        send(&Post::open(&settings(url)).unwrap(), "ana@example.org"),
        later("tls")
    );

    assert_eq!(server.heard(), ["EHLO shop.example"]);
}

#[test]
fn a_password_opens_the_relay_and_a_wrong_one_is_nobodys_address_fault() {
    for mechanisms in ["PLAIN", "LOGIN", "CRAM-MD5"] {
        let server = server(|script| {
            script.tls = Tls::Wrapped;
            script.auth = mechanisms;
        });
        let open = |name: &str| {
            let mut settings = settings(format!("smtps://{name}localhost:{}", server.port()));
            settings.ca_pem = Some(server.ca_pem());
            Post::open(&settings).unwrap()
        };

        if mechanisms == "CRAM-MD5" {
            assert_eq!(
                send(&open("ana:right%20horse@"), "ana@example.org"),
                later("relay auth")
            );
            continue;
        }
        assert_eq!(send(&open("ana:right%20horse@"), "ana@example.org"), Delivery::Sent);
        assert_eq!(server.letters()[0].name.as_deref(), Some("ana"));
        assert_eq!(send(&open("ana:wrong@"), "ana@example.org"), later("relay 535 5.7.8"));
        assert_eq!(send(&open(""), "ana@example.org"), later("relay 530 5.7.0"));
    }
}

#[test]
fn refusals_of_an_address_are_told_from_those_of_the_sender() {
    let server = server(|_| {});
    let post = plain(&server);
    let answers = [
        ("550 5.1.1 <ana@example.org> unknown", refused("550 5.1.1")),
        ("550 no such user ana@example.org", refused("550")),
        ("550-5.2.1 two\r\n550 5.2.1 lines", refused("550 5.2.1")),
        ("552 5.2.2 full", refused("552 5.2.2")),
        ("452 4.2.2 full", later("452 4.2.2")),
        (
            "554 5.7.1 <ana@example.org>: Relay access denied",
            later("relay 554 5.7.1"),
        ),
        ("530 Must issue a STARTTLS command first", later("relay 530")),
        ("421 4.3.2 shutting down", later("421 4.3.2")),
        ("what?", later("connection")),
    ];

    for (words, delivery) in answers {
        server.tell(|script| script.manner = Manner::Refuse(words.to_owned()));
        assert_eq!(send(&post, "ana@example.org"), delivery, "RCPT {words}");
        server.tell(|script| script.manner = Manner::RefuseWords(words.to_owned()));
        assert_eq!(send(&post, "ana@example.org"), delivery, "DATA {words}");
    }
    server.tell(|script| {
        script.manner = Manner::Accept;
        script.sender = Some("550 5.1.8 who are you".to_owned());
    });
    assert_eq!(send(&post, "ana@example.org"), later("relay 550 5.1.8"));
    server.tell(|script| script.greeting = Some("554 5.3.2 go away".to_owned()));
    assert_eq!(send(&plain(&server), "ana@example.org"), later("relay 554 5.3.2"));
    assert!(server.letters().is_empty());
    assert_eq!(send(&post, "no address"), refused("501 5.1.3"));
}

#[test]
fn a_greylisted_letter_goes_out_at_the_second_attempt_over_the_same_connection() {
    let server = server(|script| script.manner = Manner::Greylist);
    let post = plain(&server);

    let (first, second, third) = run(async {
        let first = post.send(&letter("ana@example.org")).await;
        let second = post.send(&letter("ana@example.org")).await;
        server.tell(|script| script.manner = Manner::Refuse("550 5.1.1 no".to_owned()));
        (first, second, post.send(&letter("bo@example.org")).await)
    });

    assert_eq!(
        (first, second, third),
        (later("451 4.7.1"), Delivery::Sent, refused("550 5.1.1"))
    );
    let greetings = server.heard().iter().filter(|line| line.starts_with("EHLO")).count();
    assert_eq!(greetings, 1);
}

#[test]
fn a_letter_whose_receipt_was_lost_is_tried_again_under_the_same_id() {
    let server = server(|script| script.manner = Manner::CutOnce);
    let post = plain(&server);

    assert_eq!(send(&post, "ana@example.org"), later("connection"));
    assert_eq!(send(&post, "ana@example.org"), Delivery::Sent);

    let letters = server.letters();
    assert_eq!(
        letters.iter().map(|letter| letter.confirmed).collect::<Vec<_>>(),
        [false, true]
    );
    for letter in letters {
        let message = MessageParser::default().parse(&letter.bytes).unwrap();
        assert_eq!(message.message_id(), Some("k3v9.a1@shop.example"));
    }
}

#[test]
fn a_slow_relay_is_waited_for_and_left_in_the_end() {
    let server = server(|script| script.delay = Duration::from_millis(10));
    let url = format!("smtp://127.0.0.1:{}?tls=none", server.port());
    let hasty = Post::open_patiently(&settings(url), Duration::from_millis(1000)).unwrap();

    assert_eq!(send(&hasty, "ana@example.org"), Delivery::Sent);
    server.tell(|script| script.delay = Duration::from_millis(1500));
    assert_eq!(send(&hasty, "ana@example.org"), later("timeout"));
    server.tell(|script| script.delay = Duration::ZERO);
    assert_eq!(send(&hasty, "ana@example.org"), Delivery::Sent);
}

#[test]
fn a_relay_that_went_away_is_found_again_when_it_is_back() {
    let mut server = server(|_| {});
    let post = plain(&server);

    let (before, without, after) = run(async {
        let before = post.send(&letter("ana@example.org")).await;
        server.down();
        let without = post.send(&letter("ana@example.org")).await;
        server.up();
        (before, without, post.send(&letter("ana@example.org")).await)
    });

    assert_eq!(
        (before, without, after),
        (Delivery::Sent, later("connection"), Delivery::Sent)
    );
    assert_eq!(server.letters().len(), 2);
}

#[test]
fn many_letters_share_four_connections() {
    let server = server(|script| script.delay = Duration::from_millis(2));
    let post = plain(&server);

    let all = run(async {
        let each = (0..40).map(|number| {
            let post = post.clone();
            async move { post.send(&letter(&format!("p{number}@example.org"))).await }
        });
        futures_util::future::join_all(each).await
    });

    assert!(all.iter().all(|delivery| *delivery == Delivery::Sent));
    assert_eq!(server.letters().len(), 40);
    let greetings = server.heard().iter().filter(|line| line.starts_with("EHLO")).count();
    assert!(greetings <= 4, "{greetings}");
}

#[test]
fn nothing_personal_prints() {
    let settings = MailSettings {
        dkim: Some(DkimSettings {
            domain: "shop.example".to_owned(),
            selector: "s1".to_owned(),
            key_pem: Veiled::new("hunter2".to_owned()),
        }),
        ..settings("smtps://ana:hunter2@relay.example".to_owned())
    };
    let post = Post::open(&MailSettings {
        dkim: None,
        ..settings.clone()
    })
    .unwrap();

    let letter = letter("ana@example.org");
    let printed = format!(
        "{settings:?} {:?} {:?} {post:?} {letter:?}",
        settings.dkim, settings.smtp_url
    );
    for word in ["ana", "hunter2", "relay", "feedback", "c.example", "k3v9"] {
        assert!(!printed.contains(word), "{printed}");
    }
    let error = Post::open(&settings).unwrap_err();
    assert!(
        error.starts_with("DKIM_KEY is not") && !error.contains("hunter2"),
        "{error}"
    );
    for from in ["", "nobody", "a@exämple.org"] {
        let from = from.to_owned();
        let error = Post::open(&MailSettings {
            from,
            dkim: None,
            ..settings.clone()
        })
        .unwrap_err();
        assert!(error.contains("MAIL_FROM"), "{error}");
    }
    let ca_pem = Some(b"none".to_vec());
    let error = Post::open(&MailSettings {
        ca_pem,
        dkim: None,
        ..settings
    })
    .unwrap_err();
    assert_eq!(error, "MAIL_CA is not a certificate in PEM");
}
