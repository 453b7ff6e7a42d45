//! How a process of the bench talks with the bench: lines in, lines out.

use std::io::{self, Write};
use std::process;
use std::thread;
use std::time::Duration;

use crate::usage;

/// The CPU seconds that a process has taken.
pub(crate) const CPU: &str = "usage";
/// The bytes that it has in memory.
pub(crate) const MEMORY: &str = "memory";

/// From here on, questions are answered, and this process ends when the bench does.
pub(crate) fn listen() {
    thread::spawn(|| {
        for question in io::stdin().lines().map_while(Result::ok) {
            match question.as_str() {
                CPU => say(&usage::cpu_seconds().to_string()),
                MEMORY => say(&usage::memory().map_or_else(|error| error.to_string(), |bytes| bytes.to_string())),
                _ => break,
            }
        }
        process::exit(0)
    });
}

/// Ends this process if it is still there after so long.
pub(crate) fn limit(time: Duration) {
    thread::spawn(move || {
        thread::sleep(time);
        eprintln!("not done within {} s", time.as_secs());
        process::exit(1)
    });
}

pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        // Nobody is there any more.
        process::exit(1)
    }
}
