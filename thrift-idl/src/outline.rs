//! What can be said of a program even if it has errors: which names it defines.

use crate::ast;
use crate::program::StructKind;
use crate::source::FileId;

/// The names that the roots define, as far as they could be read.
///
/// Code that a program with errors is to be expanded to can define them, so that one mistake in the IDL does not become
/// many in what uses it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The roots that were loaded.
    pub files: Vec<FileOutline>,
}

/// The names that a file defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOutline {
    /// The file.
    pub file: FileId,
    /// Its definitions in source order. A name may be there twice.
    pub definitions: Vec<OutlineItem>,
}

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OutlineKind,
}

/// What a definition is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutlineKind {
    /// A struct, union or exception.
    Struct(StructKind),
    /// An enum, with the names of its values.
    Enum(Vec<String>),
    /// A typedef.
    Typedef,
    /// A constant.
    Const,
    /// A service, with the names of its own methods.
    Service(Vec<String>),
}

impl Outline {
    pub(crate) fn of(roots: &[FileId], asts: &[ast::File<'_>]) -> Outline {
        let files = roots.iter().filter_map(|id| Some(outline(*id, asts.get(id.0 as usize)?)));
        Outline { files: files.collect() }
    }
}

/// The outline of a file.
fn outline(file: FileId, ast: &ast::File<'_>) -> FileOutline {
    let definitions = ast.definitions.iter().map(|definition| OutlineItem {
        name: definition.name().text.to_owned(),
        kind: match definition {
            ast::Definition::Struct(item) => OutlineKind::Struct(item.kind),
            ast::Definition::Enum(item) => {
                OutlineKind::Enum(item.values.iter().map(|value| value.name.text.to_owned()).collect())
            }
            ast::Definition::Typedef(_) => OutlineKind::Typedef,
            ast::Definition::Const(_) => OutlineKind::Const,
            ast::Definition::Service(item) => {
                OutlineKind::Service(item.methods.iter().map(|method| method.name.text.to_owned()).collect())
            }
        },
    });
    FileOutline { file, definitions: definitions.collect() }
}
