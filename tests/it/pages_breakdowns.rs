//! Answers by group on the results page: what groups are called, what is shown, what is not, and the page that explains it.

use std::collections::BTreeSet;

use chorus::domain::release::Table;
use regex::Regex;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::compared::{closed, compared, person};
use crate::house::text_of;
use crate::pages::unescaped;
use crate::samples;
use crate::staff::Staff;

/// A page as a reader meets it.
fn words(page: &str) -> String {
    let tag = Regex::new(r"(?s)<[^>]*>").expect("a pattern");
    let text = tag.replace_all(page, " ").replace(['\u{2068}', '\u{2069}'], "");
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

const SENTENCE: &str = "There are not enough answers to show this without risk to respondents.";

/// What stands between a mark and the next end of a part.
fn part<'p>(page: &'p str, begin: &str, end: &str) -> &'p str {
    let rest = &page[page.find(begin).unwrap_or_else(|| panic!("no {begin} in {page}"))..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}

fn section<'p>(page: &'p str, key: &str) -> &'p str {
    part(page, &format!("aria-labelledby=\"q-{key}\""), "</section>")
}

#[test]
fn a_closed_period_shows_every_group_with_its_shares_and_intervals() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    closed(&app, 240);
    let release = app.releases("shop").pop().expect("a release");

    let page = staff.page("/staff/surveys/shop/results?period=2026-11");

    let overall = section(&page, "overall");
    let blocks: Vec<_> = release
        .tables
        .iter()
        .filter(|table| table.question == "overall" && table.by.is_some())
        .collect();
    assert!(blocks.len() >= 5, "{blocks:?}");
    for table in &blocks {
        assert!(
            overall.contains(&format!("<td>{}</td>", table.n)),
            "{}: {overall}",
            table.n
        );
        assert!(words(overall).contains(&format!("{} answered", table.n)));
    }
    // a share of a known table, with Wilson's interval
    let north = blocks
        .iter()
        .find(|table| table.block == ["north"])
        .expect("a big group");
    let share = chorus::domain::statistics::share(north.counts.of("5"), north.n).expect("a share");
    let cell = format!(
        "{:.0}% <small>{:.0}–{:.0}%</small>",
        share.value * 100.0,
        share.low * 100.0,
        share.high * 100.0
    );
    assert!(
        part(overall, "<th scope=\"row\">North</th>", "</tr>").contains(&cell),
        "{cell}: {overall}"
    );
    for head in ["Mean", "1 – poor", "5 – excellent"] {
        assert!(overall.contains(&format!("<th scope=\"col\">{head}</th>")), "{head}");
    }
    let choices = section(&page, "areas");
    assert!(
        choices.contains("<th scope=\"col\">Bread and rolls</th>")
            && choices.contains("<th scope=\"col\">None of these</th>")
    );
    assert!(section(&page, "staff").contains("scope=\"rowgroup\">friendly</th>"));
    assert!(section(&page, "order").contains("scope=\"rowgroup\">Mean place</th>"));
    assert!(section(&page, "friends").contains("Net Promoter Score"));
    assert!(
        !section(&page, "region").contains("Compared by: \u{2068}Which shop"),
        "a group by itself"
    );
    // folded, but for the first
    assert_eq!(page.matches("<details class=\"breakdown\" open>").count(), 1);
    assert!(overall.contains("<details class=\"breakdown\" open>") && !page.contains("style="));
}

#[test]
fn small_groups_are_named_together_in_the_language_of_the_reader() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    closed(&app, 96);

    let english = staff.page("/staff/surveys/shop/results?period=2026-11");
    let portuguese = staff.page("/staff/surveys/shop/results?period=2026-11&lang=pt");

    let release = app.releases("shop").pop().expect("a release");
    let by_shop = |table: &&Table| table.question == "overall" && table.by.as_deref() == Some("region");
    let blocks: Vec<_> = release
        .tables
        .iter()
        .filter(by_shop)
        .map(|table| table.block.join(" "))
        .collect();
    assert_eq!(blocks, ["north", "south", "west", "east coast", "hills"]);
    for (page, name) in [(&english, "East, Coast"), (&portuguese, "East (pt), Coast (pt)")] {
        let overall = section(page, "overall");
        assert!(
            overall.contains(&format!("<th scope=\"row\">{name}</th>")),
            "{name}: {overall}"
        );
        assert!(overall.contains(&format!("<figcaption>{name} ")), "{name}: {overall}");
    }
}

