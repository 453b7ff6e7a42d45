//! Every diagnostic of any text renders: as much as someone will read, and the same each time.
//!
//! A NUL ends a file: the first one is the root, which may include the others, `b.thrift` to `d.thrift`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thrift_idl::{Loaded, MemoryLoader, load};

/// Bytes that a rendered diagnostic has at most, besides what it quotes.
const FRAME: usize = 8 * 1024;
/// How often a diagnostic quotes from the text: names in its message, its labels and its help.
const QUOTES: usize = 24;

fuzz_target!(|text: &[u8]| {
    let mut files = MemoryLoader::new();
    for (name, text) in ["a.thrift", "b.thrift", "c.thrift", "d.thrift"].into_iter().zip(text.split(|byte| *byte == 0))
    {
        files = files.file(name, text);
    }
    let loaded = load(&["a.thrift"], &mut files.clone());
    let rendered = render(&loaded);
    for (diagnostic, shown) in loaded.diagnostics.iter().zip(&rendered) {
        let message = diagnostic.message.as_str();
        assert!(!message.is_empty() && !message.contains(['\n', '\r']), "the message is no line: {message:?}");
        assert_eq!(shown.lines().next(), Some(message));
        assert!(shown.len() <= FRAME + QUOTES * text.len(), "{} bytes of {} render:\n{shown}", shown.len(), text.len());
    }
    assert_eq!(rendered, render(&load(&["a.thrift"], &mut files)), "the order is another one each time");
});

fn render(loaded: &Loaded) -> Vec<String> {
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.render(&loaded.sources)).collect()
}
