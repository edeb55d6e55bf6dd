//! The measured process: a server with an empty handler beside it, or a fold.

use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::stream::{FuturesUnordered, StreamExt};
use serde_json::json;

use super::super::{Ending, Failure, block_on, say};
use crate::app::App;
use crate::clock::SystemClock;
use crate::domain::account::Role;
use crate::domain::organisation::Organisation;
use crate::privacy::form::SubmissionForm;
use crate::privacy::receipt::Nonce;
use crate::services::catalogue::{Form, Published};
use crate::services::publish::SurveyDesk;
use crate::services::release::Tick;
use crate::services::staff::{Second, SignIn, StaffDesk};
use crate::services::submit::SubmissionDesk;
use crate::services::writer::Outcome;
use crate::web::desks::Desks;
use crate::web::server::{self, Serving};

const EMAIL: &str = "bench@localhost";
/// Submissions under way at once while loading.
const AT_ONCE: usize = 1024;

pub(super) fn run(what: &str, answers: u64) -> Ending {
    let folder = std::env::var_os("CHORUS_BENCH_FOLDER").map(PathBuf::from);
    let folder = folder.ok_or_else(|| Failure::Work("only the bench starts this".to_owned()))?;
    let url = format!("sqlite://{}", folder.join("data").join("bench.db").display());
    let app = App::open(&url, &folder.join("keys").join("key"), Arc::new(SystemClock))?;
    prepare(&app)?;
    match what {
        "serve" => serve(app),
        "fold" => fold(app, answers),
        _ => super::closing_child::run(app, what, answers),
    }
}

fn prepare(app: &App) -> Ending {
    let organisation = Organisation {
        name: "Bench".to_owned(),
        address: "Nowhere 1".to_owned(),
        contact: "bench@localhost".to_owned(),
        ..Organisation::default()
    };
    app.organisation().save(&organisation)?;
    for (slug, questions) in [("bench", 10), ("few", 1), ("many", 1)] {
        let questions: Vec<_> = (0..questions)
            .map(|number| {
                json!({ "key": format!("q{number}"), "kind": "rating", "text": { "en": format!("How good is number {number}?") },
                    "labels": { "en": ["poor", "excellent"] } })
            })
            .collect();
        let definition = json!({ "chorus": 1, "slug": slug, "title": { "en": slug }, "purpose": { "en": "Measuring" },
            "tick": "close", "questions": questions });
        let survey =
            SurveyDesk::read(&definition.to_string()).map_err(|mistakes| Failure::Work(mistakes.to_string()))?;
        app.surveys().publish(&survey)?;
    }
    Ok(())
}

fn serve(app: App) -> Ending {
    let password = Nonce::new(rand::random()).code();
    let desk = app.staff();
    desk.create(EMAIL, &Role::ALL)?;
    desk.set_password(EMAIL, &password)?;
    let cookie = session(&desk, &password)?;
    let desks = Desks::of(&app);
    actix_web::rt::System::new().block_on(async {
        let hello = TcpListener::bind("127.0.0.1:0")?;
        let hello_port = hello.local_addr()?.port();
        let empty = actix_web::HttpServer::new(|| {
            actix_web::App::new().route("/", actix_web::web::get().to(|| async { "hello" }))
        });
        let empty = empty.workers(2).listen(hello)?.run();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let serving = Serving {
            listener,
            public_url: None,
            tls: None,
            trusted: Default::default(),
            workers: Some(2),
            mail_folder: None,
            relay: None,
        };
        let (server, address) = server::start(desks, serving)?;
        say(
            &json!({ "hello": hello_port, "port": address.port(), "cookie": format!("__Host-s={cookie}") }).to_string(),
        );
        tokio::spawn(empty);
        let handle = server.handle();
        let serving = tokio::spawn(server);
        tokio::task::spawn_blocking(wait_for_the_end).await.ok();
        handle.stop(false).await;
        serving.await.ok();
        Ok::<(), std::io::Error>(())
    })?;
    app.close();
    Ok(())
}

