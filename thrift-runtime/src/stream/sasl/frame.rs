//! What goes to and fro in a handshake: a byte, a length, and as much as that.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Status {
    Start = 1,
    Ok = 2,
    Bad = 3,
    Error = 4,
    Complete = 5,
}

impl Status {
    fn parse(number: u8) -> io::Result<Self> {
        Ok(match number {
            1 => Self::Start,
            2 => Self::Ok,
            3 => Self::Bad,
            4 => Self::Error,
            5 => Self::Complete,
            _ => return Err(invalid(format!("{number} is no status of SASL"))),
        })
    }
}

/// One step of a handshake.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) status: Status,
    pub(super) payload: Vec<u8>,
}

impl Frame {
    pub(super) fn new(status: Status, payload: impl Into<Vec<u8>>) -> Self {
        Self { status, payload: payload.into() }
    }

    /// Reads a frame of up to `limit` bytes.
    pub(super) async fn read(io: &mut (impl AsyncRead + Unpin), limit: usize) -> io::Result<Self> {
        let status = Status::parse(io.read_u8().await?)?;
        let length = io.read_u32().await? as usize;
        if length > limit {
            return Err(invalid(format!("a step of SASL has {length} bytes, above the limit of {limit}")));
        }
        let mut payload = vec![0; length];
        io.read_exact(&mut payload).await?;
        Ok(Self { status, payload })
    }

    pub(super) async fn write(&self, io: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
        let length = u32::try_from(self.payload.len()).map_err(|error| invalid(error.to_string()))?;
        let frame = [&[self.status as u8], &length.to_be_bytes()[..], &self.payload].concat();
        io.write_all(&frame).await?;
        io.flush().await
    }
}

fn invalid(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
