//! Programs outside Chorus that tests start (browser, proxies) and a page server to point them at; nothing of Chorus itself.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// True, with a line on standard error, unless `CHORUS_TEST_BROWSER=1` asks for tests that start outside programs.
pub fn skipped() -> bool {
    if std::env::var("CHORUS_TEST_BROWSER").is_ok_and(|wanted| wanted == "1") {
        return false;
    }
    let name = thread::current().name().unwrap_or("a test").to_owned();
    // Not `eprintln!`: the test runner hides that for tests that pass.
    let _ = writeln!(
        std::io::stderr(),
        "skipped: {name} (set CHORUS_TEST_BROWSER=1 to run it)"
    );
    true
}

/// A port of 127.0.0.1 that nobody listens on at the moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port");
    listener.local_addr().expect("its address").port()
}

/// A new folder, gone with this value.
pub struct ScratchDir(PathBuf);

impl ScratchDir {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("chorus-{name}-{}-{count}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a scratch folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The files in here, at any depth, that hold these bytes or carry them in their name; on Linux also those that
    /// are deleted but still open in a program, as temporary files of servers are.
    pub fn files_with(&self, mark: &str) -> Vec<PathBuf> {
        let mut found = self.open_deleted_files();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder that can be read").flatten() {
                let kind = entry.file_type().expect("a kind of file");
                if kind.is_dir() {
                    folders.push(entry.path());
                }
                if kind.is_file() || entry.path().to_string_lossy().contains(mark) {
                    found.push(entry.path());
                }
            }
        }
        found.retain(|path| {
            let bytes = std::fs::read(path).unwrap_or_default();
            holds(&bytes, mark.as_bytes()) || path.to_string_lossy().contains(mark)
        });
        found
    }

    fn open_deleted_files(&self) -> Vec<PathBuf> {
        let entries = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries(PathBuf::from("/proc"))
            .flat_map(|process| entries(process.path().join("fd")))
            .map(|open| open.path())
            .filter(|open| {
                let target = std::fs::read_link(open).unwrap_or_default();
                target.starts_with(&self.0) && target.to_string_lossy().ends_with(" (deleted)")
            })
            .collect()
    }
}

impl Drop for ScratchDir {
    fn drop(&mut self) {
        // A program that is just ending may still write into it.
        for _ in 0..100 {
            match std::fs::remove_dir_all(&self.0) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    thread::sleep(Duration::from_millis(20));
                }
                _ => return,
            }
        }
    }
}

pub fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|part| part == mark)
}

/// A started program, asked to stop and then killed with this value.
pub struct Program {
    name: String,
    child: Child,
}

impl Program {
    /// Starts `command` without standard input; panics with a hint when it is not installed.
    pub fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        match command.stdin(Stdio::null()).spawn() {
            Ok(child) => Self { name, child },
            Err(error) => {
                panic!("{name} does not start ({error}); tests/run installs it on Debian")
            }
        }
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits until a connection to `port` is taken, ten seconds at most; false if the program ended before.
    pub fn answers_at(&mut self, port: u16) -> bool {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            if let Ok(Some(_)) = self.child.try_wait() {
                return false;
            }
            if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{} does not listen on port {port}", self.name);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A plain kill would leave nginx's workers behind.
        terminate(self.child.id());
        let deadline = Instant::now() + Duration::from_secs(5);
        while Instant::now() < deadline {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks the process `id` to stop; one that is gone already is fine.
pub fn terminate(id: u32) {
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -TERM {id} 2>/dev/null")])
        .status();
}

/// Serves fixed pages on a loopback port and remembers every request, word for word.
pub struct PageServer {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
    stopping: Arc<AtomicBool>,
}

impl PageServer {
    /// Serves `pages` (path without query → HTML); any other path is a 404.
    pub fn start(pages: &[(&str, &str)]) -> Self {
        let pages: Arc<Vec<(String, String)>> = Arc::new(
            pages
                .iter()
                .map(|(path, html)| ((*path).to_owned(), (*html).to_owned()))
                .collect(),
        );
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port");
        let port = listener.local_addr().expect("its address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let stopping = Arc::new(AtomicBool::new(false));

        let (told, stop) = (Arc::clone(&seen), Arc::clone(&stopping));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (told, pages) = (Arc::clone(&told), Arc::clone(&pages));
                thread::spawn(move || answer(stream, &pages, &told));
            }
        });
        Self { port, seen, stopping }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The requests so far: head and body as they came, bytes that are no UTF-8 replaced.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("the list of requests").clone()
    }
}

impl Drop for PageServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn answer(mut stream: TcpStream, pages: &[(String, String)], seen: &Mutex<Vec<String>>) {
    let Some(request) = read_request(&mut stream) else {
        return;
    };
    let path = request
        .split(' ')
        .nth(1)
        .unwrap_or("/")
        .split('?')
        .next()
        .unwrap_or("/");
    let page = pages
        .iter()
        .find(|(known, _)| known == path)
        .map(|(_, html)| html.as_str());
    let (status, html) = page.map_or(("404 Not Found", "nothing here"), |html| ("200 OK", html));
    let length = html.len();
    let reply = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{html}"
    );
    seen.lock().expect("the list of requests").push(request);
    let _ = stream.write_all(reply.as_bytes());
}

fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut part = [0; 16 * 1024];
    loop {
        if let Some(length) = request_length(&bytes)
            && bytes.len() >= length
        {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        match stream.read(&mut part) {
            Ok(0) => return None,
            Ok(count) => bytes.extend_from_slice(&part[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

fn request_length(bytes: &[u8]) -> Option<usize> {
    let head_length = bytes.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&bytes[..head_length]).to_ascii_lowercase();
    let body_length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    Some(head_length + body_length.map_or(0, |length| length.trim().parse().unwrap_or(0)))
}
