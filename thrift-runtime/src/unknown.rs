//! Values that the IDL at hand does not know, kept as the wire has them.

use bytes::Bytes;
use ordered_float::OrderedFloat;
use uuid::Uuid;

use crate::binary;
use crate::codec::{Encode, Input, Output, STOP};
use crate::cursor::field_id;
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::ttype::TType;

/// A field that the IDL at hand does not know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UnknownField {
    /// Its id.
    pub id: i16,
    /// Its value.
    pub value: WireValue,
}

/// A value as the wire has it, in no protocol's own form: without names, and with text and binary alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs, reason = "each variant is a value of the wire type of that name")]
pub enum WireValue {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    Double(#[cfg_attr(feature = "serde", serde(with = "crate::serde::double"))] OrderedFloat<f64>),
    /// Of `string` or `binary`.
    String(Bytes),
    Uuid(Uuid),
    /// With the type of its elements, which an empty one has too.
    List(TType, Vec<WireValue>),
    /// With the type of its elements.
    Set(TType, Vec<WireValue>),
    /// With the types of its keys and values.
    Map(TType, TType, Vec<(WireValue, WireValue)>),
    /// With its fields in the order in which they came.
    Struct(Vec<UnknownField>),
}

impl WireValue {
    /// What the wire has for a value.
    ///
    /// # Errors
    /// A value that can not be written in the binary protocol.
    pub fn of<T: Encode + ?Sized>(value: &T) -> Result<Self, ProtocolError> {
        let bytes = binary::to_vec(value)?;
        let limits = Limits::DEFAULT;
        let mut input = binary::Reader::new(&bytes, &limits);
        let read = Self::decode(T::TTYPE, &mut input);
        input.cursor().whole(read)
    }

    /// Its type on the wire.
    pub fn ttype(&self) -> TType {
        match self {
            Self::Bool(_) => TType::Bool,
            Self::I8(_) => TType::I8,
            Self::I16(_) => TType::I16,
            Self::I32(_) => TType::I32,
            Self::I64(_) => TType::I64,
            Self::Double(_) => TType::Double,
            Self::String(_) => TType::String,
            Self::Uuid(_) => TType::Uuid,
            Self::List(..) => TType::List,
            Self::Set(..) => TType::Set,
            Self::Map(..) => TType::Map,
            Self::Struct(_) => TType::Struct,
        }
    }

    fn encode<O: Output>(&self, out: &mut O) {
        match self {
            Self::Bool(value) => out.value(value),
            Self::I8(value) => out.value(value),
            Self::I16(value) => out.value(value),
            Self::I32(value) => out.value(value),
            Self::I64(value) => out.value(value),
            Self::Double(value) => out.value(value),
            Self::String(value) => out.value(value),
            Self::Uuid(value) => out.value(value),
            Self::List(ttype, elements) | Self::Set(ttype, elements) => {
                out.list(*ttype, elements.len(), |out| elements.iter().for_each(|element| element.encode(out)));
            }
            Self::Map(key, value, entries) => out.map(*key, *value, entries.len(), |out| {
                for (key, value) in entries {
                    key.encode(out);
                    value.encode(out);
                }
            }),
            Self::Struct(fields) => {
                if out.begin_struct() {
                    fields.iter().for_each(|field| field.encode(out));
                    out.end_struct();
                }
            }
        }
    }

    /// Reads a value of this type; the reader's depth and its part of the stack bound the recursion.
    fn decode<'de, I: Input<'de>>(ttype: TType, input: &mut I) -> Result<Self, ProtocolError> {
        Ok(match ttype {
            TType::Bool => Self::Bool(input.value()?),
            TType::I8 => Self::I8(input.value()?),
            TType::I16 => Self::I16(input.value()?),
            TType::I32 => Self::I32(input.value()?),
            TType::I64 => Self::I64(input.value()?),
            TType::Double => Self::Double(input.value()?),
            TType::String => Self::String(input.value()?),
            TType::Uuid => Self::Uuid(input.value()?),
            TType::List => {
                let (ttype, elements) = Self::decode_elements(input)?;
                Self::List(ttype, elements)
            }
            TType::Set => {
                let (ttype, elements) = Self::decode_elements(input)?;
                Self::Set(ttype, elements)
            }
            TType::Map => {
                let (key, value, len) = input.map_header()?;
                Self::begin_elements(len, size_of::<(Self, Self)>(), input)?;
                let mut entries = Vec::with_capacity(input.cursor().capacity_for::<(Self, Self)>(len));
                for _ in 0..len {
                    entries.push((Self::decode(key, input)?, Self::decode(value, input)?));
                }
                input.cursor().leave_kept();
                Self::Map(key, value, entries)
            }
            TType::Struct | TType::Stop => Self::Struct(Self::decode_fields(input)?),
        })
    }

    fn decode_elements<'de, I: Input<'de>>(input: &mut I) -> Result<(TType, Vec<Self>), ProtocolError> {
        let (ttype, len) = input.list_header()?;
        Self::begin_elements(len, size_of::<Self>(), input)?;
        let mut elements = Vec::with_capacity(input.cursor().capacity_for::<Self>(len));
        for _ in 0..len {
            elements.push(Self::decode(ttype, input)?);
        }
        input.cursor().leave_kept();
        Ok((ttype, elements))
    }

    fn begin_elements<'de, I: Input<'de>>(len: usize, size: usize, input: &mut I) -> Result<(), ProtocolError> {
        let cursor = input.cursor();
        cursor.check_elements(len, 1, size)?;
        cursor.enter_kept()
    }

    /// Reads a struct.
    #[cfg(feature = "dynamic")]
    pub(crate) fn decode_struct<'de, I: Input<'de>>(input: &mut I) -> Result<Self, ProtocolError> {
        Self::decode_fields(input).map(Self::Struct)
    }

    fn decode_fields<'de, I: Input<'de>>(input: &mut I) -> Result<Vec<UnknownField>, ProtocolError> {
        input.cursor().enter_kept()?;
        let mut fields = Vec::new();
        let mut header = input.header(STOP)?;
        while header != STOP {
            fields.push(UnknownField::decode(header, input)?);
            header = input.header(header)?;
        }
        input.cursor().leave_kept();
        Ok(fields)
    }
}

impl UnknownField {
    /// Writes the field.
    pub fn encode<O: Output>(&self, out: &mut O) {
        match &self.value {
            WireValue::Bool(value) => out.bool_field(self.id, *value),
            value => out.field_of(value.ttype(), self.id, |out| value.encode(out)),
        }
    }

    /// Reads the field behind this header.
    pub(crate) fn decode<'de, I: Input<'de>>(header: u32, input: &mut I) -> Result<Self, ProtocolError> {
        let cursor = input.cursor();
        cursor.charge(size_of::<Self>())?;
        let value = match cursor.field_type(header)? {
            TType::Bool => WireValue::Bool(input.field_value()?),
            ttype => WireValue::decode(ttype, input)?,
        };
        Ok(Self { id: field_id(header), value })
    }
}
