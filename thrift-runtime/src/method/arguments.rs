//! The arguments of a method: on the wire a struct, in Rust the nested pairs `(a, (b, ()))`, in the order of their ids.

use crate::codec::{DecodeOwned, Encode, Input, Output, STOP, Wire};
use crate::cursor::field_header;
use crate::descriptor::{Descriptor, FieldDescriptor};
use crate::error::ProtocolError;

/// The arguments of a method.
pub trait Arguments: Sized {
    /// Those that have been read.
    type Slots: Default;

    /// Writes them as fields.
    fn encode_fields<O: Output>(&self, fields: &[FieldDescriptor], out: &mut O);

    /// Reads each that is next. Gives the header of the next field.
    fn decode_fields<'de, I: Input<'de>>(
        slots: &mut Self::Slots,
        fields: &[FieldDescriptor],
        input: &mut I,
        next: u32,
    ) -> u32;

    /// The arguments that have been read, those that are missing made up; `None`, where one is missing that is required.
    fn take(slots: &mut Self::Slots) -> Option<Self>;

    /// The place of the first that is missing and required; beyond the last, where there is none.
    fn missing(slots: &Self::Slots) -> usize;
}

impl Arguments for () {
    type Slots = ();

    #[inline]
    fn encode_fields<O>(&self, _: &[FieldDescriptor], _: &mut O) {}

    #[inline]
    fn decode_fields<'de, I: Input<'de>>((): &mut (), _: &[FieldDescriptor], _: &mut I, next: u32) -> u32 {
        next
    }

    #[inline]
    fn take((): &mut ()) -> Option<Self> {
        Some(())
    }

    fn missing((): &()) -> usize {
        0
    }
}

impl<A: Argument, Rest: Arguments> Arguments for (A, Rest) {
    type Slots = (Option<A::Value>, Rest::Slots);

    #[inline]
    fn encode_fields<O: Output>(&self, fields: &[FieldDescriptor], out: &mut O) {
        if let [field, rest @ ..] = fields {
            if let Some(value) = self.0.value() {
                out.field(field.id(), value);
            }
            self.1.encode_fields(rest, out);
        }
    }

    #[inline]
    fn decode_fields<'de, I: Input<'de>>(
        (slot, slots): &mut Self::Slots,
        fields: &[FieldDescriptor],
        input: &mut I,
        next: u32,
    ) -> u32 {
        let [field, rest @ ..] = fields else {
            return next;
        };
        let next = input.optional_field(next, field_header(A::Value::TTYPE, field.id()), slot);
        Rest::decode_fields(slots, rest, input, next)
    }

    #[inline]
    fn take((slot, slots): &mut Self::Slots) -> Option<Self> {
        Some((A::of_slot(slot.take())?, Rest::take(slots)?))
    }

    fn missing((slot, slots): &Self::Slots) -> usize {
        if A::REQUIRED && slot.is_none() { 0 } else { 1 + Rest::missing(slots) }
    }
}

/// An argument of a method.
///
/// As a value itself, it is its type's default where it is missing; as [`Required`] that is an error; as an `Option` the
/// caller sees whether it was there, and gives the IDL's default.
pub trait Argument: Sized {
    /// What is on the wire.
    type Value: Encode + DecodeOwned;

    /// Whether its absence is an error.
    const REQUIRED: bool = false;

    /// What to write, if anything.
    fn value(&self) -> Option<&Self::Value>;

    /// What was read, if anything; `None`, where that is not enough.
    fn of_slot(slot: Option<Self::Value>) -> Option<Self>;
}

impl<T: Encode + DecodeOwned + Default> Argument for T {
    type Value = T;

    #[inline]
    fn value(&self) -> Option<&T> {
        Some(self)
    }

    #[inline]
    fn of_slot(slot: Option<T>) -> Option<Self> {
        Some(slot.unwrap_or_default())
    }
}

impl<T: Encode + DecodeOwned> Argument for Option<T> {
    type Value = T;

    #[inline]
    fn value(&self) -> Option<&T> {
        self.as_ref()
    }

    #[inline]
    fn of_slot(slot: Option<T>) -> Option<Self> {
        Some(slot)
    }
}

