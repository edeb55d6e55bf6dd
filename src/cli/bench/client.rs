//! Many clients with a connection each, on loopback, as plain as can be.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::super::Failure;

/// What is sent again and again.
pub(super) struct Load {
    port: u16,
    /// Whole requests; used in turn.
    requests: Vec<Vec<u8>>,
}

impl Load {
    /// The same GET each time.
    pub(super) fn get(port: u16, path: &str, cookie: Option<&str>) -> Self {
        let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{cookie}\r\n");
        Self {
            port,
            requests: vec![request.into_bytes()],
        }
    }

    /// Forms filled with ten answers; each form is opened beforehand, because each has a nonce of its own.
    pub(super) fn submissions(port: u16, slug: &str, count: usize) -> Result<Self, Failure> {
        let form = Self::get(port, &format!("/s/{slug}"), None);
        let mut connection = Connection::open(port)?;
        let mut requests = Vec::with_capacity(count);
        for number in 0..count {
            let page = connection.ask(&form.requests[0])?;
            let page = String::from_utf8_lossy(&page);
            let token = page
                .split("name=\"_form\" value=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let token = token.ok_or_else(|| Failure::Work("the form has no token".to_owned()))?;
            let answers: String = (0..10)
                .map(|question| format!("&q{question}={}", (number + question) % 5 + 1))
                .collect();
            let body = format!("_form={token}{answers}");
            let head = format!(
                "POST /s/{slug} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            requests.push((head + &body).into_bytes());
        }
        Ok(Self { port, requests })
    }

    /// Sends `count` requests over so many connections; each must be answered with 200.
    pub(super) fn run(&self, clients: usize, count: usize) -> Result<(), Failure> {
        let next = AtomicUsize::new(0);
        let failure: Mutex<Option<Failure>> = Mutex::new(None);
        std::thread::scope(|scope| {
            for _ in 0..clients {
                scope.spawn(|| {
                    if let Err(error) = self.client(&next, count) {
                        *failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(error);
                    }
                });
            }
        });
        match failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    fn client(&self, next: &AtomicUsize, count: usize) -> Result<(), Failure> {
        let mut connection = Connection::open(self.port)?;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(());
            }
            connection.ask(&self.requests[number % self.requests.len()])?;
        }
    }
}

struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    fn open(port: u16) -> Result<Self, Failure> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    /// Sends a request and reads the body of its answer.
    fn ask(&mut self, request: &[u8]) -> Result<Vec<u8>, Failure> {
        self.stream.get_mut().write_all(request)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            return Err(Failure::Work(format!("the server answered {}", line.trim())));
        }
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(body)
    }
}
