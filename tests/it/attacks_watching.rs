//! Attacks by watching: everything that can be read is read before and after somebody answers, corrects or withdraws.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chorus::domain::account::Role;
use chorus::domain::survey::Survey;
use chorus::services::release::Outcome;
use regex::Regex;
use reqwest::Method;
use reqwest::blocking::RequestBuilder;
use reqwest::header::{CONNECTION, COOKIE, DATE};
use serde_json::{Value, json};

use crate::app::{TestApp, between, fresh_receipt};
use crate::binary::Binary;
use crate::pages::Page;
use crate::pages_campaigns::draft;
use crate::place::files_in;
use crate::routes::ROUTES;
use crate::samples::{varied, visit, with};
use crate::staff::Staff;

/// Addresses with more behind, and some where nothing lives.
const MORE: [&str; 10] = [
    "/s/visit?lang=pt",
    "/s/visit?region=west",
    "/s/visit/results",
    "/nowhere",
    "/api/v1/surveys/visit/results",
    "/staff/nowhere",
    "/staff/surveys/visit/results?period=2026-11",
    "/staff/surveys/visit/results?period=2026-12&lang=zh",
    "/staff/surveys/visit/results?period=1999-01",
    "/staff/surveys/visit/results.json?since=1",
];

/// What `{slug}` stands for: a survey people answer, one of loaded answers, a draft, none.
const SLUGS: [&str; 4] = ["visit", "loaded", "draft", "unknown"];

/// The addresses in the source of the program.
fn routes_in_source() -> BTreeSet<String> {
    let written = Regex::new(r#"\b(resource|scope|route|get|post|head)\(\s*"(/[^"]*|)""#).expect("a pattern");
    let mut routes = BTreeSet::new();
    for (path, bytes) in files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web")) {
        let text = String::from_utf8(bytes).expect("text");
        let text = text.split("#[cfg(test)]").next().expect("a beginning");
        let staff = if path.ends_with("staff/mod.rs") { "/staff" } else { "" };
        for found in written
            .captures_iter(text)
            .filter(|_| !path.ends_with("tls_tests.rs") && !path.ends_with("access.rs"))
        {
            match (&found[1], &found[2]) {
                ("resource", route) => drop(routes.insert(format!("{staff}{route}"))),
                // its resources are those of staff/mod.rs
                ("scope", "/staff") => {}
                other => panic!("{}: a route of a new kind: {other:?}", path.display()),
            }
        }
    }
    routes
}

/// Somebody who reads everything there is.
struct Watcher<'a> {
    app: &'a TestApp,
    staff: Staff<'a>,
    style_sheet: String,
    setup: String,
    campaign: String,
    /// Codes of others: of the closed period, of one who waits, of nobody.
    codes: [String; 3],
}

impl<'a> Watcher<'a> {
    fn new(app: &'a TestApp, counted: &str, waiting: &str) -> Self {
        let staff = Staff::signed_in(app);
        let home = app.get("/").body;
        let sheet = between(&home, "href=\"/static/", "\"").expect("a style sheet");
        let setup = app.app().staff().create("new@hospital.example", &[Role::Editor]);
        Self {
            app,
            staff,
            style_sheet: format!("/static/{sheet}"),
            setup: setup.expect("a database that works").expect("a link"),
            campaign: draft(app, "visit"),
            codes: [counted.to_owned(), waiting.to_owned(), fresh_receipt()],
        }
    }
    fn addresses(&self, slugs: &[&str]) -> Vec<String> {
        let mut addresses = vec![self.style_sheet.clone()];
        for route in ROUTES.iter().map(|route| route.replace("{id}", &self.campaign)) {
            let route = route.as_str();
            let fill = |mark: &str, values: &[&str]| values.iter().map(|value| route.replace(mark, value)).collect();
            let filled: Vec<String> = match between(route, "{", "}") {
                None => vec![route.to_owned()],
                Some("slug") => fill("{slug}", slugs),
                Some("token") => fill("{token}", &[&self.setup, "none"]),
                Some("link") => fill("{link}", &["none"]),
                Some("number") => fill("{number}", &["1"]),
                Some(other) => panic!("what stands for {other}?"),
            };
            addresses.extend(filled);
        }
        addresses.extend(MORE.map(str::to_owned));
        addresses
    }

