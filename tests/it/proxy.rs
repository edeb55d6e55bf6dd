//! The shipped settings of nginx and Caddy (`docs/proxy/`) in front of a given port, and what must hold for both.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::browser::Browser;
use crate::outside::{PageServer, Program, ScratchDir, free_port, skipped};

const NGINX: &str = include_str!("../../docs/proxy/nginx.conf");
const CADDY: &str = include_str!("../../docs/proxy/Caddyfile");

/// A running proxy with its whole world (settings, certificate, temporary files, output) in one folder; gone with it.
pub struct ProxyGuard {
    _program: Program,
    folder: ScratchDir,
    port: u16,
}

/// nginx with the shipped settings before `127.0.0.1:upstream_port`; ask [`skipped`] first.
pub fn behind_nginx(upstream_port: u16) -> ProxyGuard {
    started("nginx", |folder, port| {
        let place = folder.path().display();
        let listen = format!("listen 127.0.0.1:{port} ssl;");
        let certificate = format!("{place}/certificate.pem");
        // Where a distribution compiled other folders in, the test looks into its own.
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {place}/{kind};"))
            .join(" ");
        let settings = substituted(
            NGINX,
            &[
                ("user www-data;", if is_root() { "user root;" } else { "" }),
                ("worker_processes auto;", "worker_processes 2;"),
                ("/run/nginx.pid", &format!("{place}/nginx.pid")),
                ("listen 80;", &format!("listen 127.0.0.1:{};", free_port())),
                ("listen [::]:80;", ""),
                ("listen 443 ssl;", &listen),
                ("listen [::]:443 ssl;", ""),
                ("/etc/ssl/chorus/fullchain.pem", &certificate),
                ("/etc/ssl/chorus/privkey.pem", &format!("{place}/key.pem")),
                ("http://127.0.0.1:8080", &format!("http://127.0.0.1:{upstream_port}")),
                ("http {", &format!("http {{ {temporary}")),
            ],
        );
        std::fs::write(folder.path().join("nginx.conf"), settings).expect("settings");
        let mut command = Command::new("nginx");
        command
            .args(["-e", "stderr", "-g", "daemon off;", "-c", "nginx.conf", "-p"])
            .arg(folder.path());
        command
    })
}

/// Caddy with the shipped settings before `127.0.0.1:upstream_port`; none where Caddy is not installed.
pub fn behind_caddy(upstream_port: u16) -> Option<ProxyGuard> {
    Command::new("caddy").arg("version").output().ok()?;
    Some(started("caddy", |folder, port| {
        let place = folder.path().display();
        let own = format!("https://localhost:{port} {{\n\ttls {place}/certificate.pem {place}/key.pem\n");
        let settings = substituted(
            CADDY,
            &[
                ("\nsurvey.example.org {\n", &format!("\n{own}")),
                ("admin off\n", "admin off\n\tauto_https disable_redirects\n"),
                (
                    "reverse_proxy 127.0.0.1:8080",
                    &format!("reverse_proxy 127.0.0.1:{upstream_port}"),
                ),
            ],
        );
        std::fs::write(folder.path().join("Caddyfile"), settings).expect("settings");
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config", "Caddyfile"]);
        for home in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"] {
            command.env(home, folder.path());
        }
        command
    }))
}

impl ProxyGuard {
    /// The address of `path` through the proxy; the certificate is the test's own.
    pub fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// Sends a whole HTTP/1.1 request (with `Connection: close`) and gives the whole answer, head first.
    pub fn send(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(request).expect("a proxy that listens");
        rest(&mut stream)
    }

    /// A TLS connection to the proxy, to send and read piece by piece.
    pub fn connect(&self) -> StreamOwned<ClientConnection, TcpStream> {
        let certificate = CertificateDer::from_pem_file(self.folder.path().join("certificate.pem"));
        let mut trusted = RootCertStore::empty();
        trusted
            .add(certificate.expect("a certificate"))
            .expect("a certificate to trust");
        let settings = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .expect("TLS 1.2 and 1.3")
            .with_root_certificates(trusted)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").expect("a name");
        let session = ClientConnection::new(Arc::new(settings), name).expect("a session");
        StreamOwned::new(
            session,
            TcpStream::connect(("127.0.0.1", self.port)).expect("a connection"),
        )
    }

