//! The runtime of thrift-rs.
//!
//! Depend on `thrift-rs`, which re-exports what is public here beside the macros.

mod adapter;
pub mod binary;
#[cfg(feature = "blocking")]
pub mod blocking;
mod bulk;
mod client;
mod codec;
pub mod compact;
mod context;
mod copy;
mod cursor;
mod deadline;
mod descriptor;
#[cfg(feature = "dynamic")]
pub mod dynamic;
pub mod enumeration;
mod error;
mod forward;
mod framing;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "json")]
pub mod json;
mod key;
mod layer;
mod limits;
mod message;
mod metadata;
mod method;
#[cfg(feature = "mock")]
mod mock;
mod output;
#[doc(hidden)]
pub mod private;
mod scan;
#[cfg(feature = "serde")]
mod serde;
mod server;
mod service;
mod shared_string;
#[cfg(feature = "json")]
pub mod simple_json;
mod sink;
mod size_hint;
mod spare;
mod stream;
mod sync;
#[cfg(feature = "tls")]
pub mod tls;
mod trace;
mod transcode;
mod ttype;
mod unknown;
mod utf8;
mod varint;
mod vec_map;

pub use adapter::{Adapter, Milliseconds};
pub use client::{Address, CallFuture, Channel, ChannelBuilder, ChannelFuture, WithReplyMetadata};
pub use codec::{Decode, DecodeFields, DecodeOwned, Encode, EncodeFields, Input, Output, Wire};
pub use context::{Context, Dialect};
pub use descriptor::{
    ConstValue, Described, Descriptor, FieldDescriptor, Kind, MethodDescriptor, Notes, Requiredness, ServiceDescriptor,
    SourceLine, Type, ValueDescriptor,
};
pub use enumeration::UnknownEnumValue;
pub use error::{
    ApplicationError, ApplicationErrorKind, Error, ProtocolError, ProtocolErrorKind, Result, ResultExt, TransportError,
};
pub use framing::Transport;
pub use key::Key;
pub use limits::Limits;
pub use message::{MessageType, Protocol};
pub use metadata::Metadata;
#[cfg(feature = "mock")]
pub use mock::MockMethod;
pub use server::{BoundServer, Listen, Server};
pub use service::{
    Identity, Multiplexed, Outcome, Process, ProcessFuture, ProcessService, Reflected, Reflection, Request, Response,
    ResponseFuture,
};
pub use shared_string::SharedString;
pub use stream::sasl::Credentials;
pub use ttype::TType;
pub use unknown::{UnknownField, WireValue};
pub use vec_map::{VecMap, VecSet};
