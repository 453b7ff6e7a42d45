//! A program back into IDL.
//!
//! What is written reads back as the same program: docs and annotations included, positions and plain comments aside. What a
//! program does not keep (`cpp_type`, `package`, where an annotation stood, how a number was spelled) is not written.

use std::fmt::Write;

use crate::program::{Item, Namespace, Program, Type};
use crate::source::FileId;

mod definition;
mod docs;
mod literal;
mod names;
mod value;

use docs::docs;
use literal::quoted;
use names::Names;

/// The text of each file of a program; a [`FileId`] is an index into it.
///
/// ```
/// use thrift_idl::{MemoryLoader, load, to_idl};
///
/// let written = "struct User{1:i32 id;/** Not empty. */2:string name='?'}";
/// let loaded = load(&["user.thrift"], &mut MemoryLoader::new().file("user.thrift", written));
/// assert_eq!(
///     to_idl(&loaded.program.expect("no errors")),
///     ["\
/// struct User {
///   1: i32 id
///   /** Not empty. */
///   2: string name = \"?\"
/// }
/// "]
/// );
/// ```
///
/// The text loads again as long as the program is one that IDL can describe, as every loaded one is: ids that are not
/// positive are -1, -2 and so on, in this order, and doubles are finite.
pub fn to_idl(program: &Program) -> Vec<String> {
    (0..program.files.len()).map(|file| Writer::new(program, FileId(file as u32)).file()).collect()
}

/// How a type is written where all that it names is defined: for messages.
pub(crate) fn type_name(program: &Program, ty: &Type) -> String {
    Names::without_files(program).ty(ty)
}

/// How a type is written with what its typedefs stand for, and without the files of what it names: for messages.
pub fn resolved_type_name(program: &Program, ty: &Type) -> String {
    Names::without_files(program).resolved().ty(ty)
}

/// One file, as far as it is written.
struct Writer<'p> {
    program: &'p Program,
    file: FileId,
    names: Names<'p>,
    out: String,
}

impl<'p> Writer<'p> {
    fn new(program: &'p Program, file: FileId) -> Self {
        Self { program, file, names: Names::of(program, file), out: String::new() }
    }

    fn file(mut self) -> String {
        self.headers();
        let program = self.program;
        for item in program.files.get(self.file.0 as usize).map(|file| file.items.as_slice()).unwrap_or_default() {
            if !self.out.is_empty() {
                self.out.push('\n');
            }
            match *item {
                Item::Struct(id) => self.structure(&program[id]),
                Item::Enum(id) => self.enumeration(&program[id]),
                Item::Typedef(id) => self.typedef(&program[id]),
                Item::Const(id) => self.constant(&program[id]),
                Item::Service(id) => self.service(&program[id]),
            }
        }
        self.out
    }

    fn headers(&mut self) {
        let Some(file) = self.program.files.get(self.file.0 as usize) else { return };
        docs(file.docs.as_deref(), "", &mut self.out);
        if file.docs.is_some() && file.includes.is_empty() && file.namespaces.is_empty() {
            // Docs belong to the file if a header follows them. This one is in all code that Apache's compiler writes.
            self.out.push_str("cpp_include \"cstdint\"\n");
        }
        for Namespace { scope, name, .. } in &file.namespaces {
            let scope = if scope == "*" { "*".to_owned() } else { names::or_quoted(scope) };
            let _ = writeln!(self.out, "namespace {scope} {}", names::or_quoted(name));
        }
        for include in &file.includes {
            let alias = self.names.alias(include.file).map(|alias| format!(" as {alias}")).unwrap_or_default();
            let _ = writeln!(self.out, "include {}{alias}", quoted(&include.path));
        }
    }
}
