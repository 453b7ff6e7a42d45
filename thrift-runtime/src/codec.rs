//! Values to bytes and back: the traits that every type on the wire has.
//!
//! The methods are concrete, one pair for each fast protocol, so that they are compiled in the crate that holds the
//! IDL, and not again in each crate that calls them.

mod boxed;
mod list;
mod map;
mod number;
mod set;
mod text;

use crate::binary;
use crate::error::ProtocolError;
use crate::ttype::TType;

/// What a type is on the wire.
///
/// Generated types implement it; so do `bool`, `i8`, `i16`, `i32`, `i64`, `f64`, `String`, [`Bytes`](bytes::Bytes),
/// [`Uuid`](uuid::Uuid), `Vec`, the standard maps and sets, and `Box`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Thrift type",
    label = "it has no representation on the wire",
    note = "types come from `thrift!`, or are one of the primitive types, `String`, `Bytes`, `Uuid`, `Vec`, `HashMap`, `HashSet`, `BTreeMap`, `BTreeSet` and `Box`"
)]
pub trait Wire {
    /// Its wire type: a struct's, unless said otherwise.
    const TTYPE: TType = TType::Struct;
    /// The fewest bytes that a value takes in the binary protocol; bounds what a claimed number of elements may reserve.
    /// Of a struct that is the stop behind its fields.
    const MIN_BINARY: usize = 1;
}

/// A value that can be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be encoded as Thrift",
    label = "it has no representation on the wire"
)]
pub trait Encode: Wire {
    /// Writes the value in the binary protocol. What can go wrong (a length beyond 31 bits, too deep a nesting) is kept
    /// by the writer and comes out of [`finish`](binary::Writer::finish).
    fn encode_binary(&self, out: &mut binary::Writer);

    /// Writes the elements of a list, without its header. Numbers do it in one go.
    #[doc(hidden)]
    fn encode_elements_binary(elements: &[Self], out: &mut binary::Writer)
    where
        Self: Sized,
    {
        for element in elements {
            element.encode_binary(out);
        }
    }
}

/// A value that can be read, and may borrow from what it is read from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be decoded from Thrift",
    label = "it has no representation on the wire"
)]
pub trait Decode<'de>: Wire + Sized {
    /// Reads a value in the binary protocol.
    ///
    /// # Errors
    /// Bytes that are no such value, or more than the reader's limits allow.
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError>;

    /// Reads the elements of a list, whose number the reader has checked. Numbers do it in one go.
    #[doc(hidden)]
    fn decode_elements_binary(input: &mut binary::Reader<'de>, len: usize) -> Result<Vec<Self>, ProtocolError> {
        let mut elements = Vec::with_capacity(input.capacity_for::<Self>(len));
        for _ in 0..len {
            elements.push(Self::decode_binary(input)?);
        }
        Ok(elements)
    }
}

/// A value that can be read and borrows nothing.
pub trait DecodeOwned: for<'de> Decode<'de> {}

impl<T: for<'de> Decode<'de>> DecodeOwned for T {}
