//! `load RUNS ROOT [INCLUDE_DIR …]` prints how long `thrift_idl::load` takes: the nanoseconds of each run.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use thrift_idl::{LoadError, Origin, Source, SourceLoader};

/// Files on disk: beside the one that includes them, or in these folders.
struct Files(Vec<PathBuf>);

impl SourceLoader for Files {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        let beside = from.and_then(|from| Path::new(from).parent()).unwrap_or(Path::new(""));
        for folder in [beside].into_iter().chain(self.0.iter().map(PathBuf::as_path)) {
            let file = folder.join(path);
            if let Ok(text) = fs::read(&file) {
                let key = fs::canonicalize(&file).unwrap_or(file).to_string_lossy().into_owned();
                return Ok(Source { name: path.to_owned(), origin: Origin::file(path.to_owned()), key, text });
            }
        }
        Err(LoadError::NotFound { tried: vec![path.to_owned()] })
    }
}

fn main() -> Result<(), String> {
    const USAGE: &str = "usage: load RUNS ROOT [INCLUDE_DIR …]";
    let mut args = env::args().skip(1);
    let runs: u32 = args.next().and_then(|runs| runs.parse().ok()).ok_or(USAGE)?;
    let root = args.next().ok_or(USAGE)?;
    let mut files = Files(args.map(PathBuf::from).collect());
    for _ in 0..runs {
        let start = Instant::now();
        let loaded = thrift_idl::load(&[&root], &mut files);
        println!("{}", start.elapsed().as_nanos());
        if loaded.program.is_none() {
            return Err(loaded.diagnostics.iter().map(|found| found.render(&loaded.sources)).collect());
        }
    }
    Ok(())
}
