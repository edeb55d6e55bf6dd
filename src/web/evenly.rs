//! The same reply in the same time, whatever the database knows of an address.

use std::time::{Duration, Instant};

/// More than a quiet database needs for either answer.
const LEAST: Duration = Duration::from_millis(120);

/// Counts from where a form was read.
pub struct Evenly(Instant);

impl Evenly {
    /// Begins to count.
    pub fn begin() -> Self {
        Self(Instant::now())
    }

    /// Waits for what is left.
    pub async fn end(self) {
        tokio::time::sleep(LEAST.saturating_sub(self.0.elapsed())).await;
    }
}
