//! Any bytes of the binary protocol as a value: it decodes or not, within its budget of memory, and what decodes encodes and
//! decodes to the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_rs_fuzz::decode::Check;
use thrift_rs_fuzz::everything::with_type;
use thrift_rs_fuzz::memory;
use thrift_rs_fuzz::protocol::Binary;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    with_type(*which, Check::<Binary>::new(bytes));
});
