//! Strings that share the frame that they are read from.

use super::{Decode, decode_text, encode_bytes};
use crate::descriptor::Type;
use crate::shared_string::SharedString;

encode_bytes! {
    SharedString: Type::String;
}

impl<'de> Decode<'de> for SharedString {
    // A slice of the frame where the reader has one, else a copy; short ones in place.
    decode_text!(|cursor, text| match (Self::inline(text), cursor.frame()) {
        (Some(text), _) => Ok(text),
        (None, Some(frame)) => Ok(Self::slice_of(frame, text)),
        (None, None) => {
            cursor.charge(text.len())?;
            Ok(text.into())
        }
    });
}