    /// Every answer of the server and every output of a command, by what was asked for.
    fn everything(&self) -> BTreeMap<String, String> {
        let mut all = self.pages(&SLUGS, &[Method::GET, Method::HEAD]);
        let program = Binary::on(&self.app.place);
        for command in [
            "release show visit",
            "release show visit --format csv",
            "release show visit --number 1",
            "release verify visit",
            "survey export visit",
            "release show loaded",
        ] {
            let ran = program.run(&command.split(' ').collect::<Vec<_>>());
            all.insert(command.to_owned(), format!("{ran:?}"));
        }
        all
    }

    /// What the server answers where there are answers.
    fn answers(&self) -> BTreeMap<String, String> {
        self.pages(&SLUGS[..2], &[Method::GET])
    }

    fn pages(&self, slugs: &[&str], methods: &[Method]) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        let asked = self.addresses(slugs);
        let asked = asked
            .iter()
            .flat_map(|address| methods.iter().map(move |method| (address, method)));
        for (address, method) in asked {
            let ask = || self.app.client().request(method.clone(), self.app.url(address));
            all.insert(format!("{method} {address}"), seen(ask()));
            if address.starts_with("/staff") {
                let signed_in = ask().header(COOKIE, &self.staff.cookie);
                all.insert(format!("{method} {address}, signed in"), seen(signed_in));
            }
        }
        let post = |path: String| self.app.client().post(self.app.url(&path));
        for (place, code) in self.codes.iter().enumerate() {
            // another network each time: who opens many receipts from one is told to wait
            let from = format!("10.{}.{}.1", rand::random::<u8>(), rand::random::<u8>());
            let opened = post("/s/visit/receipt".to_owned()).header("X-Forwarded-For", from);
            all.insert(format!("receipt {place}"), seen(opened.form(&[("_code", code)])));
        }
        for slug in slugs {
            let wrong = post(format!("/api/v1/surveys/{slug}/responses")).json(&json!({"answers": {"nothing": 1}}));
            all.insert(format!("a wrong answer to {slug}"), seen(wrong));
            let wrong = post(format!("/s/{slug}")).form(&[("_form", "made up"), ("friends", "12")]);
            all.insert(format!("a wrong form of {slug}"), seen(wrong));
        }
        all
    }
}

/// An answer as it came, byte for byte, but for what is new in every answer whatever happens.
fn seen(request: RequestBuilder) -> String {
    let page = Page::of(request);
    // but the second of the answer itself, which whoever asks knows; and whether the server waits for more on this connection, which
    // says how much of a refused body had come by then
    let compared = page
        .headers
        .iter()
        .filter(|(name, _)| **name != DATE && **name != CONNECTION);
    let mut headers: Vec<String> = compared.map(|header| format!("{}: {:?}", header.0, header.1)).collect();
    headers.sort();
    // the nonce of a form: fresh random numbers and a MAC over them, with nothing else in it but the day and the version
    let body = match between(&page.body, "name=\"_form\" value=\"", "\"") {
        Some(token) => page.body.replace(token, "TOKEN"),
        None => page.body.clone(),
    };
    format!("{}\n{}\n\n{body}", page.status, headers.join("\n"))
}

/// The trail grows with every look of the watcher's own, and says nothing of answers.
fn is_own(name: &str) -> bool {
    name.contains("/staff/trail") && name.ends_with("signed in")
}

/// What differs, by what was asked for both times.
fn differences(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    let differ = after
        .iter()
        .filter(|(name, answer)| !is_own(name) && before.get(*name) != Some(*answer));
    differ.map(|(name, _)| name.clone()).collect()
}

fn assert_same(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, what: &str) {
    if let Some(name) = differences(before, after).first() {
        panic!("{what}: {name}\n{:?}\n{:?}", before.get(name), after.get(name));
    }
}

