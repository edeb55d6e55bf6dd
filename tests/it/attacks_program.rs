//! Attacks on the whole program: fakes, clones, links, reopened periods, loosened promises, altered definitions, older databases.

use std::collections::BTreeSet;
use std::ops::Range;

use chorus::domain::answer::{Answer, SegmentValues};
use chorus::domain::item::{Item, Shape};
use chorus::domain::release::{Release, Table};
use chorus::domain::survey::Survey;
use chorus::services::load::CannotLoad;
use chorus::services::publish::Publication;
use chorus::services::release::Outcome;
use serde_json::{Value, json};

use crate::app::{TestApp, between};
use crate::attacker::{Person, pins_of};
use crate::binary::Binary;
use crate::older::{backup, log_of, own_slug};
use crate::samples::{one_question, varied, visit, with};
use crate::staff::{Staff, read};

/// The document of everything released, as the command prints it.
fn shown(app: &TestApp, slug: &str) -> String {
    Binary::on(&app.place).ok(&["release", "show", slug])
}

/// How many people the tables by region count.
fn by_region(release: &Release, question: &str) -> u64 {
    let is_wanted = |table: &&Table| table.question == question && table.by.as_deref() == Some("region");
    release.tables.iter().filter(is_wanted).map(|table| table.n).sum()
}