pub(super) fn wait_for_the_end() {
    // an input that breaks off is an end too
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

fn fold(app: App, answers: u64) -> Ending {
    let few = open(&app, "few")?;
    block_on(load(&app.submissions(), &few, 100, one_rating))??;
    app.releases().run(
        "few",
        Tick {
            closes: false,
            unscheduled: true,
        },
    )?;
    let many = open(&app, "many")?;
    let began = Instant::now();
    block_on(load(&app.submissions(), &many, answers, one_rating))??;
    let load_seconds = began.elapsed().as_secs_f64();

    let stop = tokio_util::sync::CancellationToken::new();
    let visitor = visit(app.submissions(), few, stop.clone());
    let releases = app.releases();
    let began = Instant::now();
    releases.run(
        "many",
        Tick {
            closes: false,
            unscheduled: true,
        },
    )?;
    let release_seconds = began.elapsed().as_secs_f64();
    stop.cancel();
    let longest_wait = visitor.join().unwrap_or(Duration::MAX);
    say(
        &json!({ "load_seconds": load_seconds, "release_seconds": release_seconds,
        "longest_wait_ms": longest_wait.as_secs_f64() * 1000.0 })
        .to_string(),
    );
    wait_for_the_end();
    app.close();
    Ok(())
}

pub(super) fn open(app: &App, slug: &str) -> Result<Arc<Published>, Failure> {
    match app.catalogue().form(slug)? {
        Form::Open(published) => Ok(published),
        _ => Err(Failure::Work(format!("the survey {slug} is not open"))),
    }
}

/// The fields of a form.
pub(super) type Fields = Vec<(String, String)>;

/// A form of one question.
fn one_rating(number: u64) -> Fields {
    vec![("q0".to_owned(), (number % 5 + 1).to_string())]
}

/// Sends `count` forms through the real path, filled in by `fields`.
pub(super) async fn load(
    desk: &SubmissionDesk,
    published: &Arc<Published>,
    count: u64,
    fields: impl Fn(u64) -> Fields,
) -> Ending {
    let mut under_way = FuturesUnordered::new();
    for number in 0..count {
        under_way.push(one(desk, published, fields(number)));
        if under_way.len() >= AT_ONCE {
            under_way.next().await.transpose()?;
        }
    }
    while under_way.next().await.transpose()?.is_some() {}
    Ok(())
}

async fn one(desk: &SubmissionDesk, published: &Arc<Published>, fields: Fields) -> Ending {
    let raw = SubmissionForm::new(fields)
        .parse(&published.survey, &published.items)
        .map_err(|_| Failure::Work("an answer is wrong".to_owned()))?;
    match desk
        .accept(Arc::clone(published), &Nonce::new(rand::random()), raw, "en", false)
        .await
    {
        Ok(Outcome::Stored) => Ok(()),
        other => Err(Failure::Work(format!("an answer was not stored: {other:?}"))),
    }
}

/// Somebody who answers another survey all the while; gives how long the longest answer took.
fn visit(
    desk: SubmissionDesk,
    published: Arc<Published>,
    stop: tokio_util::sync::CancellationToken,
) -> std::thread::JoinHandle<Duration> {
    std::thread::spawn(move || {
        let mut longest = Duration::ZERO;
        while !stop.is_cancelled() {
            let began = Instant::now();
            if block_on(one(&desk, &published, one_rating(1))).is_err() {
                return Duration::MAX;
            }
            longest = longest.max(began.elapsed());
            std::thread::sleep(Duration::from_millis(20));
        }
        longest
    })
}

/// Signs in as staff do.
fn session(desk: &StaffDesk, password: &str) -> Result<String, Failure> {
    let none = || Failure::Work("the account of the bench cannot sign in".to_owned());
    let account = desk.find(EMAIL)?.ok_or_else(none)?;
    let (_, codes) = desk.give_totp(&account)?;
    let SignIn::Half(token) = block_on(desk.sign_in(EMAIL, password, &[]))?? else {
        return Err(none());
    };
    let code = codes.first().ok_or_else(none)?;
    match desk.second(&token, code)? {
        Second::Done(token) => Ok(token),
        _ => Err(none()),
    }
}
