//! A mail server for tests, on a port of its own: takes letters, refuses them, dawdles, breaks off, as told.

use std::{
    collections::{HashMap, HashSet},
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

/// What the server does with letters to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// Takes them.
    Accept,
    /// Answers RCPT with these words, as in `550 5.1.1 <ana@example.org> unknown`.
    Refuse(String),
    /// Answers DATA's last dot with these words.
    RefuseWords(String),
    /// 451 to the first RCPT of an address, 250 from the second on.
    Greylist,
    /// Takes the letter and breaks off before it says so: once for an address, then accepts.
    CutOnce,
    /// The same every time.
    CutAlways,
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Not at all.
    None,
    /// After STARTTLS.
    Upgrade,
    /// From the first byte.
    Wrapped,
}

/// What the server does with everybody; [`Script::default`] is a friendly one without TLS.
#[derive(Debug, Clone)]
pub struct Script {
    /// TLS.
    pub tls: Tls,
    /// The mechanisms it offers, as in `PLAIN LOGIN`; with any, it wants a password before MAIL.
    pub auth: &'static str,
    /// Name and password that open it.
    pub password: (String, String),
    /// Answers the connection with these words instead of 220.
    pub greeting: Option<String>,
    /// Answers MAIL with these words.
    pub sender: Option<String>,
    /// Waits this long before every answer.
    pub delay: Duration,
    /// Offers SMTPUTF8.
    pub utf8: bool,
    /// What it does with addresses that have no manner of their own.
    pub manner: Manner,
    /// Manners of addresses.
    pub manners: HashMap<String, Manner>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            tls: Tls::None,
            auth: "",
            password: ("ana".to_owned(), "right horse".to_owned()),
            greeting: None,
            sender: None,
            delay: Duration::ZERO,
            utf8: true,
            manner: Manner::Accept,
            manners: HashMap::new(),
        }
    }
}

impl Script {
    fn manner_of(&self, address: &str) -> Manner {
        self.manners.get(address).unwrap_or(&self.manner).clone()
    }
}

/// A letter that came in.
#[derive(Debug, Clone)]
pub struct Received {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// Headers and body, without the dots of the transport.
    pub bytes: Vec<u8>,
    /// False if the server broke off before it said that it has it.
    pub confirmed: bool,
    /// Over TLS.
    pub encrypted: bool,
    /// The name behind the password.
    pub name: Option<String>,
}

/// The server; ends when dropped.
pub struct SmtpServer {
    shared: Arc<Shared>,
    address: SocketAddr,
    listening: Option<JoinHandle<()>>,
    ca_pem: String,
}

struct Shared {
    script: Mutex<Script>,
    letters: Mutex<Vec<Received>>,
    heard: Mutex<Vec<String>>,
    met: Mutex<HashSet<String>>,
    open: Mutex<Vec<TcpStream>>,
    down: AtomicBool,
    config: Arc<ServerConfig>,
}

impl SmtpServer {
    /// Starts on a free port of the loopback.
    pub fn start(script: Script) -> Self {
        let (config, ca_pem) = certificate();
        let shared = Arc::new(Shared {
            script: Mutex::new(script),
            letters: Mutex::default(),
            heard: Mutex::default(),
            met: Mutex::default(),
            open: Mutex::default(),
            down: AtomicBool::new(true),
            config,
        });
        let mut server = Self {
            shared,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            listening: None,
            ca_pem,
        };
        server.up();
        server
    }

