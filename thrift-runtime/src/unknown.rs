//! Values that the IDL at hand does not know, kept as the wire has them.

use bytes::Bytes;
use ordered_float::OrderedFloat;
use uuid::Uuid;

use crate::binary;
use crate::codec::{Decode, Encode};
use crate::error::ProtocolError;
use crate::ttype::TType;

/// A field that the IDL at hand does not know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownField {
    /// Its id.
    pub id: i16,
    /// Its value.
    pub value: WireValue,
}

/// A value as the wire has it, in no protocol's own form: without names, and with text and binary alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is a value of the wire type of that name")]
pub enum WireValue {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    Double(OrderedFloat<f64>),
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

    fn encode_binary(&self, out: &mut binary::Writer) {
        match self {
            Self::Bool(value) => value.encode_binary(out),
            Self::I8(value) => value.encode_binary(out),
            Self::I16(value) => value.encode_binary(out),
            Self::I32(value) => value.encode_binary(out),
            Self::I64(value) => value.encode_binary(out),
            Self::Double(value) => value.encode_binary(out),
            Self::String(value) => value.encode_binary(out),
            Self::Uuid(value) => value.encode_binary(out),
            Self::List(ttype, elements) | Self::Set(ttype, elements) => {
                out.list(*ttype, elements.len(), |out| elements.iter().for_each(|element| element.encode_binary(out)));
            }
            Self::Map(key, value, entries) => out.map(*key, *value, entries.len(), |out| {
                for (key, value) in entries {
                    key.encode_binary(out);
                    value.encode_binary(out);
                }
            }),
            Self::Struct(fields) => {
                if out.begin_struct() {
                    fields.iter().for_each(|field| field.encode_binary(out));
                    out.end_struct();
                }
            }
        }
    }

    /// Reads a value of this type; the reader's depth bounds the recursion.
    fn decode_binary(ttype: TType, input: &mut binary::Reader<'_>) -> Result<Self, ProtocolError> {
        Ok(match ttype {
            TType::Bool => Self::Bool(Decode::decode_binary(input)?),
            TType::I8 => Self::I8(Decode::decode_binary(input)?),
            TType::I16 => Self::I16(Decode::decode_binary(input)?),
            TType::I32 => Self::I32(Decode::decode_binary(input)?),
            TType::I64 => Self::I64(Decode::decode_binary(input)?),
            TType::Double => Self::Double(Decode::decode_binary(input)?),
            TType::String => Self::String(Decode::decode_binary(input)?),
            TType::Uuid => Self::Uuid(Decode::decode_binary(input)?),
            TType::List => {
                let (ttype, elements) = Self::decode_elements(input)?;
                Self::List(ttype, elements)
            }
            TType::Set => {
                let (ttype, elements) = Self::decode_elements(input)?;
                Self::Set(ttype, elements)
            }
            TType::Map => {
                let (key, value, len) = input.untyped_map(size_of::<(Self, Self)>())?;
                let entries = input.nested(|input| {
                    let mut entries = Vec::with_capacity(input.capacity_for::<(Self, Self)>(len));
                    for _ in 0..len {
                        entries.push((Self::decode_binary(key, input)?, Self::decode_binary(value, input)?));
                    }
                    Ok(entries)
                })?;
                Self::Map(key, value, entries)
            }
            TType::Struct | TType::Stop => Self::Struct(input.nested(Self::decode_fields)?),
        })
    }

    fn decode_elements(input: &mut binary::Reader<'_>) -> Result<(TType, Vec<Self>), ProtocolError> {
        let (ttype, len) = input.untyped_list(size_of::<Self>())?;
        let elements = input.nested(|input| {
            let mut elements = Vec::with_capacity(input.capacity_for::<Self>(len));
            for _ in 0..len {
                elements.push(Self::decode_binary(ttype, input)?);
            }
            Ok(elements)
        })?;
        Ok((ttype, elements))
    }

    fn decode_fields(input: &mut binary::Reader<'_>) -> Result<Vec<UnknownField>, ProtocolError> {
        let mut fields = Vec::new();
        loop {
            match input.field_header()? {
                binary::Reader::STOP => return Ok(fields),
                header => fields.push(UnknownField::decode_binary(header, input)?),
            }
        }
    }
}

impl UnknownField {
    /// Writes the field.
    pub fn encode_binary(&self, out: &mut binary::Writer) {
        out.field_header(self.value.ttype(), self.id);
        self.value.encode_binary(out);
    }

    /// Reads the field behind this header.
    ///
    /// # Errors
    /// A malformed value, or more of it than the reader's limits allow.
    pub fn decode_binary(header: u32, input: &mut binary::Reader<'_>) -> Result<Self, ProtocolError> {
        input.charge(size_of::<Self>())?;
        let value = WireValue::decode_binary(input.field_type(header)?, input)?;
        Ok(Self { id: binary::field_id(header), value })
    }
}
