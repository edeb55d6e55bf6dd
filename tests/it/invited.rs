//! What tests of invitations share: a campaign on a list, its mails in a server of the test's own, and a browser's half of a ticket.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use chorus::domain::campaign::{Campaign, MailText, Plan};
use chorus::domain::id::Id;
use chorus::domain::invitees::{Columns, List};
use chorus::mail::{MailSettings, Post, Veiled};
use chorus::services::campaigns::{NotSealed, Wish};
use chorus::services::mailroom::{Mailroom, Round, Sending};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use voprf::{EvaluationElement, Group, Proof, Ristretto255, VoprfClient};

use crate::answered::Answered;
use crate::app::TestApp;
use crate::samples::visit;
use crate::smtp_server::{Received, Script, SmtpServer};

/// A mail as a person reads it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub raw: String,
}

impl Mail {
    pub fn read(received: &Received) -> Self {
        let message = MessageParser::default().parse(&received.bytes).expect("a mail");
        Self {
            to: received.to[0].clone(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            raw: String::from_utf8_lossy(&received.bytes).into_owned(),
        }
    }

    /// The code, as it is printed to be typed.
    pub fn code(&self) -> Option<String> {
        let groups = |line: &&str| line.len() == 19 && line.split('-').all(|group| group.len() == 4);
        self.text.lines().map(str::trim).find(groups).map(str::to_owned)
    }

    /// The path of the link that ends all mails.
    pub fn stop(&self) -> String {
        let at = self.text.find("/i/stop/").expect("a link");
        self.text[at..].split_whitespace().next().expect("a link").to_owned()
    }
}

/// A plan with words in English.
pub fn plan() -> Plan {
    Plan {
        name: "Autumn".to_owned(),
        purpose: "To make visits better.".to_owned(),
        source: "Your registration at the desk.".to_owned(),
        legal_ground: "consent".to_owned(),
        segment: None,
        remembers: false,
        standing: false,
        reminders: 0,
        wait_days: 7,
        texts: BTreeMap::from([(
            "en".to_owned(),
            MailText {
                subject: "How was your visit?".to_owned(),
                body: "Dear visitor,\n\nplease tell us.".to_owned(),
            },
        )]),
    }
}

/// A list of `count` people with a column of regions in turn.
pub fn list(count: usize) -> List {
    let rows: Vec<String> = (0..count)
        .map(|place| format!("visitor{place}@people.example,{}", ["north", "south"][place % 2]))
        .collect();
    let columns = Columns {
        value: "region".to_owned(),
        ..Columns::default()
    };
    List::read(
        &format!("mail,region\n{}\n", rows.join("\n")),
        &columns,
        &HashSet::new(),
    )
}

/// A program with one survey.
pub fn app() -> TestApp {
    let app = TestApp::start();
    app.publish(&visit("visit"));
    app
}

/// Seals a campaign on a list.
pub fn seal(app: &TestApp, slug: &str, plan: &Plan, list: &List) -> Result<Campaign, NotSealed> {
    let desk = app.app().campaigns();
    let id: Id = desk.create(slug, plan).expect("a database").expect("a survey");
    let wish = Wish {
        starts_at: chorus::clock::Clock::now(&*app.clock),
        days: 30,
    };
    let sealed = desk.seal(slug, id, list, wish).expect("a database");
    app.app().catalogue().forget();
    sealed
}

/// The mailroom of a test, which sends to a server as fast as it goes.
pub fn mailroom(app: &TestApp, server: &SmtpServer) -> Mailroom {
    let settings = MailSettings {
        smtp_url: Some(Veiled::new(format!("smtp://127.0.0.1:{}?tls=none", server.port()))),
        from: "Feedback <feedback@hospital.example>".to_owned(),
        folder: "nowhere".into(),
        dkim: None,
        ca_pem: None,
    };
    let sending = Sending {
        post: Post::open_patiently(&settings, Duration::from_secs(5)).expect("settings"),
        origin: app.origin(),
        rate: 0,
    };
    let notes = app.place.file("notes");
    app.app().mailroom(sending, &notes).expect("notes")
}

/// Sends until nothing is due.
pub fn send_all(room: &mut Mailroom) {
    let all = |room: &mut Mailroom| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async { while room.round(&|| false).await.expect("a database") == Round::Sent {} });
    };
    // a thread of its own: a test in a browser has a runtime already
    std::thread::scope(|scope| scope.spawn(|| all(room)).join().expect("mails"));
}

/// Seals a campaign of `count` people, sends its mails and gives them.
pub fn invited(app: &TestApp, slug: &str, plan: &Plan, count: usize) -> (Campaign, Vec<Mail>) {
    let server = SmtpServer::start(Script::default());
    let campaign = seal(app, slug, plan, &list(count)).expect("a list that is sealed");
    send_all(&mut mailroom(app, &server));
    let mails: Vec<Mail> = server.letters().iter().map(Mail::read).collect();
    assert_eq!(mails.len(), count);
    (campaign, mails)
}

/// A browser's half of a swap.
pub struct Begun {
    input: [u8; 32],
    state: VoprfClient<Ristretto255>,
    pub blinded: String,
}

impl Begun {
    pub fn new() -> Self {
        let input: [u8; 32] = rand::random();
        let begun = VoprfClient::<Ristretto255>::blind(&input, &mut rand_core::OsRng).expect("an input");
        Self {
            input,
            state: begun.state,
            blinded: hex(&begun.message.serialize()),
        }
    }

    /// Asks for the other half.
    pub fn claim(&self, app: &TestApp, slug: &str, code: &str) -> Answered {
        app.post_json(
            &format!("/s/{slug}/claim"),
            &json!({ "code": code, "blinded": self.blinded }),
        )
    }

    /// The ticket.
    pub fn finish(&self, answer: &Value) -> String {
        let bytes = |name: &str| unhex(answer[name].as_str().expect(name));
        let evaluated = EvaluationElement::<Ristretto255>::deserialize(&bytes("evaluated")).expect("an element");
        let proof = Proof::<Ristretto255>::deserialize(&bytes("proof")).expect("a proof");
        let key = Ristretto255::deserialize_elem(&bytes("key")).expect("a key");
        let output = self
            .state
            .finalize(&self.input, &evaluated, &proof, key)
            .expect("a proof that holds");
        format!("{}.{}", base64url(&self.input), base64url(&output))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    chorus::domain::hex::decode(text).expect("hexadecimal digits")
}

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            text.push(char::from(LETTERS[(word >> (18 - 6 * place)) as usize & 63]));
        }
    }
    text
}
