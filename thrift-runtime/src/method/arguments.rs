//! The arguments of a method: on the wire a struct, in Rust the nested pairs `(a, (b, ()))`, in the order of their ids.

use crate::binary;
use crate::codec::{Decode, DecodeOwned, Encode, Wire};
use crate::descriptor::{Descriptor, FieldDescriptor};
use crate::error::ProtocolError;

/// The arguments of a method.
pub trait Arguments: Sized {
    /// Those that have been read.
    type Slots: Default;

    /// Writes them as fields.
    fn encode_fields_binary(&self, fields: &[FieldDescriptor], out: &mut binary::Writer);

    /// Reads the one that this header announces. False, where none of them is it.
    ///
    /// # Errors
    /// A malformed value.
    fn decode_field_binary(
        slots: &mut Self::Slots,
        fields: &[FieldDescriptor],
        header: u32,
        input: &mut binary::Reader<'_>,
    ) -> Result<bool, ProtocolError>;

    /// The arguments that have been read, those that are missing made up.
    ///
    /// # Errors
    /// The name of one that is missing and is required.
    fn of_slots(slots: Self::Slots, fields: &'static [FieldDescriptor]) -> Result<Self, &'static str>;
}

impl Arguments for () {
    type Slots = ();

    #[inline]
    fn encode_fields_binary(&self, _: &[FieldDescriptor], _: &mut binary::Writer) {}

    #[inline]
    fn decode_field_binary(
        (): &mut (),
        _: &[FieldDescriptor],
        _: u32,
        _: &mut binary::Reader<'_>,
    ) -> Result<bool, ProtocolError> {
        Ok(false)
    }

    #[inline]
    fn of_slots((): (), _: &'static [FieldDescriptor]) -> Result<Self, &'static str> {
        Ok(())
    }
}

impl<A: Argument, Rest: Arguments> Arguments for (A, Rest) {
    type Slots = (Option<A::Value>, Rest::Slots);

    #[inline]
    fn encode_fields_binary(&self, fields: &[FieldDescriptor], out: &mut binary::Writer) {
        if let [field, rest @ ..] = fields {
            if let Some(value) = self.0.value() {
                out.field(field.id(), value);
            }
            self.1.encode_fields_binary(rest, out);
        }
    }

    #[inline]
    fn decode_field_binary(
        (slot, slots): &mut Self::Slots,
        fields: &[FieldDescriptor],
        header: u32,
        input: &mut binary::Reader<'_>,
    ) -> Result<bool, ProtocolError> {
        let [field, rest @ ..] = fields else {
            return Ok(false);
        };
        if header != binary::field_header(A::Value::TTYPE, field.id()) {
            return Rest::decode_field_binary(slots, rest, header, input);
        }
        *slot = Some(A::Value::decode_binary(input)?);
        Ok(true)
    }

    #[inline]
    fn of_slots((slot, slots): Self::Slots, fields: &'static [FieldDescriptor]) -> Result<Self, &'static str> {
        let (name, rest) = match fields {
            [field, rest @ ..] => (field.name(), rest),
            [] => ("", fields),
        };
        Ok((A::of_slot(slot).ok_or(name)?, Rest::of_slots(slots, rest)?))
    }
}

/// An argument of a method.
///
/// As a value itself, it is its type's default where it is missing; as [`Required`] that is an error; as an `Option` the
/// caller sees whether it was there, and gives the IDL's default.
pub trait Argument: Sized {
    /// What is on the wire.
    type Value: Encode + DecodeOwned;

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
pub(crate) fn encode_arguments<A: Arguments>(args: &A, descriptor: &Descriptor, out: &mut binary::Writer) {
    out.structure(|out| args.encode_fields_binary(descriptor.fields(), out));
}

/// Reads the struct of a method's arguments.
pub(crate) fn decode_arguments<A: Arguments>(
    descriptor: &'static Descriptor,
    input: &mut binary::Reader<'_>,
) -> Result<A, ProtocolError> {
    input.structure(descriptor, |input, header| {
        let mut slots = A::Slots::default();
        loop {
            *header = input.field_header()?;
            match *header {
                binary::Reader::STOP => break,
                known if A::decode_field_binary(&mut slots, descriptor.fields(), known, input)? => {}
                unknown => input.skip_field(unknown)?,
            }
        }
        A::of_slots(slots, descriptor.fields()).map_err(|missing| input.missing(missing))
    })
}
