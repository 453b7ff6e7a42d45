//! Numbers, strings, binaries and UUIDs.

use super::super::blob;
use super::super::types::Types;
use super::{Result, Transcoder};

impl<'s, T: Types<'s>> Transcoder<'_, T> {
    #[inline]
    pub(super) fn integer<N: TryFrom<i64>>(&mut self, ty: &str) -> Result<N> {
        self.input.peek();
        let start = self.input.offset();
        N::try_from(self.input.integer()?).map_err(|_| self.input.out_of_range(ty).at(start))
    }

    /// `1` and `0`, `true` and `false`, in quotes or not; any other number is true, as in the binary protocol.
    pub(super) fn truth(&mut self) -> Result<bool> {
        if let Some(truth) = self.input.truth() {
            return Ok(truth);
        }
        if let [b'"', b't' | b'f', ..] = self.input.rest {
            self.input.expect(b'"')?;
            let truth = self.input.truth().ok_or_else(|| self.input.unexpected("a bool"))?;
            self.input.expect(b'"')?;
            return Ok(truth);
        }
        Ok(self.input.integer()? != 0)
    }

    #[inline]
    pub(super) fn string(&mut self, ty: Option<&'s T::Type>) -> Result {
        let start = self.out.len();
        self.out.extend_from_slice(&[0; 4]);
        match ty {
            Some(ty) if self.types.is_binary(ty) => self.binary()?,
            _ => self.input.string(self.string_size, &mut self.out)?,
        }
        self.set_length(start);
        Ok(())
    }

    /// Writes the length of what follows in its place.
    #[inline]
    fn set_length(&mut self, start: usize) {
        // The limits keep it below 31 bits.
        let len = (self.out.len() - start - 4) as u32;
        if let Some(place) = self.out.get_mut(start..).and_then(|place| place.first_chunk_mut()) {
            *place = len.to_be_bytes();
        }
    }

    fn binary(&mut self) -> Result {
        self.input.peek();
        let start = self.input.clone();
        let (text, ends) = self.input.string_piece()?;
        let at = self.out.len();
        let written = if ends {
            blob::read(text, &mut self.out)
        } else {
            // A `/` that is escaped, most likely.
            let mut text = Vec::new();
            self.input = start.clone();
            self.input.string(usize::MAX, &mut text)?;
            blob::read(&text, &mut self.out)
        };
        match written {
            true if self.out.len() - at <= self.string_size => Ok(()),
            true => Err(self.input.too_long(self.string_size)),
            false => Err(start.invalid("a binary is not base64")),
        }
    }

    pub(super) fn uuid(&mut self) -> Result {
        self.input.peek();
        let start = self.input.clone();
        let (text, ends) = self.input.string_piece()?;
        match uuid::Uuid::try_parse_ascii(text) {
            Ok(id) if ends => {
                self.out.extend_from_slice(id.as_bytes());
                Ok(())
            }
            _ => Err(start.unexpected("a UUID")),
        }
    }
}
