//! Staff who invite people by e-mail: the draft, the list that is looked at before it is sent, the numbers, and who may do what.

use chorus::domain::account::Role;
use chorus::mail::{MailSettings, Post};
use chorus::services::mailroom::Sending;

use crate::app::{TestApp, between};
use crate::browser::Browser;
use crate::invited::{plan, send_all};
use crate::outside::skipped;
use crate::pages::unescaped;
use crate::pages_look::{click, find, inspect};
use crate::samples::visit;
use crate::staff::{EMAIL, Staff, read, somebody};

const CAMPAIGNS: &str = "/staff/surveys/visit/invitations";
const FIELDS: [(&str, &str); 8] = [
    ("name", "Autumn <visitors>"),
    ("purpose", "To make visits better."),
    ("source", "Your registration at the desk."),
    ("legal_ground", "public_task"),
    ("subject:en", "How was your visit?"),
    ("body:en", "Dear visitor,\r\n\r\nplease tell us."),
    ("reminders", "2"),
    ("wait_days", "5"),
];

/// A draft of a campaign; gives its id.
pub fn draft(app: &TestApp, slug: &str) -> String {
    let made = app.app().campaigns().create(slug, &plan());
    made.expect("a database").expect("a survey").to_string()
}

fn app() -> TestApp {
    let app = TestApp::start();
    app.publish(&visit("visit"));
    app
}

/// Somebody of another role, signed in.
fn of_role(app: &TestApp, role: Role) -> Staff<'_> {
    let email = format!("{}@elsewhere.example", role.name());
    let codes = somebody(app, &email, &[role]);
    Staff::of(app, &email, &codes[0])
}

fn with<'f>(fields: &[(&'f str, &'f str)], more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = fields
        .iter()
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

/// So many people of other domains, a region each.
fn table(count: usize) -> String {
    let rows = (0..count).map(|place| format!("canary{place}@people.example;{}", ["north", "south"][place % 2]));
    format!("mail;region\n{}", rows.collect::<Vec<_>>().join("\n"))
}

fn words(page: &str) -> String {
    unescaped(page).replace(['\u{2068}', '\u{2069}'], "")
}

fn checked(page: &str) -> String {
    between(page, "name=\"checked\" value=\"", "\"")
        .expect("a mark")
        .to_owned()
}

#[test]
fn an_editor_writes_a_draft_looks_at_the_mail_and_gets_a_test() {
    let app = app();
    let staff = of_role(&app, Role::Editor);
    assert!(
        staff
            .page("/staff/surveys/visit/share")
            .contains(&format!("href=\"{CAMPAIGNS}\""))
    );
    let empty = staff.page(&format!("{CAMPAIGNS}/new"));
    for part in [
        "Your opinion, please: Your visit",
        "10 people or more together",
        "To make visits better.",
    ] {
        assert!(words(&empty).contains(part), "{part}");
    }

    let kept = staff.done(&format!("{CAMPAIGNS}/new"), &with(&FIELDS, &[("act", "save")]));
    let address = kept.strip_suffix("?done=saved").expect("the draft").to_owned();
    let page = staff.page(&kept);
    let preview = staff.done(&address, &with(&FIELDS, &[("act", "preview"), ("remembers", "yes")]));
    let mail = words(&staff.page(&preview));
    let tested = staff.done(
        &address,
        &with(&FIELDS, &[("act", "test"), ("test", "editor@elsewhere.example")]),
    );

    assert!(page.contains("Autumn &#60;visitors&#62;") && page.contains("value=\"editor@elsewhere.example\""));
    assert!(page.contains("<option value=\"public_task\" selected>") && page.contains("<option value=\"2\" selected>"));
    assert_eq!(preview, format!("{address}/preview"));
    for part in [
        "How was your visit?",
        "Dear visitor,\n\nplease tell us.",
        "Why you are asked: To make visits better.",
        "your invitation was not used yet",
        "/i#c=…",
        "••••-••••-••••-••••",
    ] {
        assert!(mail.contains(part), "{part} is not in {mail}");
    }
    assert_eq!(tested, format!("{address}?done=tested"));
    assert!(staff.page(CAMPAIGNS).contains("Autumn &#60;visitors&#62;"));
    post(&app);
    assert_eq!(staff.get("/staff/mails").0, 404, "mails are for administrators");
    let mails = words(&Staff::signed_in(&app).page("/staff/mails"));
    assert!(mails.contains("To editor@elsewhere.example, November 2, 2026") && mails.contains("This is a test"));
}

/// Sends what waits into the folder that the pages read.
fn post(app: &TestApp) {
    let settings = MailSettings {
        smtp_url: None,
        from: "feedback@hospital.example".to_owned(),
        folder: app.place.file("mails"),
        dkim: None,
        ca_pem: None,
    };
    let sending = Sending {
        post: Post::open(&settings).expect("settings"),
        origin: app.origin(),
        rate: 0,
    };
    let notes = app.place.file("notes");
    send_all(&mut app.app().mailroom(sending, &notes).expect("notes"));
}