fn comment(place: usize) -> String {
    let letter = |nth: usize| ["a", "e", "i", "o", "u"][nth % 5];
    format!("remark {}{}{}", letter(place / 25), letter(place / 5), letter(place))
}

/// So many people answer, every third with a comment; gives their codes.
fn answer(app: &TestApp, people: usize) -> Vec<String> {
    let answers = |place: usize| match place % 3 {
        0 => with(varied(place), "more", json!(comment(place))),
        _ => varied(place),
    };
    (0..people)
        .map(|place| app.answer_api("visit", &answers(place)).stored())
        .collect()
}

/// A survey with a closed period of sixty people, broken down by region and with comments, and twenty-five who wait in the next one,
/// which has had a release; beside it a survey of loaded answers and a draft. Gives the codes of both periods.
fn published() -> (TestApp, Vec<String>, Vec<String>) {
    let app = TestApp::start();
    app.survey("visit");
    let codes = answer(&app, 60);
    assert_eq!(app.close_period("visit"), Outcome::Released(1));
    answer(&app, 30);
    assert_eq!(app.tick("visit"), Outcome::Released(2));
    let next = answer(&app, 15);
    app.publish(&visit("loaded"));
    load(&app, 0..30);
    let draft = Survey::from_json(&visit("draft").to_string()).expect("a definition");
    app.app().surveys().save_draft(&draft).expect("a database that works");
    let first = &app.releases("visit")[0];
    assert!(first.tables.iter().any(|table| table.by.is_some()) && first.lots[0].size == 20);
    (app, codes, next)
}

/// Loads answers into the period of loaded answers.
fn load(app: &TestApp, places: std::ops::Range<usize>) {
    let line = |place: usize| Ok(json!({"answers": varied(place)}).to_string());
    let desk = app.app().loads();
    let published = desk.begin("loaded", None).expect("a database that works").unwrap();
    let loaded = actix_web::rt::System::new().block_on(desk.load(&published, None, places.map(line)));
    assert_eq!(loaded.problems, []);
    app.app().catalogue().forget();
}

/// Waits until what came is mixed. The trail of the watcher's own looks is written all the while, so nothing else tells.
fn mixed() {
    std::thread::sleep(std::time::Duration::from_secs(3));
}

#[test]
fn every_address_of_the_program_is_watched() {
    let written = routes_in_source();
    let watched: BTreeSet<String> = ROUTES.iter().map(|route| (*route).to_owned()).collect();

    let of_files = "/static/{hash}/{name}".to_owned();
    assert_eq!(written, watched.into_iter().chain([of_files]).collect());
}

#[test]
fn watching_before_and_after_one_more_answer_shows_nothing_until_the_tick() {
    let (app, codes, next) = published();
    let watcher = Watcher::new(&app, &codes[0], &next[0]);
    let before = watcher.everything();
    let waiting = app.waiting();
    let mail = "write to anna@mail.example please";
    let submissions: [(&str, &dyn Fn()); 5] = [
        ("by program", &|| drop(app.answer_api("visit", &varied(7)).stored())),
        ("a form with a comment", &|| {
            let fields = [("overall", "1"), ("region", "west"), ("more", "a word about it")];
            drop(app.answer("visit", &fields).stored());
        }),
        ("a form with an address that is removed", &|| {
            let (token, fields) = (app.form_token("visit"), [("overall", "4"), ("more", mail)]);
            let review = app.answer_with("visit", &token, &fields);
            let send = [&fields[..], &[("_step", "send")]].concat();
            let token = review.hidden("_form").expect("a review before it is sent");
            drop(app.answer_with("visit", &token, &send).stored());
        }),
        ("by program with an address that is removed", &|| {
            drop(app.answer_api("visit", &with(varied(8), "more", json!(mail))).stored());
        }),
        ("from a file", &|| load(&app, 30..31)),
    ];
    for (what, submit) in &submissions {
        submit();
        assert_same(&before, &watcher.answers(), what);
    }
    mixed();
    assert_same(&before, &watcher.everything(), "mixed");

    assert_eq!(app.waiting() - waiting, 5 * 12, "a record an item");
    assert_eq!(app.tick("visit"), Outcome::Released(3));
    let moved = differences(&before, &watcher.answers());
    let results = "GET /staff/surveys/visit/results.json, signed in".to_owned();
    let of_loaded = moved.iter().any(|name| name.contains("loaded"));
    assert!(moved.contains(&results) && !of_loaded, "{moved:?}");
}

