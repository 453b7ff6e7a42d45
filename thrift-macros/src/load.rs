//! From the call of the macro to files.
//!
//! A root is looked for beside the file that holds its literal, which through a `macro_rules!` of another crate is not the
//! file of the call, then in the package, then in `include_dirs`. An include is looked for beside the file that includes
//! it, then in `include_dirs`.

use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use proc_macro2::Span;
use syn::LitStr;
use thrift_idl::source::Origin;
use thrift_idl::{LoadError, Loaded, Source, SourceLoader};

use crate::options::{self, Call};
use crate::schema;

/// What a call leads to, and what it read on the way.
pub(crate) struct Outcome {
    pub(crate) loaded: Loaded,
    /// The version that it has to stay compatible with.
    pub(crate) old: Option<Loaded>,
    /// The folder of the user's package.
    pub(crate) package: PathBuf,
}

/// Loads what the call asks for.
pub(crate) fn program(call: &Call) -> Outcome {
    let package = package();
    let include_dirs = &call.options.include_dirs;
    let old = call.options.compatible.with.as_ref().map(|source| loaded(source, include_dirs, &package));
    Outcome { loaded: loaded(&call.source, include_dirs, &package), old, package }
}

/// Loads the version that a type of Rust has to stay compatible with. Gives the folder of the user's package, too.
pub(crate) fn version(source: &options::Source) -> (Loaded, PathBuf) {
    let package = package();
    (loaded(source, &[], &package), package)
}

fn loaded(source: &options::Source, include_dirs: &[LitStr], package: &Path) -> Loaded {
    let mut loader = Files { source, include_dirs, package: package.to_owned() };
    let roots: Vec<String> = match source {
        options::Source::Files { first, more } => [first].into_iter().chain(more).map(LitStr::value).collect(),
        options::Source::Inline(_) => vec![INLINE.to_owned()],
    };
    let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
    thrift_idl::load(&roots, &mut loader)
}

fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

/// The name of the root that is written in the call itself.
const INLINE: &str = "idl";

/// Reads files where the call says.
struct Files<'a> {
    source: &'a options::Source,
    include_dirs: &'a [LitStr],
    /// The folder of the user's package.
    package: PathBuf,
}

/// A place to look in, and how to name it in a message: the same on every machine.
struct Place {
    folder: PathBuf,
    shown: String,
}

impl Files<'_> {
    fn package(&self) -> Place {
        Place { folder: self.package.clone(), shown: "$CARGO_MANIFEST_DIR/".to_owned() }
    }

    fn include_dirs(&self) -> impl Iterator<Item = Place> {
        self.include_dirs.iter().map(|dir| {
            let dir = dir.value();
            Place {
                folder: self.package.join(&dir),
                shown: format!("$CARGO_MANIFEST_DIR/{}/", dir.trim_end_matches('/')),
            }
        })
    }

    /// The folder of the Rust file that holds this literal.
    fn beside(literal: &LitStr) -> Option<Place> {
        let file = rust_file(literal)?;
        let name = file.file_name()?.to_string_lossy().into_owned();
        let folder = file.parent()?.to_owned();
        Some(Place { folder, shown: format!("(folder of {name})/") })
    }

    /// Where to look for a root, or for what the inline IDL includes.
    fn root_places(&self, literal: &LitStr) -> Vec<Place> {
        Self::beside(literal).into_iter().chain([self.package()]).chain(self.include_dirs()).collect()
    }

    /// Where to look for a root, or for what the file `from` includes, in this order.
    fn places(&self, path: &str, from: Option<&str>) -> Vec<Place> {
        match (from, self.source) {
            (None, options::Source::Files { first, more }) => {
                self.root_places(more.iter().find(|literal| literal.value() == path).unwrap_or(first))
            }
            (None | Some(INLINE), options::Source::Inline(text)) => self.root_places(text),
            (Some(key), _) => {
                let file = Path::new(key);
                let folder = file.parent().unwrap_or(Path::new("")).to_owned();
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let beside = Place { shown: format!("(folder of {name})/"), folder };
                [beside].into_iter().chain(self.include_dirs()).collect()
            }
        }
    }

    fn inline(&self, text: &LitStr) -> Source {
        let file = rust_file(text);
        let name = file.as_deref().map(shown).unwrap_or_else(|| "inline IDL".to_owned());
        let (line, column) = start_of_text(text);
        Source {
            key: INLINE.to_owned(),
            name: INLINE.to_owned(),
            origin: Origin { path: name, line, column },
            text: text.value().into_bytes(),
        }
    }
}

impl SourceLoader for Files<'_> {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        if Path::new(path).is_absolute() || path.starts_with('/') {
            return Err(LoadError::Absolute);
        }
        match (from, self.source) {
            (None, options::Source::Inline(text)) => Ok(self.inline(text)),
            (None | Some(INLINE), _) => find_one(path, self.places(path, from)),
            (Some(_), _) => find_first(path, self.places(path, from)),
        }
    }

    fn alternatives(&mut self, path: &str, from: Option<&str>) -> Vec<String> {
        let (parent, _) = path.rsplit_once('/').map_or(("", path), |(parent, name)| (parent, name));
        let folders = self.places(path, from).into_iter().map(|place| place.folder.join(parent));
        let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten();
        let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
        let thrift = names.filter(|name| name.ends_with(".thrift"));
        thrift.map(|name| if parent.is_empty() { name } else { format!("{parent}/{name}") }).collect()
    }
}

