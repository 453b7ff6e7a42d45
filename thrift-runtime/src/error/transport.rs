//! A connection that could not be made, or broke.

use std::borrow::Cow;
use std::fmt;
use std::io;

/// A connection that could not be made, or broke.
#[derive(Debug)]
pub struct TransportError {
    /// What was being done, as in "connecting to localhost:9090".
    action: Cow<'static, str>,
    source: io::Error,
    sent: Sent,
}

/// Whether any of the request has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// None of it.
    No,
    /// Perhaps all of it.
    Maybe,
}

impl TransportError {
    pub(crate) fn new(action: impl Into<Cow<'static, str>>, source: io::Error, sent: Sent) -> Self {
        Self { action: action.into(), source, sent }
    }

    /// The same error for another call that it concerns.
    pub(crate) fn again(&self, sent: Sent) -> Self {
        Self::new(self.action.clone(), same_io_error(&self.source), sent)
    }

    /// The error of the operating system.
    pub fn io(&self) -> &io::Error {
        &self.source
    }

    pub(crate) fn is_unsent(&self) -> bool {
        self.sent == Sent::No
    }
}

/// The same error once more; `io::Error` can not be cloned.
pub(crate) fn same_io_error(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.action, self.source)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