#[test]
fn watching_before_and_after_a_withdrawal_or_a_correction_shows_nothing_until_the_tick() {
    let (app, codes, next) = published();
    let watcher = Watcher::new(&app, &codes[1], &next[14]);
    let before = watcher.everything();
    let waiting = app.waiting();
    let done = |code: &str, step: &str, fields: &[(&str, &str)], told: &str| {
        let page = app.receipt("visit", code, step, fields);
        assert!(page.status == 200 && page.body.contains(told), "{step}: {}", page.body);
        assert_same(&before, &watcher.answers(), step);
    };

    done(&codes[3], "withdraw:more", &[], "It disappears with the next release.");
    done(&next[0], "save:overall", &[("overall", "5")], "Your new answer waits");
    done(&next[1], "save:region", &[("region", "north")], "Your new answer waits");
    done(&next[2], "withdraw:way", &[], "It is withdrawn.");
    done(&next[3], "withdraw-all", &[], "It is withdrawn.");
    mixed();
    assert_same(&before, &watcher.everything(), "mixed");

    assert_eq!(waiting - app.waiting(), 12, "one is gone");
    assert_eq!(app.tick("visit"), Outcome::Released(3));
    let moved = differences(&before, &watcher.answers());
    let period = "GET /staff/surveys/visit/results?period=2026-11, signed in";
    assert!(moved.contains(&period.to_owned()), "a comment of it is gone: {moved:?}");
}

#[test]
fn file_sizes_and_etags_are_among_what_is_compared_and_stay_until_the_tick() {
    let (app, codes, next) = published();
    let watcher = Watcher::new(&app, &codes[0], &next[0]);
    let files = ["results.json", "results.csv"].map(|name| format!("/staff/surveys/visit/{name}"));
    let ask = |path: &str| app.client().get(app.url(path)).header(COOKIE, &watcher.staff.cookie);
    let tags = [0, 1].map(|file| Page::of(ask(&files[file])).header("etag").to_owned());
    let again = || [0, 1].map(|file| Page::of(ask(&files[file]).header("If-None-Match", &tags[file])).status);

    let everything = watcher.everything();
    app.many("visit", 10);
    let between_ticks = again();
    app.tick("visit");
    let after = again();

    let asked = |name: &str| name.starts_with("GET ") && !is_own(name);
    for (name, answer) in everything.iter().filter(|(name, _)| asked(name)) {
        let length = between(answer, "\ncontent-length: \"", "\"").expect(name);
        let head = &everything[&name.replace("GET ", "HEAD ")];
        assert_eq!(between(head, "\ncontent-length: \"", "\""), Some(length), "{name}");
    }
    let has_tag = |path: &String| everything[&format!("GET {path}, signed in")].contains("\netag: ");
    assert!(files.iter().all(has_tag));
    assert_eq!((between_ticks, after), ([304, 304], [200, 200]));
}

/// Spearman's rank correlation of places without ties.
fn rank_correlation(places: &[usize]) -> f64 {
    let people = places.len() as f64;
    let apart = |(place, other): (usize, &usize)| (place as f64 - *other as f64).powi(2);
    1.0 - 6.0 * places.iter().enumerate().map(apart).sum::<f64>() / (people * (people * people - 1.0))
}

