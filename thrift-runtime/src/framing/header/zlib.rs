//! The transform zlib: a payload that is one stream of RFC 1950.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use crate::error::{ProtocolError, ProtocolErrorKind};

use super::fields::invalid;

/// Bytes to begin with.
const CHUNK: usize = 4 * 1024;

/// Undoes the transform. What comes out has at most `limit` bytes, and takes no more memory than twice as many have come out.
pub(super) fn inflate(payload: &[u8], limit: usize) -> Result<Vec<u8>, ProtocolError> {
    let mut stream = Decompress::new(true);
    let mut out = Vec::with_capacity(CHUNK.min(limit.saturating_add(1)));
    loop {
        let read = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        let rest = payload.get(read..).unwrap_or_default();
        let written = out.len();
        let status = stream.decompress_vec(rest, &mut out, FlushDecompress::None);
        let status = status.map_err(|error| invalid(format!("a compressed payload is malformed: {error}")))?;
        if out.len() > limit {
            let message = format!("a payload has more than {limit} bytes when it is inflated, which is the limit");
            return Err(ProtocolError::new(ProtocolErrorKind::SizeLimit, message));
        }
        let before = read;
        let read = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        match status {
            Status::StreamEnd if read == payload.len() => return Ok(out),
            Status::StreamEnd => {
                let left = payload.len().saturating_sub(read);
                return Err(invalid(format!("{left} bytes are left behind a compressed payload")));
            }
            // A byte above the limit shows that there is more.
            _ if out.len() == out.capacity() => out.reserve_exact(out.len().clamp(1, limit + 1 - out.len())),
            _ if read == payload.len() || (read, out.len()) == (before, written) => {
                return Err(invalid("a compressed payload ends early"));
            }
            _ => {}
        }
    }
}

/// Appends a payload, compressed. Fast: what is large and waits on a network takes longer there.
pub(super) fn deflate(payload: &[u8], out: &mut Vec<u8>) {
    let mut stream = Compress::new(Compression::fast(), true);
    loop {
        let read = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        let rest = payload.get(read..).unwrap_or_default();
        out.reserve((rest.len() / 2).max(CHUNK / 16));
        match stream.compress_vec(rest, out, FlushCompress::Finish) {
            Ok(Status::Ok | Status::BufError) => {}
            Ok(Status::StreamEnd) => return,
            Err(error) => {
                // Not with parameters that are known to be good.
                tracing::error!(%error, "a payload can not be compressed");
                return;
            }
        }
    }
}
