//! Strings that share the frame that they are read from.

use super::{Decode, Encode, Input, Output, Wire, decode_by, encode_by};
use crate::shared_string::SharedString;
use crate::ttype::TType;
use crate::{binary, utf8};

impl Wire for SharedString {
    const TTYPE: TType = TType::String;
    const MIN_BINARY: usize = 4;
}

impl Encode for SharedString {
    encode_by!(|this, out| out.bytes(this.as_bytes()));

    #[inline]
    fn encode_field_binary(&self, id: i16, out: &mut binary::Writer) {
        out.bytes_field(id, self.as_bytes());
    }
}

impl<'de> Decode<'de> for SharedString {
    // A slice of the frame where the reader has one, else a copy; short ones in place.
    decode_by!(|input| {
        let bytes = input.bytes()?;
        let cursor = input.cursor();
        let text = utf8::check(bytes).ok_or_else(|| cursor.not_utf8())?;
        if let Some(text) = Self::inline(text) {
            return Ok(text);
        }
        match cursor.frame() {
            Some(frame) => Ok(Self::slice_of(frame, text)),
            None => {
                cursor.charge(text.len())?;
                Ok(text.into())
            }
        }
    });
}