#[test]
fn comments_tell_neither_their_order_nor_a_time_nor_anything_about_who_wrote_them() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let asked = ["good", "bad", "else"];
    let text = |words: &str| json!({"en": words, "pt": format!("{words} (pt)")});
    let option = |key: &str| json!({"key": key, "text": text(key)});
    let mut questions = asked
        .map(|key| json!({"key": key, "kind": "long_text", "text": text("What?")}))
        .to_vec();
    questions.extend([
        json!({"key": "overall", "kind": "rating", "steps": 5, "text": text("How?")}),
        json!({"key": "region", "kind": "choice", "options": [option("north"), option("west")], "text": text("Where?")}),
    ]);
    app.publish(&json!({
        "chorus": 1, "slug": "words", "title": text("Words"), "purpose": text("A test."), "languages": ["en", "pt"],
        "segments": ["region"], "questions": questions
    }));
    let remark = |key: &str, place: usize| format!("{key} {}", comment(place));
    for place in 0..40 {
        let mut answers = json!({"overall": place % 5 + 1, "region": (["north", "west"][place % 2])});
        for key in asked {
            answers = with(answers, key, json!(remark(key, place)));
        }
        let sent = json!({"answers": answers, "language": (["en", "pt"][place / 2 % 2])});
        app.post_json("/api/v1/surveys/words/responses", &sent).stored();
    }
    app.close_period("words");

    let page = staff.page("/staff/surveys/words/results");
    let files = ["results.json", "results.csv"].map(|name| staff.page(&format!("/staff/surveys/words/{name}")));
    let alone = Regex::new(r#"<li dir="auto">([^<]*)</li>"#).expect("a pattern");
    let shown: Vec<String> = alone.captures_iter(&page).map(|found| found[1].to_owned()).collect();
    let orders = asked.map(|key| {
        let of_key = shown.iter().filter_map(|text| text.strip_prefix(key));
        let place = |text: &str| (0..40).find(|place| remark("", *place) == text).expect("a comment");
        of_key.map(place).collect::<Vec<usize>>()
    });
    let place_in_first = |place: &usize| orders[0].iter().position(|other| other == place);
    let by_the_first: Vec<usize> = orders[1].iter().filter_map(place_in_first).collect();

    assert_eq!(
        (shown.len(), page.matches("remark").count()),
        (120, 120),
        "each alone in its element"
    );
    let different = orders
        .each_ref()
        .map(|order| order.iter().collect::<BTreeSet<_>>().len());
    assert_eq!((different, by_the_first.len()), ([40; 3], 40));
    // among forty in random order one is beyond 0.75 in 2.5 of 100 million cases, the mean of three beyond 0.5 in 7
    let correlations = orders.each_ref().map(|order| rank_correlation(order));
    println!("rank correlation of comments with the order they came {correlations:.2?}");
    assert!(correlations.iter().sum::<f64>().abs() / 3.0 <= 0.5, "{correlations:?}");
    for correlation in correlations.into_iter().chain([rank_correlation(&by_the_first)]) {
        assert!(correlation.abs() <= 0.75, "{correlation}");
    }
    let document: Value = serde_json::from_str(&files[0]).expect("JSON");
    for lot in document["releases"][0]["lots"].as_array().expect("lots") {
        let fields: Vec<&String> = lot.as_object().expect("a lot").keys().collect();
        let digests = lot["commitments"].as_array().expect("a list");
        let is_sorted = digests.is_sorted_by_key(|digest| digest.as_str());
        assert!(fields == ["question", "size", "commitments"] && digests.len() == 40 && is_sorted);
    }
    let (clock, day) = (Regex::new(r"\b[0-2]?\d:[0-5]\d\b"), Regex::new(r"\b\d{4}-\d\d-\d\d\b"));
    let (clock, day) = (clock.expect("a pattern"), day.expect("a pattern"));
    for text in files.iter().chain([&page]) {
        assert_eq!(clock.find(text).map(|found| found.as_str()), None, "a time of day");
        let days: BTreeSet<&str> = day.find_iter(text).map(|found| found.as_str()).collect();
        assert!(
            days.is_empty() || days == BTreeSet::from(["2026-11-02"]),
            "finer or other days: {days:?}"
        );
    }
    assert!(!files.concat().contains("remark"), "files have commitments only");
}
