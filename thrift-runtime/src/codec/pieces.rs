//! Runs to write: numbers, strings and binaries that follow each other, put together in one go.
//!
//! In Rust a run is nested pairs of an id and a field, `((1, a), ((2, &b), ()))`.

use super::run::HEADER;
use super::{Encode, Fixed};
use crate::compact;
use crate::cursor::field_header;
use crate::sink::Space;
use crate::ttype::TType;

/// Most bytes of the header of a field in any protocol: in the compact one, a type and an id of three bytes.
const MOST_OF_HEADER: usize = 4;
/// Most bytes of a number in any protocol, or of a length.
const MOST_OF_NUMBER: usize = 10;

/// Most bytes that 31 bits can say.
pub(crate) const LONGEST: usize = i32::MAX as usize;

/// A field of a run.
pub trait Piece: Copy {
    /// The bytes of all such fields in the binary protocol, with the header, if they are as many.
    const SIZE: Option<usize>;

    /// Most bytes that it takes in any protocol, with its header.
    fn room(&self) -> usize;

    /// Writes it, of the binary protocol, to the start of `out`, which is [`SIZE`](Self::SIZE) long.
    fn write_fixed(self, id: i16, out: &mut [u8]);

    /// Writes it, of the binary protocol.
    fn write_binary(self, id: i16, space: &mut Space<'_>);

    /// Writes it, of the compact protocol, behind the field with this id. Gives the id of the last field.
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) -> i16;

    /// Whether it is a string or binary longer than 31 bits can say.
    fn is_too_long(&self) -> bool;
}

impl<T: Fixed + Encode> Piece for T {
    const SIZE: Option<usize> = Some(HEADER + T::SIZE);

    #[inline(always)]
    fn room(&self) -> usize {
        MOST_OF_HEADER + if T::SIZE > MOST_OF_NUMBER { T::SIZE } else { MOST_OF_NUMBER }
    }

    #[inline(always)]
    fn write_fixed(self, id: i16, out: &mut [u8]) {
        if let Some((header, out)) = out.split_first_chunk_mut() {
            let [high, low] = id.to_be_bytes();
            *header = [T::TTYPE as u8, high, low];
            Fixed::write_binary(self, out);
        }
    }

    #[inline(always)]
    fn write_binary(self, id: i16, space: &mut Space<'_>) {
        Fixed::write_field(self, field_header(T::TTYPE, id), space);
    }

    #[inline(always)]
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) -> i16 {
        Fixed::write_compact(self, id, last, space);
        id
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        false
    }
}

/// A string or binary.
impl Piece for &[u8] {
    const SIZE: Option<usize> = None;

    #[inline(always)]
    fn room(&self) -> usize {
        self.len() + (MOST_OF_HEADER + MOST_OF_NUMBER)
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        self.len() > LONGEST
    }

    #[inline(always)]
    fn write_fixed(self, _: i16, _: &mut [u8]) {}

    #[inline(always)]
    fn write_binary(self, id: i16, space: &mut Space<'_>) {
        // Type, id and length, and a byte that is not taken: as one word, which takes one move.
        let header = u64::from(field_header(TType::String, id)) << 40 | (self.len() as u64) << 8;
        space.put_text(header.to_be_bytes(), 7, self);
    }

    #[inline(always)]
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) -> i16 {
        compact::write::bytes(self, id, last, space);
        id
    }
}

/// An optional field, written where it is set.
impl<P: Piece> Piece for Option<P> {
    const SIZE: Option<usize> = None;

    #[inline(always)]
    fn room(&self) -> usize {
        self.as_ref().map_or(0, Piece::room)
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        self.as_ref().is_some_and(Piece::is_too_long)
    }

    #[inline(always)]
    fn write_fixed(self, _: i16, _: &mut [u8]) {}

    #[inline(always)]
    fn write_binary(self, id: i16, space: &mut Space<'_>) {
        if let Some(piece) = self {
            piece.write_binary(id, space);
        }
    }

    #[inline(always)]
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) -> i16 {
        match self {
            Some(piece) => piece.write_compact(id, last, space),
            None => last,
        }
    }
}

/// A field as generated code hands it over: a number by value, a string or binary by reference.
pub trait IntoPiece {
    /// The field of a run that it is.
    type Piece: Piece;

    /// Finds out once where the bytes of a string are, which takes a branch for some types.
    fn into_piece(self) -> Self::Piece;
}

