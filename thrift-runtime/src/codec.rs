//! Values to bytes and back: the traits that every type on the wire has.
//!
//! The methods of [`Encode`] and [`Decode`] are concrete, one pair for each protocol, so that they are compiled in the crate
//! that holds the IDL, and not again in each crate that calls them. What they do is written once, for every [`Input`] and
//! [`Output`].

mod borrowed;
mod boxed;
mod enumeration;
mod header;
mod input;
mod list;
mod map;
mod number;
mod numbered;
mod output;
pub(crate) mod pieces;
mod run;
mod set;
mod shared;
mod small;
mod strings;
mod structure;
mod text;
mod transparent;
mod vec;
mod vec_map;

use crate::cursor::Cursor;
use crate::descriptor::Type;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;
use crate::{binary, compact};

pub use borrowed::{copy_binary, map_all};
pub use header::{header, member_header, optional_header};
pub(crate) use input::begin_list;
#[cfg(feature = "dynamic")]
pub(crate) use input::begin_map;
pub use input::{AssembleFields, DecodeFields, Input, STOP};
pub use list::read_structs;
pub use numbered::{Numbered, read_numbered};
pub use output::{EncodeFields, Output};
pub use pieces::{IntoPiece, IntoRun, Piece, ValueRun};
pub use run::{Fixed, Place, Run};

/// What a type is on the wire.
///
/// Generated types implement it; so do `bool`, `i8`, `i16`, `i32`, `i64`, `f64`, `String`,
/// [`SharedString`](crate::SharedString), `&str`, [`Bytes`](bytes::Bytes), `Vec<u8>`, `&[u8]`, [`Uuid`](uuid::Uuid), `Vec`,
/// [`SmallVec`](smallvec::SmallVec), the standard maps and sets, [`VecMap`](crate::VecMap), [`VecSet`](crate::VecSet), `Box`,
/// `Arc`, `Cow<str>` and `Cow<[u8]>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Thrift type",
    label = "it has no representation on the wire",
    note = "types come from `thrift!` or `#[derive(Thrift)]`, or are one of the primitive types, `String`, `Bytes`, `Uuid`, `Vec`, `HashMap`, `HashSet`, `BTreeMap`, `BTreeSet` and `Box`"
)]
pub trait Wire {
    /// Its type in the IDL; of a struct written by hand, by way of a [`Descriptor`](crate::Descriptor) of its own.
    const TYPE: Type;
    /// Its type on the wire.
    const TTYPE: TType = Self::TYPE.ttype();
    /// The fewest bytes that a value takes in the binary protocol; bounds what a claimed number of elements may reserve.
    /// Of a struct that is the stop behind its fields.
    const MIN_BINARY: usize = 1;
    /// The fewest bytes that a value takes in the compact protocol.
    const MIN_COMPACT: usize = 1;
}

/// A value that can be written.
///
/// A protocol whose method is left out can not be written: that is [`NotImplemented`](ProtocolErrorKind::NotImplemented).
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be encoded as Thrift",
    label = "it has no representation on the wire"
)]
pub trait Encode: Wire {
    /// Writes the value in the binary protocol. What can go wrong is kept by the writer and comes out of
    /// [`finish`](binary::Writer::finish).
    fn encode_binary(&self, out: &mut binary::Writer) {
        out.sink().fail(ProtocolErrorKind::NotImplemented, NOT_IMPLEMENTED);
    }

    /// Writes the value in the compact protocol. What can go wrong is kept by the writer and comes out of
    /// [`finish`](compact::Writer::finish).
    fn encode_compact(&self, out: &mut compact::Writer) {
        out.sink().fail(ProtocolErrorKind::NotImplemented, NOT_IMPLEMENTED);
    }

    /// Appends the value to a buffer in the binary protocol. What was appended by the time of an error is to be taken back.
    ///
    /// # Errors
    /// The first thing that could not be written.
    #[doc(hidden)]
    #[inline]
    fn append_binary(&self, buffer: &mut Vec<u8>, limits: &Limits) -> Result<(), ProtocolError> {
        binary::Writer::append_value(buffer, self, limits)
    }

