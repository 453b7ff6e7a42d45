//! Runs to write: numbers, strings and binaries that follow each other, put together in one go.
//!
//! In Rust a run is nested pairs of an id and a field, `((1, a), ((2, &b), ()))`.

use super::{Encode, Fixed, Output};
use crate::compact;
use crate::cursor::field_header;
use crate::error::ProtocolError;
use crate::sink::{self, Space};
use crate::ttype::TType;

/// Most bytes of the header of a field in any protocol: in the compact one, a type and an id of three bytes.
const MOST_OF_HEADER: usize = 4;
/// Most bytes of a number in any protocol, or of a length.
const MOST_OF_NUMBER: usize = 10;

/// Most bytes that 31 bits can say.
const LONGEST: usize = i32::MAX as usize;

/// A field of a run.
pub trait Piece: Copy {
    /// Most bytes that it takes in any protocol beside its [`text`](Self::text): header, and number or length.
    const ROOM: usize;

    /// How long its string or binary is; 0 where it is none.
    fn text(&self) -> usize;

    /// Writes it, of the binary protocol.
    fn write_binary(self, id: i16, space: &mut Space<'_>);

    /// Writes it, of the compact protocol, behind the field with this id. Gives the id of the last field.
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) -> i16;
}

impl<T: Fixed + Encode> Piece for T {
    const ROOM: usize = MOST_OF_HEADER + if T::SIZE > MOST_OF_NUMBER { T::SIZE } else { MOST_OF_NUMBER };

    #[inline(always)]
    fn text(&self) -> usize {
        0
    }

    #[inline(always)]
    fn write_binary(self, id: i16, space: &mut Space<'_>) {
        Fixed::write_binary(self, field_header(T::TTYPE, id), space);
    }

    #[inline(always)]
    fn write_compact(self, id: i16, last: i16, space: &mut Space<'_>) -> i16 {
        Fixed::write_compact(self, id, last, space);
        id
    }
}

/// A string or binary.
impl Piece for &[u8] {
    const ROOM: usize = MOST_OF_HEADER + MOST_OF_NUMBER;

    #[inline(always)]
    fn text(&self) -> usize {
        self.len()
    }

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
    const ROOM: usize = P::ROOM;

    #[inline(always)]
    fn text(&self) -> usize {
        self.as_ref().map_or(0, Piece::text)
    }

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
    /// Most bytes that they take in any protocol beside their texts.
    const ROOM: usize;

    /// How long their strings and binaries are in all.
    fn text(&self) -> usize;

    /// Whether there is a string or binary longer than 31 bits can say.
    fn is_too_long(&self) -> bool;

    /// Writes headers and values, of the binary protocol.
    fn write_binary(&self, space: &mut Space<'_>);

    /// Writes headers and values, of the compact protocol, behind the field with this id. Gives the id of the last field.
    fn write_compact(&self, last: i16, space: &mut Space<'_>) -> i16;
}

impl ValueRun for () {
    const ROOM: usize = 0;

    #[inline(always)]
    fn text(&self) -> usize {
        0
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        false
    }

    #[inline(always)]
    fn write_binary(&self, _: &mut Space<'_>) {}

    #[inline(always)]
    fn write_compact(&self, last: i16, _: &mut Space<'_>) -> i16 {
        last
    }
}

impl<P: Piece, R: ValueRun> ValueRun for ((i16, P), R) {
    const ROOM: usize = P::ROOM + R::ROOM;

    #[inline(always)]
    fn text(&self) -> usize {
        self.0.1.text().saturating_add(self.1.text())
    }

    #[inline(always)]
    fn is_too_long(&self) -> bool {
        self.0.1.text() > LONGEST || self.1.is_too_long()
    }

    #[inline(always)]
    fn write_binary(&self, space: &mut Space<'_>) {
        let ((id, piece), rest) = self;
        space.field(P::ROOM);
        piece.write_binary(*id, space);
        rest.write_binary(space);
    }

    #[inline(always)]
    fn write_compact(&self, last: i16, space: &mut Space<'_>) -> i16 {
        let ((id, piece), rest) = self;
        space.field(P::ROOM);
        let last = piece.write_compact(*id, last, space);
        rest.write_compact(last, space)
    }
}

/// Makes room for a run behind a buffer, and for the end of a struct.
///
/// # Errors
/// A string or binary longer than 31 bits can say.
#[inline(always)]
pub(crate) fn space<'a, R: ValueRun>(buffer: &'a mut Vec<u8>, run: &R) -> Result<Space<'a>, ProtocolError> {
    match run.is_too_long() {
        true => Err(sink::too_long()),
        false => Ok(Space::behind(buffer, R::ROOM + STOP.len(), run.text())),
    }
}

/// Appends a struct whose fields are this run, with so many levels left for it and what is in it.
///
/// # Errors
/// A string or binary longer than 31 bits can say, and a struct that is nested too deeply. Nothing is appended then.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn append_struct<O: Output, R: IntoRun>(
    buffer: &mut Vec<u8>,
    run: R,
    depth: u32,
) -> Result<(), ProtocolError> {
    if depth == 0 {
        return Err(sink::too_deep());
    }
    let run = run.into_run();
    let mut space = space(buffer, &run)?;
    O::write_struct(&run, &mut space);
    space.field(STOP.len());
    space.put(STOP);
    space.end();
    Ok(())
}

/// What is behind the fields of a struct, in any protocol.
const STOP: [u8; 1] = [TType::Stop as u8];
