//! The search for the end of a message, for who looks at it from outside: fuzz targets.

use crate::binary::Binary;
use crate::compact::Compact;
use crate::error::ProtocolError;
use crate::limits::Limits;
use crate::scan::Scanner;
use crate::ttype::TType;

/// Searches bytes that may still be arriving for the end of a struct, as connections without frames do.
#[derive(Debug)]
pub struct EndOfStruct(Search);

#[derive(Debug)]
enum Search {
    Binary(Scanner<Binary>),
    Compact(Scanner<Compact>),
}

impl EndOfStruct {
    /// Of a struct in the binary protocol, at the first byte.
    pub fn binary(limits: &Limits) -> Self {
        Self(Search::Binary(Scanner::value(TType::Struct, limits)))
    }

    /// Of a struct in the compact protocol, at the first byte.
    pub fn compact(limits: &Limits) -> Self {
        Self(Search::Compact(Scanner::value(TType::Struct, limits)))
    }

    /// Goes on. `input` starts at the same byte in each call and only ever grows. Gives the length of the struct once it is
    /// all there.
    ///
    /// # Errors
    /// Bytes that are no struct, or more than the limits allow.
    pub fn search(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        match &mut self.0 {
            Search::Binary(scanner) => scanner.scan(input),
            Search::Compact(scanner) => scanner.scan(input),
        }
    }

    /// How many bytes are known to belong to the struct; may be more than there are yet.
    pub fn position(&self) -> usize {
        match &self.0 {
            Search::Binary(scanner) => scanner.position(),
            Search::Compact(scanner) => scanner.position(),
        }
    }
}
