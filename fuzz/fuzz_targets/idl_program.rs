//! Files of mostly valid IDL that include each other: what comes out of them holds together, and reads
//! back as it was from what is written of it.
//!
//! The bytes are read as choices between pieces of the grammar. To see the files of an input, run it with `SHOW` set.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_idl::{MemoryLoader, load};
use thrift_rs_fuzz::{rewritten, sound, soup};

fuzz_target!(|choices: &[u8]| {
    let mut loader = MemoryLoader::new();
    for (path, text) in soup::files(choices) {
        if std::env::var_os("SHOW").is_some() {
            println!("=== {path}\n{text}");
        }
        loader = loader.file(path, text);
    }
    let loaded = load(&[soup::ROOT], &mut loader);
    if std::env::var_os("SHOW").is_some() {
        for diagnostic in &loaded.diagnostics {
            println!("{}\n", diagnostic.render(&loaded.sources));
        }
    }
    sound::check(&loaded);
    rewritten::check(soup::ROOT, &loaded);
});
