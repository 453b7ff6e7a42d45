//! The outcome of a method: on the wire a union of the value, with the id 0, and the exceptions that it declares; in Rust
//! a `Result`.

use crate::binary;
use crate::codec::{Decode, DecodeOwned, Encode, Input, Output, STOP};
use crate::cursor::{field_header, field_id};
use crate::descriptor::Descriptor;
use crate::error::{Error, ProtocolError};
use crate::ttype::TType;

/// The field of the value.
const SUCCESS: i16 = 0;

/// What a method returns: a value, or nothing.
pub trait Returned: Sized {
    /// The wire type of the value; `None` of nothing.
    const TTYPE: Option<TType>;

    /// Writes the field of the value.
    fn encode_field(&self, out: &mut impl Output);

    /// Reads the value of that field. Gives the header of the next.
    fn decode_field<'de>(place: &mut Option<Self>, input: &mut impl Input<'de>, next: u32) -> u32;

    /// What a result without any field is.
    fn of_nothing() -> Option<Self>;
}

impl Returned for () {
    const TTYPE: Option<TType> = None;

    fn encode_field(&self, _: &mut impl Output) {}

    fn decode_field<'de>(_: &mut Option<Self>, _: &mut impl Input<'de>, next: u32) -> u32 {
        next
    }

    fn of_nothing() -> Option<Self> {
        Some(())
    }
}

impl<T: Encode + DecodeOwned> Returned for T {
    const TTYPE: Option<TType> = Some(T::TTYPE);

    #[inline]
    fn encode_field(&self, out: &mut impl Output) {
        out.field(SUCCESS, self);
    }

    #[inline]
    fn decode_field<'de>(place: &mut Option<Self>, input: &mut impl Input<'de>, next: u32) -> u32 {
        input.member(next, next, place, |value| value)
    }

    fn of_nothing() -> Option<Self> {
        None
    }
}

/// The error of a method: an exception that it declares, or anything else.
pub trait Thrown: From<Error> {
    /// Writes the exception as a field.
    ///
    /// # Errors
    /// The error is none of the exceptions.
    fn encode(self, out: &mut dyn FieldWriter) -> Result<(), Error>;

    /// Reads the exception with this id. False, where there is none.
    fn decode<'de>(slot: &mut Option<Self>, id: i16, input: &mut impl FieldReader<'de>) -> bool;
}

/// The error of a method that declares no exception.
impl Thrown for Error {
    fn encode(self, _: &mut dyn FieldWriter) -> Result<(), Error> {
        Err(self)
    }

    fn decode<'de>(_: &mut Option<Self>, _: i16, _: &mut impl FieldReader<'de>) -> bool {
        false
    }
}

/// Writes fields in one protocol or another.
pub trait FieldWriter {
    /// Writes an exception as a field.
    fn exception(&mut self, id: i16, value: &dyn FieldValue);
}

impl FieldWriter for binary::Writer {
    fn exception(&mut self, id: i16, value: &dyn FieldValue) {
        value.encode_field_binary(id, self);
    }
}

/// A value that can be written as a field.
pub trait FieldValue {
    /// Writes it with this id.
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer);
}

impl<T: Encode> FieldValue for T {
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.field(id, self);
    }
}

/// Reads the values of fields in one protocol or another.
pub trait FieldReader<'de> {
    /// Reads the value; `None` behind an error, which the reader keeps.
    fn value<T: Decode<'de>>(&mut self) -> Option<T>;
}

/// A field whose header has been read.
struct NextField<'i, I> {
    input: &'i mut I,
    header: u32,
}

impl<'de, I: Input<'de>> FieldReader<'de> for NextField<'_, I> {
    fn value<T: Decode<'de>>(&mut self) -> Option<T> {
        let mut value = None;
        self.header = self.input.optional_field(self.header, self.header, &mut value);
        value
    }
}

/// Writes the field of an outcome.
///
/// # Errors
/// An error that the method does not declare.
#[inline]
pub(crate) fn encode_outcome<T: Returned, E: Thrown>(
    outcome: Result<T, E>,
    out: &mut binary::Writer,
) -> Result<(), Error> {
    match outcome {
        Ok(value) => {
            value.encode_field(out);
            Ok(())
        }
        Err(error) => error.encode(out),
    }
}

