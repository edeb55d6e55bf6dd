//! The server: one table of middleware around one table of routes.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};

use super::client_address::TrustedProxies;
use super::desks::{Desks, Site};
use super::origin::OriginGuard;
use super::survey::Forms;
use super::throttle::Throttle;
use super::{assets, deadline, errors, headers, origin, routes};
use crate::services::staff::RelyingParty;

/// Where and how to serve.
pub struct Serving {
    /// Already bound, so that whoever bound it knows the port.
    pub listener: TcpListener,
    /// What visitors type; `None` means the address it listens on.
    pub public_url: Option<String>,
    /// Certificate and key, read.
    pub tls: Option<rustls::ServerConfig>,
    /// The proxies that are believed.
    pub trusted: TrustedProxies,
    /// Threads that serve; `None` takes one a core.
    pub workers: Option<usize>,
    /// Where letters stay for want of a relay; staff read them there.
    pub mail_folder: Option<PathBuf>,
    /// The machine mails are handed to, where it is another one than this.
    pub relay: Option<String>,
}

/// Starts serving; gives the address. Ends on SIGTERM and SIGINT, after what was accepted is answered.
pub fn start(desks: Desks, serving: Serving) -> std::io::Result<(Server, SocketAddr)> {
    assets::prepare();
    let address = serving.listener.local_addr()?;
    let scheme = if serving.tls.is_some() { "https" } else { "http" };
    let origin = serving.public_url.unwrap_or_else(|| format!("{scheme}://{address}"));
    let https = origin.starts_with("https://");
    let site = Site {
        https,
        trusted: serving.trusted,
        receipts: Arc::new(Throttle::new("receipts", 10, 20)),
        sign_ins: Arc::new(Throttle::new("sign-ins", 10, 20)),
        // a ward or a school behind one address sends a class full at once
        answers: Arc::new(Throttle::new("answers", 120, 240)),
        checks: Arc::new(Throttle::new("checks", 120, 240)),
        codes: Arc::new(Throttle::new("codes", 60, 240)),
        mails: Arc::new(Throttle::an_hour("mails", 10)),
        mail_folder: serving.mail_folder,
        relay: serving.relay,
        // on this machine browsers make keys for the name of the loopback address only
        passkeys: RelyingParty::of(&origin)
            .or_else(|none| match address.ip().is_loopback() {
                true => RelyingParty::of(&format!("{scheme}://localhost:{}", address.port())),
                false => Err(none),
            })
            .ok(),
        origin,
    };
    // a browser names the loopback address as it was typed
    let local = [
        format!("{scheme}://localhost:{}", address.port()),
        format!("{scheme}://127.0.0.1:{}", address.port()),
    ];
    let guard = OriginGuard::new(local.into_iter().chain([site.origin.clone()]), |path| {
        path.starts_with("/api/")
    });
    let guard = web::Data::new(guard);
    let forms = Forms::default();
    let factory = move || {
        let guard = guard.clone();
        App::new()
            .configure(|config| provide(config, &desks, &forms, &site))
            .configure(assets::routes)
            .configure(routes::configure)
            .default_service(web::route().to(errors::not_found))
            .wrap(from_fn(move |request, next| {
                origin::same_origin(guard.clone(), request, next)
            }))
            .wrap(from_fn(errors::furnish))
            .wrap(from_fn(headers::head_as_get))
            .wrap(from_fn(deadline::close_unread))
            .wrap(from_fn(move |request, next| headers::harden(https, request, next)))
    };
    let mut server = HttpServer::new(factory)
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(2))
        .keep_alive(Duration::from_secs(30))
        .shutdown_timeout(15);
    if let Some(workers) = serving.workers {
        server = server.workers(workers);
    }
    let server = match serving.tls {
        Some(tls) => server.listen_rustls_0_23(serving.listener, tls)?,
        None => server.listen(serving.listener)?,
    };
    Ok((server.run(), address))
}

fn provide(config: &mut web::ServiceConfig, desks: &Desks, forms: &Forms, site: &Site) {
    config
        .app_data(web::Data::new(desks.catalogue.clone()))
        .app_data(web::Data::new(desks.submissions.clone()))
        .app_data(web::Data::new(desks.receipts.clone()))
        .app_data(web::Data::new(desks.results.clone()))
        .app_data(web::Data::new(desks.surveys.clone()))
        .app_data(web::Data::new(desks.releases.clone()))
        .app_data(web::Data::new(desks.keys.clone()))
        .app_data(web::Data::new(desks.organisation.clone()))
        .app_data(web::Data::new(desks.program.clone()))
        .app_data(web::Data::new(desks.processors.clone()))
        .app_data(web::Data::new(desks.retention.clone()))
        .app_data(web::Data::new(desks.training.clone()))
        .app_data(web::Data::new(desks.invitations.clone()))
        .app_data(web::Data::new(desks.campaigns.clone()))
        .app_data(web::Data::new(desks.subscribers.clone()))
        .app_data(web::Data::new(desks.requests.clone()))
        .app_data(web::Data::new(desks.transparency.clone()))
        .app_data(web::Data::new(desks.policy.clone()))
        .app_data(web::Data::new(desks.incidents.clone()))
        .app_data(web::Data::new(desks.statements.clone()))
        .app_data(web::Data::new(desks.feeds))
        .app_data(web::Data::new(desks.staff.clone()))
        .app_data(web::Data::new(desks.trail.clone()))
        .app_data(web::Data::new(desks.tokens.clone()))
        .app_data(web::Data::from(Arc::clone(&desks.clock)))
        .app_data(web::Data::from(Arc::clone(&desks.is_ready)))
        .app_data(web::Data::new(forms.clone()))
        .app_data(web::Data::new(site.clone()));
}
