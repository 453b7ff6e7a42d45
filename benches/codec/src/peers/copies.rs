//! What no codec can do without: the bytes have to be copied, and what is owned has to be allocated.

use std::convert::Infallible;
use std::hint::black_box;

use crate::allocations;
use crate::clock::time;
use crate::codec::Codec;
use crate::contender::{Contenders, Run};
use crate::messages::Message;
use crate::peer::Peer;
use crate::protocol::Op;

/// Adds what is measured for comparison; `C` and `T` say what a decoder has to allocate.
pub(crate) fn add<C: Codec<T>, T>(all: &mut Contenders, message: Message<'_>) {
    all.add_encoder::<Copy, _>(Peer::Copy, message, Ok(message.bytes.to_vec()));
    all.add_decoder::<Copy, _>(Peer::CopyAndAllocate, message);
    let input = C::input(message.bytes);
    if let Some(sizes) = allocations::sizes(|| drop(C::decode(&input))) {
        let run = copy_and_allocate(message.bytes, sizes);
        all.push(Peer::CopyAndAllocateAll, message, Op::Decode, run);
    }
}

/// Encodes by a copy into the buffer, and decodes by a copy into one allocation.
struct Copy;

impl Codec<Vec<u8>> for Copy {
    type Input = &'static [u8];
    type Buffer = Vec<u8>;
    type Error = Infallible;

    fn input(bytes: &'static [u8]) -> Self::Input {
        bytes
    }

    fn decode(input: &Self::Input) -> Result<Vec<u8>, Infallible> {
        Ok(input.to_vec())
    }

    fn encode(value: &Vec<u8>, buffer: &mut Vec<u8>) -> Result<(), Infallible> {
        buffer.clear();
        buffer.extend_from_slice(value);
        Ok(())
    }

    fn bytes(buffer: &Vec<u8>) -> &[u8] {
        buffer
    }
}

/// Copies the message into a buffer, and allocates blocks of these sizes and lets go of them, as a decoder does whose values
/// own what they hold.
fn copy_and_allocate(bytes: &'static [u8], sizes: Vec<usize>) -> Run {
    let mut buffer = Vec::with_capacity(bytes.len());
    let mut blocks: Vec<Vec<u8>> = Vec::with_capacity(sizes.len());
    Box::new(move |times| {
        Ok(time(times, || {
            buffer.clear();
            buffer.extend_from_slice(black_box(bytes));
            blocks.extend(sizes.iter().map(|&size| Vec::with_capacity(size)));
            black_box((&mut buffer, &mut blocks));
            blocks.clear();
        }))
    })
}
