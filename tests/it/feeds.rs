//! Feeds: read back by another reader, with everything RFC 4287 asks for.

use std::collections::BTreeSet;

use atom_syndication::Feed;

use crate::app::TestApp;
use crate::incidents::{enter, fields, publish};
use crate::staff::Staff;

fn feed(app: &TestApp, path: &str) -> Feed {
    let answer = app.client().get(app.url(path)).send().expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/atom+xml; charset=utf-8");
    let text = answer.text().expect("text");
    assert!(text.starts_with("<?xml"), "{text}");
    Feed::read_from(text.as_bytes()).expect("an Atom feed")
}

/// RFC 4287, 4.1: what a feed and its entries must have.
fn assert_valid(app: &TestApp, feed: &Feed) {
    assert!(feed.id().starts_with("urn:uuid:") && !feed.title().as_str().is_empty());
    assert_eq!(feed.authors()[0].name, "Test Hospital");
    let own: Vec<&str> = feed
        .links()
        .iter()
        .filter(|link| link.rel == "self")
        .map(|link| link.href())
        .collect();
    assert_eq!(own.len(), 1);
    assert!(own[0].starts_with(&app.url("/incidents.atom")), "{own:?}");
    let mut ids = BTreeSet::from([feed.id()]);
    for entry in feed.entries() {
        assert!(
            entry.id().starts_with("urn:uuid:") && ids.insert(entry.id()),
            "{}",
            entry.id()
        );
        assert!(!entry.title().as_str().is_empty());
        assert!(
            entry
                .links()
                .iter()
                .any(|link| link.rel == "alternate" && link.href().starts_with(&app.origin()))
        );
        let content = entry.content().expect("a content");
        assert_eq!(content.content_type(), Some("html"));
        assert!(entry.updated() <= feed.updated());
    }
}

#[test]
fn the_feed_of_incidents_is_an_atom_feed_from_the_first_day() {
    let mut app = TestApp::start();
    let empty = feed(&app, "/incidents.atom");
    assert_valid(&app, &empty);
    assert!(empty.entries().is_empty());
    let id = {
        let staff = Staff::known(&app);
        enter(&staff, &fields("A list went astray", "2026-11-02", "10:30"))
    };
    publish(
        &app,
        &id,
        "Lists & <letters>",
        "## What\n\n<script>alert(1)</script>\n\n**see** [here](/privacy)",
    );
    app.on("2026-11-06");
    publish(&app, &id, "Lists & <letters>", "Everything was deleted.");

    let first = feed(&app, "/incidents.atom?lang=pt");

    assert_valid(&app, &first);
    assert_eq!(first.id(), empty.id());
    assert_eq!(first.updated().to_rfc3339(), "2026-11-06T00:00:00+00:00");
    assert_eq!(first.entries().len(), 2);
    let [newest, oldest] = [&first.entries()[0], &first.entries()[1]];
    assert_eq!(newest.title().as_str(), "Lists & <letters> (pt)");
    assert_eq!(newest.updated().to_rfc3339(), "2026-11-06T00:00:00+00:00");
    let html = oldest.content().and_then(|content| content.value()).expect("a text");
    assert!(
        html.contains("<strong>see</strong>") && !html.contains("<script"),
        "{html}"
    );
    // another address, the same names
    let ids = |feed: &Feed| -> Vec<String> { feed.entries().iter().map(|entry| entry.id().to_owned()).collect() };
    app.restart();
    let again = feed(&app, "/incidents.atom?lang=pt");
    assert_eq!((again.id(), ids(&again)), (first.id(), ids(&first)));
}
