//! Reading, whatever the protocol.

mod fields;

use std::fmt;

use super::{Decode, Run, Wire};
use crate::adapter::Adapter;
use crate::cursor::Cursor;
use crate::descriptor::Described;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::ttype::TType;
use crate::unknown::UnknownField;

pub(super) use fields::read_number;
pub(crate) use fields::{begin_list, begin_map};
use fields::{
    is_between, keep_unknown, read_field, read_optional_field, read_struct_field, second_member, skip_gap,
    skip_unknown, skip_unknown_behind,
};

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

/// The header that ends a struct.
pub const STOP: u32 = 0;

/// What values are read from: the reader of one protocol or another.
///
/// Structs are read field by field, each field where its header is next:
///
/// ```
/// use thrift_runtime::{DecodeFields, Described, Input, ProtocolError};
/// # use thrift_runtime::{Descriptor, EncodeFields, FieldDescriptor, Kind, Output, Type};
///
/// #[derive(Default)]
/// struct Point { x: i32, y: Option<i32> }
/// # impl Described for Point {
/// #     const DESCRIPTOR: &'static Descriptor =
/// #         &Descriptor::new("Point", Kind::Struct(&[FieldDescriptor::new(1, "x", Type::I32)]));
/// # }
/// # impl EncodeFields for Point { fn encode_fields<O: Output>(&self, _: &mut O) {} }
/// # thrift_runtime::struct_codec!(Point);
///
/// impl<'de> DecodeFields<'de> for Point {
///     fn start() -> Self {
///         Self::default()
///     }
///
///     fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
///         while next != 0 {
///             let mark = input.mark();
///             next = input.field(next, 0x0008_0001, &mut self.x);
///             next = input.optional_field(next, 0x0008_0002, &mut self.y);
///             next = input.end_pass(next, mark);
///         }
///         input.end_struct::<Self>()
///     }
/// }
/// # let point: Point = thrift_runtime::binary::from_slice(&[8, 0, 1, 0, 0, 0, 7, 0])?;
/// # assert_eq!((point.x, point.y), (7, None));
/// # Ok::<(), ProtocolError>(())
/// ```
///
/// Writers emit fields by ascending id, so that one pass over them, in that order, reads a whole struct: each line compares
/// one integer, the wire type and the id of the next field as `type << 16 | id`. What comes in another order takes more
/// passes; what no line takes is skipped at the end of one.
///
/// What goes wrong is kept, no further field is read, and the error comes out at the end of the struct. So there is no branch
/// for errors at each field.
pub trait Input<'de>: Sized + fmt::Debug {
    /// Whether reading a number is so little work that a call would cost more.
    #[doc(hidden)]
    const INLINE: bool;

    /// The place in the bytes, and what may still be claimed.
    #[doc(hidden)]
    fn cursor(&mut self) -> &mut Cursor<'de>;

    /// Reads a value.
    ///
    /// # Errors
    /// Bytes that are no such value, or more than the limits allow.
    fn value<T: Decode<'de>>(&mut self) -> Result<T>;

    /// Reads the value of a field whose header has been read.
    #[doc(hidden)]
    fn field_value<T: Decode<'de>>(&mut self) -> Result<T>;

    /// Reads the value of a field, of a type that has a [`START`](Decode::START), into a place that is as that says.
    #[doc(hidden)]
    fn field_value_into<T: Decode<'de>>(&mut self, place: &mut T) -> Result<()>;

    /// Reads that many elements of a list.
    #[doc(hidden)]
    fn elements<T: Decode<'de>>(&mut self, len: usize) -> Result<Vec<T>>;

    /// The header of the field behind this one; that of the first behind 0.
    #[doc(hidden)]
    fn header(&mut self, last: u32) -> Result<u32>;

    /// Reads the fields of a run, each that is next, and skips what is between them. Gives the header of the next, and the fields.
    #[inline]
    fn run<R: Run<'de>>(&mut self, next: u32, run: R) -> (u32, R::Values) {
        run.decode_each(self, next)
    }

    /// Reads the fields of a run and the end of the struct behind them, where each field is in one byte and that can be seen at a
    /// glance; else nothing.
    #[doc(hidden)]
    #[inline(always)]
    fn short_run<R: Run<'de>>(&mut self, _: R) -> Option<R::Values> {
        None
    }

    /// Reads the length and the bytes of a string or binary.
    #[doc(hidden)]
    fn bytes(&mut self) -> Result<&'de [u8]>;

    /// The type and number of the elements of a list or set. The type of an empty one may be anything.
    #[doc(hidden)]
    fn list_header(&mut self) -> Result<(TType, usize)>;

    /// The types and number of the entries of a map. The types of an empty one may be anything.
    #[doc(hidden)]
    fn map_header(&mut self) -> Result<(TType, TType, usize)>;

    /// Skips a value of this type, without recursion.
    #[doc(hidden)]
    fn skip(&mut self, ttype: TType) -> Result<()>;

    /// The fewest bytes that a value of this type takes.
    #[doc(hidden)]
    fn min_size<T: Wire>() -> usize;

    /// Reads a struct.
    ///
    /// # Errors
    /// Bytes that are no such struct, or more than the limits allow; with the struct and the field that they are about.
    #[inline]
    fn structure<T: DecodeFields<'de>>(&mut self) -> Result<T> {
        let mut value = T::start();
        match self.structure_into(&mut value) {
            Ok(()) => Ok(value),
            Err(error) => Err(error),
        }
    }

    /// Reads a struct that is put together of its fields.
    ///
    /// # Errors
    /// Those of [`structure`](Self::structure).
    #[inline]
    fn assembled<T: AssembleFields<'de>>(&mut self) -> Result<T> {
        let next = self.begin_struct(size_of::<T>());
        T::assemble_fields(self, next)
    }

    /// Reads a struct into a place that is as [`start`](DecodeFields::start) says.
    ///
    /// # Errors
    /// Those of [`structure`](Self::structure).
    #[inline]
    fn structure_into<T: DecodeFields<'de>>(&mut self, place: &mut T) -> Result<()> {
        let next = self.begin_struct(size_of::<T>());
        place.decode_fields(self, next)
    }

    /// Ends a struct.
    ///
    /// # Errors
    /// What went wrong in a field, with the struct and the field.
    #[inline]
    fn end_struct<T: Described>(&mut self) -> Result<()> {
        self.cursor().leave_struct(size_of::<T>(), T::DESCRIPTOR)
    }

    /// Begins a struct, which takes this many bytes of the stack. Gives the header of its first field.
    #[doc(hidden)]
    #[inline]
    fn begin_struct(&mut self, size: usize) -> u32 {
        match self.cursor().enter_struct(size) {
            Ok(()) => self.next_field(STOP),
            Err(error) => self.fail(error, STOP),
        }
    }

    /// The header of the field behind this one; [`STOP`] at the end of the struct, and behind an error.
    #[doc(hidden)]
    #[inline]
    fn next_field(&mut self, last: u32) -> u32 {
        match self.header(last) {
            Ok(header) => header,
            Err(error) => self.fail(error, last),
        }
    }

    /// Keeps an error about this field.
    #[doc(hidden)]
    #[cold]
    fn fail(&mut self, error: ProtocolError, header: u32) -> u32 {
        self.cursor().fail(error, header);
        STOP
    }

    /// Reads the value of a field and the header of the one behind it at once. `None`, and nothing is read, where that has to be
    /// looked at more closely.
    #[doc(hidden)]
    #[inline(always)]
    fn quick_field<T: Decode<'de>>(&mut self, _: u32) -> Option<(T, u32)> {
        None
    }

    /// Where a pass over the fields begins.
    #[inline]
    fn mark(&mut self) -> usize {
        self.cursor().rest.len()
    }

    /// Reads the field with this header, if it is next. Gives the header of the next.
    #[inline(always)]
    fn field<T: Decode<'de>>(&mut self, next: u32, header: u32, place: &mut T) -> u32 {
        match next == header {
            true => read_field(self, header, place),
            false => next,
        }
    }

    /// Reads the field with this header into an `Option`, if it is next. Gives the header of the next.
    #[inline(always)]
    fn optional_field<T: Decode<'de>>(&mut self, next: u32, header: u32, place: &mut Option<T>) -> u32 {
        match next == header {
            true => read_optional_field(self, header, place),
            false => next,
        }
    }

    /// Reads the field with this header, a struct, if it is next. Gives the header of the next.
    ///
    /// The place is as [`start`](DecodeFields::start) says, until `seen` is set, as it is here. A field that comes again starts
    /// again.
    #[doc(hidden)]
    #[inline(always)]
    fn struct_field<T: Decode<'de>>(&mut self, next: u32, header: u32, place: &mut T, seen: &mut bool) -> u32 {
        match next == header {
            true => read_struct_field(self, header, place, seen),
            false => next,
        }
    }

    /// The same of a struct in a box.
    #[doc(hidden)]
    #[inline]
    fn boxed_field<T: Decode<'de>>(&mut self, next: u32, header: u32, place: &mut Box<T>, seen: &mut bool) -> u32 {
        if next != header {
            return next;
        }
        match self.cursor().charge(size_of::<T>()) {
            Ok(()) => read_struct_field(self, header, &mut **place, seen),
            Err(error) => self.fail(error, header),
        }
    }

    /// Reads the member of a union with this header, if it is next. Gives the header of the next.
    #[inline]
    fn member<T: Decode<'de>, U>(
        &mut self,
        next: u32,
        header: u32,
        place: &mut Option<U>,
        of: impl FnOnce(T) -> U,
    ) -> u32 {
        if next != header {
            return next;
        }
        if place.is_some() {
            return second_member(self, header);
        }
        let mut value = None;
        let next = read_optional_field(self, header, &mut value);
        *place = value.map(of);
        next
    }

    /// Ends a pass over the fields: if it read nothing, skips the next, which is unknown. Gives the header of the next.
    #[inline]
    fn end_pass(&mut self, next: u32, mark: usize) -> u32 {
        match next {
            STOP => STOP,
            next => skip_unknown(self, next, mark),
        }
    }

    /// The same where the last of the known fields has this id: what is behind it is skipped at once.
    #[doc(hidden)]
    #[inline]
    fn end_pass_behind(&mut self, next: u32, mark: usize, last: u16) -> u32 {
        match next {
            STOP => STOP,
            next => skip_unknown_behind(self, next, mark, last),
        }
    }

    /// Skips the fields that are next and have an id between these two, which no known field has. Gives the header of the next.
    #[doc(hidden)]
    #[inline(always)]
    fn gap(&mut self, next: u32, after: u16, before: u16) -> u32 {
        match is_between(next, after, before) {
            true => skip_gap(self, next, after, before),
            false => next,
        }
    }

    /// Ends a pass over the fields: if it read nothing, keeps the next, which is unknown. Gives the header of the next.
    #[inline]
    fn end_keeping_pass(&mut self, next: u32, mark: usize, unknown: &mut Vec<UnknownField>) -> u32 {
        match next {
            STOP => STOP,
            next => keep_unknown(self, next, mark, &mut |field| unknown.push(field)),
        }
    }

    /// Ends a pass over the members of a union: if it read nothing, keeps the next, which is unknown; of several the first.
    /// Gives the header of the next.
    #[inline]
    fn end_union_pass(&mut self, next: u32, mark: usize, unknown: &mut Option<UnknownField>) -> u32 {
        match next {
            STOP => STOP,
            next => keep_unknown(self, next, mark, &mut |field| _ = unknown.get_or_insert(field)),
        }
    }

    /// The error of a required field that is missing.
    #[cold]
    fn missing<T: Described>(&mut self, field: &'static str) -> ProtocolError {
        self.cursor().missing(T::DESCRIPTOR, field)
    }

    /// The value for which this came over the wire, in this field.
    ///
    /// # Errors
    /// What stands for no value.
    fn adapted<S: Described, A: Adapter<T>, T>(&mut self, field: &'static str, wire: A::Wire) -> Result<T> {
        A::from_wire(wire).map_err(|error| {
            let message = format!("the field `{field}` can not be understood: {error}");
            self.cursor().error(ProtocolErrorKind::InvalidData, message).within(S::DESCRIPTOR, None)
        })
    }

    /// The error of a union that has none of its members set.
    #[cold]
    fn no_member<T: Described>(&mut self) -> ProtocolError {
        let error = self.cursor().error(ProtocolErrorKind::InvalidData, "a union has no member set");
        error.within(T::DESCRIPTOR, None)
    }

    /// The error of a union whose member is one of another version.
    #[cold]
    fn unknown_member<T: Described>(&mut self, id: i16) -> ProtocolError {
        let message = format!("a union has a member with the unknown id {id}");
        self.cursor().error(ProtocolErrorKind::InvalidData, message).within(T::DESCRIPTOR, None)
    }

    /// Begins a list or set of such elements. Gives their number.
    #[doc(hidden)]
    #[inline]
    fn begin_list<T: Wire>(&mut self) -> Result<usize> {
        begin_list(self, T::TTYPE, Self::min_size::<T>(), size_of::<T>())
    }

    /// Begins a map of such entries. Gives their number.
    #[doc(hidden)]
    #[inline]
    fn begin_map<K: Wire, V: Wire>(&mut self) -> Result<usize> {
        let min_size = Self::min_size::<K>() + Self::min_size::<V>();
        begin_map(self, (K::TTYPE, V::TTYPE), min_size, size_of::<(K, V)>())
    }

    /// Ends a list, set or map.
    #[doc(hidden)]
    #[inline]
    fn end_container(&mut self) {
        self.cursor().leave();
    }
}