/// From when what was published counts.
fn counts_from(publication: &Publication) -> String {
    match publication {
        Publication::Done { effective_on, .. } => effective_on.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The survey as the command exports it, with a file to import it from.
fn exported(app: &TestApp, slug: &str) -> (Value, String) {
    let text = Binary::on(&app.place).ok(&["survey", "export", slug]);
    let file = app.place.file("altered.json").to_string_lossy().into_owned();
    (serde_json::from_str(&text).expect("JSON"), file)
}

fn send(app: &TestApp, slug: &str, people: Range<usize>, answers: impl Fn(usize) -> Value) {
    people.for_each(|place| drop(app.answer_api(slug, &answers(place)).stored()));
}

#[test]
fn fakes_around_a_real_answer_bring_no_release_and_of_twenty_ten_stay_behind() {
    let app = TestApp::start();
    app.publish(&one_question("one"));
    let fake = |count: usize| send(&app, "one", 0..count, |place| json!({"overall": place % 4 + 1}));

    fake(9);
    send(&app, "one", 0..1, |_| json!({"overall": 5}));
    let of_ten = app.tick("one");
    fake(9);
    let of_nineteen = app.tick("one");
    let until_then = app.releases("one");
    fake(1);
    let of_twenty = app.tick("one");
    fake(9);
    let of_the_tail = app.tick("one");

    assert_eq!(
        [of_ten, of_nineteen, of_the_tail].map(|outcome| outcome == Outcome::NothingToShow),
        [true; 3]
    );
    assert_eq!((until_then.len(), of_twenty), (0, Outcome::Released(1)));
    let tables = &app.releases("one")[0].tables;
    assert_eq!((tables.len(), tables[0].n, app.waiting()), (1, 10, 19), "any ten");
}

/// What a program sends, as the releases count it.
fn answer_to(item: &Item, sent: &Value) -> Answer {
    let of_item = item.name.split('.').fold(sent, |value, key| &value[key]);
    let name = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let place = |names: &[String], value| names.iter().position(|known| *known == name(value)).expect("one");
    let list = || of_item.as_array().expect("a list").iter();
    match &item.shape {
        Shape::One { values } => Answer::One(place(values, of_item) as u16),
        Shape::Set { options, .. } => Answer::Set(list().map(|value| 1 << place(options, value)).sum()),
        Shape::Order { options } => Answer::Order(list().map(|value| place(options, value) as u8).collect()),
        Shape::Text { .. } => panic!("a text"),
    }
}

#[test]
fn as_many_planted_answers_as_colluders_are_withstood_pin_nobody_at_a_close() {
    let app = TestApp::start();
    app.survey("visit");
    let names = ["north", "south", "west"];
    let region = |place: usize| [0_u8, 0, 0, 1, 1, 2][place % 6];
    let answers = |place: usize| with(varied(place * 7), "region", json!(names[usize::from(region(place))]));
    send(&app, "visit", 0..72, answers);
    app.close_period("visit");

    let survey = Survey::from_json(&visit("visit").to_string()).expect("a definition");
    let (items, releases) = (survey.items(), app.releases("visit"));
    let segments = [("region".to_owned(), names.map(str::to_owned).to_vec())];
    let west: Vec<usize> = (0..72).filter(|place| region(*place) == 2).collect();
    for name in ["overall", "areas", "way", "again", "friends", "staff.kind", "order"] {
        let item = items.iter().find(|item| item.name == name).expect("an item");
        let person = |place: usize| Person {
            release: 1,
            segments: SegmentValues(vec![Some(region(place))]),
            answer: answer_to(item, &answers(place)),
        };
        let people: Vec<Person> = (0..72).map(person).collect();
        for (place, planted) in west.iter().enumerate() {
            for other in west[..place].iter().chain([&0, &3]) {
                let pins = pins_of(&releases, item, &segments, &people, &[*planted, *other]);
                assert_eq!(pins, [], "{name}: {planted} and {other}");
            }
        }
    }
    let shown = ["overall", "way", "again", "friends", "order.price"].map(|name| by_region(&releases[0], name));
    assert_eq!((releases.len(), shown), (1, [72; 5]), "there is something to attack");
}

#[test]
fn a_clone_or_other_segment_labels_slice_no_answer_again() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.survey("visit");
    let codes = app.many("visit", 60);
    app.close_period("visit");
    let files = || ["results.json", "results.csv"].map(|name| staff.page(&format!("/staff/surveys/visit/{name}")));
    let (before, documents) = (files(), shown(&app, "visit"));

    let (mut clone, _) = exported(&app, "visit");
    clone["slug"] = json!("clone");
    clone["segments"] = json!(["region", "again"]);
    let clone = clone.to_string();
    let other_slug = read(staff.post("/staff/surveys/visit/json", &[("json", &clone)]));
    let made = staff.done("/staff/surveys/new", &[("start", "json"), ("json", &clone)]);
    staff.done("/staff/surveys/clone/publish", &[]);
    app.close_period("clone");

    assert_eq!((other_slug.0, &*made), (422, "/staff/surveys/clone/edit?done=made"));
    assert!(app.releases("clone").is_empty() && shown(&app, "clone") == "{\"releases\":[]}\n");
    assert!(staff.page("/staff/surveys/clone/results").contains("No results yet"));
    assert_eq!(app.receipt("clone", &codes[0], "", &[]).status, 422);

    let mut labels = visit("visit");
    let label = |place: usize| json!({"en": (["South", "West", "North"][place])});
    (0..3).for_each(|place| labels["questions"][2]["options"][place]["text"] = label(place));
    counts_from(&app.publish(&labels));
    counts_from(&app.publish(&with(visit("visit"), "segments", json!(["again"]))));
    let slices = ["by=way", "segment=way&block=bus", "region=west", "from=2026-11-01"];
    for name in ["results", "results.json", "results.csv"] {
        let path = format!("/staff/surveys/visit/{name}");
        let whole = staff.page(&path);
        for slice in slices {
            assert_eq!(staff.page(&format!("{path}?{slice}")), whole, "{slice}");
        }
    }
    for option in ["--by", "--segment", "--filter", "--period"] {
        let ran = Binary::on(&app.place).run(&["release", "show", "visit", option, "way"]);
        assert_eq!(ran.status, Some(2), "{option}");
    }
    let statuses =
        ["", "/results", "/responses", "/releases"].map(|path| app.get(&format!("/api/v1/surveys/visit{path}")).status);
    assert_eq!(statuses, [404, 404, 405, 401]);
    assert_eq!((files(), shown(&app, "visit")), (before, documents));
}

#[test]
fn a_segment_value_in_a_link_is_not_filled_in_hidden_or_counted() {
    let app = TestApp::start();
    app.survey("visit");

    let plain = app.get("/s/visit").without_token();
    let links = [
        "region=west",
        "region=west&_step=send",
        "segment=west",
        "q-region=west&overall=5",
    ];
    for link in links {
        assert_eq!(app.get(&format!("/s/visit?{link}")).without_token(), plain, "{link}");
        let fields = [("_form", &*app.form_token("visit")), ("overall", "4")];
        let sent = app.post(&format!("/s/visit?{link}"), &fields).stored();
        assert_eq!(app.segments_of("visit", &sent, "overall"), [None], "{link}");
    }
    let path = "/api/v1/surveys/visit/responses";
    let answers = json!({"answers": {"overall": 4}});
    let by_program = app.post_json(&format!("{path}?region=west"), &answers).stored();
    let refused = [
        with(answers.clone(), "region", json!("west")),
        with(answers.clone(), "segments", json!({"region": "west"})),
        with(answers, "metadata", json!({"ward": 7})),
        json!({"answers": {"overall": 4, "ward": "7"}}),
        json!({"answers": {"overall": 4, "region.ward": "7"}}),
        json!({"answers": {"overall": 4, "_region": "west"}}),
    ];
    let statuses = refused.map(|document| app.post_json(path, &document).status);
    let unknown_field = app.answer("visit", &[("overall", "4"), ("ward", "7")]);

    assert_eq!(app.segments_of("visit", &by_program, "overall"), [None]);
    assert_eq!((statuses, unknown_field.status), ([400, 400, 400, 422, 422, 422], 422));
    assert_eq!(app.waiting(), 5 * 12);
}

#[test]
fn nothing_reopens_a_closed_period() {
    let app = TestApp::start();
    app.survey("visit");
    app.many("visit", 30);
    let desk = app.app().loads();
    app.tick("visit");
    app.many("visit", 30);
    app.close_period("visit");
    let before = shown(&app, "visit");
    let of_period = |app: &TestApp| {
        let closed = |release: &Release| release.period == "2026-11";
        chorus::services::export::json(&app.releases("visit").into_iter().filter(closed).collect::<Vec<_>>())
    };
    assert_eq!((of_period(&app), app.releases("visit").len()), (before.clone(), 2));

    let again = [app.close_period("visit"), app.close_period("visit")];
    app.many("visit", 12);
    let loaded = desk.begin("visit", Some("late")).expect("a database that works");
    counts_from(&app.publish(&with(visit("visit"), "segments", json!(["again"]))));
    for day in ["2026-10-15", "2026-11-01", "2026-11-30"] {
        app.on(day);
        app.many("visit", 12);
        assert_eq!(app.close_period("visit"), Outcome::ClosedEarly, "{day}");
        app.run_due();
    }

    assert_eq!(again, [Outcome::ClosedEarly, Outcome::ClosedEarly]);
    assert!(matches!(loaded, Err(CannotLoad::PeopleAnswer)));
    assert_eq!(of_period(&app), before);
    let cells = "SELECT count(*) AS value FROM cells WHERE period = '2026-11'";
    let is_its_key = |(path, _): &(std::path::PathBuf, Vec<u8>)| path.ends_with("cell-2026-11");
    assert!(app.place.number(cells) == 0 && !app.place.key_files().iter().any(is_its_key));
    app.on("2027-01-01");
    app.run_due();
    assert_eq!(of_period(&app), before);
    let after = app.releases("visit").split_off(2);
    assert!(after.iter().all(|release| release.period == "2026-12"));
    assert_eq!(
        after.iter().map(|release| release.responses).sum::<u64>(),
        48,
        "all who came later"
    );
    Binary::on(&app.place).ok(&["release", "verify", "visit"]);
}

#[test]
fn a_survey_closed_for_good_stays_closed_whatever_command_is_run() {
    let app = TestApp::start();
    let program = Binary::on(&app.place);
    let file = |name, text| {
        std::fs::write(app.place.file(name), text).expect("a file");
        app.place.file(name).to_string_lossy().into_owned()
    };
    let line = |place: usize| json!({"answers": varied(place)}).to_string() + "\n";
    let answers = file("answers.jsonl", (0..30).map(line).collect());
    let once = with(visit("visit"), "period", json!("once"));
    let definition = |definition: &Value| file("definition.json", definition.to_string());
    program.ok(&["survey", "import", &definition(&once)]);
    program.ok(&["answers", "load", "visit", &answers, "--batch", "a"]);
    program.ok(&["release", "run", "visit", "--close-period"]);
    let before = shown(&app, "visit");

    let other = definition(&with(once, "title", json!({"en": "Once more"})));
    let refused: [&[&str]; 6] = [
        &["release", "run", "visit", "--close-period"],
        &["release", "run", "visit"],
        &["answers", "load", "visit", &answers, "--batch", "a"],
        &["answers", "load", "visit", &answers, "--batch", "b"],
        &["answers", "load", "visit", &answers],
        &["survey", "import", &other],
    ];
    for command in refused {
        let ran = program.run(command);
        assert!(ran.status == Some(1) && ran.err.lines().count() == 1, "{ran:?}");
    }
    program.ok(&["release", "run"]);
    assert!(before.contains("\"by\":\"region\"") && before.contains("\"loaded\":true"));
    assert_eq!(shown(&app, "visit"), before);
    assert_eq!(app.place.number("SELECT count(*) AS value FROM cells"), 0);
}

#[test]
fn a_looser_promise_is_refused_by_command_and_page_whichever_way_it_comes() {
    let app = TestApp::start();
    let (staff, program) = (Staff::signed_in(&app), Binary::on(&app.place));
    app.survey("visit");
    let (exported, file) = exported(&app, "visit");

    for (field, value) in [("group_size", 9), ("colluders", 1), ("retention_days", 366)] {
        let looser = with(exported.clone(), field, json!(value)).to_string();
        std::fs::write(&file, &looser).expect("a file");
        let by_command = program.run(&["survey", "import", &file]);
        program.ok(&["survey", "import", &file, "--draft"]);
        let by_draft = read(staff.post("/staff/surveys/visit/publish", &[]));
        staff.done("/staff/surveys/visit/json", &[("json", &looser)]);
        let by_json = read(staff.post("/staff/surveys/visit/publish", &[]));
        staff.done("/staff/surveys/visit/edit", &[(field, &value.to_string())]);
        let by_form = read(staff.post("/staff/surveys/visit/publish", &[]));

        let refused = by_command.status == Some(1) && by_command.err.starts_with(&format!("chorus: {field}: "));
        assert!(refused, "{by_command:?}");
        for (status, page) in [by_draft, by_json, by_form] {
            assert_eq!(status, 422, "{field}: {page}");
            assert!(page.contains("It cannot be published like this"), "{field}: {page}");
        }
    }
    // a language without its words
    std::fs::write(&file, with(exported, "languages", json!(["en", "pt"])).to_string()).expect("a file");
    assert_eq!(program.run(&["survey", "import", &file]).status, Some(2));
    assert_eq!(app.place.number("SELECT count(*) AS value FROM survey_versions"), 1);
}

#[test]
fn altered_segments_and_questions_count_from_the_next_period_on_and_move_no_answer() {
    let app = TestApp::start();
    app.survey("visit");
    let from = |place, region: &str| with(varied(place), "region", json!(region));
    let of = |region: &str, people| send(&app, "visit", people, |place| from(place, region));
    of("north", 0..40);
    of("west", 40..60);

    let mut labels = with(exported(&app, "visit").0, "group_size", json!(11));
    labels["questions"][2]["options"][0]["text"] = json!({"en": "The west"});
    let mut altered = with(labels.clone(), "segments", json!(["again"]));
    let options = altered["questions"][2]["options"].as_array_mut();
    options.expect("a list").reverse();
    let days = [labels, altered].map(|definition| counts_from(&app.publish(&definition)));
    of("west", 60..80);
    app.close_period("visit");
    // the next period begins with the close
    of("north", 0..40);
    of("west", 40..60);
    assert_eq!(app.tick("visit"), Outcome::Released(2));
    let reader = app.app().results();
    let asked = |period: &str| {
        let results = reader.of_period("visit", Some(period)).expect("a database that works");
        let results = results.expect("a period with releases");
        let tables = results.releases.iter().flat_map(|release| &release.tables);
        let by: BTreeSet<&str> = tables.filter_map(|table| table.by.as_deref()).collect();
        let counts = &results.tables["region"].counts.0;
        format!("{} {counts:?} {by:?}", results.survey.segments[0])
    };
    let early = asked("2026-12");
    app.on("2026-12-03");
    of("north", 60..70);
    of("west", 70..80);
    counts_from(&app.publish(&with(visit("visit"), "group_size", json!(11))));
    // closed late, when other questions count already
    app.on("2027-01-05");
    app.run_due();

    assert_eq!(days, ["2026-11-02", "2026-12-01"]);
    assert!(early.starts_with("again"), "{early}");
    let first = r#"region [("north", 40), ("south", 0), ("west", 40)] {"region"}"#;
    let second = r#"again [("west", 30), ("south", 0), ("north", 50)] {"again"}"#;
    assert_eq!([asked("2026-11"), asked("2026-12")], [first, second]);
}

#[test]
fn an_older_database_put_back_brings_nobody_into_a_second_breakdown() {
    for tick_first in [false, true] {
        let (mut app, slug) = (TestApp::start(), own_slug());
        app.publish(&visit(&slug));
        app.many(&slug, 60);
        if tick_first {
            app.tick(&slug);
        }
        let older = backup(&mut app);
        let keep = |app: &TestApp, name: &str| {
            std::fs::create_dir_all(app.place.file("kept")).expect("a folder");
            std::fs::write(app.place.file("kept").join(name), shown(app, &slug)).expect("a file");
            app.releases(&slug).pop().expect("a release")
        };
        app.close_period(&slug);
        let first = keep(&app, "before.json");

        app.stop();
        app.place.put_back(&older);
        app.restart();
        let waiting = app.waiting();
        app.many(&slug, 45);
        app.close_period(&slug);
        let second = keep(&app, "after.json");
        let kept = app.place.file("kept").to_string_lossy().into_owned();
        let verify = |whose: &[&str]| Binary::on(&app.place).run(&[&["release", "verify"], whose].concat());
        let (union, own) = (verify(&["--from", &kept]), verify(&[&slug]));

        assert!(log_of(&app, &slug).contains("an older database was put back"));
        assert_eq!((waiting, second.release), (0, first.release + 1));
        assert_eq!((second.responses, &second.previous), (45, &Some(first.digest.clone())));
        // where cells are lost with their key, nothing is broken down by what is left
        let counted = [&first, &second].map(|release| by_region(release, "overall"));
        assert!(counted == [60, 45] || tick_first && counted[1] == 0, "{counted:?}");
        // both documents say what happened, that a period was closed twice; the database alone, that it lost a release
        let missing = format!("release {} is missing before it", first.release);
        assert!(own.status == Some(1) && own.err.contains(&missing), "{own:?}");
        let twice = "was published before the last release of the period";
        assert!(union.status == Some(1) && union.err.contains(twice), "{union:?}");
    }
}

#[test]
fn too_few_too_alike_and_no_safe_segment_are_told_in_one_sentence() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let told = |slug: &str, answers: &dyn Fn(usize) -> (usize, Option<usize>)| {
        app.publish(&visit(slug));
        send(&app, slug, 0..60, |place| {
            let (region, again) = answers(place);
            let again = again.map(|again| ["yes", "no"][again]);
            json!({"overall": place % 5 + 1, "region": (["north", "south", "west"][region]), "again": again})
        });
        app.close_period(slug);
        let release = app.releases(slug).remove(0);
        let withheld: Vec<_> = release
            .withheld
            .iter()
            .filter(|table| table.question == "again")
            .collect();
        let page = staff.page(&format!("/staff/surveys/{slug}/results"));
        let page = page.replace(slug, "SLUG");
        let section = between(&page, "aria-labelledby=\"q-again\"", "</section>").expect("a section");
        assert_eq!(by_region(&release, "overall"), 60, "others are broken down");
        (serde_json::to_string(&withheld).expect("JSON"), section.to_owned())
    };

    let few = told("case-few", &|place| (place % 3, (place < 5).then_some(place % 2)));
    let alike = told("case-alike", &|place| (place % 3, Some(0)));
    // twenty yes and twenty no: from one region alone, or each region of one mind
    let one_group = told("case-group", &|place| {
        ((place / 10).max(3) - 3, (place < 40).then_some(place % 2))
    });
    let of_one_mind = told("case-mind", &|place| (place % 3, (place % 3 < 2).then_some(place % 3)));

    let sentence = "There are not enough answers to show this without risk to respondents.";
    for (told, by) in [(&few, "null"), (&one_group, "\"region\"")] {
        assert!(told.0.contains(by) && told.1.contains(sentence), "{told:?}");
    }
    assert_eq!((few, one_group), (alike, of_one_mind));
}
