//! `demo`: one command to see it all, in a folder of its own, with made-up answers that went the real way.

mod centre;
mod respondents;

use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::serve::{mailroom, prepare, serve};
use super::{Ending, Failure, block_on, open, say};
use crate::app::App;
use crate::clock::{Clock, SetClock, SystemClock};
use crate::config::{Config, Settings};
use crate::domain::account::Role;
use crate::domain::organisation::Organisation;
use crate::domain::training::right_answers;
use crate::services::publish::{Publication, SurveyDesk};

const FOLDER: &str = "chorus-demo";
const EMAIL: &str = "demo@localhost";
const SURVEYS: [&str; 3] = [
    include_str!("../../../templates/demo/visit.json"),
    include_str!("../../../templates/demo/suggestions.json"),
    include_str!("../../../templates/demo/product.json"),
];
/// Respondents a week and survey.
const A_WEEK: [(&str, usize); 3] = [("visit", 32), ("suggestions", 14), ("product", 16)];

pub(super) fn run(settings: &Settings) -> Ending {
    let folder = Path::new(FOLDER);
    let own = Settings {
        database_url: None,
        database_url_file: None,
        data_dir: folder.join("data"),
        key_file: Some(folder.join("keys").join("key")),
        key_command: None,
        key_credential: None,
        key_folder: None,
        // what is tried here reaches nobody: mails stay in the folder, where staff pages show them
        smtp_url: None,
        smtp_url_file: None,
        ..settings.clone()
    };
    let config = own.check().map_err(Failure::Settings)?;
    let serving = prepare(&config)?;
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::Work(format!("{FOLDER}: {error}")));
        }
        _ => {}
    }
    play_the_past(&config)?;
    let app = open(&config)?;
    let account = account(&app)?;
    let address = config.public_url.clone().unwrap_or_else(|| {
        let port = serving
            .listener
            .local_addr()
            .map(|address| address.port())
            .unwrap_or_default();
        format!("http://localhost:{port}")
    });
    tell(&address, &account);
    let config = Config {
        public_url: Some(address),
        ..config
    };
    let mailroom = mailroom(&config, &app)?;
    serve(app, serving, mailroom)
}

fn tell(address: &str, (password, secret, codes): &(String, String, Vec<String>)) {
    say("Chorus demo: a sample bakery with made-up answers over the past months.");
    say("");
    say(&format!("  For customers   {address}/"));
    for (slug, _) in A_WEEK {
        say(&format!("                  {address}/s/{slug}"));
    }
    say(&format!("  For staff       {address}/staff"));
    say(&format!("                  e-mail    {EMAIL}"));
    say(&format!("                  password  {password}"));
    say(&format!("                  authenticator secret (TOTP)  {secret}"));
    if let [one, other, ..] = codes.as_slice() {
        say(&format!(
            "                  or, once each, the codes     {one}  {other}"
        ));
    }
    say("");
    say(&format!(
        "Everything lies in the folder {FOLDER}, which the next demo makes anew. Stop with Ctrl+C."
    ));
}

/// Password, secret of an authenticator and recovery codes.
fn account(app: &App) -> Result<(String, String, Vec<String>), Failure> {
    let password = crate::privacy::receipt::Nonce::new(rand::random())
        .code_in_groups()
        .to_lowercase();
    let password: String = password.chars().take(19).collect();
    let desk = app.staff();
    desk.create(EMAIL, &Role::ALL)?;
    desk.set_password(EMAIL, &password)?;
    let account = desk
        .find(EMAIL)?
        .ok_or_else(|| Failure::Work("no account".to_owned()))?;
    let training = app.training();
    training.acknowledge(account.id, &training.guidelines()?.version(), &right_answers())?;
    let (secret, codes) = desk.give_totp(&account)?;
    Ok((password, secret, codes))
}

/// Three months, week by week: answers through the desk that takes the form's, releases by the schedule.
fn play_the_past(config: &Config) -> Ending {
    let today = SystemClock.today();
    let first = today - Days::new(u64::from(today.day0())) - Months::new(3);
    let clock = Arc::new(SetClock::on(first));
    let app = App::open(&config.database_url, &config.keys, Arc::clone(&clock) as Arc<dyn Clock>)?;
    app.organisation().save(&bakery())?;
    for json in SURVEYS {
        let survey = SurveyDesk::read(json).map_err(|mistakes| Failure::Work(mistakes.to_string()))?;
        if !matches!(app.surveys().publish(&survey)?, Publication::Done { .. }) {
            return Err(Failure::Work(format!(
                "the sample survey {} could not be published",
                survey.slug
            )));
        }
    }
    for day in days(first, today) {
        clock.set(day);
        app.catalogue().forget();
        app.releases().run_due()?;
        if day.weekday() == chrono::Weekday::Wed {
            app.catalogue().forget();
            block_on(respondents::answer(&app, &A_WEEK))??;
        }
    }
    clock.set(today);
    app.releases().run_due()?;
    centre::publish(&app, today)?;
    app.close();
    Ok(())
}

fn days(first: NaiveDate, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= today)
}

fn bakery() -> Organisation {
    Organisation {
        name: "Greenhill Bakery".to_owned(),
        address: "1 Mill Lane, Greenhill".to_owned(),
        contact: "privacy@greenhill.example".to_owned(),
        officer: "Dana Osei, dpo@greenhill.example".to_owned(),
        authority: "The data protection authority of your country".to_owned(),
        ..Organisation::default()
    }
}
