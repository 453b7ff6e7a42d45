//! Reading structs, field by field.
//!
//! What goes wrong with a field is kept, and comes out at the end of the struct, as it does of the writer: so generated
//! code has no branch for errors at each field, and what it calls is compiled once for each type of a field, not for each
//! struct.

use super::Reader;
use super::reader::{STACK, field_id};
use crate::codec::Decode;
use crate::descriptor::{Described, Descriptor};
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::unknown::UnknownField;

/// A struct that is being read.
///
/// ```
/// use thrift_runtime::{Decode, Described, ProtocolError, binary::Reader};
/// # use thrift_runtime::{Descriptor, FieldDescriptor, Kind, Wire};
///
/// #[derive(Default)]
/// struct Point { x: i32, y: Option<i32> }
/// # impl Wire for Point {}
/// # impl Described for Point {
/// #     const DESCRIPTOR: &'static Descriptor = &Descriptor::new("Point", Kind::Struct(&[FieldDescriptor::new(1, "x")]));
/// # }
///
/// impl<'de> Decode<'de> for Point {
///     fn decode_binary(input: &mut Reader<'de>) -> Result<Self, ProtocolError> {
///         let mut point = Self::default();
///         let mut fields = input.begin_struct::<Self>();
///         loop {
///             match input.next_field(&mut fields) {
///                 Reader::STOP => break,
///                 0x0008_0001 => input.read_field(&mut fields, &mut point.x),
///                 0x0008_0002 => input.read_optional_field(&mut fields, &mut point.y),
///                 _ => input.skip_field(&mut fields),
///             }
///         }
///         input.end_struct(fields)?;
///         Ok(point)
///     }
/// }
/// # let point: Point = thrift_runtime::binary::from_slice(&[8, 0, 1, 0, 0, 0, 7, 0])?;
/// # assert_eq!((point.x, point.y), (7, None));
/// # Ok::<(), ProtocolError>(())
/// ```
#[derive(Debug)]
#[must_use = "a struct that is begun must be ended"]
pub struct Fields {
    descriptor: &'static Descriptor,
    /// Of the field that is being read.
    header: u32,
    /// What the structs around this one leave of the stack.
    stack: usize,
    error: Option<ProtocolError>,
    /// Whether a member of the union has been read.
    has_member: bool,
}

impl<'de> Reader<'de> {
    /// The header that ends a struct.
    pub const STOP: u32 = 0;

    /// Begins to read a struct of this type.
    #[inline]
    pub fn begin_struct<T: Described>(&mut self) -> Fields {
        self.begin_struct_of(T::DESCRIPTOR, size_of::<T>())
    }

    /// Begins to read a struct, which takes this many bytes of the stack.
    #[inline]
    pub(crate) fn begin_struct_of(&mut self, descriptor: &'static Descriptor, size: usize) -> Fields {
        let mut fields = Fields { descriptor, header: Self::STOP, stack: self.stack, error: None, has_member: false };
        match self.stack.checked_sub(size) {
            Some(stack) => self.stack = stack,
            None => fields.error = Some(self.stack_is_full()),
        }
        if let Err(error) = self.enter() {
            fields.error = Some(error);
        }
        fields
    }

    #[cold]
    fn stack_is_full(&self) -> ProtocolError {
        self.error(ProtocolErrorKind::DepthLimit, format!("structs of more than {STACK} bytes are nested"))
    }

    /// The header of the next field, its wire type and its id in one integer: `type << 16 | id`, the id as its 16 bits;
    /// [`STOP`](Self::STOP) at the end of the struct, and behind an error.
    #[inline]
    pub fn next_field(&mut self, fields: &mut Fields) -> u32 {
        if fields.error.is_some() {
            return Self::STOP;
        }
        match self.field_header() {
            Ok(header) => {
                fields.header = header;
                header
            }
            Err(error) => {
                fields.error = Some(error);
                Self::STOP
            }
        }
    }

    /// Reads the value of the field.
    #[inline]
    pub fn read_field<T: Decode<'de>>(&mut self, fields: &mut Fields, place: &mut T) {
        match T::decode_binary(self) {
            Ok(value) => *place = value,
            Err(error) => fields.error = Some(error),
        }
    }

    /// Reads the value of the field into an `Option`.
    #[inline]
    pub fn read_optional_field<T: Decode<'de>>(&mut self, fields: &mut Fields, place: &mut Option<T>) {
        match T::decode_binary(self) {
            Ok(value) => *place = Some(value),
            Err(error) => fields.error = Some(error),
        }
    }

    /// Skips the value of the field.
    pub fn skip_field(&mut self, fields: &mut Fields) {
        if let Err(error) = self.field_type(fields.header).and_then(|ttype| self.skip(ttype)) {
            fields.error = Some(error);
        }
    }

    /// Reads the member of a union, of which there can be only one.
    #[inline]
    pub fn read_member<T: Decode<'de>>(&mut self, fields: &mut Fields) -> Option<T> {
        if std::mem::replace(&mut fields.has_member, true) {
            fields.error = Some(self.error(ProtocolErrorKind::InvalidData, "a union has more than one member set"));
            return None;
        }
        match T::decode_binary(self) {
            Ok(value) => Some(value),
            Err(error) => {
                fields.error = Some(error);
                None
            }
        }
    }

    /// Reads a member that the IDL at hand does not know.
    pub fn read_unknown_member(&mut self, fields: &mut Fields) -> Option<UnknownField> {
        match UnknownField::decode_binary(fields.header, self) {
            Ok(field) => Some(field),
            Err(error) => {
                fields.error = Some(error);
                None
            }
        }
    }

    /// Ends a struct.
    ///
    /// # Errors
    /// The first that there was, with the struct and the field that it is about.
    #[inline]
    pub fn end_struct(&mut self, fields: Fields) -> Result<(), ProtocolError> {
        match fields.error {
            None => {
                self.leave();
                self.stack = fields.stack;
                Ok(())
            }
            Some(error) => {
                let field = (fields.header != Self::STOP).then(|| field_id(fields.header));
                Err(error.within(fields.descriptor, field))
            }
        }
    }

    /// Ends the struct that a message holds, behind which there is nothing more.
    ///
    /// # Errors
    /// Those of [`end_struct`](Self::end_struct); bytes that are left.
    pub(crate) fn end_message(&mut self, fields: Fields) -> Result<(), ProtocolError> {
        self.end_struct(fields)?;
        self.check_end()
    }

    /// The error of a required field of a struct that is missing.
    #[cold]
    pub fn missing<T: Described>(&self, field: &'static str) -> ProtocolError {
        self.missing_of(T::DESCRIPTOR, field)
    }

    #[cold]
    pub(crate) fn missing_of(&self, descriptor: &'static Descriptor, field: &'static str) -> ProtocolError {
        let message = format!("the required field `{field}` is missing");
        self.error(ProtocolErrorKind::InvalidData, message).within(descriptor, None)
    }
}

impl Fields {
    /// The id of the field that is being read.
    pub(crate) fn id(&self) -> i16 {
        field_id(self.header)
    }
}