#[test]
fn the_overview_shades_groups_apart_only_where_their_intervals_are() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    closed(&app, 240);

    let page = staff.page("/staff/surveys/shop/results?period=2026-11");

    let overview = part(&page, "aria-labelledby=\"comparing\"", "</section>");
    let shades = |question: &str| -> BTreeSet<String> {
        let row = part(overview, &format!("<a href=\"#q-{question}\">"), "</tr>");
        let shade = Regex::new("class=\"(heat-[0-9])\"").expect("a pattern");
        shade.captures_iter(row).map(|found| found[1].to_owned()).collect()
    };
    assert!(shades("overall").len() > 1, "the south is apart: {overview}");
    assert_eq!(shades("again").len(), 1, "chance alone: {overview}");
    assert!(overview.contains("Compared by: \u{2068}Which shop did you visit?\u{2069}"));
    assert!(
        !overview.contains("#q-areas") && !overview.contains("#q-order"),
        "no figure to compare"
    );
    for arrow in ["▲", "▼", "↑", "↓"] {
        assert!(!page.contains(arrow));
    }
}

#[test]
fn one_sentence_stands_for_everything_that_is_not_shown() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    closed(&app, 96);
    let few = samples::with(compared("few"), "slug", json!("few"));
    app.publish(&few);
    for place in 0..14 {
        app.answer_api("few", &person(place)).stored();
    }
    app.close_period("few");

    let page = staff.page("/staff/surveys/shop/results?period=2026-11");
    let none = staff.page("/staff/surveys/few/results?period=2026-11");

    assert!(app.releases("few")[0].tables.iter().all(|table| table.by.is_none()));
    let till = section(&page, "till");
    assert_eq!(words(till).matches(SENTENCE).count(), 1, "{till}");
    assert!(!till.contains("<details class=\"breakdown\""));
    let compared = part(&none, ">Comparing groups</h2>", "<section");
    assert_eq!(words(compared).matches(SENTENCE).count(), 1);
    assert_eq!(words(section(&none, "overall")).matches(SENTENCE).count(), 0);
    assert!(!none.contains("class=\"heat\"") && !none.contains("class=\"multiples\""));
    for (slug, page) in [("shop", &page), ("few", &none)] {
        let link = format!("<a href=\"/staff/surveys/{slug}/why\">");
        let sentences = page.matches(SENTENCE).count();
        assert!(
            sentences > 0 && page.matches(&format!("{SENTENCE} {link}")).count() == sentences,
            "{slug}"
        );
    }
}

#[test]
fn a_question_that_cannot_be_compared_says_so_beside_its_answers() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.survey("visit");
    // everybody of a region gives the same order
    app.many("visit", 90);
    app.close_period("visit");

    let page = staff.page("/staff/surveys/visit/results?period=2026-11");

    let order = section(&page, "order");
    assert!(
        order.contains("Mean place") && !order.contains("class=\"heat\""),
        "{order}"
    );
    assert_eq!(words(order).matches(SENTENCE).count(), 1);
    assert!(words(order).contains("Answers by group: Where?"));
    assert!(
        section(&page, "overall").contains("class=\"heat\"") && !words(section(&page, "overall")).contains(SENTENCE)
    );
}

#[test]
fn before_the_close_there_is_a_day_and_no_number() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let mut survey = compared("shop");
    survey["tick"] = json!("week");
    app.publish(&survey);
    let path = "/staff/surveys/shop/results";

    let empty = staff.page(path);
    for place in 0..96 {
        app.answer_api("shop", &person(place)).stored();
    }
    app.tick("shop");
    let open = staff.page(path);
    app.close_period("shop");
    let closed = staff.page(&format!("{path}?period=2026-11"));

    let sentence = "Comparisons between groups appear when the period closes, on December 1, 2026.";
    for page in [&empty, &open] {
        assert_eq!(words(page).matches(sentence).count(), 1);
        assert!(!page.contains("class=\"heat\"") && !page.contains("Compared by"));
    }
    assert!(closed.contains("class=\"heat\"") && !words(&closed).contains(sentence));
}

#[test]
fn a_survey_that_compares_nobody_says_nothing_of_groups() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    app.publish(&samples::one_question("one"));
    for place in 0..30 {
        app.answer_api("one", &json!({"overall": place % 5 + 1})).stored();
    }
    let open = staff.page("/staff/surveys/one/results");
    app.close_period("one");

    let closed = staff.page("/staff/surveys/one/results");

    for page in [open, closed] {
        let read = words(&page);
        assert!(!read.contains("groups") && !read.contains("Compared by"), "{read}");
    }
}

