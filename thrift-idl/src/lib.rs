//! Thrift IDL: text in, a checked program or diagnostics out.
//!
//! ```
//! use thrift_idl::{MemoryLoader, load};
//!
//! let mut files = MemoryLoader::new()
//!     .file("user.thrift", "include \"shared.thrift\"\nstruct User { 1: shared.Id id, 2: string name }")
//!     .file("shared.thrift", "typedef i32 Id");
//! let loaded = load(&["user.thrift"], &mut files);
//! let program = loaded.program.expect("no errors");
//! assert_eq!(program.structs[0].name.text, "User");
//!
//! // A mistake reads like one in Rust.
//! let mut files = MemoryLoader::new().file("user.thrift", "struct User {\n  1: strin name\n}");
//! let loaded = load(&["user.thrift"], &mut files);
//! assert!(loaded.program.is_none());
//! assert_eq!(
//!     loaded.diagnostics[0].render(&loaded.sources),
//!     "\
//! cannot find the type `strin`
//!  --> user.thrift:2:6
//!   |
//! 2 |   1: strin name
//!   |      ^^^^^ not defined
//!   |
//!   = help: did you mean `string`?"
//! );
//! ```
//!
//! The way of a file: [`load()`] gets its text from a [`SourceLoader`], the lexer makes tokens of it, the parser a tree
//! of what is written, resolving a [`Program`] with nothing left to look up, and the checks read both. All mistakes are
//! found, not only the first, and each is reported once.
//!
//! What the IDL means is what Apache's compiler takes it to mean. Where that compiler lacks something (names used before
//! they are defined, constants that refer to lists) this crate is more generous; syntax that only other compilers take
//! is taken with a warning; what can be no Rust, or is plainly a mistake, is an error.

mod ast;
mod check;
pub mod compat;
mod cycles;
pub mod diagnostic;
mod graph;
mod lex;
mod load;
mod parse;
pub mod program;
mod render;
mod resolve;
pub mod source;
pub mod suggest;
mod write;

pub use cycles::Cycles;
pub use diagnostic::{Diagnostic, Label, Rule, Severity};
pub use load::{LoadError, MemoryLoader, Source, SourceLoader};
pub use program::Program;
pub use source::{FileId, Missing, Origin, SourceFile, SourceMap, Span};
pub use write::{resolved_type_name, to_idl};

/// What came of loading a program.
#[derive(Debug)]
pub struct Loaded {
    /// All files that were read, and the paths that were not found.
    pub sources: SourceMap,
    /// The program, if there are no errors.
    pub program: Option<Program>,
    /// What could be understood, if there are errors: enough to define the names that other code expects, and not more.
    ///
    /// An unknown type is a struct without a name. Names may be defined twice, constants may be `false` whatever their
    /// type, services may extend each other in a circle, and methods may throw what is no exception.
    pub partial: Option<Program>,
    /// Errors and warnings in source order. Of the errors, the first twenty and one that counts the rest.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads the roots and all that they include.
pub fn load(roots: &[&str], loader: &mut dyn SourceLoader) -> Loaded {
    let mut files = load::load(roots, loader);
    let mut diagnostics = std::mem::take(&mut files.diagnostics);
    let states = parse::states(&files);
    let asts: Vec<ast::File<'_>> = states.iter().map(parse::parse).collect();
    let resolved = resolve::resolve(&files, &asts);
    check::check(&resolved);
    let (mut program, reports) = resolved.into_parts();
    drop(asts);
    diagnostics.extend(states.into_iter().flat_map(parse::FileState::into_diagnostics));
    diagnostics.extend(reports);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let (program, partial) = if failed {
        (None, Some(program))
    } else {
        // The poison, which nothing refers to.
        program.structs.pop();
        (Some(program), None)
    };
    Loaded { sources: files.sources, program, partial, diagnostics: diagnostic::arrange(diagnostics) }
}
