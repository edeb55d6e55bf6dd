//! Made-up respondents: tastes that differ by group and drift over time, and texts with an identifier now and then.

use futures_util::future::try_join_all;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt};

use super::super::Failure;
use crate::app::App;
use crate::privacy::form::SubmissionForm;
use crate::privacy::receipt::Nonce;
use crate::services::catalogue::Form;
use crate::services::writer::Outcome;

/// Lets so many people answer each survey, as the form would.
pub(super) async fn answer(app: &App, surveys: &[(&str, usize)]) -> Result<(), Failure> {
    let desk = app.submissions();
    for (slug, people) in surveys {
        let Form::Open(published) = app.catalogue().form(slug)? else {
            return Err(Failure::Work(format!("the sample survey {slug} is not open")));
        };
        let submissions = (0..*people).map(|_| {
            let (desk, published) = (desk.clone(), published.clone());
            let form = SubmissionForm::new(fields(slug));
            async move {
                let raw = form
                    .parse(&published.survey, &published.items)
                    .map_err(|problems| Failure::Work(crate::services::load::in_words(&problems)))?;
                let nonce = Nonce::new(rand::random());
                match desk.accept(published, &nonce, raw, "en", false).await {
                    Ok(Outcome::Stored) => Ok(()),
                    other => Err(Failure::Work(format!("a sample answer was not stored: {other:?}"))),
                }
            }
        });
        try_join_all(submissions).await?;
    }
    Ok(())
}

fn fields(slug: &str) -> Vec<(String, String)> {
    let mut rng = rand::rng();
    match slug {
        "visit" => visit(&mut rng),
        "suggestions" => suggestion(&mut rng),
        _ => product(&mut rng),
    }
}

fn visit(rng: &mut impl Rng) -> Vec<(String, String)> {
    let time = one_of(rng, &["morning", "morning", "noon", "afternoon"]);
    let mood: f64 = if time == "noon" { 3.2 } else { 4.1 };
    let overall = step(rng, mood, 1, 5);
    let mut answers = vec![pair("overall", overall), pair("time", time)];
    maybe(rng, &mut answers, 0.9, |rng| {
        pair("recommend", step(rng, f64::from(overall) * 2.0, 0, 10))
    });
    for (row, shift) in [("friendly", 0.4), ("quick", -0.6), ("helpful", 0.1)] {
        maybe(rng, &mut answers, 0.92, |rng| {
            pair(&format!("staff.{row}"), step(rng, mood + shift, 1, 5))
        });
    }
    for (option, share) in [("bread", 0.6), ("cake", 0.35), ("coffee", 0.5), ("lunch", 0.2)] {
        maybe(rng, &mut answers, share, |_| pair("bought", option));
    }
    maybe(rng, &mut answers, 0.8, |rng| pair("more", one_of(rng, VISIT_TEXTS)));
    answers
}

fn suggestion(rng: &mut impl Rng) -> Vec<(String, String)> {
    vec![
        pair("kind", one_of(rng, &["idea", "idea", "complaint", "praise"])),
        pair("text", one_of(rng, SUGGESTIONS)),
        pair("important", step(rng, 3.4, 1, 5)),
    ]
}

fn product(rng: &mut impl Rng) -> Vec<(String, String)> {
    let age = one_of(rng, &["under_30", "from_30", "from_30", "from_60"]);
    let mood = if age == "from_60" { 3.1 } else { 4.0 };
    let taste = step(rng, mood, 1, 5);
    let mut answers = vec![pair("taste", taste), pair("age", age)];
    maybe(rng, &mut answers, 0.9, |rng| pair("easy", step(rng, 5.0, 1, 7)));
    answers.push(pair(
        "again",
        if taste >= 4 || rng.random_bool(0.2) {
            "yes"
        } else {
            "no"
        },
    ));
    maybe(rng, &mut answers, 0.8, |rng| {
        pair("price", format!("{:.1}", 1.5 + rng.random_range(0.0..4.5)))
    });
    let order = one_of(
        rng,
        &[
            "taste price health",
            "taste health price",
            "health taste price",
            "price taste health",
        ],
    );
    answers.extend(
        order
            .split(' ')
            .enumerate()
            .map(|(place, option)| pair(&format!("order.{option}"), place + 1)),
    );
    maybe(rng, &mut answers, 0.7, |rng| pair("more", one_of(rng, PRODUCT_TEXTS)));
    answers
}

fn pair(key: &str, value: impl ToString) -> (String, String) {
    (key.to_owned(), value.to_string())
}

fn one_of(rng: &mut impl Rng, values: &[&'static str]) -> &'static str {
    values.choose(rng).copied().unwrap_or_default()
}

fn maybe<R: Rng>(
    rng: &mut R,
    answers: &mut Vec<(String, String)>,
    share: f64,
    answer: impl FnOnce(&mut R) -> (String, String),
) {
    if rng.random_bool(share) {
        answers.push(answer(rng));
    }
}

/// A step near `centre`: the sum of three uniform numbers is round enough.
fn step(rng: &mut impl Rng, centre: f64, low: i32, high: i32) -> i32 {
    let wide = f64::from(high - low) / 2.0;
    let noise: f64 = (0..3).map(|_| rng.random_range(-0.5..0.5)).sum::<f64>() * wide;
    ((centre + noise).round() as i32).clamp(low, high)
}

const VISIT_TEXTS: &[&str] = &[
    "The queue at noon is too long, a second till would help.",
    "Lovely bread, and the smell when you come in!",
    "Please bring back the walnut rolls.",
    "I waited ten minutes for a coffee that was cold.",
    "Everybody was so kind when my son dropped his cake. Thank you.",
    "More seats by the window, please.",
    "Prices went up again: 4.20 for a small loaf is a lot.",
    "You forgot my lunch order twice. Write to me at jo.miller@post.example if you want details.",
    "The card reader was broken and nobody had change.",
    "Best sourdough in town.",
    "It would help to know which cakes have nuts in them.",
    "The music is too loud to talk.",
    "Call me on +44 20 7946 0958 about the birthday cake that never came.",
    "Opening at 6:30 would be great for people on early shifts.",
    "The step at the door is hard with a wheelchair.",
    "Friendly, quick, good. Nothing to add.",
];

const SUGGESTIONS: &[&str] = &[
    "Sell yesterday's bread at half price in the evening.",
    "A stamp card for coffee would be nice.",
    "Use paper bags that can be composted.",
    "Bicycle stands in front of the shop, please.",
    "Gluten-free cake at least once a week.",
    "Your pumpkin soup was wonderful, keep it all winter.",
    "The toilet is often out of paper.",
    "Let us order by telephone before nine.",
    "Put the opening hours on the door in larger letters.",
    "Smaller portions for children at lunch.",
    "My complaint of last week is still open, see https://tickets.example/case/88121?user=kim.",
    "A water tap for refilling bottles.",
    "Thank you for employing trainees.",
    "Turn down the heating, the chocolate melts.",
];

const PRODUCT_TEXTS: &[&str] = &[
    "A little more salt and it would be perfect.",
    "It goes dry after a day.",
    "My children love it.",
    "Too expensive compared with the rye bread.",
    "The crust is great.",
    "Could you slice it thinner?",
    "I could not find it behind the other loaves.",
    "Finally a bread without sugar!",
    "Tastes of nothing, sorry.",
    "Please sell half loaves too.",
    "The label should say how much oat is in it.",
    "I would buy it every week if you had it on Mondays.",
];
