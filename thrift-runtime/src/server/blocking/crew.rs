//! Who serves connections.

use std::io;
use std::net::SocketAddr;
use std::time::Instant;

use mio::Token;

use super::stream::Stream;

/// The threads that serve connections, as the one that takes connections sees them.
pub(super) trait Crew {
    /// Takes on a connection.
    ///
    /// # Errors
    /// There is no thread to be had, or no room to wait for it.
    fn admit(&mut self, io: Stream, peer: Option<SocketAddr>) -> io::Result<()>;

    /// Connections that are there.
    fn connections(&self) -> usize;

    /// There is something to do on this connection.
    fn ready(&mut self, _: Token) {}

    /// When `expire` is to be called next.
    fn due(&self) -> Option<Instant> {
        None
    }

    /// Ends what has waited for too long.
    fn expire(&mut self) {}

    /// Lets every connection finish what it has.
    fn drain(&mut self);

    /// Lets go of what is left.
    fn dismiss(self: Box<Self>);
}
