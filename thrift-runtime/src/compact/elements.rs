//! Lists of numbers of the compact protocol, in one go.

use super::{Reader, Writer, blocks};
use crate::bulk;
use crate::error::ProtocolError;

type Result<T, E = ProtocolError> = std::result::Result<T, E>;

macro_rules! varints {
    ($($type:ident)*) => {$(
        /// Lists of this type.
        pub(crate) mod $type {
            use super::{Reader, Result, Writer, blocks};

            /// Writes the numbers.
            pub(crate) fn write(numbers: &[$type], out: &mut Writer) {
                let numbers = match numbers.len() {
                    ..blocks::LEN => numbers,
                    _ => blocks::write(numbers, &mut out.sink.buffer),
                };
                numbers.iter().for_each(|number| out.$type(*number));
            }

            /// Reads that many numbers.
            pub(crate) fn read(input: &mut Reader<'_>, len: usize) -> Result<Vec<$type>> {
                match len {
                    0 => Ok(Vec::new()),
                    ..blocks::LEN => {
                        let mut numbers = Vec::with_capacity(len);
                        read_each(input, len, &mut numbers)?;
                        Ok(numbers)
                    }
                    _ => read_blocks(input, len),
                }
            }

            #[inline(never)]
            fn read_blocks(input: &mut Reader<'_>, len: usize) -> Result<Vec<$type>> {
                let mut numbers = Vec::with_capacity(input.cursor.capacity_for::<$type>(len));
                while numbers.len() < len {
                    if len - numbers.len() >= blocks::LEN {
                        input.cursor.rest = blocks::read(input.cursor.rest, len, &mut numbers);
                    }
                    // The last ones; or one that is malformed, which is an error here.
                    let left = blocks::LEN.min(len - numbers.len());
                    read_each(input, left, &mut numbers)?;
                }
                Ok(numbers)
            }

            /// Reads so many numbers one by one.
            #[inline(always)]
            fn read_each(input: &mut Reader<'_>, len: usize, numbers: &mut Vec<$type>) -> Result<()> {
                let mut rest = input.cursor.rest;
                for _ in 0..len {
                    match blocks::read_one(rest) {
                        Some((number, len)) => {
                            numbers.push(number);
                            rest = rest.get(len..).unwrap_or_default();
                        }
                        None => {
                            input.cursor.rest = rest;
                            numbers.push(input.$type()?);
                            rest = input.cursor.rest;
                        }
                    }
                }
                input.cursor.rest = rest;
                Ok(())
            }
        }
    )*};
}

varints!(i16 i32 i64);

macro_rules! fixed {
    ($($type:ident $size:literal)*) => {$(
        /// Lists of this type.
        pub(crate) mod $type {
            use super::{Reader, Result, Writer, bulk};

            /// Writes the numbers.
            pub(crate) fn write(numbers: &[$type], out: &mut Writer) {
                bulk::write(numbers, &mut out.sink.buffer, $type::to_le_bytes);
            }

            /// Reads that many numbers.
            pub(crate) fn read(input: &mut Reader<'_>, len: usize) -> Result<Vec<$type>> {
                let bytes = input.cursor.take(len.saturating_mul($size))?;
                Ok(bulk::read(bytes, $type::from_le_bytes))
            }
        }
    )*};
}

fixed!(i8 1 f64 8);
