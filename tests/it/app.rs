//! The whole program in this process, on a database, a key folder, a clock and a port of the test's own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chorus::app::App;
use chorus::clock::SetClock;
use chorus::domain::organisation::Organisation;
use chorus::domain::release::Release;
use chorus::domain::survey::Survey;
use chorus::services::publish::Publication;
use chorus::services::release::{Outcome, Tick};
use reqwest::blocking::{Client, RequestBuilder};
use serde_json::{Value, json};

pub use crate::answered::{Answered, between, fresh_receipt};
use crate::log;
pub use crate::place::Place;
use crate::running::Running;
use crate::samples;

/// A running Chorus.
pub struct TestApp {
    /// Its database and key folder.
    pub place: Place,
    /// Its clock; it stands until it is set.
    pub clock: Arc<SetClock>,
    client: Client,
    running: Option<Running>,
}

/// The first day of every test: a Monday.
pub const FIRST_DAY: &str = "2026-11-02";

impl TestApp {
    /// A new one on an empty database, with its organisation set.
    pub fn start() -> Self {
        let app = Self::over(Place::new());
        let organisation = Organisation {
            name: "Test Hospital".to_owned(),
            address: "1 Main Street".to_owned(),
            contact: "privacy@hospital.example".to_owned(),
            ..Organisation::default()
        };
        assert!(
            app.app()
                .organisation()
                .save(&organisation)
                .expect("facts that are kept")
                .is_empty()
        );
        app
    }

