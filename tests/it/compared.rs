//! A survey that compares people by shop and by age, with answers that differ by shop; nothing of how results are shown.

use serde_json::{Value, json};

use crate::app::TestApp;

/// A survey of most kinds of questions that compares people by region and by age; results when the month closes.
pub fn compared(slug: &str) -> Value {
    let text = |words: &str| json!({"en": words, "pt": format!("{words} (pt)")});
    let option = |key: &str, words: &str| json!({"key": key, "text": text(words)});
    json!({
        "chorus": 1, "slug": slug, "languages": ["en", "pt"], "title": text("Your visit to the shop"),
        "purpose": text("To make visits better."), "listed": true, "group_size": 10, "colluders": 2, "expected": 300,
        "period": "month", "tick": "close", "segments": ["region", "age"],
        "questions": [
            {"key": "overall", "kind": "rating", "steps": 5, "labels": {"en": ["poor", "excellent"], "pt": ["mau", "ótimo"]},
             "text": text("How was your visit?"), "required": true},
            {"key": "region", "kind": "choice", "text": text("Which shop did you visit?"), "why": text("To compare."), "options": [
                option("north", "North"), option("south", "South"), option("west", "West"),
                option("east", "East"), option("coast", "Coast"), option("hills", "Hills")]},
            {"key": "age", "kind": "choice", "text": text("How old are you?"), "why": text("To compare."), "options": [
                option("young", "Under 30"), option("middle", "30 to 59"), option("old", "60 or older")]},
            {"key": "friends", "kind": "nps", "text": text("Would you recommend us?")},
            {"key": "areas", "kind": "choices", "text": text("What did you buy?"), "none": true, "why": text("To know."), "options": [
                option("bread", "Bread and rolls"), option("cake", "Cake"), option("coffee", "Coffee to drink in the shop")]},
            {"key": "again", "kind": "yes_no", "text": text("Will you come again?")},
            {"key": "staff", "kind": "matrix", "steps": 5, "text": text("Our staff were"), "rows": [
                option("kind", "friendly"), option("fast", "quick")]},
            {"key": "order", "kind": "ranking", "text": text("What matters most?"), "options": [
                option("price", "Price"), option("place", "Place"), option("time", "Opening hours")]},
            {"key": "till", "kind": "yes_no", "text": text("Did the till work?")},
            {"key": "more", "kind": "long_text", "text": text("Anything else?"), "max_length": 400, "why": text("To learn.")}
        ]
    })
}

/// The answers of the person who comes as number `place`. Three shops have many visitors, the others few; noon is worse in the south.
pub fn person(place: usize) -> Value {
    // every digit of a fixed stream of numbers decides one answer
    let mut seed = (place as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut draw = move |of: usize| {
        seed ^= seed >> 29;
        seed = seed.wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ 0x94D0_49BB_1331_11EB;
        (seed >> 33) as usize % of
    };
    let regions = [
        "north", "north", "north", "north", "south", "south", "south", "west", "west", "west", "west", "west", "east",
        "coast", "hills", "hills",
    ];
    let region = regions[place % 16];
    let mood = if region == "south" { 1 } else { 3 };
    let areas = [
        json!(["bread"]),
        json!(["bread", "cake"]),
        json!(["coffee"]),
        json!(["none"]),
        json!(["cake", "coffee"]),
    ];
    let orders = [
        json!(["price", "place", "time"]),
        json!(["time", "price", "place"]),
        json!(["place", "time", "price"]),
        json!(["price", "time", "place"]),
    ];
    let ages = ["young", "middle", "middle", "old"];
    let again = ["yes", "yes", "no"];
    json!({
        "overall": mood + draw(3), "region": region, "age": ages[draw(4)],
        "friends": (mood * 2 + draw(5)).min(10), "areas": areas[draw(5)], "again": again[draw(3)],
        "staff": {"kind": mood + draw(3), "fast": 1 + draw(5)}, "order": orders[draw(4)],
        // nobody says no: this can never be shown
        "till": "yes",
    })
}

/// The survey with so many answers and its first period closed.
pub fn closed(app: &TestApp, people: usize) {
    app.publish(&compared("shop"));
    for place in 0..people {
        app.answer_api("shop", &person(place)).stored();
    }
    app.close_period("shop");
}
