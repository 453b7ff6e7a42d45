//! What the tests share: files from a disk, and diagnostics as they are shown.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "not every test uses all of it, and a test fails by panicking"
)]

pub(crate) mod corpus;
pub(crate) mod rewritten;
pub(crate) mod sound;

use std::path::{Path, PathBuf};

use thrift_idl::{LoadError, Loaded, Origin, Severity, Source, SourceLoader};

/// Loads files of a folder; what a file includes is beside it, or in one of the other folders.
pub(crate) struct Disk {
    /// Paths are relative to this folder, in keys and in diagnostics.
    pub(crate) root: PathBuf,
    /// Where includes are looked for besides, for a path and the file that includes it.
    pub(crate) elsewhere: fn(&Path, &str, &str) -> Vec<PathBuf>,
}

impl Disk {
    pub(crate) fn new(root: PathBuf) -> Disk {
        Disk { root, elsewhere: |_, _, _| Vec::new() }
    }
}

impl SourceLoader for Disk {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        let places = match from {
            None => vec![PathBuf::from(path)],
            Some(from) => {
                let mut places = vec![Path::new(from).parent().unwrap_or(Path::new("")).join(path)];
                places.extend((self.elsewhere)(&self.root, path, from));
                places
            }
        };
        let Some(place) = places.iter().find(|place| self.root.join(place).is_file()) else {
            return Err(LoadError::NotFound {
                tried: places.iter().map(|place| place.display().to_string()).collect(),
            });
        };
        let full = self.root.join(place).canonicalize().unwrap();
        let key = full.strip_prefix(self.root.canonicalize().unwrap()).unwrap_or(&full).display().to_string();
        let name = full.file_name().unwrap().to_string_lossy().into_owned();
        Ok(Source { name, origin: Origin::file(key.clone()), text: std::fs::read(&full).unwrap(), key })
    }

    fn alternatives(&mut self, path: &str, from: Option<&str>) -> Vec<String> {
        let written = Path::new(path).parent().unwrap_or(Path::new(""));
        let beside = from.and_then(|from| Path::new(from).parent()).unwrap_or(Path::new(""));
        let files = std::fs::read_dir(self.root.join(beside).join(written)).into_iter().flatten();
        files.map(|file| written.join(file.unwrap().file_name()).display().to_string()).collect()
    }
}

/// All diagnostics as text.
pub(crate) fn rendered(loaded: &Loaded) -> String {
    let mut out = String::new();
    for diagnostic in &loaded.diagnostics {
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        out += &format!("{severity}[{}]: {}\n\n", diagnostic.rule.name(), diagnostic.render(&loaded.sources));
    }
    out
}

/// How many errors there are.
pub(crate) fn errors(loaded: &Loaded) -> usize {
    loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}

/// A file that several crates' tests share, if it is there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    let found = Some(found).filter(|path| path.exists());
    if found.is_none() {
        println!("SKIPPED: there is no {path}");
    }
    found
}
