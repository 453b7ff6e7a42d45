//! Any bytes, however they are cut, to a server: it answers or closes, in good form, and the same however they are cut.
//!
//! The first byte says how many bytes follow that are lengths of pieces; what is behind those is sent.

#![no_main]

use std::cell::LazyCell;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use thrift_rs::{Limits, Server};
use thrift_rs_fuzz::answers::{self, Answer};
use thrift_rs_fuzz::everything::{Handler, Processor};
use thrift_rs_fuzz::pipe::Pipe;
use tokio::runtime::{Builder, Runtime};

/// Time for one connection. All of its bytes are there from the start, and no handler waits for anything.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most lengths of pieces.
const PIECES: usize = 16;

thread_local! {
    static RUNTIME: LazyCell<Runtime> =
        const { LazyCell::new(|| Builder::new_current_thread().enable_time().build().expect("no I/O to fail")) };
}

fuzz_target!(|input: &[u8]| {
    let Some((count, rest)) = input.split_first() else { return };
    let (pieces, stream) = rest.split_at(rest.len().min(usize::from(*count) % PIECES));
    assert_eq!(serve(stream, pieces), serve(stream, &[]), "it matters how {} was cut", stream.escape_ascii());
});

/// Sends a stream in pieces to a new connection. Gives what came back, in the order of its content.
fn serve(stream: &[u8], pieces: &[u8]) -> Vec<Answer> {
    let mut limits = Limits::DEFAULT;
    limits.message_size = 16 * 1024;
    limits.frame_size = 8 * 1024;
    let server = Server::new(Processor::new(Handler)).limits(limits);
    let mut pipe = Pipe::new(stream, pieces);
    let served = RUNTIME.with(|runtime| {
        runtime.block_on(async { tokio::time::timeout(PATIENCE, server.serve_connection(&mut pipe)).await })
    });
    served.expect("a connection ends when its client has gone");
    let mut answers = answers::parse(stream, pipe.written());
    answers.sort();
    answers
}