/// Reads an outcome, which takes up the rest of a message; `None`, where there is neither a value nor an exception that
/// the method declares.
pub(crate) fn decode_outcome<T: Returned, E: Thrown>(
    descriptor: &'static Descriptor,
    input: binary::Reader<'_>,
) -> Option<Result<T, E>> {
    let mut thrown = None;
    let returned = decode_returned(descriptor, input, &mut |input, header| {
        let mut field = NextField { input, header };
        E::decode(&mut thrown, field_id(header), &mut field).then_some(field.header)
    });
    match (returned, thrown) {
        (Err(error), _) => Some(Err(E::from(Error::Protocol(error)))),
        (Ok(_), Some(error)) => Some(Err(error)),
        (Ok(Some(value)), None) => Some(Ok(value)),
        (Ok(None), None) => None,
    }
}

/// Reads the exception with this header, and gives the header behind it; `None` where there is none with that id.
type Exceptions<'e> = &'e mut dyn FnMut(&mut binary::Reader<'_>, u32) -> Option<u32>;

/// Reads the value, and whatever else there is by `exceptions`.
fn decode_returned<T: Returned>(
    descriptor: &'static Descriptor,
    mut input: binary::Reader<'_>,
    exceptions: Exceptions<'_>,
) -> Result<Option<T>, ProtocolError> {
    let (mut value, mut others) = (None, false);
    let mut next = input.begin_struct(size_of::<T>());
    while next != STOP {
        if is_success(T::TTYPE, next) {
            next = T::decode_field(&mut value, &mut input, next);
            continue;
        }
        // One that is not known is an exception that the method has come to declare.
        others = true;
        let is_struct = next == field_header(TType::Struct, field_id(next));
        let exception = if is_struct { exceptions(&mut input, next) } else { None };
        next = match exception {
            Some(next) => next,
            None => {
                let mark = input.mark();
                input.end_pass(next, mark)
            }
        };
    }
    input.cursor().end_message(size_of::<T>(), descriptor)?;
    Ok(if value.is_none() && !others { T::of_nothing() } else { value })
}

/// Whether this is the header of a value of this type.
fn is_success(ttype: Option<TType>, header: u32) -> bool {
    ttype.is_some_and(|ttype| header == field_header(ttype, SUCCESS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{FieldDescriptor, Kind, Type};
    use crate::limits::Limits;

    static RESULT: Descriptor =
        Descriptor::new("get_result", Kind::Union(&[FieldDescriptor::optional(0, "success", Type::String)]));

    fn decode<T: Returned>(fields: &[(i16, &str)]) -> Option<Result<T, Error>> {
        let mut out = binary::Writer::new();
        assert!(out.begin_struct());
        fields.iter().for_each(|(id, text)| out.field(*id, &(*text).to_owned()));
        out.end_struct();
        let bytes = out.finish().unwrap();
        decode_outcome(&RESULT, binary::Reader::new(&bytes, &Limits::DEFAULT))
    }

    #[test]
    fn nothing_is_what_void_returns() {
        assert!(matches!(decode::<()>(&[]), Some(Ok(()))));
        assert!(decode::<String>(&[]).is_none());
        assert_eq!(decode::<String>(&[(0, "value")]).unwrap().unwrap(), "value");
    }

    #[test]
    fn an_exception_of_a_newer_idl_is_not_a_void_success() {
        assert!(decode::<()>(&[(7, "a new exception")]).is_none());
    }

    #[test]
    fn a_value_beside_something_unknown_stays_the_value() {
        for fields in [[(0, "value"), (7, "new")], [(7, "new"), (0, "value")]] {
            assert_eq!(decode::<String>(&fields).unwrap().unwrap(), "value");
        }
        let error = decode::<String>(&[(0, "one"), (0, "two")]).unwrap().unwrap_err();
        assert!(error.to_string().contains("more than one member"), "{error}");
    }
}
