//! A program of the IDL, shared by all that is made with it.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use thrift_idl::{Loaded, MemoryLoader, Program, Severity, SourceLoader};

use super::disk::Disk;
use super::layout::Layouts;

/// What an IDL says, read while the program runs. Cheap to clone.
///
/// It is a checked [`Program`]: each name is resolved, each default has the type of its field.
#[derive(Clone)]
pub struct Schema {
    layouts: Arc<Layouts>,
}

/// What inline IDL is called, as with `thrift!(idl = "…")`.
pub(super) const INLINE: &str = "idl";

impl Schema {
    /// Reads IDL that includes nothing.
    ///
    /// ```
    /// use thrift_runtime::dynamic::Schema;
    ///
    /// let error = Schema::parse("struct User {\n  1: strin name\n}").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "\
    /// cannot find the type `strin`
    ///  --> idl:2:6
    ///   |
    /// 2 |   1: strin name
    ///   |      ^^^^^ not defined
    ///   |
    ///   = help: did you mean `string`?"
    /// );
    /// ```
    ///
    /// # Errors
    /// If there are mistakes in it.
    pub fn parse(idl: &str) -> Result<Self, SchemaError> {
        Self::load(&[INLINE], &mut MemoryLoader::new().file(INLINE, idl))
    }

    /// Reads a file, and those that it includes, which are beside it.
    ///
    /// # Errors
    /// If there are mistakes in them, or one cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, SchemaError> {
        Self::load(&[&path.as_ref().to_string_lossy()], &mut Disk::new())
    }

    /// Reads these files, and those that they include, from wherever the loader has them: a [`Disk`] with folders of includes, a
    /// [`MemoryLoader`], or one of yours.
    ///
    /// ```
    /// use thrift_runtime::dynamic::{Schema, idl::MemoryLoader};
    ///
    /// let mut files = MemoryLoader::new()
    ///     .file("user.thrift", "include \"shared.thrift\"\nstruct User { 1: shared.Id id }")
    ///     .file("shared.thrift", "typedef i32 Id");
    /// let schema = Schema::load(&["user.thrift"], &mut files)?;
    /// # Ok::<(), thrift_runtime::dynamic::SchemaError>(())
    /// ```
    ///
    /// # Errors
    /// If there are mistakes in them, or one is not found.
    pub fn load(roots: &[&str], loader: &mut dyn SourceLoader) -> Result<Self, SchemaError> {
        let loaded = thrift_idl::load(roots, loader);
        match loaded.program {
            Some(program) => Ok(Self::new(program)),
            None => Err(SchemaError::new(&loaded)),
        }
    }

    /// The schema of a program that is loaded already, without errors.
    pub(super) fn new(program: Program) -> Self {
        Self { layouts: Arc::new(Layouts::new(program)) }
    }

    pub(super) fn layouts(&self) -> &Layouts {
        &self.layouts
    }

    /// What it says.
    pub fn program(&self) -> &Program {
        &self.layouts.program
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.program().files.iter().map(|file| &file.name)).finish()
    }
}

/// Why there is no [`Schema`]: what is wrong with the IDL, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    mistakes: Vec<String>,
}

impl SchemaError {
    pub(super) fn new(loaded: &Loaded) -> Self {
        let errors = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { mistakes: errors.map(|diagnostic| diagnostic.render(&loaded.sources)).collect() }
    }

    /// These mistakes.
    pub(super) fn of(mistakes: Vec<String>) -> Self {
        Self { mistakes }
    }

    /// The mistakes, in the order of the source, each rendered with its place and what to write instead.
    pub fn mistakes(&self) -> impl Iterator<Item = &str> {
        self.mistakes.iter().map(String::as_str)
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mistakes.join("\n\n"))
    }
}

impl std::error::Error for SchemaError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_mistakes_are_said() {
        let error = Schema::parse("struct A { 1: B b }\nstruct A { 1: i32 a, 1: i32 c }").unwrap_err();
        assert_eq!(error.mistakes().count(), 3, "{error}");
    }

    #[test]
    fn a_warning_is_no_error() {
        Schema::parse("struct A { i32 a }").unwrap();
    }

    #[test]
    fn files_are_read_with_what_is_beside_them() {
        let idl = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/idl");
        let schema = Schema::from_file(idl.join("everything.thrift")).unwrap();
        assert_eq!(format!("{schema:?}"), r#"["everything", "shared", "deep-er.v1"]"#);

        let error = Schema::from_file(idl.join("everythin.thrift")).unwrap_err().to_string();
        assert!(error.starts_with("cannot find the file"), "{error}");
        assert!(error.contains("did you mean"), "{error}");
    }
}