/// A struct, exception or union that can be read field by field, in any protocol.
pub trait DecodeFields<'de>: Described + Sized {
    /// What a value is before its first field is read: something that is cheap to make, and need not be its default.
    fn start() -> Self;

    /// Reads a struct of which every field is there and in one byte, where that is so and can be seen at a glance; else nothing.
    /// Does not go [into](Input::begin_struct) it.
    #[doc(hidden)]
    #[inline(always)]
    fn decode_short<I: Input<'de>>(_: &mut I) -> Option<Self> {
        None
    }

    /// Reads the fields of a struct, the first of which has the header `next`, and [ends](Input::end_struct) it. What is not on
    /// the wire is as [`start`](Self::start) says, and has to be given its default here.
    ///
    /// A struct is read where it stays: in the list or the struct that it is part of.
    ///
    /// # Errors
    /// What [`Input::end_struct`] gives, and a required field that is missing. The value is then good for nothing.
    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, next: u32) -> Result<()>;
}

/// A struct, exception or union that is put together of its fields, once they are read: one of whose fields have nothing that they
/// could be before.
pub trait AssembleFields<'de>: Described + Sized {
    /// Reads the fields of a struct, the first of which has the header `next`, and [ends](Input::end_struct) it.
    ///
    /// # Errors
    /// What [`Input::end_struct`] gives, and a required field that is missing.
    fn assemble_fields<I: Input<'de>>(input: &mut I, next: u32) -> Result<Self>;
}
