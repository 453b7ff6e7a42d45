//! What both sides need of HTTP (RFC 9110, RFC 9112): bodies, and metadata in headers.

mod body;
mod headers;

use hyper::header::HeaderValue;

pub(crate) use body::{Collected, Whole, collect};
pub(crate) use headers::{append, metadata};

/// What Apache's libraries call a message of theirs.
pub(crate) const CONTENT_TYPE: HeaderValue = HeaderValue::from_static("application/x-thrift");

/// Most bytes of a head: its first line and headers. As much as common servers take; metadata has 32 KiB of it.
pub(crate) const MAX_HEAD: usize = 64 * 1024;

/// Most headers: room for all metadata that there may be, and those of HTTP itself.
pub(crate) const MAX_HEADERS: usize = crate::Metadata::MAX_PAIRS + 64;
