//! Any text as one file: it loads, whatever it is, and what comes out of it holds together.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_idl::{MemoryLoader, load};
use thrift_rs_fuzz::sound;

fuzz_target!(|text: &[u8]| {
    let loaded = load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", text));
    sound::check(&loaded);
});
