//! A connected socket, and who is at which end of it.

use std::io::{self, Read};
use std::net::Shutdown;
use std::sync::Arc;
use std::time::Duration;

use crate::blocking::{ReadTimeout, WaitingStream, is_timeout};
use crate::client::cause::Cause;
use crate::client::settings::Settings;
use crate::error::Result;
use crate::framing::{Decoder, Message};
use crate::output::Output;

/// Bytes to read at once.
const SPACE: usize = 16 * 1024;

/// For how long a write waits for the peer before its caller looks around: at the time, and at what there is to read, since a
/// peer that nobody reads from may read no more. And for how long a read waits while somebody else writes, who may have to leave
/// something to be written.
pub(super) const SLICE: Duration = Duration::from_millis(10);

/// A connected socket. Whoever reads or writes takes that half along, and brings it back.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) io: Arc<WaitingStream>,
    pub(super) reader: Option<Reader>,
    pub(super) writer: Option<Output>,
    /// Why the connection is of no use any more, until both halves are back.
    pub(super) broken: Option<Cause>,
}

impl Line {
    pub(super) fn new(io: WaitingStream, settings: &Settings) -> io::Result<Self> {
        io.set_write_timeout(SLICE)?;
        let decoder = Decoder::new(settings.transport, &settings.limits);
        let reader = Reader { decoder, timeout: ReadTimeout::default(), space: vec![0; SPACE] };
        Ok(Self { io: Arc::new(io), reader: Some(reader), writer: Some(Output::default()), broken: None })
    }

    /// Gives the connection up.
    pub(super) fn fail(&mut self, cause: Cause) {
        if self.broken.is_none() {
            self.broken = Some(cause);
            // Whoever is at the other half comes back at once. That it is closed already is no matter.
            let _ = self.io.shutdown(Shutdown::Both);
        }
    }
}

/// The half of a connection that replies come by.
#[derive(Debug)]
pub(super) struct Reader {
    decoder: Decoder,
    timeout: ReadTimeout,
    space: Vec<u8>,
}

impl Reader {
    /// Waits for replies, as long as this or a little less. An error is why the connection is of no use any more; replies that came
    /// before count all the same.
    pub(super) fn read(
        &mut self,
        io: &WaitingStream,
        timeout: Option<Duration>,
        replies: &mut Vec<Message>,
    ) -> Result<(), Cause> {
        self.timeout.set(io, timeout).map_err(Cause::Broken)?;
        self.read_once(io, replies).map(drop)
    }

    /// Takes what is there already.
    pub(super) fn read_arrived(&mut self, io: &WaitingStream, replies: &mut Vec<Message>) -> Result<(), Cause> {
        io.set_nonblocking(true).map_err(Cause::Broken)?;
        let read = loop {
            match self.read_once(io, replies) {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(cause) => break Err(cause),
            }
        };
        io.set_nonblocking(false).map_err(Cause::Broken)?;
        read
    }

    /// Whether anything has come.
    fn read_once(&mut self, mut io: &WaitingStream, replies: &mut Vec<Message>) -> Result<bool, Cause> {
        let bytes = match io.read(&mut self.space) {
            Ok(0) => return Err(Cause::Closed),
            Ok(bytes) => bytes,
            Err(error) if is_timeout(&error) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(true),
            Err(error) => return Err(Cause::Broken(error)),
        };
        self.decoder.push(self.space.get(..bytes).unwrap_or_default());
        loop {
            match self.decoder.next() {
                Ok(Some(reply)) => replies.push(reply),
                Ok(None) => return Ok(true),
                Err(malformed) => return Err(Cause::Malformed(malformed.error)),
            }
        }
    }
}