#[test]
fn a_draft_with_mistakes_comes_back_as_it_was_typed() {
    let app = app();
    let staff = Staff::signed_in(&app);
    let wrong = [
        ("name", ""),
        ("source", "desk <3"),
        ("body:en", ""),
        ("wait_days", "soon"),
        ("reminders", "1"),
        ("remembers", "yes"),
        ("segment", "region"),
        ("test", "nobody"),
        ("act", "test"),
    ];

    let (status, page) = read(staff.post(&format!("{CAMPAIGNS}/new"), &with(&FIELDS, &wrong)));

    assert_eq!(status, 422);
    for id in ["name", "body:en", "wait_days", "test"] {
        assert!(page.contains(&format!("<a href=\"#{id}\">")), "{id}: {page}");
        assert!(page.contains(&format!("id=\"{id}-problem\"")), "{id}");
    }
    assert!(!page.contains("href=\"#source\""));
    for part in [
        "desk &#60;3",
        "value=\"soon\"",
        "value=\"nobody\"",
        "How was your visit?",
        "<option value=\"region\" selected>",
        "<option value=\"1\" selected>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(
        between(&page, "name=\"remembers\"", ">")
            .expect("a box")
            .contains(" checked")
    );
    assert!(words(&staff.page(CAMPAIGNS)).contains("No invitations so far."));
}

