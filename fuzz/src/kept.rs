//! A struct that knows no field, and keeps all.

use thrift_rs::__private::{STOP, struct_codec};
use thrift_rs::{DecodeFields, Described, Descriptor, EncodeFields, Input, Kind, Output, ProtocolError, UnknownField};

/// The fields of any struct, in the order in which they came.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept(pub Vec<UnknownField>);

impl Described for Kept {
    const DESCRIPTOR: &'static Descriptor = &Descriptor::new("Kept", Kind::Struct(&[]));
}

struct_codec!(Kept);

impl EncodeFields for Kept {
    fn encode_fields<O: Output>(&self, out: &mut O) {
        self.0.iter().for_each(|field| field.encode(out));
    }
}

impl<'de> DecodeFields<'de> for Kept {
    fn start() -> Self {
        Self(Vec::new())
    }

    fn decode_fields<I: Input<'de>>(&mut self, input: &mut I, mut next: u32) -> Result<(), ProtocolError> {
        while next != STOP {
            let (mark, mut field) = (input.mark(), None);
            next = input.end_union_pass(next, mark, &mut field);
            self.0.extend(field);
        }
        input.end_struct::<Self>()
    }
}
