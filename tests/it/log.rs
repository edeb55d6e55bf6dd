//! The log of this process, captured as the program would print it.

use std::io::Write;
use std::sync::{Mutex, Once, PoisonError};

/// The log of this process: what the program ships, and the program's own lines in full.
static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Begins to capture; later calls change nothing.
pub fn capture() {
    static STARTED: Once = Once::new();
    let levels = "chorus=trace,actix_web=debug,actix_http=debug,error";
    STARTED.call_once(|| {
        tracing_subscriber::fmt()
            .json()
            .with_env_filter(levels)
            .with_writer(|| Sink)
            .init()
    });
}

struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything so far.
pub fn text() -> String {
    String::from_utf8_lossy(&LINES.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}