#[test]
fn a_list_is_looked_at_refused_when_it_is_short_and_sent_when_it_is_not() {
    let app = app();
    let staff = Staff::signed_in(&app);
    let address = format!("{CAMPAIGNS}/{}", draft(&app, "visit"));
    let list = format!("{address}/list");
    let few = table(24);
    let many = format!(
        "{}\ncanary1@people.example;x\nnot an address;x\n{EMAIL};x\nboss@hospital.example;x",
        table(30)
    );

    let (short, too_few) = read(staff.post(&list, &[("list", &few), ("days", "30"), ("act", "check")]));
    let (looked, result) = read(staff.post(&list, &[("list", &many), ("days", "30"), ("act", "check")]));
    let mark = checked(&result);
    let send = [
        ("list", many.as_str()),
        ("checked", &mark),
        ("days", "30"),
        ("act", "send"),
    ];
    let (unseen, changed) = read(staff.post(&list, &with(&send, &[("list", &table(40))])));
    let (wrong, late) = read(staff.post(&list, &with(&send, &[("days", "181"), ("start_day", "2026-12-01")])));
    let before = staff.page(CAMPAIGNS);
    let sent = staff.done(&list, &send);

    assert!(
        short == 422 && words(&too_few).contains("it needs at least 25 people"),
        "{too_few}"
    );
    assert!(too_few.contains("canary23@people.example") && !too_few.contains("value=\"send\""));
    assert_eq!(looked, 200);
    let told = words(&result);
    for part in [
        "<dt>People</dt><dd>30</dd>",
        "no invitation)</dt><dd>2</dd>",
        "<dt>Doubles, left out</dt><dd>1</dd>",
        "Lines without an address: 33.",
        "<dt>Different domains</dt><dd>1</dd>",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(unseen == 422 && words(&changed).contains("The list is not the one you looked at"));
    assert_eq!(wrong, 422);
    assert!(late.contains("value=\"181\"") && late.contains("value=\"2026-12-01\"") && late.contains("href=\"#days\""));
    assert!(words(&late).contains("The period ends on December 1, 2026"), "{late}");
    assert!(before.contains("draft") && sent == format!("{address}?done=sending"));
    let page = staff.page(&sent);
    assert!(words(&page).contains("<dt>Addresses</dt><dd>30</dd>") && words(&page).contains("<dt>Sent</dt><dd>0</dd>"));
    post(&app);
    assert!(words(&staff.page(CAMPAIGNS)).contains("<dt>Sent</dt><dd>30</dd>"));
    // addresses stand nowhere but in the list that was sent, and in the mails that stayed here
    for path in ["", "/list", "/preview", "/stop"] {
        let (_, page) = staff.get(&format!("{address}{path}"));
        assert!(!page.contains("canary"), "{path}");
    }
    for path in crate::staff::PAGES.into_iter().filter(|path| *path != "/staff/mails") {
        assert!(!staff.get(path).1.contains("canary"), "{path}");
    }
    assert!(!app.log().contains("canary1@"));
    assert_eq!(staff.done(&list, &send), address, "it is no draft any more");
    assert_eq!(staff.done(&address, &FIELDS), address);

    let second = format!("{CAMPAIGNS}/{}/list", draft(&app, "visit"));
    let (again, refused) = read(staff.post(&second, &send));
    assert!(again == 422 && words(&refused).contains("People were invited in this period already"));
    assert!(staff.page(&format!("{address}/stop")).contains("class=\"danger\""));
    assert_eq!(
        staff.done(&format!("{address}/stop"), &[]),
        format!("{address}?done=stopped")
    );
    assert!(words(&staff.page(CAMPAIGNS)).contains(">stopped<"));
}

#[test]
fn groups_of_a_segment_are_told_and_small_ones_stand_together() {
    let app = app();
    let staff = Staff::signed_in(&app);
    let segment = [("segment", "region"), ("act", "list")];
    let list = staff.done(&format!("{CAMPAIGNS}/new"), &with(&FIELDS, &segment));
    let rows = |from: usize, to: usize, region: &str| -> String {
        (from..to)
            .map(|place| format!("canary{place}@people.example,{region}\n"))
            .collect()
    };
    let some = format!(
        "mail,region\n{}{}{}",
        rows(0, 40, "north"),
        rows(40, 66, "south"),
        rows(66, 70, "west")
    );
    let fields = [
        ("list", some.as_str()),
        ("value", "region"),
        ("days", "30"),
        ("act", "check"),
    ];

    let (status, page) = read(staff.post(&list, &fields));
    let (unknown, other) = read(staff.post(&list, &with(&fields, &[("list", &some.replace("west", "moon"))])));
    let (missing, heading) = read(staff.post(&list, &with(&fields, &[("value", "area")])));
    let (none, no_column) = read(staff.post(&list, &with(&fields, &[("value", "")])));

    assert_eq!(status, 200);
    let told = words(&page);
    assert!(told.contains(">north</span></th><td>40</td>"), "{told}");
    assert!(
        told.contains("south, west</span> <small>put together: no group is told</small></th><td>30</td>"),
        "{told}"
    );
    assert!(unknown == 422 && words(&other).contains("no answers with these short names: moon"));
    assert!(
        missing == 422 && words(&heading).contains("No column is called area") && heading.contains("value=\"area\"")
    );
    assert!(none == 422 && words(&no_column).contains("Please say which column holds the segment."));
}

#[test]
fn an_analyst_and_an_auditor_see_numbers_only() {
    let app = app();
    let id = draft(&app, "visit");
    let address = format!("{CAMPAIGNS}/{id}");

    for role in [Role::Analyst, Role::Auditor] {
        let staff = of_role(&app, role);
        let (list, one) = (staff.page(CAMPAIGNS), staff.page(&address));

        assert!(list.contains("Autumn") && !list.contains("/new") && !list.contains("/staff/mails"));
        assert!(one.contains("Autumn") && !one.contains("name=\"act\"") && !one.contains("subject:en"));
        for path in ["/list", "/preview", "/stop"] {
            assert_eq!(staff.get(&format!("{address}{path}")).0, 404, "{path}");
        }
        assert_eq!(staff.get("/staff/mails").0, 404);
        assert_eq!(staff.get(&format!("{CAMPAIGNS}/new")).0, 404);
        for path in [
            "/new",
            &format!("/{id}"),
            &format!("/{id}/list"),
            &format!("/{id}/stop"),
        ] {
            assert_eq!(
                staff.post(&format!("{CAMPAIGNS}{path}"), &FIELDS).status(),
                404,
                "{path}"
            );
        }
    }
    let unknown = Staff::signed_in(&app);
    for path in ["none", &"0".repeat(32)] {
        assert_eq!(unknown.get(&format!("{CAMPAIGNS}/{path}")).0, 404);
    }
    assert_eq!(unknown.get("/staff/surveys/nothing/invitations").0, 404);
}

#[test]
fn the_pages_of_campaigns_stand_on_every_screen() {
    if skipped() {
        return;
    }
    let app = app();
    let staff = Staff::signed_in(&app);
    let address = format!("{CAMPAIGNS}/{}", draft(&app, "visit"));
    let list = format!("{address}/list");
    actix_web::rt::System::new().block_on(async {
        let browser = Browser::start().await;
        browser.open(&app.url("/")).await;
        browser.sign_in(&app, &staff.cookie).await;
        browser.open(&app.url(CAMPAIGNS)).await;
        find(&browser, "main .card").await;
        inspect(&browser, "campaigns").await;
        browser.open(&app.url(&address)).await;
        inspect(&browser, "campaign-draft").await;
        find(&browser, "#name").await.clear().await.expect("an empty field");
        click(&browser, "button[value='save']").await;
        find(&browser, ".error-summary").await;
        inspect(&browser, "campaign-draft-wrong").await;
        browser.open(&app.url(&format!("{address}/preview"))).await;
        inspect(&browser, "campaign-preview").await;
        browser.open(&app.url(&list)).await;
        find(&browser, "#file").await;
        inspect(&browser, "campaign-list").await;
        let fill = format!("document.getElementById('list').value = {:?}", table(60));
        browser.driver.execute(fill, Vec::new()).await.expect("a field");
        click(&browser, "button[value='check']").await;
        find(&browser, "#result").await;
        inspect(&browser, "campaign-list-result").await;
        click(&browser, "button[value='send']").await;
        find(&browser, "[role='status']").await;
        inspect(&browser, "campaign-running").await;
        click(&browser, "a[href$='/stop']").await;
        find(&browser, "button.danger").await;
        inspect(&browser, "campaign-stop").await;
    });
    post(&app);
    assert!(staff.page("/staff/mails").contains("canary"));
}
