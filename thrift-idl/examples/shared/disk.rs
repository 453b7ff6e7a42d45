//! Files on a disk, for the examples.

use std::path::{Path, PathBuf};

use thrift_idl::{LoadError, Origin, Source, SourceLoader};

/// Files on a disk: an include is looked for beside the file that includes it, then in the folders given with `-I`.
pub(crate) struct Disk {
    pub(crate) folders: Vec<PathBuf>,
}

impl SourceLoader for Disk {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        let beside = from.map(|from| Path::new(from).parent().unwrap_or(Path::new("")).to_owned());
        let folders = beside.into_iter().chain(from.iter().flat_map(|_| self.folders.clone()));
        let places: Vec<PathBuf> = match from {
            Some(_) => folders.map(|folder| folder.join(path)).collect(),
            None => vec![PathBuf::from(path)],
        };
        let Some(place) = places.iter().find(|place| place.is_file()) else {
            return Err(LoadError::NotFound {
                tried: places.iter().map(|place| place.display().to_string()).collect(),
            });
        };
        let unreadable = |error: std::io::Error| LoadError::Unreadable {
            path: place.display().to_string(),
            reason: error.to_string(),
        };
        let text = std::fs::read(place).map_err(unreadable)?;
        let key = place.canonicalize().map_err(unreadable)?.display().to_string();
        let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Source { key, name, origin: Origin::file(place.display().to_string()), text })
    }

    fn alternatives(&mut self, path: &str, from: Option<&str>) -> Vec<String> {
        let written = Path::new(path).parent().unwrap_or(Path::new(""));
        let beside = from.and_then(|from| Path::new(from).parent()).unwrap_or(Path::new(""));
        let folders = [beside.to_owned()].into_iter().chain(from.iter().flat_map(|_| self.folders.clone()));
        let files = folders.filter_map(|folder| std::fs::read_dir(Path::new(".").join(folder).join(written)).ok());
        let names = files.flatten().filter_map(|file| Some(file.ok()?.file_name()));
        names.map(|name| written.join(name).display().to_string()).collect()
    }
}
