//! The arguments and outcomes of methods, as they are on the wire.
//!
//! Generated code says what a method's types are; how they are read and written stands here once, for all methods.

mod arguments;
mod error;
mod outcome;

pub use arguments::{Argument, Arguments, Required};
pub(crate) use arguments::{decode_arguments, encode_arguments};
pub use outcome::{FieldReader, FieldWriter, Returned, Thrown};
pub(crate) use outcome::{decode_outcome, encode_outcome};
