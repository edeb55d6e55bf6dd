//! Marked things of a respondent, sent through every door, and the search for them afterwards in everything that is kept or shown.

use reqwest::blocking::RequestBuilder;
use serde_json::json;

use crate::app::{FIRST_DAY, TestApp, fresh_receipt};
use crate::binary::Binary;
use crate::canaries::Canaries;
use crate::find::Finder;
use crate::samples::{varied, with};

/// Opens, sends, corrects, errs and knocks everywhere, dressed up; what came back that anybody else could also fetch is dropped.
fn knock_everywhere(app: &TestApp, canaries: &Canaries) {
    let tail = format!("?token={0}&lang=en&code={0}", canaries.mark("query"));
    let send = |request: RequestBuilder| app.send(canaries.dress(request));
    let get = |path: &str| send(app.client().get(app.url(&format!("{path}{tail}"))));
    let post =
        |path: &str, fields: &[(&str, &str)]| send(app.client().post(app.url(&format!("{path}{tail}"))).form(fields));
    let missing = format!("/s/{}", canaries.mark("path"));
    for path in [
        "/",
        "/s/visit",
        "/s/visit/receipt",
        "/s/visit/results",
        "/privacy",
        "/i",
        "/staff",
        "/staff/sign-in",
        &missing,
        "/healthz",
    ] {
        get(path);
    }

    let comment = canaries.comment();
    let answers = [
        ("overall", "4"),
        ("more", &*comment),
        ("way", "other"),
        ("way.other", canaries.mark("mail")),
    ];
    let token = get("/s/visit").hidden("_form").expect("a form");
    let fields = |step: &'static str| [&[("_form", token.as_str()), ("_step", step)], &answers[..]].concat();
    let wrong = [&fields("")[..], &[("friends", canaries.mark("word"))]].concat();
    assert_eq!(post("/s/visit", &wrong).status, 422);
    assert!(
        post("/s/visit", &fields("")).receipt.is_none(),
        "the review comes first"
    );
    assert_eq!(post("/s/visit", &fields("edit")).status, 200);
    let code = post("/s/visit", &fields("send")).stored();
    assert_eq!(post("/s/visit", &fields("send")).status, 200);
    assert_eq!(
        post("/s/visit", &[&fields("send")[..], &[("friends", "3")]].concat()).status,
        409
    );
    assert_eq!(
        post(
            "/s/visit",
            &[("_form", canaries.mark("query")), ("overall", "1"), ("more", &comment)]
        )
        .status,
        422
    );

    let json = |path: &str, body: String| {
        send(
            app.client()
                .post(app.url(&format!("{path}{tail}")))
                .header("Content-Type", "application/json")
                .body(body),
        )
    };
    let api = "/api/v1/surveys/visit/responses";
    let document = json!({"answers": with(varied(3), "more", json!(comment)), "receipt": fresh_receipt(), "language": canaries.mark("word")});
    assert_eq!(json(api, document.to_string()).status, 200);
    let check = json!({"text": comment, "language": "en"});
    assert_eq!(json("/s/visit/check", check.to_string()).status, 200);
    for wrong in [
        json!({"text": comment}),
        json!([comment]),
        json!({"text": comment.repeat(100), "language": "en"}),
    ] {
        assert_eq!(json("/s/visit/check", wrong.to_string()).status, 422);
    }
    assert_eq!(json("/s/visit/check", comment.clone()).status, 400);
    for broken in [
        format!("{{\"answers\": {{\"{}\": 1}}}}", canaries.mark("word")),
        format!("{{\"answers\": \"{}\"", canaries.mark("word")),
        json!({"answers": {"overall": canaries.mark("word")}, canaries.mark("word"): 1}).to_string(),
        json!({"answers": {"overall": 1}, "receipt": canaries.mark("word")}).to_string(),
        json!({"answers": {"region": canaries.mark("word")}, "language": canaries.mark("word")}).to_string(),
    ] {
        assert!((400..500).contains(&json(api, broken).status));
    }
    send(
        app.client()
            .post(app.url(api))
            .header("Content-Type", canaries.mark("word"))
            .body(comment.clone()),
    );
    send(
        app.client()
            .post(app.url("/s/visit"))
            .header("Content-Type", "multipart/form-data")
            .body(comment.clone()),
    );
    send(
        app.client()
            .put(app.url(&format!("/s/visit{tail}")))
            .body(comment.clone()),
    );
    send(app.client().post(app.url("/s/visit")).body(vec![0xff, 0xfe, 0x00]));

    let receipt = |code: &str, step: &str, more: &[(&str, &str)]| {
        post(
            "/s/visit/receipt",
            &[&[("_code", code), ("_step", step)], more].concat(),
        )
    };
    assert_eq!(receipt(&code, "", &[]).status, 200);
    assert_eq!(receipt(&code, "save:more", &[("more", &comment)]).status, 200);
    assert_eq!(
        receipt(&code, "save:friends", &[("friends", canaries.mark("word"))]).status,
        422
    );
    assert_eq!(receipt(canaries.mark("word"), "", &[]).status, 422);
    receipt(&code, canaries.mark("word"), &[]);
    post(
        "/staff/sign-in",
        &[
            ("email", &format!("{}@a.example", canaries.mark("mail"))),
            ("password", canaries.mark("password")),
        ],
    );
    post(
        &format!("/staff/setup/{}", canaries.mark("path")),
        &[("password", canaries.mark("password"))],
    );
}

