//! kill -9 in the middle of a crowd: what was acknowledged is there, once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::fresh_receipt;
use crate::binary::Binary;
use crate::place::Place;
use crate::samples::one_question;
use crate::secrets::{everything_sealed, record_id, survey_id};

/// How often it is killed.
const ROUNDS: usize = 20;

/// What a crowd of programs knows of its own submissions.
#[derive(Default)]
struct Crowd {
    /// Receipts with their answers that were acknowledged.
    acknowledged: BTreeMap<String, Value>,
    /// Sent, and nothing heard.
    unheard: BTreeMap<String, Value>,
}

fn send(address: &str, receipt: &str, answers: &Value) -> Option<u16> {
    let client = reqwest::blocking::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .expect("a client");
    let document = json!({"answers": answers, "receipt": receipt});
    let sent = client
        .post(format!("http://{address}/api/v1/surveys/one/responses"))
        .json(&document)
        .send();
    sent.ok().map(|answer| answer.status().as_u16())
}

/// Programs answer, each as fast as it can, until the server is gone.
fn answer_until_killed(address: &str, crowd: &Mutex<Crowd>, gone: &AtomicBool) {
    let retry = crowd.lock().expect("the crowd").unheard.pop_first();
    let mut next = retry;
    while !gone.load(Ordering::SeqCst) {
        let (receipt, answers) = next
            .take()
            .unwrap_or_else(|| (fresh_receipt(), json!({"overall": rand::random::<u8>() % 5 + 1})));
        let status = send(address, &receipt, &answers);
        let mut crowd = crowd.lock().expect("the crowd");
        match status {
            Some(200) => crowd.acknowledged.insert(receipt, answers),
            Some(503) | None => crowd.unheard.insert(receipt, answers),
            Some(other) => panic!("status {other}"),
        };
    }
}

#[test]
fn killed_twenty_times_in_a_crowd_it_keeps_every_acknowledged_answer_once() {
    let place = Place::new();
    let program = Binary::on(&place);
    program.publish(&one_question("one"));
    let crowd = Mutex::new(Crowd::default());

    for _ in 0..ROUNDS {
        let served = program.serve();
        let gone = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| answer_until_killed(&served.address, &crowd, &gone));
            }
            thread::sleep(Duration::from_millis(10 + u64::from(rand::random::<u8>()) * 140 / 255));
            let _ = std::process::Command::new("kill")
                .args(["-9", &served.id().to_string()])
                .status();
            gone.store(true, Ordering::SeqCst);
        });
    }

    let mut crowd = crowd.into_inner().expect("the crowd");
    let survey = survey_id(&place, "one");
    let stored = |place: &Place| -> Vec<_> {
        everything_sealed(place, survey)
            .iter()
            .map(|sealed| sealed.id())
            .collect()
    };
    let names: BTreeSet<_> = stored(&place).into_iter().collect();
    let lost: Vec<&String> = crowd
        .acknowledged
        .keys()
        .filter(|code| !names.contains(&record_id(survey, code, "overall")))
        .collect();
    println!(
        "{} acknowledged, {} unheard, {} stored",
        crowd.acknowledged.len(),
        crowd.unheard.len(),
        names.len()
    );
    assert!(
        lost.is_empty() && crowd.acknowledged.len() > ROUNDS,
        "{} lost of {}",
        lost.len(),
        crowd.acknowledged.len()
    );

    let served = program.serve();
    crowd.acknowledged.append(&mut crowd.unheard);
    for (receipt, answers) in &crowd.acknowledged {
        assert_eq!(send(&served.address, receipt, answers), Some(200));
    }
    served.kill();
    assert_eq!(stored(&place).len(), crowd.acknowledged.len(), "each once");
    assert_eq!(
        place.number("SELECT count(*) AS value FROM sent"),
        crowd.acknowledged.len() as i64
    );
}