    /// Listens, on the same port as before.
    pub fn up(&mut self) {
        assert!(self.shared.down.swap(false, Ordering::SeqCst), "it is up already");
        let listener = TcpListener::bind(self.address).expect("the port");
        self.address = listener.local_addr().expect("an address");
        let shared = self.shared.clone();
        self.listening = Some(std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.down.load(Ordering::SeqCst) {
                    break;
                }
                lock(&shared.open).push(stream.try_clone().expect("a second handle"));
                let shared = shared.clone();
                std::thread::spawn(move || serve(stream, &shared));
            }
        }));
    }

    /// Stops listening and breaks off every conversation.
    pub fn down(&mut self) {
        if self.shared.down.swap(true, Ordering::SeqCst) {
            return;
        }
        // one last knock wakes the listener, which sees that it is over
        drop(TcpStream::connect(self.address));
        if let Some(listening) = self.listening.take() {
            listening.join().expect("the listener");
        }
        for stream in lock(&self.shared.open).drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The authority that signed its certificate (PEM).
    pub fn ca_pem(&self) -> Vec<u8> {
        self.ca_pem.clone().into_bytes()
    }

    /// Changes what it does from now on.
    pub fn tell(&self, change: impl FnOnce(&mut Script)) {
        change(&mut lock(&self.shared.script));
    }

    /// The letters it has, in the order they came.
    pub fn letters(&self) -> Vec<Received> {
        lock(&self.shared.letters).clone()
    }

    /// The commands it heard, in their order, of all conversations.
    pub fn heard(&self) -> Vec<String> {
        lock(&self.shared.heard).clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.down();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A certificate for `localhost` and 127.0.0.1, and the authority behind it: rustls takes no authority for a server.
fn certificate() -> (Arc<ServerConfig>, String) {
    let mut authority = rcgen::CertificateParams::new(Vec::<String>::new()).expect("parameters");
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority = rcgen::CertifiedIssuer::self_signed(authority, rcgen::KeyPair::generate().expect("a key"))
        .expect("an authority");
    let key = rcgen::KeyPair::generate().expect("a key");
    let leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()])
        .expect("parameters")
        .signed_by(&key, &authority)
        .expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)
        .expect("a pair");
    (Arc::new(config), authority.pem())
}

trait Wire: Read + Write + Send {}
impl<T: Read + Write + Send> Wire for T {}

/// A conversation; it is over where one of its parts says `None`.
struct Talk<'s> {
    wire: BufReader<Box<dyn Wire>>,
    tcp: TcpStream,
    shared: &'s Shared,
    encrypted: bool,
    name: Option<String>,
}

fn serve(stream: TcpStream, shared: &Shared) {
    let Ok(tcp) = stream.try_clone() else { return };
    let wrapped = lock(&shared.script).tls == Tls::Wrapped;
    let wire: Box<dyn Wire> = if wrapped {
        let Some(wire) = encrypt(stream, shared) else { return };
        wire
    } else {
        Box::new(stream)
    };
    let mut talk = Talk {
        wire: BufReader::new(wire),
        tcp,
        shared,
        encrypted: wrapped,
        name: None,
    };
    let _ = talk.run();
    let _ = talk.tcp.shutdown(Shutdown::Both);
}

fn encrypt(stream: TcpStream, shared: &Shared) -> Option<Box<dyn Wire>> {
    let connection = ServerConnection::new(shared.config.clone()).ok()?;
    Some(Box::new(StreamOwned::new(connection, stream)))
}

