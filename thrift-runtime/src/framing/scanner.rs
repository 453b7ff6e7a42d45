//! Finds the end of a message, by what it is written in.

use crate::error::ProtocolError;
#[cfg(feature = "json")]
use crate::json;
use crate::limits::Limits;
use crate::message::Form;
use crate::ttype::TType;
use crate::{binary, compact};

use super::Envelope;

/// Finds the end of a message, by what it is written in.
#[derive(Debug)]
pub(super) enum Scanner {
    Binary(binary::Scanner),
    Compact(compact::Scanner),
    #[cfg(feature = "json")]
    Json(json::scan::Scanner),
}

impl Scanner {
    pub(super) fn new(limits: &Limits) -> Self {
        Self::Binary(binary::Scanner::value(TType::Struct, limits))
    }

    /// Begins with the message that has this envelope.
    pub(super) fn restart(&mut self, envelope: &Envelope, limits: &Limits) {
        let (ttype, body) = (TType::Struct, envelope.body());
        match (&mut *self, envelope.form) {
            (Self::Binary(scanner), Form::Binary(_)) => scanner.restart(ttype, body),
            (Self::Compact(scanner), Form::Compact) => scanner.restart(ttype, body),
            // Nobody changes in the middle of a connection but at its beginning.
            (_, Form::Binary(_)) => {
                *self = Self::new(limits);
                self.restart(envelope, limits);
            }
            (_, Form::Compact) => {
                *self = Self::Compact(compact::Scanner::value(ttype, limits));
                self.restart(envelope, limits);
            }
            // Its envelope is read when all of it is there.
            #[cfg(feature = "json")]
            (_, Form::Json) => self.expect_json(limits),
        }
    }

    /// Goes on with a message in JSON, or begins with one.
    #[cfg(feature = "json")]
    pub(super) fn expect_json(&mut self, limits: &Limits) {
        if !matches!(self, Self::Json(_)) {
            *self = Self::Json(json::scan::Scanner::new(limits));
        }
    }

    /// The end of a message in JSON has been found.
    #[cfg(feature = "json")]
    pub(super) fn end_json(&mut self) {
        if let Self::Json(scanner) = self {
            scanner.restart(0);
        }
    }

    pub(super) fn scan(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        match self {
            Self::Binary(scanner) => scanner.scan(input),
            Self::Compact(scanner) => scanner.scan(input),
            #[cfg(feature = "json")]
            Self::Json(scanner) => scanner.scan(input),
        }
    }

    pub(super) fn position(&self) -> usize {
        match self {
            Self::Binary(scanner) => scanner.position(),
            Self::Compact(scanner) => scanner.position(),
            #[cfg(feature = "json")]
            Self::Json(scanner) => scanner.position(),
        }
    }
}
