//! The runtime of thrift-rs.
//!
//! Depend on `thrift-rs`, which re-exports what is public here beside the macros.

pub mod binary;
mod codec;
pub mod enumeration;
mod error;
mod forward;
mod key;
mod limits;
mod message;
#[doc(hidden)]
pub mod private;
mod ttype;
mod unknown;

pub use codec::{Decode, DecodeOwned, Encode, Wire};
pub use enumeration::{Enumeration, UnknownEnumValue};
pub use error::{
    ApplicationError, ApplicationErrorKind, Error, ProtocolError, ProtocolErrorKind, Result, ResultExt, StructInfo,
    TransportError,
};
pub use key::Key;
pub use limits::Limits;
pub use message::MessageType;
pub use ttype::TType;
pub use unknown::{UnknownField, WireValue};
