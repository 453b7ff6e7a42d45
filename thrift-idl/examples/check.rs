//! Checks Thrift files:
//!
//! ```text
//! cargo run -p thrift-idl --example check -- [-I DIR]… FILE…
//! ```
//!
//! Prints `ok FILE`, or what is wrong with it, and exits with 1 if a file has errors.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use thrift_idl::{LoadError, Origin, Severity, Source, SourceLoader};

/// Files on a disk: an include is looked for beside the file that includes it, then in the folders given with `-I`.
struct Disk {
    folders: Vec<PathBuf>,
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

fn main() -> ExitCode {
    let mut folders = Vec::new();
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-I" => folders.extend(arguments.next().map(PathBuf::from)),
            _ => files.push(argument),
        }
    }
    let mut failed = false;
    for file in &files {
        let loaded = thrift_idl::load(&[file], &mut Disk { folders: folders.clone() });
        for diagnostic in &loaded.diagnostics {
            let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
            println!("{severity}: {}\n", diagnostic.render(&loaded.sources));
        }
        failed |= loaded.program.is_none();
        if loaded.program.is_some() {
            println!("ok {file}");
        }
    }
    ExitCode::from(u8::from(failed))
}
