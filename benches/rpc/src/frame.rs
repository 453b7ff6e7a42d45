//! What goes there and back without any Thrift: as many bytes behind their length.

use crate::Result;
use crate::case::Case;
use crate::peers::ours::rpc::{Blob, Order, User};
use crate::values::{Stamp, Value};

const LENGTH: usize = 4;

/// A frame that a caller sends again and again, each time with another stamp.
#[derive(Clone)]
pub(crate) struct Frame(Vec<u8>);

impl Frame {
    /// As long as ours of this case.
    pub(crate) fn new(case: Case) -> Result<Self> {
        let stamp = Stamp { caller: 0, counter: 0 };
        let (method, value) = match case {
            Case::Small => ("echoUser", thrift_rs::binary::to_vec(&User::of(stamp))),
            Case::Kilobyte => ("echoBlob", thrift_rs::binary::to_vec(&Blob::of(stamp))),
            Case::Nested => ("echoOrder", thrift_rs::binary::to_vec(&Order::of(stamp))),
        };
        /// Version, length of the name, and sequence id; the field of the argument, and the end of all arguments.
        const AROUND: usize = 4 + 4 + 4 + 3 + 1;
        let length = AROUND + method.len() + value?.len();
        Ok(Self([&(length as u32).to_be_bytes()[..], &vec![b'x'; length]].concat()))
    }

    pub(crate) fn of(&mut self, stamp: Stamp) -> &[u8] {
        self.0[LENGTH..LENGTH + Stamp::LENGTH].copy_from_slice(&stamp.bytes());
        &self.0
    }

    /// Fails unless a frame is this one, which had this stamp at last.
    pub(crate) fn check(&self, frame: &[u8], stamp: Stamp) -> Result<()> {
        let is_it = frame.len() == self.0.len() && frame[LENGTH..].starts_with(&stamp.bytes());
        if is_it { Ok(()) } else { Err("a reply to something else".into()) }
    }
}

/// The first frame, with its length, if all of it is there.
pub(crate) fn first(bytes: &[u8]) -> Option<&[u8]> {
    let length = u32::from_be_bytes(*bytes.first_chunk::<LENGTH>()?) as usize;
    bytes.get(..LENGTH + length)
}

/// How many bytes whole frames take.
pub(crate) fn whole(bytes: &[u8]) -> usize {
    let mut whole = 0;
    while let Some(frame) = first(&bytes[whole..]) {
        whole += frame.len();
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_struct_has_58_bytes() {
        let stamp = Stamp { caller: 1, counter: 2 };
        assert_eq!(thrift_rs::binary::to_vec(&User::of(stamp)).unwrap().len(), 58);
    }

    #[test]
    fn frames_are_told_apart_however_they_arrive() {
        let bytes = b"\0\0\0\x02ab\0\0\0\0\0\0\0\x01c";
        let whole: Vec<usize> = (0..=bytes.len()).map(|length| super::whole(&bytes[..length])).collect();
        assert_eq!(whole, [0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 10, 10, 10, 10, 10, 15]);
    }
}