/// An argument without which a request is malformed.
#[derive(Debug)]
pub struct Required<T>(pub T);

impl<T: Encode + DecodeOwned> Argument for Required<T> {
    type Value = T;

    const REQUIRED: bool = true;

    #[inline]
    fn value(&self) -> Option<&T> {
        Some(&self.0)
    }

    #[inline]
    fn of_slot(slot: Option<T>) -> Option<Self> {
        slot.map(Self)
    }
}

/// Writes the struct of a method's arguments.
pub(crate) fn encode_arguments<A: Arguments>(args: &A, descriptor: &Descriptor, out: &mut impl Output) {
    if out.begin_struct() {
        args.encode_fields(descriptor.fields(), out);
        out.end_struct();
    }
}

/// Reads the struct of a method's arguments, which take up the rest of a message.
#[inline]
pub(crate) fn decode_arguments<'de, A: Arguments>(
    descriptor: &'static Descriptor,
    mut input: impl Input<'de>,
) -> Result<A, ProtocolError> {
    let mut slots = A::Slots::default();
    let mut next = input.begin_struct(size_of::<A>());
    while next != STOP {
        let mark = input.mark();
        next = A::decode_fields(&mut slots, descriptor.fields(), &mut input, next);
        next = input.end_pass(next, mark);
    }
    let cursor = input.cursor();
    cursor.end_message(size_of::<A>(), descriptor)?;
    if let Some(field) = descriptor.fields().get(A::missing(&slots)) {
        return Err(cursor.missing(descriptor, field.name()));
    }
    A::take(&mut slots).ok_or_else(|| cursor.missing(descriptor, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary;
    use crate::descriptor::{Kind, Type};
    use crate::limits::Limits;

    const FIELDS: &[FieldDescriptor] = &[
        FieldDescriptor::new(1, "id", Type::I32),
        FieldDescriptor::required(2, "name", Type::String),
        FieldDescriptor::new(3, "hint", Type::String),
    ];
    static ARGS: Descriptor = Descriptor::new("find_args", Kind::Struct(FIELDS));

    /// `1: i32 id, 2: required string name, 3: string hint = …`
    type Args = (i32, (Required<String>, (Option<String>, ())));

    fn decode(bytes: &[u8]) -> Result<Args, ProtocolError> {
        decode_arguments(&ARGS, binary::Reader::new(bytes, &Limits::DEFAULT))
    }

    #[test]
    fn what_is_written_is_read() {
        let args: Args = (7, (Required("name".to_owned()), (Some("hint".to_owned()), ())));
        let mut out = binary::Writer::new();
        encode_arguments(&args, &ARGS, &mut out);
        let (id, (Required(name), (hint, ()))) = decode(&out.finish().unwrap()).unwrap();
        assert_eq!((id, name.as_str(), hint.as_deref()), (7, "name", Some("hint")));
    }

    #[test]
    fn arguments_may_come_in_any_order_and_with_strangers() {
        let bytes = b"\x0b\x00\x02\x00\x00\x00\x01x\x02\x00\x09\x01\x0b\x00\x01\x00\x00\x00\x00\x08\x00\x01\x00\x00\x00\x05\x00";
        let (id, (Required(name), (hint, ()))) = decode(bytes).unwrap();
        assert_eq!((id, name.as_str(), hint), (5, "x", None));
    }

    #[test]
    fn a_required_one_that_is_missing_is_named() {
        let error = decode(b"\x08\x00\x01\x00\x00\x00\x05\x00").unwrap_err();
        assert_eq!(error.to_string(), "the required field `name` is missing in `find_args` (at byte 8)");
    }

    #[test]
    fn a_malformed_one_is_named_and_nothing_may_follow() {
        let error = decode(b"\x0b\x00\x02\x00\x00\x00\x09x").unwrap_err();
        assert!(error.to_string().ends_with("in `find_args.name` (at byte 7)"), "{error}");
        let error = decode(b"\x0b\x00\x02\x00\x00\x00\x00\x00\x00").unwrap_err();
        assert!(error.to_string().starts_with("1 bytes are left"), "{error}");
    }
}