    /// The same in the compact protocol.
    ///
    /// # Errors
    /// The first thing that could not be written.
    #[doc(hidden)]
    #[inline]
    fn append_compact(&self, buffer: &mut Vec<u8>, limits: &Limits) -> Result<(), ProtocolError> {
        compact::Writer::append_value(buffer, self, limits)
    }

    /// Writes the value as a field in the binary protocol.
    #[doc(hidden)]
    #[inline]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer)
    where
        Self: Sized,
    {
        out.field_of(Self::TTYPE, id, |out| self.encode_binary(out));
    }

    /// Writes the value as a field in the compact protocol, which has bools in the header.
    #[doc(hidden)]
    #[inline]
    fn encode_field_compact(&self, id: i16, out: &mut compact::Writer)
    where
        Self: Sized,
    {
        out.field_of(Self::TTYPE, id, |out| self.encode_compact(out));
    }

    /// Writes the elements of a list, without its header. Numbers do it in one go.
    #[doc(hidden)]
    fn encode_elements_binary(elements: &[Self], out: &mut binary::Writer)
    where
        Self: Sized,
    {
        elements.iter().for_each(|element| element.encode_binary(out));
    }

    /// Writes the elements of a list, without its header. Numbers do it in one go.
    #[doc(hidden)]
    fn encode_elements_compact(elements: &[Self], out: &mut compact::Writer)
    where
        Self: Sized,
    {
        elements.iter().for_each(|element| element.encode_compact(out));
    }
}

/// A value that can be read, and may borrow from what it is read from.
///
/// A protocol whose method is left out can not be read: that is [`NotImplemented`](ProtocolErrorKind::NotImplemented).
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be decoded from Thrift",
    label = "it has no representation on the wire"
)]
pub trait Decode<'de>: Wire + Sized {
    /// Whether reading a value is so little work that a call would cost more.
    #[doc(hidden)]
    const INLINE: bool = false;

    /// Whether [`quick_compact`](Self::quick_compact) reads most values.
    #[doc(hidden)]
    const QUICK: bool = false;

    /// Whether the quick way is gone in line, where a call would cost more than it saves: for types that few programs have.
    #[doc(hidden)]
    const QUICK_IN_LINE: bool = false;

    /// The value of the field with this header that comes next, of the compact protocol, and its length. `None` where it has to be looked at more closely.
    #[doc(hidden)]
    #[inline(always)]
    fn quick_compact(_: &Cursor<'de>, _: u8) -> Option<(Self, usize)> {
        None
    }

    /// The same of the binary protocol.
    #[doc(hidden)]
    #[inline(always)]
    fn quick_binary(_: &Cursor<'de>) -> Option<(Self, usize)> {
        None
    }

    /// What a place holds that a value is read into, of a type that is not read and then moved: a struct. None is made by
    /// this, or read into.
    #[doc(hidden)]
    const START: Option<fn() -> Self> = None;

    /// Whether reading a value includes the check that nothing is left behind it, where nothing may be: of structs, which
    /// [end](Input::end_struct). A value is moved for a check by whoever had it read, which takes as long as reading some fields.
    #[doc(hidden)]
    const CHECKS_END: bool = false;

    /// Reads a value in the binary protocol.
    ///
    /// # Errors
    /// Bytes that are no such value, or more than the reader's limits allow.
    fn decode_binary(input: &mut binary::Reader<'de>) -> Result<Self, ProtocolError> {
        Err(input.cursor().error(ProtocolErrorKind::NotImplemented, NOT_IMPLEMENTED))
    }

    /// Reads a value in the compact protocol.
    ///
    /// # Errors
    /// Those of [`decode_binary`](Self::decode_binary).
    fn decode_compact(input: &mut compact::Reader<'de>) -> Result<Self, ProtocolError> {
        Err(input.cursor().error(ProtocolErrorKind::NotImplemented, NOT_IMPLEMENTED))
    }

    /// Reads the value of a field in the compact protocol, which has bools in the header.
    #[doc(hidden)]
    #[inline]
    fn decode_field_compact(input: &mut compact::Reader<'de>) -> Result<Self, ProtocolError> {
        Self::decode_compact(input)
    }

    /// Reads the value of a field into a place that is as [`START`](Self::START) says.
    #[doc(hidden)]
    #[inline]
    fn decode_into_binary(place: &mut Self, input: &mut binary::Reader<'de>) -> Result<(), ProtocolError> {
        *place = Self::decode_binary(input)?;
        Ok(())
    }

    /// Reads the value of a field into a place that is as [`START`](Self::START) says.
    #[doc(hidden)]
    #[inline]
    fn decode_into_compact(place: &mut Self, input: &mut compact::Reader<'de>) -> Result<(), ProtocolError> {
        *place = Self::decode_field_compact(input)?;
        Ok(())
    }

    /// Reads the elements of a list, whose number the reader has checked. Numbers do it in one go.
    #[doc(hidden)]
    fn decode_elements_binary(input: &mut binary::Reader<'de>, len: usize) -> Result<Vec<Self>, ProtocolError> {
        list::read(input, len)
    }

    /// Reads the elements of a list, whose number the reader has checked. Numbers do it in one go.
    #[doc(hidden)]
    fn decode_elements_compact(input: &mut compact::Reader<'de>, len: usize) -> Result<Vec<Self>, ProtocolError> {
        list::read(input, len)
    }
}

