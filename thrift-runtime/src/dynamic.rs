//! Types and services without generated code: a [`Schema`] that is read while the program runs, and [`Value`]s of its types.
//!
//! ```
//! use thrift_runtime::Protocol;
//! use thrift_runtime::dynamic::{Schema, StructValue, Value};
//!
//! let schema = Schema::parse("struct User { 1: i32 id, 2: string name, 3: optional list<string> emails }")?;
//! let user = schema.find("User").expect("it is there");
//!
//! let value = user.structure([("id", 7.into()), ("name", "Ada".into())])?;
//! assert_eq!(value, StructValue::new().with(1, 7).with(2, "Ada").into());
//!
//! // The bytes are those of generated types.
//! let text = user.encode(Protocol::Json, &value)?;
//! assert_eq!(text, br#"{"1":{"i32":7},"2":{"str":"Ada"}}"#);
//! assert_eq!(user.decode(Protocol::Json, &text)?, value);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The feature `dynamic`, which is off by default.

mod client;
mod compatible;
mod decode;
mod defaults;
mod described;
mod disk;
mod encode;
mod inspect;
mod layout;
mod readable;
mod schema;
mod validate;
mod value;
mod value_type;
mod walk;

pub use client::{CallError, DynamicClient, Exception};
pub use described::to_idl;
pub use disk::Disk;
pub use inspect::{WireMessage, inspect, inspect_message, inspect_message_with, inspect_with};
pub use readable::TypedValue;
pub use schema::{Schema, SchemaError};
/// The IDL as a library, whose `Program` a [`Schema`] is, and whose `SourceLoader` it is loaded by.
pub use thrift_idl as idl;
pub use validate::ValueError;
pub use value::{StructValue, Value};
pub use value_type::ValueType;
