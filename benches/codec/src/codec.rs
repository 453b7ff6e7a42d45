//! What every implementation has to offer to be measured.

use std::error::Error;

/// One implementation in one protocol, for one type.
///
/// What it does by these two methods is what its users would do who encode into a buffer that they use again, and decode
/// from bytes that they have in memory.
pub(crate) trait Codec<T> {
    /// What it decodes from.
    type Input;
    /// What it encodes into.
    type Buffer: Default;
    type Error: Into<Box<dyn Error>>;

    fn input(bytes: &'static [u8]) -> Self::Input;

    fn decode(input: &Self::Input) -> Result<T, Self::Error>;

    /// Encodes into a buffer, and forgets what was in it.
    fn encode(value: &T, buffer: &mut Self::Buffer) -> Result<(), Self::Error>;

    /// What was encoded.
    fn bytes(buffer: &Self::Buffer) -> &[u8];
}
