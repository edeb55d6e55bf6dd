//! Survey definitions and answers that tests use; nothing of how they are sent.

use serde_json::{Map, Value, json};

/// A survey after a visit with most kinds of questions: k = 10, c = 2, monthly with weekly ticks, compared by region.
pub fn visit(slug: &str) -> Value {
    let text = |words: &str| json!({ "en": words });
    let option = |key: &str| json!({"key": key, "text": {"en": key.to_uppercase()}});
    json!({
        "chorus": 1, "slug": slug, "title": text("Your visit"), "introduction": text("Four minutes."),
        "purpose": text("To make visits better."), "benefit": text("We tell you what we changed."), "listed": true,
        "group_size": 10, "colluders": 2, "expected": 600, "period": "month", "tick": "week", "retention_days": 365,
        "segments": ["region"],
        "questions": [
            {"key": "welcome", "kind": "statement", "text": text("Thank you for coming.")},
            {"key": "overall", "kind": "rating", "steps": 5, "labels": {"en": ["poor", "excellent"]}, "text": text("How was it?"), "required": true},
            {"key": "region", "kind": "choice", "text": text("Where?"), "options": [option("north"), option("south"), option("west")], "why": text("To compare.")},
            {"key": "areas", "kind": "choices", "text": text("What did you use?"), "options": [option("desk"), option("phone"), option("web")], "none": true, "why": text("To know.")},
            {"key": "way", "kind": "choice", "text": text("How did you come?"), "options": [option("bus"), option("car")], "other": true, "why": text("To know.")},
            {"key": "again", "kind": "yes_no", "text": text("Again?")},
            {"key": "friends", "kind": "nps", "text": text("Would you recommend us?")},
            {"key": "staff", "kind": "matrix", "steps": 5, "text": text("The staff"), "rows": [{"key": "kind", "text": text("Friendly")}, {"key": "fast", "text": text("Fast")}]},
            {"key": "order", "kind": "ranking", "text": text("What matters?"), "options": [option("price"), option("place"), option("time")]},
            {"key": "spend", "kind": "number", "text": text("What did you spend?"), "min": 0, "max": 500, "unit": "EUR", "bands": [0, 10, 50, 100, 500], "why": text("To know.")},
            {"key": "more", "kind": "long_text", "text": text("Anything else?"), "max_length": 4000, "why": text("To learn.")}
        ]
    })
}

/// One question with five steps: k = 10, c = 2, one period without an end.
pub fn one_question(slug: &str) -> Value {
    json!({
        "chorus": 1, "slug": slug, "title": {"en": "One question"}, "purpose": {"en": "A test."},
        "questions": [{"key": "overall", "kind": "rating", "steps": 5, "text": {"en": "How was it?"}}]
    })
}

/// The answers of the person who comes as number `place`: all different enough for rule 3, without a comment.
pub fn varied(place: usize) -> Value {
    let regions = ["north", "south", "west"];
    let (ways, again, spent) = (["bus", "car"], ["yes", "no"], [5, 20, 70, 200]);
    let areas = [
        json!(["desk"]),
        json!(["desk", "web"]),
        json!(["phone"]),
        json!(["none"]),
    ];
    let orders = [
        json!(["price", "place", "time"]),
        json!(["time", "price", "place"]),
        json!(["place", "time", "price"]),
    ];
    json!({
        "overall": place % 5 + 1, "region": regions[place % 3], "areas": areas[place % 4],
        "way": ways[place % 2], "again": again[place % 2], "friends": place % 11,
        "staff": {"kind": place % 5 + 1, "fast": (place + 2) % 5 + 1}, "order": orders[place % 3],
        "spend": spent[place % 4],
    })
}

/// `answers` with `key` answered by `value`, or left out when it is null.
pub fn with(mut answers: Value, key: &str, value: Value) -> Value {
    answers
        .as_object_mut()
        .unwrap_or(&mut Map::new())
        .insert(key.to_owned(), value);
    answers
}