#[test]
fn the_page_of_rules_has_the_numbers_and_the_questions_of_the_survey() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let mut survey = compared("shop");
    survey["group_size"] = json!(17);
    survey["colluders"] = json!(3);
    app.publish(&survey);
    app.publish(&samples::one_question("one"));
    let path = "/staff/surveys/shop/why";

    let english = words(&staff.page(path));
    let others: Vec<String> = ["pt", "zh"]
        .iter()
        .map(|lang| words(&staff.page(&format!("{path}?lang={lang}"))))
        .collect();
    let without = words(&staff.page("/staff/surveys/one/why"));

    for told in [
        "Groups of at least 17 people",
        "Even if 3 of them tell",
        "at least 4 people of the same group gave a different one",
        "Which shop did you visit?",
        "How old are you?",
        "A reporting period is a month. Results appear when the period closes.",
        "no filters",
        "“North, West” is one group",
    ] {
        assert!(english.contains(told), "{told}: {english}");
    }
    assert!(!english.contains("fewer than about 200"), "it waits already");
    assert!(without.contains("no questions by which groups are compared") && without.contains("fewer than about 200"));
    assert!(
        others
            .iter()
            .all(|page| page.contains("17") && !page.contains("Why don’t"))
    );
    assert!(others[0].contains("Which shop did you visit? (pt)"));
    assert_eq!(staff.get("/staff/surveys/nothing/why").0, 404);
    app.app()
        .surveys()
        .save_draft(&chorus::domain::survey::Survey::from_json(&compared("draft").to_string()).expect("a definition"))
        .expect("a draft");
    assert_eq!(staff.get("/staff/surveys/draft/why").0, 404);
}

#[test]
fn whoever_publishes_is_told_where_few_answers_meet_many_groups() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    let advice = |expected: Value, tick: &str| {
        let mut survey = compared("shop");
        survey["expected"] = expected;
        survey["tick"] = json!(tick);
        let survey = chorus::domain::survey::Survey::from_json(&survey.to_string()).expect("a definition");
        app.app().surveys().save_draft(&survey).expect("a draft");
        words(&staff.page("/staff/surveys/shop/publish"))
    };

    let (rare, wait) = (
        "can be answered in 18 different ways",
        "Fewer than 200 answers are expected",
    );

    let few = advice(json!(120), "week");
    assert!(
        few.contains(rare) && few.contains(wait) && few.contains("120 answers"),
        "{few}"
    );
    let waiting = advice(json!(120), "close");
    assert!(waiting.contains(rare) && !waiting.contains(wait));
    for enough in [
        advice(json!(180), "close"),
        advice(json!(600), "week"),
        advice(Value::Null, "week"),
    ] {
        assert!(!enough.contains(rare) && !enough.contains(wait), "{enough}");
    }
}

#[test]
fn downloads_hold_every_group_under_keys_without_spaces() {
    let app = TestApp::start();
    let staff = Staff::signed_in(&app);
    closed(&app, 96);
    let release = app.releases("shop").pop().expect("a release");

    let (_, csv) = staff.get("/staff/surveys/shop/results.csv");
    let (_, json) = staff.get("/staff/surveys/shop/results.json");

    let document: Value = serde_json::from_str(&json).expect("a document");
    assert_eq!(
        document["releases"][0]["tables"],
        serde_json::to_value(&release.tables).expect("tables")
    );
    assert!(
        !document["releases"][0]["withheld"]
            .as_array()
            .expect("a list")
            .is_empty()
    );
    let mut lines = csv.lines().skip(1);
    for table in &release.tables {
        for (value, count) in &table.counts.0 {
            let by = table.by.as_deref().unwrap_or("");
            let block = table.block.join(" ");
            assert!(table.block.iter().all(|value| !value.contains(' ')));
            let line = format!(
                "{},{by},{block},{},{},{value},{count}",
                table.question, table.n, table.no_answer
            );
            assert_eq!(lines.next(), Some(format!("1,2026-11,2026-11-02,{line}").as_str()));
        }
    }
    assert_eq!(lines.next(), None);
}

/// The relative luminance of WCAG 2 of a colour written as six digits.
fn luminance(colour: &str) -> f64 {
    let channel = |place: usize| {
        let value = f64::from(u8::from_str_radix(&colour[place..place + 2], 16).expect("two digits")) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn text_on_every_shade_can_be_read_in_light_and_in_dark() {
    let styles = text_of("static/css/60-breakdowns.css");
    let colour = Regex::new("--heat-(text|[0-9]): #([0-9a-f]{6});").expect("a pattern");
    let colours: Vec<(String, f64)> = colour
        .captures_iter(&styles)
        .map(|found| (found[1].to_owned(), luminance(&found[2])))
        .collect();

    assert_eq!(colours.len(), 22);
    for scheme in colours.chunks(11) {
        let text = scheme[0].1;
        assert_eq!(scheme[0].0, "text");
        for (step, (name, shade)) in scheme[1..].iter().enumerate() {
            let contrast = (text.max(*shade) + 0.05) / (text.min(*shade) + 0.05);
            assert!(*name == step.to_string() && contrast >= 4.5, "{name}: {contrast}");
        }
        assert!(
            scheme[1..].windows(2).all(|pair| (pair[0].1 - pair[1].1).abs() > 0.001),
            "each shade is another"
        );
    }
    for step in 0..10 {
        assert!(styles.contains(&format!(
            ".heat td.heat-{step} {{ background: var(--heat-{step}); color: var(--heat-text); }}"
        )));
    }
}
