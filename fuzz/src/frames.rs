//! Streams of frames with a header each, out of arbitrary bytes.

/// Frames whose start is good, so that what is behind it is looked at.
#[derive(Debug)]
pub struct Frames([u8; 2]);

/// Most lengths of pieces.
const PIECES: usize = 16;

impl Frames {
    /// Those of THeader.
    pub const THEADER: Self = Self([0x0f, 0xff]);
    /// Those of TTHeader.
    pub const TTHEADER: Self = Self([0x10, 0x00]);

    /// The lengths of pieces, and the stream.
    pub fn stream<'i>(&self, input: &'i [u8]) -> Option<(&'i [u8], Vec<u8>)> {
        let (count, rest) = input.split_first()?;
        let (pieces, mut rest) = rest.split_at(rest.len().min(usize::from(*count) % PIECES));
        let mut stream = Vec::new();
        while let Some(([kind, words, length], behind)) = rest.split_first_chunk() {
            // Two in three are honest about the header's length.
            let claim = if kind % 3 == 0 { u16::from(*length) << 8 | u16::from(*words) } else { u16::from(words % 32) };
            let header = usize::from(words % 32) * 4;
            let (frame, behind) = behind.split_at(behind.len().min(header + usize::from(*length)));
            stream.extend(((frame.len() + 10) as u32).to_be_bytes());
            stream.extend(self.0);
            stream.extend([0, *kind, 0, 0, 0, *kind]);
            stream.extend(claim.to_be_bytes());
            stream.extend(frame);
            rest = behind;
        }
        Some((pieces, stream))
    }
}
