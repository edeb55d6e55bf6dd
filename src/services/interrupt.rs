//! Places at which a test kills the program, to prove that nothing is lost or doubled there. Nothing in a release build.

/// Kills the process with SIGKILL when `CHORUS_KILL_AT` names `step`; only in builds with debug assertions.
pub fn point(step: &str) {
    #[cfg(debug_assertions)]
    if std::env::var("CHORUS_KILL_AT").is_ok_and(|wanted| wanted == step) {
        let own = std::process::id().to_string();
        // a signal that cannot be caught, from outside, exactly as the power cut of a container
        let _ = std::process::Command::new("kill").args(["-9", &own]).status();
        std::thread::sleep(std::time::Duration::from_secs(10));
    }
    #[cfg(not(debug_assertions))]
    let _ = step;
}
