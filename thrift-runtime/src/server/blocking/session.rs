//! What a connection has come to, without I/O: bytes in, requests run, bytes out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use crate::context::Presence;
use crate::error::ApplicationError;
use crate::framing::{Decoder, Malformed, Transport};
use crate::output::Output;
use crate::server::refusal;
use crate::service::{Origin, Request, Response, Started, start};

use super::Server;

/// What a connection has come to. It is the same whoever moves its bytes.
pub(super) struct Session {
    server: Arc<Server>,
    origin: Origin,
    /// Once there is a request.
    presence: Option<Presence>,
    decoder: Decoder,
    pub(super) input: Input,
    pub(super) output: Output,
    /// Since when the rest of a message is missing.
    arriving: Option<Instant>,
}

/// What can still come from the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Input {
    /// More bytes.
    Open,
    /// Requests out of the bytes that have arrived.
    Ended,
    /// Nothing: what it sent last was not understood, or did not come in time.
    Refused,
}

/// What becomes of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Process,
    /// They are answered that there are too many.
    TurnAway,
}

/// How far it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// All requests that have arrived are done.
    Starved,
    /// There may be more; the answers so far are to be written first.
    Paused,
}

/// Memory that a connection may keep while it has nothing to do.
const KEPT: usize = 1024;

impl Session {
    pub(super) fn new(server: Arc<Server>, peer: Option<SocketAddr>) -> Self {
        let decoder = Decoder::detecting(&server.limits);
        let origin = Origin { peer, identity: None };
        Self { server, origin, presence: None, decoder, input: Input::Open, output: Output::default(), arriving: None }
    }

    pub(super) fn server(&self) -> &Server {
        &self.server
    }

    /// Takes bytes that were read.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.decoder.push(bytes);
    }

    /// Nothing more comes.
    pub(super) fn end(&mut self) {
        if self.input == Input::Open {
            self.input = Input::Ended;
            self.presence.iter().for_each(Presence::end);
            if !self.decoder.is_empty() {
                tracing::debug!("a connection ended within a message");
            }
        }
    }

    /// Runs requests that have arrived, at most as many as are `left`.
    pub(super) fn run(&mut self, how: How, left: &mut usize) -> Progress {
        while *left > 0 && self.output.unsent() < self.server.settings.unsent {
            if self.input == Input::Refused {
                return Progress::Starved;
            }
            match self.next_request() {
                Ok(None) => {
                    let waits = !self.decoder.is_empty();
                    self.arriving = waits.then(|| self.arriving.unwrap_or_else(Instant::now));
                    return Progress::Starved;
                }
                Ok(Some(request)) => {
                    *left -= 1;
                    self.arriving = None;
                    self.answer(how, request);
                }
                Err(malformed) => self.refuse(&malformed),
            }
        }
        Progress::Paused
    }

    /// The next request that has arrived.
    fn next_request(&mut self) -> Result<Option<Request>, Malformed> {
        Presence::next_of(&mut self.presence, &self.origin, &mut self.decoder, &self.server.limits)
    }

    fn answer(&mut self, how: How, request: Request) {
        let response = match how {
            How::Process => match start(&*self.server.process, request) {
                Started::Ready(response) => response,
                Started::Pending(head, _) => {
                    head.into_request().internal_error(&"its processor waits where it must not")
                }
            },
            How::TurnAway => Response::refusal(&request, self.overloaded()),
        };
        self.respond(response);
    }

    fn overloaded(&self) -> ApplicationError {
        let settings = &self.server.settings;
        ApplicationError::overload(format_args!(
            "{} requests are in progress and {} connections wait; this one was not run, send it elsewhere",
            settings.workers, settings.queued
        ))
    }

    fn respond(&mut self, response: Response) {
        let packing = self.decoder.packing();
        let request = response.send(&mut self.output, packing);
        if let Some(presence) = &mut self.presence {
            presence.answered(request);
        }
    }

    /// The client's transport; it is known once there is a request.
    fn transport(&self) -> Transport {
        self.decoder.transport().unwrap_or_default()
    }

    /// Answers a message that is not understood, where it is known what to, and reads no further.
    fn refuse(&mut self, malformed: &Malformed) {
        self.input = Input::Refused;
        let limit = self.transport().message_limit(&self.server.limits);
        if let Some(response) = refusal(malformed, limit) {
            self.respond(response);
        }
    }

    /// When what is read for must have come; `None` for ever.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let settings = &self.server.settings;
        match self.arriving {
            Some(since) => since.checked_add(settings.message_timeout),
            None => Instant::now().checked_add(settings.idle_timeout?),
        }
    }

    /// Nothing has come by then.
    pub(super) fn give_up(&mut self) {
        match self.arriving {
            Some(_) => {
                tracing::warn!("closing a connection: a message does not come to its end in time");
                self.input = Input::Refused;
            }
            None => {
                tracing::debug!("closing an idle connection");
                self.input = Input::Ended;
            }
        }
    }

    /// Gives back memory that is not needed while nothing happens.
    pub(super) fn rest(&mut self) {
        self.decoder.release();
        self.output.leave_buffer();
        if self.output.unsent() == 0 && self.output.buffer().capacity() > KEPT {
            self.output.discard();
        }
    }
}
