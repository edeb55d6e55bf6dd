//! Keys: rotated under load, refused when wrong, shredded for good, and shown nowhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chorus::services::release::Shredded;
use serde_json::json;

use crate::app::TestApp;
use crate::binary::{Binary, Ran};
use crate::older::{own_slug, rate};
use crate::place::Place;
use crate::running::Running;
use crate::samples::one_question;
use crate::secrets::{everything_sealed, opened, survey_id};
use crate::staff::Staff;

/// The one line of a refused start.
fn refused(ran: &Ran) -> &str {
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    ran.err.trim_end()
}

fn key_folder(place: &Place) -> PathBuf {
    place.key_file().parent().expect("a folder").to_path_buf()
}

fn keys_in(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("a key file");
    text.lines().map(str::to_owned).collect()
}

/// A survey with a release, its cells, and people who wait.
fn waiting(slug: &str) -> TestApp {
    let app = TestApp::start();
    app.publish(&one_question(slug));
    rate(&app, slug, 30);
    app.tick(slug);
    rate(&app, slug, 5);
    app
}

#[test]
fn keys_rotated_while_two_servers_take_answers_lose_nobody() {
    const ROTATIONS: usize = 6;
    let app = TestApp::start();
    let slug = own_slug();
    app.publish(&one_question(&slug));
    let other = Running::start(&app.place, &app.clock);
    let origins = [app.origin(), format!("http://{}", other.address)];
    let (stop, sent) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let senders: Vec<_> = (0..4)
        .map(|sender: usize| {
            let url = format!("{}/api/v1/surveys/{slug}/responses", origins[sender % 2]);
            let (stop, sent, client) = (Arc::clone(&stop), Arc::clone(&sent), app.client().clone());
            std::thread::spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let answers = json!({"answers": {"overall": sender % 5 + 1}});
                    let answer = client.post(&url).json(&answers).send().expect("an answer");
                    assert_eq!(answer.status(), 200, "{:?}", answer.text());
                    sent.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let first = keys_in(&app.place.key_file());

    for rotation in 0..ROTATIONS {
        let enough = (rotation + 1) * 30;
        while sent.load(Ordering::Relaxed) < enough {
            assert!(
                !senders.iter().any(std::thread::JoinHandle::is_finished),
                "a sender failed"
            );
            std::thread::yield_now();
        }
        let said = Binary::on(&app.place).ok(&["keys", "rotate"]);
        assert!(said.contains("wraps everything now"), "{said}");
        // either server makes the next key, and has the one of before to find
        let releases = if rotation % 2 == 0 { app.app() } else { &other.app };
        let tick = chorus::services::release::Tick {
            closes: false,
            unscheduled: true,
        };
        releases.releases().run(&slug, tick).expect("a tick");
    }
    stop.store(true, Ordering::Relaxed);
    senders.into_iter().for_each(|sender| sender.join().expect("a sender"));
    other.stop();

    let sent = sent.load(Ordering::Relaxed) as u64;
    let (waits, closed) = opened(&app.place, survey_id(&app.place, &slug));
    let tables = app.releases(&slug);
    let released: u64 = tables
        .iter()
        .filter_map(|release| release.overall("overall"))
        .map(|table| table.n + table.no_answer)
        .sum();
    assert_eq!((released + waits.len() as u64, closed), (sent, 0));
    assert!(tables.len() > 1, "{}", tables.len());
    let last = keys_in(&app.place.key_file());
    assert!(first.len() == 1 && last.len() == 1 && first != last);
    let log = app.log();
    assert!(!log.contains(&first[0]) && !log.contains(&last[0]));
}

#[test]
fn a_wrong_key_a_missing_one_and_another_folder_are_refused_each_with_its_sentence() {
    let place = Place::new();
    Binary::on(&place).ok(&["organisation", "show"]);
    let (file, right) = (place.key_file(), keys_in(&place.key_file()));

    std::fs::write(&file, format!("{}\n", "5e".repeat(32))).expect("a file");
    let wrong = Binary::on(&place).run(&["serve"]);
    std::fs::remove_file(&file).expect("a file");
    let gone = Binary::on(&place).run(&["serve"]);
    std::fs::write(&file, &right[0]).expect("a file");
    let elsewhere = place.file("elsewhere").join("key");
    let other = Binary::on(&place).with("CHORUS_KEY_FILE", &elsewhere.display().to_string());
    let foreign = other.run(&["serve"]);

    let line = refused(&wrong);
    assert!(
        line.contains("/keys/root is wrapped with key ") && line.contains("put the right key back"),
        "{line}"
    );
    assert!(!wrong.err.contains("5e5e"), "{line}");
    assert!(refused(&gone).contains("is not there, and the keys in "), "{gone:?}");
    assert!(!gone.err.contains(&right[0]));
    let line = refused(&foreign);
    assert!(
        line.starts_with("chorus: the database was written with other keys than those in ")
            && line.contains("elsewhere"),
        "{line}"
    );
    Binary::on(&place).ok(&["organisation", "show"]);

    let hesitant = other.run(&["keys", "adopt"]);
    let still = other.run(&["organisation", "show"]);
    other.ok(&["keys", "adopt", "--yes"]);

    assert!(refused(&hesitant).contains("--yes") && still.status == Some(2));
    other.ok(&["organisation", "show"]);
    let foreign = Binary::on(&place).run(&["organisation", "show"]);
    assert!(refused(&foreign).contains("other keys"));
}

#[test]
fn a_program_or_a_credential_gives_the_key_and_rotation_asks_for_both() {
    let app = waiting("one");
    let place = &app.place;
    let (file, folder) = (place.key_file(), key_folder(place).display().to_string());
    let credentials = place.file("credentials");
    std::fs::create_dir_all(&credentials).expect("a folder");
    let (printed, old) = (credentials.join("chorus-key"), keys_in(&file).remove(0));
    std::fs::rename(&file, &printed).expect("a file");
    let by_program = Binary::on(place)
        .without("CHORUS_KEY_FILE")
        .with("CHORUS_KEY_FOLDER", &folder)
        .with("CHORUS_KEY_COMMAND", &format!("cat {}", printed.display()));
    let by_credential = Binary::on(place)
        .without("CHORUS_KEY_FILE")
        .with("CHORUS_KEY_FOLDER", &folder)
        .with("CHORUS_KEY_CREDENTIAL", "chorus-key")
        .with("CREDENTIALS_DIRECTORY", &credentials.display().to_string());

    let alone = by_program.run(&["keys", "rotate"]);
    let new = "0d".repeat(32);
    std::fs::write(&printed, format!("{new}\n{old}\n")).expect("a file");
    let rotated = by_credential.ok(&["keys", "rotate"]);
    std::fs::write(&printed, &new).expect("a file");
    let listed = by_program.ok(&["keys", "list"]);
    std::fs::write(&printed, &old).expect("a file");
    let too_old = by_credential.run(&["keys", "list"]);
    std::fs::write(&printed, "").expect("a file");
    let silent = by_program.run(&["keys", "list"]);

    assert!(
        alone.status == Some(1) && alone.err.contains("let it give a new key in a line before this one"),
        "{alone:?}"
    );
    assert!(
        rotated.contains("Nothing needs the other lines any more (1)"),
        "{rotated}"
    );
    assert!(listed.contains("one pool 2, since "), "{listed}");
    assert!(refused(&too_old).contains("KEY_CREDENTIAL"), "{too_old:?}");
    assert!(refused(&silent).contains("KEY_COMMAND cat gives no key of this program"));
    assert!(!file.exists(), "nothing writes a key where none is asked for");
    let said = [alone.err, rotated, listed, too_old.err, silent.err].concat();
    assert!(!said.contains(&new) && !said.contains(&old));
}

#[test]
fn what_is_shredded_is_gone_for_everybody_and_the_survey_goes_on() {
    let slug = own_slug();
    let app = waiting(&slug);
    let survey = survey_id(&app.place, &slug);
    let sealed = everything_sealed(&app.place, survey);
    let before = app.releases(&slug);

    let hesitant = Binary::on(&app.place).run(&["keys", "shred", &slug]);
    let unknown = Binary::on(&app.place).run(&["keys", "shred", "nobody", "--yes"]);
    let waits = app.waiting();
    Binary::on(&app.place).ok(&["keys", "shred", &slug, "--yes"]);

    assert!(refused(&hesitant).contains("--yes") && unknown.status == Some(1));
    assert_eq!((waits, app.waiting()), (15, 0));
    assert_eq!(app.place.number("SELECT count(*) AS value FROM cells"), 0);
    let keys = chorus::keys::KeyFolder::open(&app.place.key_file()).expect("a key folder");
    for sealed in &sealed {
        assert!(keys.pool_key(survey, sealed.epoch()).expect("a key folder").is_none());
    }
    assert_eq!(keys.cell_key(survey, "once").expect("a key folder").map(drop), None);
    assert_eq!(app.releases(&slug), before, "what was released stays");

    rate(&app, &slug, 25);
    app.tick(&slug);
    app.close_period(&slug);
    let after = app.releases(&slug);
    let counted: u64 = after.iter().map(|release| release.responses).sum();
    assert_eq!(
        counted,
        before[0].responses + 25,
        "all who came since, and none of before"
    );
}

#[test]
fn shredding_killed_at_any_step_is_finished_by_the_next() {
    let mut app = waiting("one");
    app.stop();

    for step in ["shred key made", "shred switched", "shred destroyed", "deleting"] {
        let place = app.place.copy();
        let shred = ["keys", "shred", "one", "--yes"];
        let killed = Binary::on(&place).with("CHORUS_KILL_AT", step).run(&shred);
        assert_eq!(killed.status, None, "{step}: {killed:?}");
        place.execute("DELETE FROM leases").expect("the leases");

        Binary::on(&place).ok(&shred);

        let survey = survey_id(&place, "one");
        assert_eq!(everything_sealed(&place, survey).len(), 0, "{step}");
        let keys: Vec<String> = place
            .key_files()
            .into_iter()
            .filter(|(path, _)| path.to_string_lossy().contains(&survey.to_string()))
            .map(|(path, _)| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        let (pools, others): (Vec<&String>, Vec<&String>) = keys.iter().partition(|name| name.starts_with("pool-"));
        assert!(pools.len() == 1 && others == ["last"], "{step}: {keys:?}");
    }
}

#[test]
fn while_a_release_is_made_nothing_is_shredded() {
    let app = waiting("one");
    app.place
        .execute(&format!(
            "INSERT INTO leases (name, holder, until) VALUES ('release {}', {}, '2099-01-01 00:00:00')",
            survey_id(&app.place, "one"),
            if app.place.is_postgres() { "'\\x00'" } else { "x'00'" }
        ))
        .expect("a lease");

    let outcome = app.app().keys().shred("one").expect("a database that works");

    assert_eq!((outcome, app.waiting()), (Shredded::Busy, 15));
}

#[test]
fn the_page_and_the_list_tell_ids_and_ages_and_no_key() {
    let app = waiting("one");
    let staff = Staff::signed_in(&app);
    let (key, before) = (keys_in(&app.place.key_file()).remove(0), staff.page("/staff/keys"));

    let said = Binary::on(&app.place).ok(&["keys", "rotate"]);
    let id = said.split_whitespace().nth(1).expect("an id").to_owned();
    let (page, list) = (staff.page("/staff/keys"), Binary::on(&app.place).ok(&["keys", "list"]));

    assert!(id.len() == 8 && page.contains(&id) && list.contains(&id) && !before.contains(&id));
    assert!(page.contains("<span dir=\"auto\">one</span></th><td>\u{2068}2") || page.contains("one</span></th><td>2"));
    assert!(
        list.contains("root, since ") && list.contains("one pool 2, since ") && list.contains("one cells once, since ")
    );
    let new = keys_in(&app.place.key_file()).remove(0);
    for text in [&before, &page, &list, &said, &app.log()] {
        assert!(!text.contains(&key) && !text.contains(&new));
        for (path, bytes) in app.place.key_files().iter().filter(|(_, bytes)| bytes.len() > 40) {
            let hex = chorus::domain::hex::encode(&bytes[34..]);
            assert!(!text.contains(&hex), "{}", path.display());
        }
    }
    for language in ["pt", "zh"] {
        assert!(staff.page(&format!("/staff/keys?lang={language}")).contains(&id));
    }
    assert_eq!(app.get("/staff/keys").status, 303, "for staff only");
}