    /// The proxy's files (logs, temporary files, output, everything) that hold `mark` now.
    pub fn files_with(&self, mark: &str) -> Vec<PathBuf> {
        self.folder.files_with(mark)
    }
}

/// Reads to the end of the connection, however it ends.
fn rest(stream: &mut impl Read) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn started(name: &str, command: impl Fn(&ScratchDir, u16) -> Command) -> ProxyGuard {
    // Somebody else may take the port between its choice and the proxy's start.
    for _ in 0..3 {
        let folder = ScratchDir::new(name);
        let port = free_port();
        make_certificate(&folder);
        let output = std::fs::File::create(folder.path().join("output.log")).expect("a file");
        let mut command = command(&folder, port);
        command
            .current_dir(folder.path())
            .stdout(output.try_clone().expect("a file"))
            .stderr(output);
        let mut program = Program::start(&mut command);
        if program.answers_at(port) {
            return ProxyGuard {
                _program: program,
                folder,
                port,
            };
        }
        let said = std::fs::read_to_string(folder.path().join("output.log")).unwrap_or_default();
        assert!(
            said.contains("address already in use") || said.contains("Address already in use"),
            "{name}: {said}"
        );
    }
    panic!("{name} finds no free port");
}

fn make_certificate(folder: &ScratchDir) {
    let done = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder.path())
        .output()
        .expect("openssl is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Each of the changes exactly once: settings that moved on must not leave the test behind.
fn substituted(settings: &str, changes: &[(&str, &str)]) -> String {
    // Comments explain the very words that change.
    let lines = settings.lines().filter(|line| !line.trim_start().starts_with('#'));
    let mut text: String = lines.flat_map(|line| [line, "\n"]).collect();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from} in the shipped settings");
        text = text.replace(from, to);
    }
    text
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id");
    id.stdout.trim_ascii() == b"0"
}

const CANARIES: [&str; 5] = [
    "canary-path",
    "canary-query",
    "canary-referrer",
    "canary-agent",
    "203.0.113.77",
];

fn marked(method: &str, extra: &str) -> String {
    format!(
        "{method} /canary-path?q=canary-query HTTP/1.1\r\nHost: localhost\r\nUser-Agent: canary-agent\r\n\
         Referer: https://canary-referrer.example/\r\nX-Forwarded-For: 203.0.113.77\r\n\
         X-Real-IP: 203.0.113.77\r\nForwarded: for=203.0.113.77\r\nConnection: close\r\n{extra}\r\n"
    )
}

fn assert_no_trace(proxy: &ProxyGuard) {
    for canary in CANARIES
        .iter()
        .chain(&["canary-body", "canary-page", "client: 127", "remote_ip"])
    {
        assert_eq!(
            proxy.files_with(canary),
            Vec::<PathBuf>::new(),
            "{canary} in a file of the proxy"
        );
    }
}

/// What every shipped proxy promises, with `proxy` before `upstream`.
fn keeps_its_promises(proxy: &ProxyGuard, upstream: PageServer) {
    passes_on_only_the_peer(proxy, &upstream);
    keeps_a_long_request_in_memory(proxy, &upstream);
    keeps_a_long_answer_in_memory(proxy);
    refuses_more_than_two_megabytes(proxy);
    says_nothing_about_broken_connections(proxy);

    // What is sent to a Chorus that is away is the error every proxy would like to write down.
    drop(upstream);
    let answer = proxy.send(marked("GET", "").as_bytes());
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("Content-Security-Policy: default-src 'none'"));
    assert!(
        answer.contains("counts once") && answer.contains("Retry-After: 30"),
        "{answer}"
    );
    assert_no_trace(proxy);
}

fn passes_on_only_the_peer(proxy: &ProxyGuard, upstream: &PageServer) {
    let answer = proxy.send(marked("GET", "Accept-Encoding: gzip, br\r\n").as_bytes());

    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("canary-page"),
        "{}",
        &answer[..200]
    );
    assert!(
        !answer.to_ascii_lowercase().contains("content-encoding"),
        "compressed by the proxy"
    );
    let seen = upstream.seen().pop().expect("a request").to_ascii_lowercase();
    assert!(
        seen.starts_with("get /canary-path?q=canary-query http/1.1\r\n"),
        "{seen}"
    );
    assert!(seen.contains("\r\nx-forwarded-for: 127.0.0.1\r\n"), "{seen}");
    assert!(
        seen.contains("\r\nx-forwarded-proto: https\r\n") && seen.contains("\r\nhost: localhost\r\n"),
        "{seen}"
    );
    assert!(!seen.contains("203.0.113.77"), "{seen}");
    assert_no_trace(proxy);
}

