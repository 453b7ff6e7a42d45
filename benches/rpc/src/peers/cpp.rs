//! Apache's `TNonblockingServer` in C++: a program that is compiled where there are a compiler and the libraries' headers.

mod build;

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::Result;
use crate::place::Place;
use crate::server::Job;

/// Why it can not be measured here.
pub(crate) fn missing() -> Option<String> {
    build::program().err().map(|error| error.to_string())
}

/// Becomes that program, which answers the bench itself.
pub(crate) fn serve(job: &Job) -> Result<()> {
    let threads = match job.place {
        Place::Core(_) => 1,
        Place::Free => std::thread::available_parallelism()?.get(),
    };
    Err(Command::new(build::program()?).arg(threads.to_string()).exec().into())
}
