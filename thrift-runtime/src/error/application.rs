//! `TApplicationException`: what a server answers where no result can be.

use std::fmt;

use super::protocol::ProtocolError;
use crate::codec::{DecodeFields, EncodeFields, Input, Output, STOP};
use crate::cursor::field_header;
use crate::descriptor::{Described, Descriptor, FieldDescriptor, Kind, Type};
use crate::struct_codec;
use crate::ttype::TType;

/// `TApplicationException` (Thrift RPC specification, "TApplicationException").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApplicationError {
    /// Its kind.
    pub kind: ApplicationErrorKind,
    /// Its message.
    pub message: String,
}

/// The kind of an [`ApplicationError`]; numbers beyond the known ones are kept as they came.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ApplicationErrorKind(pub i32);

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $number:literal)*) => {
        impl ApplicationErrorKind {
            $($(#[$doc])* pub const $name: Self = Self($number);)*
        }

        impl fmt::Display for ApplicationErrorKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0 {
                    $($number => f.write_str(stringify!($name)),)*
                    number => number.fmt(f),
                }
            }
        }
    };
}

kinds! {
    /// None of the others; some libraries answer any error of a handler with it.
    UNKNOWN = 0
    /// The service has no such method.
    UNKNOWN_METHOD = 1
    /// A request that is neither a call nor oneway.
    INVALID_MESSAGE_TYPE = 2
    /// A reply that names another method than its call.
    WRONG_METHOD_NAME = 3
    /// A reply with another sequence id than its call.
    BAD_SEQUENCE_ID = 4
    /// A result with neither a value nor an exception.
    MISSING_RESULT = 5
    /// The handler failed, with an error that the method does not declare.
    INTERNAL_ERROR = 6
    /// The arguments could not be decoded.
    PROTOCOL_ERROR = 7
    /// An unknown THeader transform.
    INVALID_TRANSFORM = 8
    /// An unknown protocol.
    INVALID_PROTOCOL = 9
    /// A dialect that the server does not take.
    UNSUPPORTED_CLIENT_TYPE = 10
}

impl fmt::Debug for ApplicationErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApplicationErrorKind::{self}")
    }
}

const OVERLOADED: &str = "overloaded";
const EXPIRED: &str = "deadline exceeded";

impl ApplicationError {
    /// A server's refusal of a request that it has not run. The protocol has no number for it: the message begins with a word
    /// that no handler's error begins with.
    pub(crate) fn overload(why: impl fmt::Display) -> Self {
        Self::new(ApplicationErrorKind::INTERNAL_ERROR, format!("{OVERLOADED}: {why}"))
    }

    /// Whether it is an [`overload`](Self::overload).
    pub(crate) fn is_overload(&self) -> bool {
        self.kind == ApplicationErrorKind::INTERNAL_ERROR && self.message.starts_with(OVERLOADED)
    }

    /// A server's answer where the caller's deadline is over: as with overload, the protocol has no number for it, and the
    /// message begins with words that no handler's error begins with.
    pub(crate) fn expired(why: impl fmt::Display) -> Self {
        Self::new(ApplicationErrorKind::INTERNAL_ERROR, format!("{EXPIRED}: {why}"))
    }

    /// An error of this kind.
    pub fn new(kind: ApplicationErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for ApplicationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => write!(f, "{}", self.kind),
            message => write!(f, "{message} ({})", self.kind),
        }
    }
}

impl std::error::Error for ApplicationError {}

impl Described for ApplicationError {
    const DESCRIPTOR: &'static Descriptor = &Descriptor::new(
        "TApplicationException",
        Kind::Exception(&[
            FieldDescriptor::new(1, "message", Type::String),
            FieldDescriptor::new(2, "type", Type::I32),
        ]),
    );
}

struct_codec!(ApplicationError);

impl EncodeFields for ApplicationError {
    fn encode_fields<O: Output>(&self, out: &mut O) {
        out.field(1, &self.message);
        out.field(2, &self.kind.0);
    }
}

impl<'de> DecodeFields<'de> for ApplicationError {
    fn start() -> Self {
        Self::default()
    }

    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
        while next != STOP {
            let mark = input.mark();
            next = input.field(next, field_header(TType::String, 1), &mut self.message);
            next = input.field(next, field_header(TType::I32, 2), &mut self.kind.0);
            next = input.end_pass(next, mark);
        }
        input.end_struct::<Self>()
    }
}