fn keeps_a_long_request_in_memory(proxy: &ProxyGuard, upstream: &PageServer) {
    let body = "canary-body ".repeat(150_000);
    let (first, last) = body.split_at(body.len() - 10);
    let mut stream = proxy.connect();

    stream
        .write_all(marked("POST", &format!("Content-Length: {}\r\n", body.len())).as_bytes())
        .expect("a head");
    stream.write_all(first.as_bytes()).expect("most of the body");
    assert_no_trace(proxy);
    stream.write_all(last.as_bytes()).expect("the rest");
    let answer = rest(&mut stream);

    assert!(
        answer.starts_with("HTTP/1.1 200"),
        "{}",
        &answer[..answer.len().min(200)]
    );
    let seen = upstream.seen().pop().expect("a request");
    assert!(seen.ends_with(&body));
    assert!(
        !seen.to_ascii_lowercase().contains("accept-encoding"),
        "asked for in the visitor's place"
    );
}

fn keeps_a_long_answer_in_memory(proxy: &ProxyGuard) {
    let mut stream = proxy.connect();

    stream.write_all(marked("GET", "").as_bytes()).expect("a request");
    let mut start = [0; 2000];
    stream.read_exact(&mut start).expect("the start of the answer");
    assert_no_trace(proxy);

    assert!(rest(&mut stream).trim_end().ends_with("canary-page"));
}

fn refuses_more_than_two_megabytes(proxy: &ProxyGuard) {
    let mut stream = proxy.connect();

    stream
        .write_all(marked("POST", "Content-Length: 3000000\r\n").as_bytes())
        .expect("a head");
    // Not to the end: nginx keeps the connection a while for the body it does not want.
    let mut answer = String::new();
    while !answer.contains("nothing was stored") {
        let mut part = [0; 1000];
        let count = stream.read(&mut part).expect("a part of the answer");
        assert!(count > 0, "{answer}");
        answer.push_str(&String::from_utf8_lossy(&part[..count]));
    }

    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(
        answer.contains("Content-Security-Policy: default-src 'none'"),
        "{answer}"
    );
    assert_no_trace(proxy);
}

fn says_nothing_about_broken_connections(proxy: &ProxyGuard) {
    let mut plain = TcpStream::connect(("127.0.0.1", proxy.port)).expect("a connection");
    plain
        .write_all(marked("GET", "").as_bytes())
        .expect("a request without TLS");
    rest(&mut plain);
    let mut forged = proxy.connect();
    forged
        .write_all(&marked("GET", "").as_bytes()[..40])
        .expect("half a request");
    forged
        .sock
        .write_all(b"\x17\x03\x03\x00\x20canary-body canary-body canary-b")
        .expect("a forged record");
    rest(&mut forged.sock);
    proxy.send(b"GET /canary-path HTTP/1.1\r\nHost: canary-agent canary-agent\r\nConnection: close\r\n\r\n");

    assert_no_trace(proxy);
}

fn long_page() -> String {
    "canary-page ".repeat(500_000)
}

#[test]
fn no_visitor_leaves_a_trace_in_the_shipped_nginx() {
    if skipped() {
        return;
    }
    let upstream = PageServer::start(&[("/canary-path", &long_page())]);

    let proxy = behind_nginx(upstream.port());

    keeps_its_promises(&proxy, upstream);
}

#[test]
fn no_visitor_leaves_a_trace_in_the_shipped_caddy() {
    if skipped() {
        return;
    }
    let upstream = PageServer::start(&[("/canary-path", &long_page())]);

    let Some(proxy) = behind_caddy(upstream.port()) else {
        return;
    };

    keeps_its_promises(&proxy, upstream);
}

#[actix_web::test]
async fn a_browser_reads_a_page_behind_the_shipped_nginx() {
    if skipped() {
        return;
    }
    let upstream = PageServer::start(&[("/visit", "<title>Your visit</title>")]);
    let proxy = behind_nginx(upstream.port());
    let browser = Browser::start().await;

    browser.open(&proxy.url("/visit")).await;

    assert_eq!(browser.driver.title().await.expect("a title"), "Your visit");
}
