//! Writing, whatever the protocol.

use std::fmt;
use std::mem;

use super::{Encode, IntoRun, ValueRun, pieces};
use crate::adapter::Adapter;
use crate::descriptor::Described;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::sink::{Sink, Space};
use crate::ttype::TType;
use crate::unknown::UnknownField;

/// What values are written to: the writer of one protocol or another.
///
/// Its methods return nothing: the first error (a length beyond 31 bits, too deep a nesting) is kept by the writer, and given
/// out in place of the bytes. So encoding has no branch for errors at each field.
pub trait Output: Sized + fmt::Debug {
    /// A writer that goes on behind what this holds.
    #[doc(hidden)]
    fn of_sink(sink: Sink) -> Self;

    /// What was written.
    #[doc(hidden)]
    fn into_sink(self) -> Sink;

    /// The bytes so far.
    #[doc(hidden)]
    fn sink(&mut self) -> &mut Sink;

    /// Writes a value.
    fn value<T: Encode + ?Sized>(&mut self, value: &T);

    /// Writes the elements of a list.
    #[doc(hidden)]
    fn elements<T: Encode>(&mut self, elements: &[T]);

    /// Writes a length and that many bytes.
    #[doc(hidden)]
    fn bytes(&mut self, bytes: &[u8]);

    /// Writes the header of a list or set. False where the number is too large; then the elements are not to be written.
    #[doc(hidden)]
    fn list_header(&mut self, element: TType, len: usize) -> bool;

    /// Writes the header of a map. False where the number is too large; then the entries are not to be written.
    #[doc(hidden)]
    fn map_header(&mut self, key: TType, value: TType, len: usize) -> bool;

    /// Begins the fields of a struct.
    #[doc(hidden)]
    fn begin_fields(&mut self);

    /// Ends the fields of a struct.
    #[doc(hidden)]
    fn end_fields(&mut self);

    /// Writes a field.
    fn field<T: Encode>(&mut self, id: i16, value: &T);

    /// Writes a field of this type, whose value `body` writes; a bool's with [`bool_field`](Self::bool_field).
    #[doc(hidden)]
    fn field_of(&mut self, ttype: TType, id: i16, body: impl FnOnce(&mut Self));

    /// Writes a field that is a bool.
    #[doc(hidden)]
    fn bool_field(&mut self, id: i16, value: bool);

    /// Writes a field by what goes over the wire for it.
    fn adapted_field<A: Adapter<T>, T>(&mut self, id: i16, value: &T) {
        match A::to_wire(value) {
            Ok(wire) => self.field(id, &wire),
            Err(error) => {
                self.sink().fail(ProtocolErrorKind::InvalidData, format!("the field with the id {id}: {error}"))
            }
        }
    }

    /// The same, where it is set.
    fn optional_adapted_field<A: Adapter<T>, T>(&mut self, id: i16, value: &Option<T>) {
        if let Some(value) = value {
            self.adapted_field::<A, T>(id, value);
        }
    }

    /// Writes fields that the IDL does not know, as they were read.
    #[inline]
    fn unknown_fields(&mut self, fields: &[UnknownField]) {
        fields.iter().for_each(|field| field.encode(self));
    }

    /// Writes a field, where it is set.
    #[inline]
    fn optional_field<T: Encode>(&mut self, id: i16, value: &Option<T>) {
        if let Some(value) = value {
            self.field(id, value);
        }
    }

    /// Writes the fields of a run.
    fn run<R: IntoRun>(&mut self, run: R);

    /// Writes a run of all fields of a struct.
    #[doc(hidden)]
    fn write_struct<R: ValueRun>(run: &R, space: &mut Space<'_>);

    /// Appends a value to a buffer. What was appended by the time of an error is to be taken back.
    ///
    /// # Errors
    /// The first thing that could not be written.
    #[doc(hidden)]
    #[inline]
    fn append_value<T: Encode + ?Sized>(buffer: &mut Vec<u8>, value: &T, limits: &Limits) -> Result<(), ProtocolError> {
        let mut sink = Sink::new(mem::take(buffer));
        sink.limit_depth(limits.depth);
        let mut out = Self::of_sink(sink);
        out.value(value);
        out.into_sink().give_back(buffer).map_or(Ok(()), Err)
    }

    /// The same with a struct, which needs no writer where its fields are a run.
    ///
    /// # Errors
    /// The first thing that could not be written.
    #[doc(hidden)]
    #[inline]
    fn append_struct<T: Encode + EncodeFields>(
        buffer: &mut Vec<u8>,
        value: &T,
        limits: &Limits,
    ) -> Result<(), ProtocolError> {
        match T::IS_RUN {
            true => pieces::append_struct::<Self, _>(buffer, value.run(), limits.depth),
            false => Self::append_value(buffer, value, limits),
        }
    }

    /// Writes a struct.
    #[inline]
    fn structure<T: EncodeFields>(&mut self, value: &T) {
        if T::IS_RUN {
            let sink = self.sink();
            if let Err(error) = pieces::append_struct::<Self, _>(&mut sink.buffer, value.run(), sink.depth) {
                sink.keep(error);
            }
        } else if self.begin_struct() {
            value.encode_fields(self);
            self.end_struct();
        }
    }

    /// Begins a struct. False, and an error, where that is too deep; then nothing is to be written of it.
    #[must_use]
    #[inline]
    fn begin_struct(&mut self) -> bool {
        let entered = self.sink().enter();
        if entered {
            self.begin_fields();
        }
        entered
    }

    /// Ends a struct that was begun.
    #[inline]
    fn end_struct(&mut self) {
        self.end_fields();
        self.sink().leave();
    }

    /// Writes a list or set: its header, then what `body` writes.
    #[doc(hidden)]
    #[inline]
    fn list(&mut self, element: TType, len: usize, body: impl FnOnce(&mut Self)) {
        if self.list_header(element, len) && self.sink().enter() {
            body(self);
            self.sink().leave();
        }
    }

    /// Writes a map: its header, then what `body` writes.
    #[doc(hidden)]
    #[inline]
    fn map(&mut self, key: TType, value: TType, len: usize, body: impl FnOnce(&mut Self)) {
        if self.map_header(key, value, len) && self.sink().enter() {
            body(self);
            self.sink().leave();
        }
    }
}

/// A struct, exception or union that can be written field by field, in any protocol.
///
/// One whose fields are a run gives it out, and the others write theirs.
pub trait EncodeFields: Described {
    /// Whether [`run`](Self::run) is all fields.
    const IS_RUN: bool = false;

    /// All fields, by ascending id, where they are numbers, strings and binaries alone.
    #[inline(always)]
    fn run(&self) -> impl IntoRun {}

    /// Writes the fields, by ascending id, as readers expect them.
    #[inline(always)]
    fn encode_fields<O: Output>(&self, out: &mut O) {
        const { assert!(Self::IS_RUN, "fields are written by `encode_fields`, or are a `run`") };
        out.run(self.run());
    }
}
