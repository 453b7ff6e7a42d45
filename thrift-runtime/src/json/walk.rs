//! From the binary protocol to JSON text, guided by the types of the IDL.

use std::marker::PhantomData;

use super::form::{Form, Place};
use super::lookup::Lookup;
use super::types::Types;
use super::{blob, number, text};
use crate::binary::Reader;
use crate::codec::{Input, STOP};
use crate::cursor::field_id;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::ttype::TType;
use crate::utf8;

type Result<T = (), E = ProtocolError> = std::result::Result<T, E>;

/// What has been written needs no limits but one: it was memory of ours a moment ago. The depth bounds the recursion.
const LIMITS: Limits = Limits { string_size: usize::MAX, container_size: usize::MAX, ..Limits::DEFAULT };

/// Appends a value of this type, whose encoding in the binary protocol this is.
///
/// # Errors
/// An encoding that is none of that type, which a type that is written by hand may have. What has been appended
/// until then stays.
pub(crate) fn append<'s, F: Form, T: Types<'s>>(
    (types, ty): (T, &'s T::Type),
    encoding: &[u8],
    out: &mut Vec<u8>,
) -> Result {
    walk::<F, T>(types, encoding, out, |walk| walk.value(types.ttype(ty), Some(ty)))
        .map_err(|error| mismatch(error, || format!("of the type `{}`", types.show(ty))))
}

/// Appends a struct of this description, whose encoding in the binary protocol this is.
///
/// # Errors
/// Those of [`append`].
pub(crate) fn append_struct<'s, F: Form, T: Types<'s>>(
    (types, structure): (T, T::Struct),
    encoding: &[u8],
    out: &mut Vec<u8>,
) -> Result {
    walk::<F, T>(types, encoding, out, |walk| walk.structure(Some(structure)))
        .map_err(|error| mismatch(error, || format!("a `{}`", T::struct_name(structure))))
}

fn walk<'s, F: Form, T: Types<'s>>(
    types: T,
    encoding: &[u8],
    out: &mut Vec<u8>,
    run: impl FnOnce(&mut Walk<'_, F, T>) -> Result,
) -> Result {
    // Most values come to less, and then it is not moved; those of many numbers come to more.
    out.reserve(encoding.len().saturating_mul(2).saturating_add(16));
    let input = Reader::new(encoding, &LIMITS);
    let mut walk = Walk { types, input, out, depth: Limits::DEFAULT.depth, form: PhantomData };
    run(&mut walk)?;
    walk.input.finish()
}

#[cold]
fn mismatch(error: ProtocolError, what: impl FnOnce() -> String) -> ProtocolError {
    match error.offset() {
        // An error of ours, about the value.
        None => error,
        // One of the reader's, at a place of which nobody knows.
        Some(_) => ProtocolError::new(error.kind(), format!("what has been encoded is not {}: {error}", what())),
    }
}

struct Walk<'w, F, T> {
    types: T,
    input: Reader<'w>,
    out: &'w mut Vec<u8>,
    /// Structs and containers that may still be entered.
    depth: u32,
    form: PhantomData<F>,
}

impl<'s, F: Form, T: Types<'s>> Walk<'_, F, T> {
    /// A value of this wire type; of what type of the IDL it is, where that is known. Then it has that wire type.
    #[inline(always)]
    fn value(&mut self, ttype: TType, ty: Option<&'s T::Type>) -> Result {
        match ttype {
            TType::Bool => {
                let truth = *self.input.take_array::<1>()? != [0];
                self.out.push(b'0' + u8::from(truth));
            }
            TType::I8 => number::write(i8::from_be_bytes(*self.input.take_array()?), self.out),
            TType::I16 => number::write(i16::from_be_bytes(*self.input.take_array()?), self.out),
            TType::I32 => number::write(i32::from_be_bytes(*self.input.take_array()?), self.out),
            TType::I64 => number::write(i64::from_be_bytes(*self.input.take_array()?), self.out),
            TType::Double => number::write_double(f64::from_be_bytes(*self.input.take_array()?), self.out),
            TType::String => self.string(ty)?,
            TType::Uuid => {
                let id = uuid::Uuid::from_bytes(*self.input.take_array()?);
                self.out.push(b'"');
                self.out.extend_from_slice(id.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()).as_bytes());
                self.out.push(b'"');
            }
            TType::List | TType::Set => self.list(ty)?,
            TType::Map => self.map(ty)?,
            TType::Struct | TType::Stop => self.structure(ty.and_then(|ty| self.types.structure(ty)))?,
        }
        Ok(())
    }

    /// Text as it is, bytes as base64; where nobody says which it is, what looks like text is.
    fn string(&mut self, ty: Option<&'s T::Type>) -> Result {
        let bytes = self.input.bytes()?;
        let is_text = match ty {
            Some(ty) => !self.types.is_binary(ty),
            None => utf8::check(bytes).is_some(),
        };
        if is_text {
            text::write(bytes, self.out);
            return Ok(());
        }
        match blob::write(bytes, self.out) {
            true => Ok(()),
            false => Err(ProtocolError::new(ProtocolErrorKind::SizeLimit, "a binary is too long for memory as base64")),
        }
    }

    #[inline(never)]
    fn list(&mut self, ty: Option<&'s T::Type>) -> Result {
        let (ttype, len) = self.input.list_header()?;
        let element = ty.and_then(|ty| self.types.element(ty)).and_then(|ty| self.of_wire_type(ty, ttype));
        F::begin_list(ttype, len, self.out);
        self.enter()?;
        match ttype {
            TType::I16 => self.integers(len, |number| i16::from_be_bytes(*number).into())?,
            TType::I32 => self.integers(len, |number| i32::from_be_bytes(*number).into())?,
            TType::I64 => self.integers(len, |number| i64::from_be_bytes(*number))?,
            _ => {
                for place in 0..len {
                    if F::HEADED || place > 0 {
                        self.out.push(b',');
                    }
                    self.value(ttype, element)?;
                }
            }
        }
        self.depth += 1;
        self.out.push(b']');
        Ok(())
    }

    /// So many integers of a fixed size.
    fn integers<const N: usize>(&mut self, len: usize, read: impl Fn(&[u8; N]) -> i64) -> Result {
        let (numbers, _) = self.input.take(len.saturating_mul(N))?.as_chunks::<N>();
        number::write_all(numbers.iter().map(read), F::HEADED, self.out);
        Ok(())
    }

    #[inline(never)]
    fn map(&mut self, ty: Option<&'s T::Type>) -> Result {
        let (key, value, len) = self.input.map_header()?;
        let (key_type, value_type) = match ty.and_then(|ty| self.types.entry(ty)) {
            Some((k, v)) => (self.of_wire_type(k, key), self.of_wire_type(v, value)),
            None => (None, None),
        };
        self.enter()?;
        let is_object = F::ANY_KEY || !matches!(key, TType::Struct | TType::List | TType::Set | TType::Map);
        if is_object {
            F::begin_map(key, value, len, self.out);
            for place in 0..len {
                if place > 0 {
                    self.out.push(b',');
                }
                self.key(key, key_type)?;
                self.out.push(b':');
                self.value(value, value_type)?;
            }
            self.out.extend_from_slice(F::MAP_END);
        } else {
            self.out.push(b'[');
            for place in 0..len {
                self.out.extend_from_slice(if place > 0 { b",[" } else { b"[" });
                self.value(key, key_type)?;
                self.out.push(b',');
                self.value(value, value_type)?;
                self.out.push(b']');
            }
            self.out.push(b']');
        }
        self.depth += 1;
        Ok(())
    }

    /// A key: as a value, but that numbers are in quotes.
    #[inline]
    fn key(&mut self, ttype: TType, ty: Option<&'s T::Type>) -> Result {
        if !matches!(ttype, TType::Bool | TType::I8 | TType::I16 | TType::I32 | TType::I64 | TType::Double) {
            return self.value(ttype, ty);
        }
        let start = self.out.len();
        self.out.push(b'"');
        self.value(ttype, ty)?;
        // What is no number is in quotes of its own.
        if self.out.get(start + 1) == Some(&b'"') {
            self.out.remove(start);
        } else {
            self.out.push(b'"');
        }
        Ok(())
    }

    #[inline(never)]
    fn structure(&mut self, structure: Option<T::Struct>) -> Result {
        self.enter()?;
        let mut lookup = Lookup::<T>::new(structure);
        let mut place = Place::First;
        loop {
            let header = self.input.header(STOP)?;
            if header == STOP {
                break;
            }
            let (id, ttype) = (field_id(header), self.input.cursor().field_type(header)?);
            let field = lookup.find(id).filter(|field| self.types.ttype(T::field_type(field)) == ttype);
            F::begin_field(place, (id, ttype), field.map(T::name), self.out);
            place = Place::Next;
            if let Err(error) = self.value(ttype, field.map(T::field_type)) {
                return Err(match structure {
                    Some(structure) => T::within(structure, error, Some(id)),
                    None => error,
                });
            }
        }
        self.depth += 1;
        self.out.extend_from_slice(match place {
            Place::First => b"{}",
            Place::Next => F::STRUCT_END,
        });
        Ok(())
    }

    /// The type of elements, if they have the wire type that it has.
    #[inline]
    fn of_wire_type(&self, ty: &'s T::Type, ttype: TType) -> Option<&'s T::Type> {
        (self.types.ttype(ty) == ttype).then_some(ty)
    }

    fn enter(&mut self) -> Result {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(ProtocolError::new(ProtocolErrorKind::DepthLimit, "the value is nested too deeply")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::{Simple, Typed};
    use super::super::types::Descriptors;
    use super::*;
    use crate::descriptor::{Descriptor, FieldDescriptor, Kind, Type};

    static LIST: Type = Type::List(&Type::String);
    static STRUCT: Type = Type::Struct(|| &DESCRIPTOR);
    static DESCRIPTOR: Descriptor = Descriptor::new(
        "Pair",
        Kind::Struct(&[FieldDescriptor::new(1, "n", Type::I32), FieldDescriptor::new(2, "s", LIST)]),
    );

    fn errors(ty: &'static Type, encoding: &[u8]) -> String {
        let typed = append::<Typed, _>((Descriptors, ty), encoding, &mut Vec::new()).unwrap_err();
        let simple = append::<Simple, _>((Descriptors, ty), encoding, &mut Vec::new()).unwrap_err();
        assert_eq!((typed.to_string(), typed.offset()), (simple.to_string(), None));
        typed.to_string()
    }

    #[test]
    fn an_encoding_by_hand_may_be_anything() {
        assert_eq!(
            errors(&Type::I64, &[0; 4]),
            "what has been encoded is not of the type `i64`: the input ends early: 8 bytes wanted, 4 left (at byte 0)"
        );
        assert!(errors(&Type::I8, &[0; 4]).ends_with("3 bytes are left after the value (at byte 1)"));
        assert!(errors(&LIST, &[11, 0, 0, 0, 9, 0, 0, 0, 0]).starts_with("what has been encoded is not of the type"));
        assert!(errors(&LIST, &[99, 0, 0, 0, 1]).contains("unknown wire type 99"));
        assert!(errors(&STRUCT, &[8, 0, 1, 0, 0]).contains("of the type `Pair`: the input ends early"));
        assert!(errors(&STRUCT, &[99, 0, 1, 0]).contains("unknown wire type 99"));
    }

    #[test]
    fn a_field_of_another_type_than_it_has_is_one_that_nobody_knows() {
        // A list of binaries where the IDL has strings, and a string where it has a number.
        let encoding = [14, 0, 2, 11, 0, 0, 0, 1, 0, 0, 0, 1, 0xff, 11, 0, 1, 0, 0, 0, 1, b'x', 0];
        let mut out = Vec::new();
        append::<Simple, _>((Descriptors, &STRUCT), &encoding, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"2":["/w=="],"1":"x"}"#);
    }

    #[test]
    fn nesting_without_end_is_an_error() {
        static LISTS: Type = Type::List(&Type::Bool);
        static MAPS: Type = Type::Map(&Type::Bool, &Type::Bool);
        for (ty, level) in [(&STRUCT, &[12, 0, 9][..]), (&LISTS, &[15, 0, 0, 0, 1]), (&MAPS, &[13, 8, 0, 0, 0, 1])] {
            let error = append::<Typed, _>((Descriptors, ty), &level.repeat(100_000), &mut Vec::new()).unwrap_err();
            assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
        }
    }
}
