//! Values in the protocols.

use super::ValueType;
use crate::codec::Input;
use crate::dynamic::decode::Decoder;
use crate::dynamic::encode::Encoder;
use crate::dynamic::value::Value;
use crate::error::{ProtocolError, ProtocolErrorKind};
use crate::limits::Limits;
use crate::message::Protocol;
use crate::{binary, compact, json};

impl ValueType {
    /// Encodes a value of this type, to the bytes that a generated type comes to.
    ///
    /// # Errors
    /// A value of another type, a string or container longer than 31 bits can say, or structs nested deeper than
    /// [`Limits::depth`].
    pub fn encode(&self, protocol: Protocol, value: &Value) -> Result<Vec<u8>, ProtocolError> {
        let bytes = match protocol {
            Protocol::Binary => self.binary(value),
            Protocol::Compact => {
                let mut out = compact::Writer::new();
                Encoder::new(self.schema.layouts()).value(&self.ty, value, &mut out);
                out.finish()
            }
            Protocol::Json => self.binary(value).and_then(|bytes| {
                let mut text = Vec::new();
                json::append_of::<json::Typed, _>((self.schema.layouts(), &self.ty), &bytes, &mut text)?;
                Ok(text)
            }),
        };
        bytes.map_err(|error| self.explained(error, value))
    }

    /// Encodes a value in SimpleJSON, as [`simple_json`](crate::simple_json) does.
    ///
    /// # Errors
    /// Those of [`encode`](Self::encode).
    pub fn encode_simple_json(&self, value: &Value) -> Result<String, ProtocolError> {
        let bytes = self.binary(value).map_err(|error| self.explained(error, value))?;
        let mut text = Vec::new();
        json::append_of::<json::Simple, _>((self.schema.layouts(), &self.ty), &bytes, &mut text)?;
        String::from_utf8(text).map_err(|_| ProtocolError::new(ProtocolErrorKind::InvalidData, "a string is not UTF-8"))
    }

    fn binary(&self, value: &Value) -> Result<Vec<u8>, ProtocolError> {
        let mut out = binary::Writer::new();
        Encoder::new(self.schema.layouts()).value(&self.ty, value, &mut out);
        out.finish()
    }

    /// The error of a value that does not fit, with where.
    #[cold]
    fn explained(&self, error: ProtocolError, value: &Value) -> ProtocolError {
        match (error.kind(), self.validate(value)) {
            (ProtocolErrorKind::InvalidData, Err(reason)) => ProtocolError::new(error.kind(), reason.to_string()),
            _ => error,
        }
    }

    /// Decodes a value of this type that takes up all the bytes, as a generated type is decoded: what is missing has its
    /// default, and what is not known is skipped, if [nothing else](Self::keeping_unknown) is said.
    ///
    /// # Errors
    /// Bytes that are no such value, bytes left over, or more than the default [`Limits`] allow.
    pub fn decode(&self, protocol: Protocol, bytes: &[u8]) -> Result<Value, ProtocolError> {
        self.decode_with(protocol, bytes, &Limits::DEFAULT)
    }

    /// Decodes a value of this type that takes up all the bytes, within these limits.
    ///
    /// # Errors
    /// Those of [`decode`](Self::decode).
    pub fn decode_with(&self, protocol: Protocol, bytes: &[u8], limits: &Limits) -> Result<Value, ProtocolError> {
        match protocol {
            Protocol::Binary => self.whole(binary::Reader::new(bytes, limits)),
            Protocol::Compact => self.whole(compact::Reader::new(bytes, limits)),
            Protocol::Json => {
                json::decode_of((self.schema.layouts(), &self.ty), bytes, limits, |input| self.read(input))
            }
        }
    }

    fn whole<'de>(&self, mut input: impl Input<'de>) -> Result<Value, ProtocolError> {
        let value = self.read(&mut input);
        input.cursor().whole(value)
    }

    fn read<'de>(&self, input: &mut impl Input<'de>) -> Result<Value, ProtocolError> {
        Decoder { schema: self.schema.layouts(), unknown: self.unknown }.value(&self.ty, input)
    }
}
