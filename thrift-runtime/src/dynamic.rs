//! Types and services without generated code: a [`Schema`] that is read while the program runs.
//!
//! ```
//! use thrift_runtime::dynamic::Schema;
//!
//! let schema = Schema::parse("struct User { 1: i32 id, 2: string name }")?;
//! assert_eq!(schema.program().structs[0].name.text, "User");
//! # Ok::<(), thrift_runtime::dynamic::SchemaError>(())
//! ```
//!
//! The feature `dynamic`, which is off by default.

mod disk;
mod schema;

pub use disk::Disk;
pub use schema::{Schema, SchemaError};
/// The IDL as a library, whose `Program` a [`Schema`] is, and whose `SourceLoader` it is loaded by.
pub use thrift_idl as idl;
