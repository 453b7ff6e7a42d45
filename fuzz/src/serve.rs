//! A server, and one client that has sent everything and gone.

use std::cell::LazyCell;
use std::time::Duration;

use thrift_rs::{Limits, Server};
use tokio::runtime::{Builder, Runtime};

use crate::answers::{self, Answer};
use crate::everything::{Handler, Processor};
use crate::pipe::Pipe;

/// Time for one connection, by a clock that stands still while there is anything to do: deadlines that come in mean nothing. All
/// of its bytes are there from the start, and no handler waits for anything.
const PATIENCE: Duration = Duration::from_secs(5);

thread_local! {
    static RUNTIME: LazyCell<Runtime> =
        const { LazyCell::new(|| Builder::new_current_thread().enable_time().start_paused(true).build().expect("no I/O to fail")) };
}

/// Sends a stream in pieces to a new connection. Gives what came back, in the order of its content.
///
/// # Panics
/// If that is malformed, or the connection does not end.
pub fn serve(stream: &[u8], pieces: &[u8]) -> Vec<Answer> {
    let mut answers = answers::parse(stream, &exchange(&server(), stream, pieces));
    answers.sort();
    answers
}

/// A server of everything, with small limits.
pub fn server() -> Server {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 16 * 1024;
    limits.frame_size = 8 * 1024;
    Server::new(Processor::new(Handler)).limits(limits)
}

/// Sends a stream in pieces to a new connection of this server. Gives what came back.
///
/// # Panics
/// If the connection does not end.
pub fn exchange(server: &Server, stream: &[u8], pieces: &[u8]) -> Vec<u8> {
    let mut pipe = Pipe::new(stream, pieces);
    let served = RUNTIME.with(|runtime| {
        runtime.block_on(async { tokio::time::timeout(PATIENCE, server.serve_connection(&mut pipe)).await })
    });
    served.expect("a connection ends when its client has gone");
    pipe.written().to_vec()
}
