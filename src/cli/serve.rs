//! `serve`: the server with its schedule.

use std::net::TcpListener;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Ending, Failure, open, say};
use crate::app::App;
use crate::config::Config;
use crate::domain::account::Role;
use crate::mail::Post;
use crate::services::mailroom::{Mailroom, Round, Sending};
use crate::web::desks::Desks;
use crate::web::server::{self, Serving};
use crate::web::tls;

/// How often the schedule is looked at.
const SCHEDULE: Duration = Duration::from_secs(20);
/// How often the outbox is looked at when nothing was due.
const IDLE: Duration = Duration::from_secs(1);
/// How long a relay that is down is left alone.
const DOWN: Duration = Duration::from_secs(15);

/// Sends the program's own log lines to standard error as JSON; `CHORUS_LOG` sets the level.
pub(super) fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("CHORUS_LOG").unwrap_or_else(|_| EnvFilter::new("chorus=info,error"));
    // a second start in one process, as in tests, keeps the first
    let _ = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

pub(super) fn run(config: &Config) -> Ending {
    let serving = prepare(config)?;
    let listen = serving.listener.local_addr().unwrap_or(config.listen);
    let config = &Config {
        listen,
        ..config.clone()
    };
    let app = open(config)?;
    if !app.staff().has_accounts()? {
        first_account(config, &app)?;
    }
    let mailroom = mailroom(config, &app)?;
    serve(app, serving, mailroom)
}

/// The mailroom of this program: its letters name the address that visitors type.
pub(super) fn mailroom(config: &Config, app: &App) -> Result<Mailroom, Failure> {
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let sending = Sending {
        post: Post::open(&config.mail).map_err(|problem| Failure::Settings(vec![problem]))?,
        origin: config
            .public_url
            .clone()
            .unwrap_or_else(|| format!("{scheme}://{}", config.listen)),
        rate: config.mail_rate,
    };
    Ok(app.mailroom(sending, &config.mail_notes)?)
}

/// Sends until it is told to stop; what fails is tried again.
fn send_mails(mut mailroom: Mailroom, stop: CancellationToken) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            tracing::error!("no thread for mails");
            return;
        };
        runtime.block_on(async move {
            while !stop.is_cancelled() {
                // not cut off in the middle of a letter, which would go out twice
                let wait = match mailroom.round(&|| stop.is_cancelled()).await {
                    Ok(Round::Sent) => Duration::ZERO,
                    Ok(Round::Idle) => IDLE,
                    Ok(Round::Down) => DOWN,
                    Err(error) => {
                        tracing::error!(?error, "mails could not be sent now; it is tried again");
                        DOWN
                    }
                };
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(wait) => {}
                }
            }
        });
    })
}

/// Reads the certificate and binds the port; what is wrong is said before anything starts.
pub(super) fn prepare(config: &Config) -> Result<Serving, Failure> {
    let tls = match &config.tls {
        Some((cert, key)) => {
            Some(tls::server_config(cert, key).map_err(|problem| Failure::Settings(vec![problem.to_string()]))?)
        }
        None => None,
    };
    let listener = TcpListener::bind(config.listen)
        .map_err(|error| Failure::Settings(vec![format!("LISTEN {}: {error}", config.listen)]))?;
    Ok(Serving {
        listener,
        public_url: config.public_url.clone(),
        tls,
        trusted: config.trusted_proxies.clone(),
        workers: None,
        mail_folder: config.mail.smtp_url.is_none().then(|| config.mail.folder.clone()),
        relay: Post::open(&config.mail)
            .ok()
            .and_then(|post| post.other_party().map(str::to_owned)),
    })
}

/// Serves until a signal comes, then finishes what was accepted.
pub(super) fn serve(app: App, serving: Serving, mailroom: Mailroom) -> Ending {
    let desks = Desks::of(&app);
    let releases = app.releases();
    let (staff, retention, processors) = (app.staff(), app.retention(), app.processors());
    let (policy, log) = (app.policy(), app.transparency());
    actix_web::rt::System::new().block_on(async move {
        let (server, address) = server::start(desks, serving)?;
        say(&format!("listening on {address}"));
        let stop = CancellationToken::new();
        let mails = send_mails(mailroom, stop.clone());
        let schedule = tokio::spawn({
            let stop = stop.clone();
            async move {
                loop {
                    let (releases, staff) = (releases.clone(), staff.clone());
                    let (retention, processors, policy) = (retention.clone(), processors.clone(), policy.clone());
                    let log = log.clone();
                    let round = tokio::task::spawn_blocking(move || {
                        // first of all: an older database that was put back shows nothing whose time is over
                        super::retention::run_if_due(&retention);
                        let result = releases
                            .run_due()
                            .and_then(|()| staff.clean())
                            .and_then(|()| processors.remind())
                            // a day may have come on which something begins or ends
                            .and_then(|()| policy.follow().map(drop))
                            // what was published is remembered, whoever looks at it or not
                            .and_then(|()| log.head().map(drop));
                        if let Err(error) = result {
                            tracing::error!(?error, "the schedule could not be run now; it is tried again");
                        }
                    });
                    // a panic of the round was printed when it happened; the next round tries again
                    let _ = round.await;
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = tokio::time::sleep(SCHEDULE) => {}
                    }
                }
            }
        });
        let served = server.await;
        stop.cancel();
        let _ = schedule.await;
        // a letter that is on its way is finished or tried again by the next program
        let _ = tokio::task::spawn_blocking(move || mails.join()).await;
        served
    })?;
    app.close();
    Ok(())
}

/// As long as nobody can sign in, whoever reads the terminal may become the administrator.
fn first_account(config: &Config, app: &App) -> Ending {
    let email = "admin@localhost";
    let desk = app.staff();
    let token = match desk.create(email, &Role::ALL)? {
        Some(token) => Some(token),
        None => desk.reset(email)?,
    };
    if let Some(token) = token {
        say(&format!("Nobody can sign in yet. There is an account for {email}."));
        say(&super::accounts::set_up_link(config, &token));
    }
    Ok(())
}
