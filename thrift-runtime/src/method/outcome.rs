//! The outcome of a method: on the wire a union of the value, with the id 0, and the exceptions that it declares; in Rust
//! a `Result`.

use crate::binary;
use crate::codec::{Decode, DecodeOwned, Encode};
use crate::descriptor::Descriptor;
use crate::error::{Error, ProtocolError};
use crate::ttype::TType;

/// The field of the value.
const SUCCESS: i16 = 0;

/// What a method returns: a value, or nothing.
pub trait Returned: Sized {
    /// Writes the field of the value.
    fn encode_field_binary(&self, out: &mut binary::Writer);

    /// Reads the field of the value, if this header announces it.
    ///
    /// # Errors
    /// A malformed value.
    fn decode_field_binary(header: u32, input: &mut binary::Reader<'_>) -> Result<Option<Self>, ProtocolError>;

    /// What a result without any field is.
    fn of_nothing() -> Option<Self>;
}

impl Returned for () {
    fn encode_field_binary(&self, _: &mut binary::Writer) {}

    fn decode_field_binary(_: u32, _: &mut binary::Reader<'_>) -> Result<Option<Self>, ProtocolError> {
        Ok(None)
    }

    fn of_nothing() -> Option<Self> {
        Some(())
    }
}

impl<T: Encode + DecodeOwned> Returned for T {
    #[inline]
    fn encode_field_binary(&self, out: &mut binary::Writer) {
        out.field(SUCCESS, self);
    }

    #[inline]
    fn decode_field_binary(header: u32, input: &mut binary::Reader<'_>) -> Result<Option<Self>, ProtocolError> {
        if header != binary::field_header(T::TTYPE, SUCCESS) {
            return Ok(None);
        }
        T::decode_binary(input).map(Some)
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

    /// Reads the exception with this id, if there is one.
    ///
    /// # Errors
    /// A malformed exception.
    fn decode<'de>(id: i16, input: &mut impl FieldReader<'de>) -> Result<Option<Self>, ProtocolError>;
}

/// The error of a method that declares no exception.
impl Thrown for Error {
    fn encode(self, _: &mut dyn FieldWriter) -> Result<(), Error> {
        Err(self)
    }

    fn decode<'de>(_: i16, _: &mut impl FieldReader<'de>) -> Result<Option<Self>, ProtocolError> {
        Ok(None)
    }
}

/// Writes fields in one protocol or another.
pub trait FieldWriter {
    /// Writes a field.
    fn field(&mut self, id: i16, value: &dyn FieldValue);
}

impl FieldWriter for binary::Writer {
    fn field(&mut self, id: i16, value: &dyn FieldValue) {
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
    /// Reads a value.
    ///
    /// # Errors
    /// It is malformed.
    fn value<T: Decode<'de>>(&mut self) -> Result<T, ProtocolError>;
}

impl<'de> FieldReader<'de> for binary::Reader<'de> {
    fn value<T: Decode<'de>>(&mut self) -> Result<T, ProtocolError> {
        T::decode_binary(self)
    }
}

/// Writes an outcome.
///
/// # Errors
/// An error that the method does not declare.
pub(crate) fn encode_outcome<T: Returned, E: Thrown>(
    outcome: Result<T, E>,
    out: &mut binary::Writer,
) -> Result<(), Error> {
    let mut result = Ok(());
    out.structure(|out| match outcome {
        Ok(value) => value.encode_field_binary(out),
        Err(error) => result = error.encode(out),
    });
    result
}

/// Reads an outcome; `None`, where there is neither a value nor an exception that the method declares.
pub(crate) fn decode_outcome<T: Returned, E: Thrown>(
    descriptor: &'static Descriptor,
    input: &mut binary::Reader<'_>,
) -> Result<Option<Result<T, E>>, ProtocolError> {
    input.structure(descriptor, |input, header| {
        let (mut outcome, mut known, mut unknown) = (None, false, false);
        loop {
            *header = input.field_header()?;
            if *header == binary::Reader::STOP {
                break;
            }
            match decode_member(*header, input)? {
                Some(member) => {
                    input.one_member(&mut known)?;
                    outcome = Some(member);
                }
                None => {
                    input.skip_field(*header)?;
                    unknown = true;
                }
            }
        }
        // A field that is not known is an exception that the method has come to declare.
        Ok(outcome.or_else(|| if unknown { None } else { T::of_nothing().map(Ok) }))
    })
}

/// Reads the value or an exception, if this header announces one.
fn decode_member<T: Returned, E: Thrown>(
    header: u32,
    input: &mut binary::Reader<'_>,
) -> Result<Option<Result<T, E>>, ProtocolError> {
    if let Some(value) = T::decode_field_binary(header, input)? {
        return Ok(Some(Ok(value)));
    }
    let id = binary::field_id(header);
    if header != binary::field_header(TType::Struct, id) {
        return Ok(None);
    }
    Ok(E::decode(id, input)?.map(Err))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{FieldDescriptor, Kind};
    use crate::limits::Limits;

    static RESULT: Descriptor = Descriptor::new("get_result", Kind::Union(&[FieldDescriptor::new(0, "success")]));

    fn decode<T: Returned>(fields: &[(i16, &str)]) -> Result<Option<T>, ProtocolError> {
        let mut out = binary::Writer::new();
        out.structure(|out| fields.iter().for_each(|(id, text)| out.field(*id, &(*text).to_owned())));
        let bytes = out.finish().unwrap();
        let outcome = decode_outcome::<T, Error>(&RESULT, &mut binary::Reader::new(&bytes, &Limits::DEFAULT));
        outcome.map(|outcome| outcome.map(|outcome| outcome.unwrap()))
    }

    #[test]
    fn nothing_is_what_void_returns() {
        assert_eq!(decode::<()>(&[]).unwrap(), Some(()));
        assert_eq!(decode::<String>(&[]).unwrap(), None);
        assert_eq!(decode::<String>(&[(0, "value")]).unwrap().as_deref(), Some("value"));
    }

    #[test]
    fn an_exception_of_a_newer_idl_is_not_a_void_success() {
        assert_eq!(decode::<()>(&[(7, "a new exception")]).unwrap(), None);
    }

    #[test]
    fn a_value_beside_something_unknown_stays_the_value() {
        for fields in [[(0, "value"), (7, "new")], [(7, "new"), (0, "value")]] {
            assert_eq!(decode::<String>(&fields).unwrap().as_deref(), Some("value"));
        }
        assert!(decode::<String>(&[(0, "one"), (0, "two")]).unwrap_err().to_string().contains("more than one member"));
    }
}
