//! Files that are not on a disk.

use std::collections::BTreeMap;

use super::{LoadError, Source, SourceLoader};
use crate::source::Origin;

/// A loader of texts in memory, for tests, documentation and fuzzing.
///
/// An include is looked for beside the file that includes it; `.` and `..` mean what they mean elsewhere.
#[derive(Debug, Clone, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// One without files.
    pub fn new() -> MemoryLoader {
        MemoryLoader::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, path: &str, text: impl Into<Vec<u8>>) -> MemoryLoader {
        self.files.insert(normal(path), text.into());
        self
    }
}

impl SourceLoader for MemoryLoader {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        if path.starts_with('/') {
            return Err(LoadError::Absolute);
        }
        let folder = from.and_then(|from| from.rsplit_once('/')).map(|(folder, _)| folder);
        let key = match folder {
            Some(folder) => normal(&format!("{folder}/{path}")),
            None => normal(path),
        };
        let Some(text) = self.files.get(&key) else {
            return Err(LoadError::NotFound { tried: vec![key] });
        };
        let name = key.rsplit('/').next().unwrap_or(&key).to_owned();
        Ok(Source { name, origin: Origin::file(key.clone()), text: text.clone(), key })
    }

    fn alternatives(&mut self, path: &str, from: Option<&str>) -> Vec<String> {
        let parent = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let written = parent(path);
        let folder = normal(&format!("{}/{written}", from.map(parent).unwrap_or_default()));
        let beside = self.files.keys().filter(|key| parent(key) == folder);
        let names = beside.filter_map(|key| key.rsplit('/').next());
        names.map(|name| if written.is_empty() { name.to_owned() } else { format!("{written}/{name}") }).collect()
    }
}

/// A path without `.` and, where possible, without `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn paths_are_normalised() {
        assert_eq!(normal("./a/../b//c.thrift"), "b/c.thrift");
        assert_eq!(normal("../a.thrift"), "../a.thrift");
    }
}