impl<T: Fixed + Encode> IntoPiece for T {
    type Piece = T;

    #[inline(always)]
    fn into_piece(self) -> T {
        self
    }
}

impl<T: Fixed + Encode> IntoPiece for Option<T> {
    type Piece = Option<T>;

    #[inline(always)]
    fn into_piece(self) -> Option<T> {
        self
    }
}

/// Implements `IntoPiece` for fields of strings and binaries.
macro_rules! pieces {
    ($type:ty) => {
        impl<'p> $crate::codec::pieces::IntoPiece for &'p $type {
            type Piece = &'p [u8];

            #[inline(always)]
            fn into_piece(self) -> &'p [u8] {
                self.as_ref()
            }
        }

        impl<'p> $crate::codec::pieces::IntoPiece for &'p Option<$type> {
            type Piece = Option<&'p [u8]>;

            #[inline(always)]
            fn into_piece(self) -> Option<&'p [u8]> {
                self.as_ref().map(AsRef::as_ref)
            }
        }
    };
}

pub(crate) use pieces;

/// Fields as generated code hands them over: the id and the value of each.
pub trait IntoRun {
    /// The run that they are.
    type Run: ValueRun;

    /// Makes a run of them.
    fn into_run(self) -> Self::Run;
}

impl IntoRun for () {
    type Run = ();

    #[inline(always)]
    fn into_run(self) {}
}

impl<P: IntoPiece, R: IntoRun> IntoRun for ((i16, P), R) {
    type Run = ((i16, P::Piece), R::Run);

    #[inline(always)]
    fn into_run(self) -> Self::Run {
        let ((id, piece), rest) = self;
        ((id, piece.into_piece()), rest.into_run())
    }
}

/// Fields to write: the id and the value of each.
pub trait ValueRun: Copy {
    /// Bytes of all headers and values in the binary protocol, if they are as many whatever the values are.
    const SIZE: Option<usize>;

    /// Most bytes that it takes in any protocol.
    fn room(&self) -> usize;

    /// Writes headers and values, of the binary protocol, to the start of `out`, which is [`SIZE`](Self::SIZE) long.
    fn write_fixed(&self, out: &mut [u8]);

    /// Writes headers and values, of the binary protocol.
    fn write_binary(&self, space: &mut Space<'_>);

    /// Writes headers and values, of the compact protocol, behind the field with this id. Gives the id of the last field.
    fn write_compact(&self, last: i16, space: &mut Space<'_>) -> i16;

    /// Whether there is a string or binary longer than 31 bits can say.
    fn is_too_long(&self) -> bool;
}

impl ValueRun for () {
    const SIZE: Option<usize> = Some(0);

    #[inline(always)]
    fn room(&self) -> usize {
        0
    }

    #[inline(always)]
    fn write_fixed(&self, _: &mut [u8]) {}

    #[inline(always)]
    fn write_binary(&self, _: &mut Space<'_>) {}

    #[inline(always)]
    fn write_compact(&self, last: i16, _: &mut Space<'_>) -> i16 {
        last
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        false
    }
}

impl<P: Piece, R: ValueRun> ValueRun for ((i16, P), R) {
    const SIZE: Option<usize> = match (P::SIZE, R::SIZE) {
        (Some(size), Some(rest)) => Some(size + rest),
        _ => None,
    };

    #[inline(always)]
    fn room(&self) -> usize {
        // Of strings, none of which is longer than memory is.
        self.0.1.room().saturating_add(self.1.room())
    }

    #[inline(always)]
    fn write_fixed(&self, out: &mut [u8]) {
        let ((id, piece), rest) = self;
        if let Some((place, out)) = P::SIZE.and_then(|size| out.split_at_mut_checked(size)) {
            piece.write_fixed(*id, place);
            rest.write_fixed(out);
        }
    }

    #[inline(always)]
    fn write_binary(&self, space: &mut Space<'_>) {
        let ((id, piece), rest) = self;
        piece.write_binary(*id, space);
        rest.write_binary(space);
    }

    #[inline(always)]
    fn write_compact(&self, last: i16, space: &mut Space<'_>) -> i16 {
        let ((id, piece), rest) = self;
        let last = piece.write_compact(*id, last, space);
        rest.write_compact(last, space)
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        // What takes no more room than that has no longer string in it.
        self.room() > LONGEST && (self.0.1.is_too_long() || self.1.is_too_long())
    }
}