/// The one file of this path in these places; two different ones are an error.
fn find_one(path: &str, places: Vec<Place>) -> Result<Source, LoadError> {
    let mut hits: Vec<PathBuf> = Vec::new();
    for place in &places {
        let file = place.folder.join(path);
        if let Some(file) = file.is_file().then(|| fs::canonicalize(&file).unwrap_or(file))
            && !hits.contains(&file)
        {
            hits.push(file);
        }
    }
    match hits.as_slice() {
        [] => Err(LoadError::NotFound { tried: places.iter().map(|place| format!("{}{path}", place.shown)).collect() }),
        [file] => read(file),
        _ => Err(LoadError::Ambiguous { hits: hits.iter().map(|file| shown(file)).collect() }),
    }
}

/// The file of this path in the first of these places that has it.
fn find_first(path: &str, places: Vec<Place>) -> Result<Source, LoadError> {
    let mut tried = Vec::new();
    for place in places {
        let file = place.folder.join(path);
        if file.is_file() {
            return read(&fs::canonicalize(&file).unwrap_or(file));
        }
        tried.push(format!("{}{path}", place.shown));
    }
    Err(LoadError::NotFound { tried })
}

fn read(file: &Path) -> Result<Source, LoadError> {
    let unreadable = |error: io::Error| LoadError::Unreadable { path: shown(file), reason: error.to_string() };
    Ok(Source {
        key: file.to_string_lossy().into_owned(),
        name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        origin: Origin::file(shown(file)),
        text: fs::read(file).map_err(unreadable)?,
    })
}

/// A path as a message shows it: relative to the folder that cargo was called in, where a terminal can open it.
fn shown(file: &Path) -> String {
    let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    file.strip_prefix(here).unwrap_or(file).to_string_lossy().into_owned()
}

/// The way from a folder to a file. `None` for what is no path, as inline IDL, or where there is no such way.
pub(crate) fn relative(file: &Path, folder: &Path) -> Option<String> {
    if !file.is_absolute() {
        return None;
    }
    let folder = fs::canonicalize(folder).unwrap_or(folder.to_owned());
    let shared = file.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(file.components().skip(shared)).collect();
    path.is_relative().then(|| path.to_string_lossy().replace('\\', "/"))
}

/// Where something of the user's is in Rust, seen from the folder of the package.
pub(crate) fn source(at: Span) -> Option<schema::Source> {
    let at = at.unwrap();
    let file = fs::canonicalize(at.local_file()?).ok()?;
    Some(schema::Source { file: relative(&file, &package())?, line: u32::try_from(at.start().line()).ok()? })
}

/// The Rust file that holds this literal. Editors may not know it.
fn rust_file(literal: &LitStr) -> Option<PathBuf> {
    let file = literal.span().unwrap().local_file()?;
    fs::canonicalize(&file).ok().or(Some(file))
}

/// Line and column, from 1, of the first character inside a string literal.
///
/// Behind an escape or a continued line the columns of a plain literal are off; raw ones are exact.
fn start_of_text(literal: &LitStr) -> (u32, u32) {
    let start = literal.span().unwrap().start();
    let opening = literal.token().to_string().find('"').map_or(1, |quote| quote + 1);
    (start.line() as u32, (start.column() + opening) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(folder: &Path, shown: &str) -> Place {
        Place { folder: folder.to_owned(), shown: shown.to_owned() }
    }

    #[test]
    fn a_file_is_found_once_however_it_is_reached() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = find_one("src/load.rs", vec![place(package, "a/"), place(&package.join("src/.."), "b/")]).unwrap();
        assert_eq!(found.name, "load.rs");
        assert_eq!(found.origin.path, "src/load.rs", "relative to where cargo runs the test");
    }

    #[test]
    fn two_files_of_one_path_are_ambiguous() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let places = vec![place(package, "a/"), place(&package.join("../thrift-idl"), "b/")];
        let Err(LoadError::Ambiguous { hits }) = find_one("Cargo.toml", places) else {
            panic!("one of them was taken")
        };
        assert_eq!(hits.len(), 2);
    }

    #[test]
    fn a_file_that_is_nowhere_lists_the_places() {
        let places = vec![place(Path::new("a"), "(folder of main.rs)/"), place(Path::new("b"), "$CARGO_MANIFEST_DIR/")];
        let Err(LoadError::NotFound { tried }) = find_one("x.thrift", places) else { panic!("it was found") };
        assert_eq!(tried, ["(folder of main.rs)/x.thrift", "$CARGO_MANIFEST_DIR/x.thrift"]);
    }
}