#[test]
fn what_could_name_somebody_is_in_no_table_file_log_page_or_export() {
    let canaries = Canaries::new();
    let mut app = TestApp::start();
    app.survey("visit");

    knock_everywhere(&app, &canaries);
    for place in 0..40 {
        app.answer_api(
            "visit",
            &with(
                varied(place),
                "more",
                json!(format!("{} Number {place}.", canaries.comment())),
            ),
        )
        .stored();
    }
    app.settled();
    look_everywhere(&app, &canaries, "while the answers wait");
    app.tick("visit");
    look_everywhere(&app, &canaries, "after the tick");
    knock_everywhere(&app, &canaries);
    app.close_period("visit");
    app.restart();

    look_everywhere(&app, &canaries, "after the close");
    let results = app
        .app()
        .results()
        .of_period("visit", None)
        .expect("a database that works")
        .expect("a survey");
    let comments = &results.comments["more"];
    assert!(
        comments.len() >= 40 && comments.iter().all(|comment| comment.starts_with("Write to ")),
        "{comments:?}"
    );
}

fn look_everywhere(app: &TestApp, canaries: &Canaries, when: &str) {
    let mut places: Vec<(String, Vec<u8>)> = app.place.every_value();
    assert!(
        places
            .iter()
            .any(|(name, value)| name == "organisation.name" && value == b"Test Hospital"),
        "the search itself works"
    );
    let files = app.place.database_files().into_iter().chain(app.place.key_files());
    places.extend(files.map(|(path, bytes)| (path.display().to_string(), bytes)));
    places.push(("the log".to_owned(), app.log().into_bytes()));
    for path in [
        "/",
        "/s/visit",
        "/s/visit/results",
        "/s/visit/receipt",
        "/privacy",
        "/healthz",
        "/readyz",
        "/staff/sign-in",
    ] {
        places.push((path.to_owned(), app.get(path).body.into_bytes()));
    }
    for format in ["json", "csv"] {
        let shown = Binary::on(&app.place).run(&["release", "show", "visit", "--format", format]);
        places.push((
            format!("release show as {format}"),
            [shown.out, shown.err].concat().into_bytes(),
        ));
    }
    let results = app
        .app()
        .results()
        .of_period("visit", None)
        .expect("a database that works");
    places.push(("the results".to_owned(), format!("{results:?}").into_bytes()));
    let finder = canaries.finder();
    for (name, bytes) in &places {
        assert_eq!(finder.find(bytes), None, "in {name} {when}");
    }
}

#[test]
fn the_words_of_an_answer_are_readable_nowhere_before_the_tick_and_nobodys_day_is_anywhere() {
    let app = TestApp::start();
    app.survey("visit");
    // letters, since seven digits in a row would be taken for a number and shown before sending
    let random: String = rand::random::<[u8; 16]>()
        .iter()
        .map(|byte| char::from(b'a' + byte % 16))
        .collect();
    let words = format!("the soup of the {random} was cold");
    app.on("2026-11-03");

    let code = app
        .answer(
            "visit",
            &[
                ("overall", "2"),
                ("more", &words),
                ("way", "other"),
                ("way.other", &words),
            ],
        )
        .stored();
    app.receipt("visit", &code, "", &[]);
    app.settled();

    let files = app.place.database_files().into_iter().chain(app.place.key_files());
    let mut places: Vec<(String, Vec<u8>)> = files.map(|(path, bytes)| (path.display().to_string(), bytes)).collect();
    places.extend(app.place.every_value());
    places.push(("the log".to_owned(), app.log().into_bytes()));
    let finder = Finder::new([
        words.into_bytes(),
        code.replace('-', "").into_bytes(),
        code.into_bytes(),
    ]);
    for (name, bytes) in &places {
        assert_eq!(finder.find(bytes), None, "in {name}");
    }
    let days = app.place.every_value().into_iter().filter(|(name, _)| {
        ["inbox", "pool", "sent"]
            .iter()
            .any(|table| name.starts_with(&format!("{table}.")))
    });
    let finder = Finder::new([b"2026-11-03".to_vec(), FIRST_DAY.as_bytes().to_vec()]);
    assert!(days.into_iter().all(|(_, value)| finder.find(&value).is_none()));
}
