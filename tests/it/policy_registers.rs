//! Registers and settings beside the policy: what is proposed counts with a version that tells of it, what ends is told at once, and
//! subscribers hear of what is published.

use chorus::domain::policy::What;
use chorus::domain::processor::Kept;
use chorus::services::policy::NotPublished;
use chorus::services::retention::Chosen;
use chorus::services::transparency::Checked;

use crate::app::TestApp;
use crate::pages::Page;
use crate::processors::{day, desk, told};
use crate::staff::Staff;
use crate::subscribers::{mails, subscribed};

/// What the newest version says changed.
fn newest_changes(app: &TestApp) -> Vec<(What, bool)> {
    let versions = app.app().policy().versions().expect("a database");
    let newest = &versions.first().expect("a version").body;
    newest
        .changes
        .iter()
        .map(|change| (change.what, change.loosens))
        .collect()
}

fn count(app: &TestApp) -> usize {
    app.app().policy().versions().expect("a database").len()
}

#[test]
fn what_is_proposed_before_anything_is_published_counts_with_the_first_version() {
    let app = TestApp::start();
    let host = "smtp.post.example";
    desk(&app).propose(&told(host), &Kept::default()).expect("a database");
    assert!(!desk(&app).permits_relay(host).expect("a database"), "nobody was told");

    app.survey("visit");

    assert!(desk(&app).permits_relay(host).expect("a database"));
    let words = Page::get(&app, "/privacy/versions/1").words();
    assert!(
        words.contains("Post Ltd") && words.contains("Hands over mails."),
        "{words}"
    );
    assert!(Page::get(&app, "/privacy").words().contains("Post Ltd"));
}

#[test]
fn another_processor_waits_for_the_days_of_notice_and_one_that_ends_does_not() {
    let app = TestApp::start();
    app.survey("visit");
    let host = "smtp.post.example";
    let id = desk(&app).propose(&told(host), &Kept::default()).expect("a database");
    let policy = app.app().policy();
    let drafted = policy.draft().expect("a database");
    assert_eq!(
        drafted.preview.earliest,
        day("2026-11-16"),
        "the register alone makes it wait"
    );
    policy.save_draft(&drafted.draft, true).expect("a database");
    assert_eq!(
        policy.publish(Some(day("2026-11-10")), None).expect("a database"),
        Err(NotPublished::TooSoon(day("2026-11-16")))
    );

    assert_eq!(policy.publish(None, None).expect("a database"), Ok(2));

    assert_eq!(newest_changes(&app), [(What::ProcessorNew, true)]);
    assert!(!desk(&app).permits_relay(host).expect("a database"));
    let words = Page::get(&app, "/privacy/changes/2").words();
    assert!(
        words.contains("Post Ltd will process data for us") && words.contains("Concerns those whose data Post Ltd")
    );
    assert!(app.get("/s/visit").body.contains("/privacy/changes/2"));
    app.on("2026-11-16");
    assert!(desk(&app).permits_relay(host).expect("a database"));
    assert_eq!(policy.follow().expect("a database"), Some(2), "nothing more to tell");
    desk(&app).end(id).expect("a database").expect("an end");
    assert_eq!(newest_changes(&app), [(What::ProcessorEnded, false)]);
    assert!(matches!(
        app.app().transparency().check().expect("a database"),
        Checked::Whole { .. }
    ));
}

#[test]
fn fewer_days_are_told_at_once_and_more_days_wait_for_a_version() {
    let app = TestApp::start();
    app.survey("visit");
    let (retention, policy) = (app.app().retention(), app.app().policy());
    let before = count(&app);

    let fewer = retention.choose("trail", 365).expect("a database");
    assert!(matches!(fewer, Ok(Chosen::AtOnce)), "{fewer:?}");
    assert_eq!(count(&app), before + 1);
    assert_eq!(newest_changes(&app), [(What::Kept, false)]);
    let more = retention.choose("trail", 500).expect("a database");
    assert!(matches!(more, Ok(Chosen::Proposed)), "{more:?}");
    assert_eq!(count(&app), before + 1, "nobody published it yet");
    let drafted = policy.draft().expect("a database");
    policy.save_draft(&drafted.draft, true).expect("a database");
    policy.publish(None, None).expect("a database").expect("a version");
    assert_eq!(newest_changes(&app), [(What::Kept, true)]);
    let kept = || policy.find().expect("a database").facts.retention["trail"];
    assert_eq!(kept(), 365);
    app.on("2026-11-16");
    assert_eq!(kept(), 500);
}

#[test]
fn subscribers_of_changes_get_a_mail_when_a_version_is_published() {
    let app = TestApp::start();
    app.survey("visit");
    mails(&app);
    subscribed(&app, "ana@people.example", &["changes"]);
    let staff = Staff::signed_in(&app);
    staff.done("/staff/policy", &[("policy-en", "Other words."), ("act", "hand-in")]);
    assert_eq!(crate::policy::publish(&staff, "").status(), 303);

    let told: Vec<_> = mails(&app)
        .into_iter()
        .filter(|mail| mail.to == "ana@people.example")
        .collect();

    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("/privacy/changes/2"), "{}", told[0].text);
}
