//! The program and its server on a thread of their own, in this process.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use chorus::app::App;
use chorus::clock::SetClock;
use chorus::web::client_address::TrustedProxies;
use chorus::web::desks::Desks;
use chorus::web::server::{self, Serving};

use crate::place::Place;

/// A wired program with its server.
pub struct Running {
    pub app: App,
    pub address: SocketAddr,
    handle: ServerHandle,
    thread: JoinHandle<()>,
}

impl Running {
    pub fn start(place: &Place, clock: &Arc<SetClock>) -> Self {
        let clock: Arc<SetClock> = Arc::clone(clock);
        let app = App::open(&place.url(), &place.key_file(), clock).expect("a program that starts");
        let desks = Desks::of(&app);
        let mails = place.file("mails");
        let relay = std::fs::read_to_string(place.file("relay")).ok();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
                let trusted: TrustedProxies = "127.0.0.1".parse().expect("an address");
                let serving = Serving {
                    listener,
                    public_url: None,
                    tls: None,
                    trusted,
                    workers: Some(1),
                    mail_folder: Some(mails),
                    relay,
                };
                let (server, address) = server::start(desks, serving).expect("a server that starts");
                tell.send((address, server.handle())).expect("a test that waits");
                server.await.expect("a server that ends well");
            });
        });
        let (address, handle) = told.recv().expect("a server");
        Self {
            app,
            address,
            handle,
            thread,
        }
    }

    pub fn stop(self) {
        actix_web::rt::System::new().block_on(self.handle.stop(true));
        self.thread.join().expect("a server that ends well");
        self.app.close();
    }
}