    /// One over what a place holds already, on the first day.
    pub fn over(place: Place) -> Self {
        log::capture();
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(30))
            .build()
            .expect("a client");
        let clock = Arc::new(SetClock::on(FIRST_DAY.parse().expect("a day")));
        let running = Some(Running::start(&place, &clock));
        Self {
            place,
            clock,
            client,
            running,
        }
    }

    /// The wired program, for its desks.
    pub fn app(&self) -> &App {
        &self.running.as_ref().expect("a running program").app
    }

    /// Ends the server and the writer, with everything that was accepted stored and mixed.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    /// Stops and starts again: same database, keys and clock, another port.
    pub fn restart(&mut self) {
        self.stop();
        self.running = Some(Running::start(&self.place, &self.clock));
    }

    /// Moves the clock to the noon of a day.
    pub fn on(&self, day: &str) {
        self.clock.set(day.parse().expect("a day"));
        self.app().catalogue().forget();
    }

    // --- the web ---

    /// `http://127.0.0.1:port`
    pub fn origin(&self) -> String {
        format!("http://{}", self.running.as_ref().expect("a running program").address)
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// A client without cookies that follows no redirect.
    pub fn client(&self) -> &Client {
        &self.client
    }

    pub fn get(&self, path: &str) -> Answered {
        self.send(self.client.get(self.url(path)))
    }

    /// Sends form fields as a page of this site would.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        self.send(self.client.post(self.url(path)).form(fields))
    }

    pub fn post_json(&self, path: &str, document: &Value) -> Answered {
        self.send(self.client.post(self.url(path)).json(document))
    }

    pub fn send(&self, request: RequestBuilder) -> Answered {
        Answered::read(request.send().expect("an answer"))
    }

    // --- the domain ---

    /// Publishes a definition.
    pub fn publish(&self, definition: &Value) -> Publication {
        let survey = Survey::from_json(&definition.to_string()).expect("a definition without mistakes");
        self.app().surveys().publish(&survey).expect("a database that works")
    }

    /// Publishes the sample survey under `slug`.
    pub fn survey(&self, slug: &str) {
        assert!(matches!(
            self.publish(&samples::visit(slug)),
            Publication::Done { version: 1, .. }
        ));
    }

    /// The hidden field of a fresh form.
    pub fn form_token(&self, slug: &str) -> String {
        let page = self.get(&format!("/s/{slug}"));
        page.hidden("_form")
            .unwrap_or_else(|| panic!("no form at /s/{slug}: {} {}", page.status, page.body))
    }

    /// Opens the form, fills it in and sends it.
    pub fn answer(&self, slug: &str, fields: &[(&str, &str)]) -> Answered {
        self.answer_with(slug, &self.form_token(slug), fields)
    }

    /// Sends a form that was opened before.
    pub fn answer_with(&self, slug: &str, token: &str, fields: &[(&str, &str)]) -> Answered {
        let mut all = vec![("_form", token)];
        all.extend_from_slice(fields);
        self.post(&format!("/s/{slug}"), &all)
    }

    /// Sends answers as a program.
    pub fn answer_api(&self, slug: &str, answers: &Value) -> Answered {
        self.post_json(
            &format!("/api/v1/surveys/{slug}/responses"),
            &json!({ "answers": answers }),
        )
    }

    /// Sends answers as a program that made the receipt itself.
    pub fn answer_api_as(&self, slug: &str, receipt: &str, answers: &Value) -> Answered {
        self.post_json(
            &format!("/api/v1/surveys/{slug}/responses"),
            &json!({ "answers": answers, "receipt": receipt }),
        )
    }

    /// `count` people answer the sample survey, each in another way; gives their receipts.
    pub fn many(&self, slug: &str, count: usize) -> Vec<String> {
        (0..count)
            .map(|place| self.answer_api(slug, &samples::varied(place)).stored())
            .collect()
    }

    /// One step with a receipt: empty to see, `edit:key`, `save:key`, `withdraw:key` or `withdraw-all`.
    pub fn receipt(&self, slug: &str, code: &str, step: &str, fields: &[(&str, &str)]) -> Answered {
        let mut all = vec![("_code", code), ("_step", step)];
        all.extend_from_slice(fields);
        // each from another network: who opens many receipts from one is told to wait
        let from = format!("10.{}.{}.1", rand::random::<u8>(), rand::random::<u8>());
        let request = self
            .client
            .post(self.url(&format!("/s/{slug}/receipt")))
            .header("X-Forwarded-For", from);
        self.send(request.form(&all))
    }

    /// A tick, now.
    pub fn tick(&self, slug: &str) -> Outcome {
        self.app()
            .releases()
            .run(
                slug,
                Tick {
                    closes: false,
                    unscheduled: true,
                },
            )
            .expect("a tick")
    }

    /// Closes the period, now.
    pub fn close_period(&self, slug: &str) -> Outcome {
        let outcome = self
            .app()
            .releases()
            .run(
                slug,
                Tick {
                    closes: true,
                    unscheduled: true,
                },
            )
            .expect("a close");
        self.app().catalogue().forget();
        outcome
    }

    /// Whatever the schedule has due on the clock's day. Tests wait for months in no time.
    pub fn run_due(&self) {
        self.app().retention().run(true).expect("a run that deletes");
        self.app().releases().run_due().expect("a schedule that runs");
        self.app().catalogue().forget();
    }

    /// Everything that was released.
    pub fn releases(&self, slug: &str) -> Vec<Release> {
        self.app()
            .results()
            .releases(slug)
            .expect("a database that works")
            .expect("a published survey")
    }

    /// Records that wait, of all surveys.
    pub fn waiting(&self) -> i64 {
        self.place
            .number("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM pool) AS value")
    }

    /// Waits until the writer has mixed what it wrote and wiped what that left behind.
    pub fn settled(&self) {
        let deadline = Instant::now() + Duration::from_secs(10);
        while !self.is_settled() {
            assert!(Instant::now() < deadline, "the writer does not mix");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn is_settled(&self) -> bool {
        if self.place.is_postgres() {
            // rows of one transaction: the one that wrote them all anew
            let mixed = |table: &str| {
                self.place
                    .number(&format!("SELECT count(DISTINCT xmin::text) AS value FROM {table}"))
                    <= 1
            };
            return mixed("inbox") && mixed("pool");
        }
        let log = self.place.sqlite_file().with_extension("db-wal");
        std::fs::metadata(log).map_or(true, |log| log.len() == 0)
    }

    /// What the program logged in this process so far, of all tests.
    pub fn log(&self) -> String {
        log::text()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(running) = self.running.take()
            && !std::thread::panicking()
        {
            running.stop();
        }
    }
}
