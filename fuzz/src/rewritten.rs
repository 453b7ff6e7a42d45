//! What holds of programs that are written as IDL.

use thrift_idl::{Loaded, MemoryLoader, load, to_idl};

/// A program reads back as it was. The keys of its files are their paths.
pub fn check(root: &str, loaded: &Loaded) {
    let Some(program) = &loaded.program else { return };
    let mut files = MemoryLoader::new();
    for (file, text) in loaded.sources.files().iter().zip(to_idl(program)) {
        files = files.file(&file.key, text);
    }
    let again = load(&[root], &mut files);
    let read = again.program.expect("what is written of a program has no errors");
    assert_eq!(program.clone().without_spans(), read.without_spans());
}
