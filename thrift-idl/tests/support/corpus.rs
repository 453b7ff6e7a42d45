//! Real IDL of many projects, as their builds find it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use thrift_idl::{LoadError, Origin, Source, SourceLoader};

use super::Disk;

/// Files that a project's build makes, which are not in the corpus: what others need of them.
const MADE: &[(&str, &str)] = &[("ErrorCodes.thrift", "enum TErrorCode { OK }")];

/// The corpus, with the files that are made.
pub(crate) struct Corpus(Disk);

impl Corpus {
    pub(crate) fn new(root: PathBuf) -> Corpus {
        Corpus(Disk { root, elsewhere })
    }
}

impl SourceLoader for Corpus {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        let found = self.0.load(path, from);
        match MADE.iter().find(|(name, _)| *name == path).filter(|_| found.is_err()) {
            Some((name, text)) => Ok(Source {
                key: (*name).to_owned(),
                name: (*name).to_owned(),
                origin: Origin::file(*name),
                text: text.as_bytes().to_vec(),
            }),
            None => found,
        }
    }
}

/// Where a project keeps what its files include is known to its build only: any file of the project whose path ends as
/// the include does may be meant, or one of another project that it builds upon.
fn elsewhere(root: &Path, path: &str, from: &str) -> Vec<PathBuf> {
    static FILES: OnceLock<HashMap<String, Vec<PathBuf>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let mut files: HashMap<String, Vec<PathBuf>> = HashMap::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let name = entry.file_name().unwrap().to_string_lossy().into_owned();
                    files.entry(name).or_default().push(entry.strip_prefix(root).unwrap().to_owned());
                }
            }
        }
        files.values_mut().for_each(|paths| paths.sort());
        files
    });
    let plain = path.trim_start_matches("../");
    let name = plain.rsplit('/').next().unwrap();
    let mut found: Vec<PathBuf> = files.get(name).cloned().unwrap_or_default();
    found.retain(|found| found.ends_with(plain));
    // The nearest first: the one that shares most of its path with the including file.
    found.sort_by_key(|found| {
        let shared = found.components().zip(Path::new(from).components()).take_while(|(a, b)| a == b).count();
        std::cmp::Reverse(shared)
    });
    found
}
