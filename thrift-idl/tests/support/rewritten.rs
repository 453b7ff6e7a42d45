//! Programs that are written as IDL, and read again.

use std::collections::HashMap;

use thrift_idl::{LoadError, Loaded, Program, Source, SourceLoader, load, to_idl};

use super::rendered;
use super::sound::assert_sound;

/// The files that a loader finds, each with another text.
struct Rewritten<'a> {
    files: &'a mut dyn SourceLoader,
    texts: HashMap<String, String>,
}

impl SourceLoader for Rewritten<'_> {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        let source = self.files.load(path, from)?;
        let text = self.texts.get(&source.key).unwrap_or_else(|| panic!("{} is new", source.key));
        Ok(Source { text: text.clone().into_bytes(), ..source })
    }
}

/// Panics if a program does not read back as it was from what is written of it.
pub(crate) fn assert_round_trip(root: &str, loaded: &Loaded, files: &mut dyn SourceLoader) {
    let program = loaded.program.as_ref().unwrap_or_else(|| panic!("{root} has errors"));
    let written = to_idl(program);
    let keys = loaded.sources.files().iter().map(|file| file.key.clone());
    let texts: HashMap<String, String> = keys.zip(written).collect();
    let again = load(&[root], &mut Rewritten { files, texts: texts.clone() });
    let Some(read) = again.program.as_ref() else { panic!("{root} is written as {texts:#?}\n{}", rendered(&again)) };
    assert_sound(read);
    let texts_again: Vec<String> = to_idl(read);
    let (before, after) = (program.clone().without_spans(), read.clone().without_spans());
    if before != after {
        let difference = first_difference(&before, &after);
        panic!("{root} reads back as another program: {difference}\n{}", texts_again.join("\n=====\n"));
    }
}

/// The first lines of two programs that differ.
fn first_difference(before: &Program, after: &Program) -> String {
    let (before, after) = (format!("{before:#?}"), format!("{after:#?}"));
    let lines = before.lines().zip(after.lines()).enumerate();
    let different = lines.into_iter().find(|(_, (before, after))| before != after);
    different.map(|(at, (a, b))| format!("line {at}:\n  {a}\n  {b}")).unwrap_or_default()
}
