//! Lists of numbers of the compact protocol, in one go.

use super::{Reader, Writer};
use crate::error::ProtocolError;

macro_rules! varints {
    ($($type:ident)*) => {$(
        /// Lists of this type.
        pub(crate) mod $type {
            use super::{ProtocolError, Reader, Writer};

            /// Writes the numbers.
            pub(crate) fn write(numbers: &[$type], out: &mut Writer) {
                numbers.iter().for_each(|number| out.$type(*number));
            }

            /// Reads that many numbers.
            pub(crate) fn read(input: &mut Reader<'_>, len: usize) -> Result<Vec<$type>, ProtocolError> {
                let mut numbers = Vec::with_capacity(input.cursor.capacity_for::<$type>(len));
                for _ in 0..len {
                    numbers.push(input.$type()?);
                }
                Ok(numbers)
            }
        }
    )*};
}

varints!(i16 i32 i64);

macro_rules! blocks {
    ($($type:ident $size:literal)*) => {$(
        /// Lists of this type.
        pub(crate) mod $type {
            use super::{ProtocolError, Reader, Writer};
            use crate::bulk;

            /// Writes the numbers.
            pub(crate) fn write(numbers: &[$type], out: &mut Writer) {
                bulk::write(numbers, &mut out.sink.buffer, $type::to_le_bytes);
            }

            /// Reads that many numbers.
            pub(crate) fn read(input: &mut Reader<'_>, len: usize) -> Result<Vec<$type>, ProtocolError> {
                let bytes = input.cursor.take(len.saturating_mul($size))?;
                Ok(bulk::read(bytes, $type::from_le_bytes))
            }
        }
    )*};
}

blocks!(i8 1 f64 8);
