//! Where something is written.

use std::fmt;

/// The file and line where a type or a service is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceLine {
    file: &'static str,
    line: u32,
}

impl SourceLine {
    pub(super) const fn new(file: &'static str, line: u32) -> Self {
        Self { file, line }
    }

    /// The file, IDL or Rust: the way to it from the folder of the package whose macro read it, with slashes.
    pub const fn file(self) -> &'static str {
        self.file
    }

    /// The line, from 1.
    pub const fn line(self) -> u32 {
        self.line
    }
}

/// `idl/user.thrift:7`
impl fmt::Display for SourceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
