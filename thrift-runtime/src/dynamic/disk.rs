//! Files on a disk.

use std::path::{Path, PathBuf};
use std::{fs, io};

use thrift_idl::{LoadError, Origin, Source, SourceLoader};

/// A loader of files on a disk: roots are where their paths say, and an include is looked for beside the file that includes it,
/// then in the folders of includes.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    folders: Vec<PathBuf>,
}

impl Disk {
    /// One without folders of includes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a folder to look for includes in, after those before it.
    #[must_use]
    pub fn include_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.push(folder.into());
        self
    }

    /// Where to look for a root, or for what the file `from` includes, in this order.
    fn folders(&self, from: Option<&str>) -> Vec<PathBuf> {
        match from {
            None => vec![PathBuf::new()],
            Some(from) => {
                let beside = Path::new(from).parent().map(Path::to_owned);
                beside.into_iter().chain(self.folders.iter().cloned()).collect()
            }
        }
    }
}

impl SourceLoader for Disk {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        if from.is_some() && Path::new(path).is_absolute() {
            return Err(LoadError::Absolute);
        }
        let mut tried = Vec::new();
        for folder in self.folders(from) {
            let file = folder.join(path);
            if file.is_file() {
                return read(&file);
            }
            tried.push(shown(&file));
        }
        Err(LoadError::NotFound { tried })
    }

    fn alternatives(&mut self, path: &str, from: Option<&str>) -> Vec<String> {
        let written = Path::new(path).parent().unwrap_or(Path::new(""));
        let folders = self.folders(from).into_iter().map(|folder| match folder.join(written) {
            here if here == Path::new("") => PathBuf::from("."),
            folder => folder,
        });
        let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten();
        let names = files.filter_map(|file| Some(file.ok()?.file_name()));
        names.map(|name| shown(&written.join(name))).filter(|path| path.ends_with(".thrift")).collect()
    }
}

fn read(file: &Path) -> Result<Source, LoadError> {
    let unreadable = |error: io::Error| LoadError::Unreadable { path: shown(file), reason: error.to_string() };
    Ok(Source {
        key: shown(&file.canonicalize().map_err(unreadable)?),
        name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        origin: Origin::file(shown(file)),
        text: fs::read(file).map_err(unreadable)?,
    })
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