const NOT_IMPLEMENTED: &str = "the type was made without this protocol";

/// A value that can be read and borrows nothing.
pub trait DecodeOwned: for<'de> Decode<'de> {}

impl<T: for<'de> Decode<'de>> DecodeOwned for T {}

/// Implements `Encode::encode_…` for each protocol, by one body.
macro_rules! encode_by {
    (|$this:ident, $out:ident| $body:expr) => {
        #[inline]
        fn encode_binary(&self, $out: &mut $crate::binary::Writer) {
            let $this = self;
            $body
        }

        #[inline]
        fn encode_compact(&self, $out: &mut $crate::compact::Writer) {
            let $this = self;
            $body
        }
    };
}

/// Implements `Decode::decode_…` for each protocol, by one body.
macro_rules! decode_by {
    (|$input:ident| $body:expr) => {
        #[inline]
        fn decode_binary(
            $input: &mut $crate::binary::Reader<'de>,
        ) -> ::core::result::Result<Self, $crate::ProtocolError> {
            $body
        }

        #[inline]
        fn decode_compact(
            $input: &mut $crate::compact::Reader<'de>,
        ) -> ::core::result::Result<Self, $crate::ProtocolError> {
            $body
        }
    };
}

/// Implements `Wire` and `Encode` for a string or binary.
macro_rules! encode_bytes {
    ($($type:ty: $wire:expr;)*) => {$(
        $crate::codec::pieces::pieces! { $type }

        impl $crate::Wire for $type {
            const TYPE: $crate::Type = $wire;
            const MIN_BINARY: usize = 4;
        }

        impl $crate::Encode for $type {
            $crate::codec::encode_by!(|this, out| $crate::codec::Output::bytes(out, this.as_ref()));

            #[inline]
            fn encode_field_binary(&self, id: i16, out: &mut $crate::binary::Writer) {
                out.bytes_field(id, self.as_ref());
            }

            #[inline]
            fn encode_field_compact(&self, id: i16, out: &mut $crate::compact::Writer) {
                out.bytes_field(id, self.as_ref());
            }

            fn encode_elements_binary(elements: &[Self], out: &mut $crate::binary::Writer) {
                out.all_bytes(elements);
            }

            fn encode_elements_compact(elements: &[Self], out: &mut $crate::compact::Writer) {
                out.all_bytes(elements);
            }
        }
    )*};
}

/// Implements `Decode` for a string: what reads one, and what makes it of text that is checked.
macro_rules! decode_text {
    ($of:expr) => {
        $crate::codec::decode_by!(|input| $crate::codec::strings::read_one(input, $of));

        fn decode_elements_binary(
            input: &mut $crate::binary::Reader<'de>,
            len: usize,
        ) -> ::core::result::Result<Vec<Self>, $crate::ProtocolError> {
            $crate::codec::strings::read(input, len, $of)
        }

        fn decode_elements_compact(
            input: &mut $crate::compact::Reader<'de>,
            len: usize,
        ) -> ::core::result::Result<Vec<Self>, $crate::ProtocolError> {
            $crate::codec::strings::read(input, len, $of)
        }
    };
}

use {decode_by, decode_text, encode_by, encode_bytes};