impl Talk<'_> {
    fn run(&mut self) -> Option<()> {
        match self.script().greeting {
            Some(words) => {
                self.say(&words)?;
                return None;
            }
            None => self.say("220 mail.example ESMTP")?,
        }
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let line = self.hear()?;
            let script = self.script();
            let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            let path = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            match verb.as_str() {
                "EHLO" => self.hello(&script)?,
                "STARTTLS" if script.tls == Tls::Upgrade && !self.encrypted => {
                    self.say("220 2.0.0 go ahead")?;
                    let stream = self.tcp.try_clone().ok()?;
                    self.wire = BufReader::new(encrypt(stream, self.shared)?);
                    self.encrypted = true;
                }
                "AUTH" => self.log_in(&line, &script)?,
                "MAIL" if !script.auth.is_empty() && self.name.is_none() => {
                    self.say("530 5.7.0 authentication required")?;
                }
                "MAIL" => match &script.sender {
                    Some(words) => self.say(words)?,
                    None => {
                        (from, to) = (path, Vec::new());
                        self.say("250 2.1.0 ok")?;
                    }
                },
                "RCPT" => {
                    if self.welcome(&script, &path)? {
                        to.push(path);
                    }
                }
                "DATA" if to.is_empty() => self.say("503 5.5.1 no recipient")?,
                "DATA" => {
                    self.say("354 go on")?;
                    let bytes = self.letter()?;
                    self.take(&script, std::mem::take(&mut from), std::mem::take(&mut to), bytes)?;
                }
                "RSET" => {
                    to.clear();
                    self.say("250 2.0.0 forgotten")?;
                }
                "NOOP" => self.say("250 2.0.0 here")?,
                "QUIT" => {
                    self.say("221 2.0.0 bye")?;
                    return None;
                }
                _ => self.say("502 5.5.2 what")?,
            }
        }
    }

    fn hello(&mut self, script: &Script) -> Option<()> {
        let mut offers = vec!["mail.example".to_owned(), "8BITMIME".to_owned()];
        if script.tls == Tls::Upgrade && !self.encrypted {
            offers.push("STARTTLS".to_owned());
        }
        if script.utf8 {
            offers.push("SMTPUTF8".to_owned());
        }
        if !script.auth.is_empty() {
            offers.push(format!("AUTH {}", script.auth));
        }
        let last = offers.pop()?;
        let lines: Vec<String> = offers.iter().map(|offer| format!("250-{offer}\r\n")).collect();
        self.say(&format!("{}250 {last}", lines.concat()))
    }

    fn log_in(&mut self, line: &str, script: &Script) -> Option<()> {
        use base64ct::{Base64, Encoding};
        let plain = |text: &str| String::from_utf8(Base64::decode_vec(text.trim()).ok()?).ok();
        let mut words = line.split(' ').skip(1);
        let said = match words.next()?.to_ascii_uppercase().as_str() {
            "PLAIN" => {
                let said = plain(words.next()?)?;
                let mut parts = said.split('\0').skip(1).map(str::to_owned);
                (parts.next()?, parts.next()?)
            }
            _ => {
                self.say("334 VXNlcm5hbWU6")?;
                let name = plain(&self.hear()?)?;
                self.say("334 UGFzc3dvcmQ6")?;
                (name, plain(&self.hear()?)?)
            }
        };
        if said == script.password {
            self.name = Some(said.0);
            self.say("235 2.7.0 welcome")
        } else {
            self.say("535 5.7.8 wrong name or password")
        }
    }

    /// True the first time.
    fn meets(&self, address: &str) -> bool {
        lock(&self.shared.met).insert(address.to_owned())
    }

    fn welcome(&mut self, script: &Script, address: &str) -> Option<bool> {
        match script.manner_of(address) {
            Manner::Refuse(words) => self.say(&words)?,
            Manner::Greylist if self.meets(address) => {
                self.say(&format!("451 4.7.1 <{address}>: Greylisted, come back"))?;
            }
            _ => {
                self.say("250 2.1.5 ok")?;
                return Some(true);
            }
        }
        Some(false)
    }

    fn letter(&mut self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.wire.read_until(b'\n', &mut line).ok()? == 0 {
                return None;
            }
            if line == b".\r\n" {
                return Some(bytes);
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }

    fn take(&mut self, script: &Script, from: String, to: Vec<String>, bytes: Vec<u8>) -> Option<()> {
        let manner = script.manner_of(&to[0]);
        if let Manner::RefuseWords(words) = manner {
            return self.say(&words);
        }
        let confirmed = manner != Manner::CutAlways && !(manner == Manner::CutOnce && self.meets(&to[0]));
        lock(&self.shared.letters).push(Received {
            from,
            to,
            bytes,
            confirmed,
            encrypted: self.encrypted,
            name: self.name.clone(),
        });
        if confirmed { self.say("250 2.0.0 queued") } else { None }
    }

    fn script(&self) -> Script {
        lock(&self.shared.script).clone()
    }

    fn say(&mut self, words: &str) -> Option<()> {
        let delay = self.script().delay;
        std::thread::sleep(delay);
        let wire = self.wire.get_mut();
        wire.write_all(format!("{words}\r\n").as_bytes()).ok()?;
        wire.flush().ok()
    }

    fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        if self.wire.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        lock(&self.shared.heard).push(line.clone());
        Some(line)
    }
}
