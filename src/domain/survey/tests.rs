//! What editors can rely on when they import and export a survey.

#![allow(clippy::unwrap_used)]

mod changes;
mod limits;
mod makers;
mod mistakes;
mod round_trip;

use serde_json::{Value, json};

use super::Survey;

/// The example of DESIGN.md, with the left-out words and options filled in.
fn example() -> Value {
    let both = |en: &str, it: &str| json!({ "en": en, "it": it });
    let option = |key: &str| json!({ "key": key, "text": both(key, key) });
    json!({"chorus":1,"slug":"visit","languages":["en","it"],"default_language":"en","title":both("Your visit","La tua visita"),
     "introduction":both("Hello","Ciao"),"thanks":both("Thanks","Grazie"),"purpose":both("Better visits","Visite migliori"),
     "benefit":both("Less waiting","Meno attesa"),"listed":true,
     "group_size":10,"colluders":2,"expected":300,"period":"once","tick":"week","opens":"2026-11-01","closes":null,"retention_days":365,"keep":["Chez Léa"],
     "segments":["region"],
     "questions":[
      {"key":"overall","kind":"rating","steps":5,"labels":{"en":["poor","excellent"],"it":["scarsa","ottima"]},
       "text":both("Overall?","Nel complesso?"),"help":both("One to five","Da uno a cinque"),"required":true,"why":both("To improve","Per migliorare")},
      {"key":"region","kind":"choice","text":both("Where?","Dove?"),"options":[option("north"),option("south")],"other":false,"display":"radio"},
      {"key":"areas","kind":"choices","text":both("What?","Cosa?"),"options":[option("price"),option("place"),option("staff")],"min":0,"max":3,"none":true},
      {"key":"staff","kind":"matrix","text":both("The staff?","Il personale?"),"steps":5,"rows":[{"key":"kind","text":both("Friendly","Gentile")}]},
      {"key":"spend","kind":"number","text":both("How much?","Quanto?"),"min":0,"max":500,"unit":"EUR","bands":[0,10,50,100,500]},
      {"key":"more","kind":"long_text","text":both("More?","Altro?"),"max_length":4000}]})
}

/// A survey in English alone, with one question made of `fields` over a yes/no question with the key `q`.
fn with_question(fields: &Value) -> Value {
    let mut question = json!({ "key": "q", "kind": "yes_no", "text": "Well?" });
    for (name, value) in fields.as_object().unwrap() {
        question[name] = value.clone();
    }
    json!({ "chorus": 1, "slug": "s", "title": "T", "purpose": "P", "questions": [question] })
}

fn read(document: &Value) -> Survey {
    Survey::from_json(&document.to_string()).unwrap()
}

/// Every mistake, one a line.
fn mistakes(document: &Value) -> String {
    Survey::from_json(&document.to_string()).unwrap_err().to_string()
}

/// The mistakes of the example with the value at a JSON pointer replaced.
fn mistakes_with(pointer: &str, value: Value) -> String {
    let mut document = example();
    *document.pointer_mut(pointer).unwrap() = value;
    mistakes(&document)
}

/// The mistakes of a survey with one question made of `fields`.
fn mistakes_of_question(fields: Value) -> String {
    mistakes(&with_question(&fields))
}

/// As many options as `count`, in English alone.
fn options(count: usize) -> Value {
    (0..count)
        .map(|number| json!({ "key": format!("o{number}"), "text": "O" }))
        .collect()
}
