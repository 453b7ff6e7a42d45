//! Names, as one file writes them.

use std::collections::{HashMap, HashSet};

use super::quoted;
use crate::lex::Word;
use crate::program::{Name, Program, Type};
use crate::source::FileId;

/// What stands in front of the names of other files.
pub(super) struct Names<'p> {
    program: &'p Program,
    file: Option<FileId>,
    /// The prefix of each included file.
    prefixes: HashMap<FileId, String>,
    /// The files whose own name is of no use: it is no name, or that of another file, too.
    aliases: HashSet<FileId>,
    typedefs: Typedefs,
}

/// What is written of a typedef.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typedefs {
    Named,
    Resolved,
}

impl<'p> Names<'p> {
    pub(super) fn of(program: &'p Program, file: FileId) -> Self {
        let mut names = Self { file: Some(file), ..Self::without_files(program) };
        let Some(own) = program.files.get(file.0 as usize) else { return names };
        // How many files each name may mean.
        let mut files: HashMap<&str, HashSet<FileId>> = HashMap::from([(own.name.as_str(), HashSet::from([file]))]);
        for include in &own.includes {
            files.entry(&program[include.file].name).or_default().insert(include.file);
        }
        for include in &own.includes {
            let name = &program[include.file].name;
            let alone = files.get(name.as_str()).is_some_and(|files| files.len() == 1);
            let prefix = match alone && is_name(name) {
                true => name.clone(),
                false => {
                    names.aliases.insert(include.file);
                    let free = (include.file.0..).map(|number| format!("file{number}"));
                    free.into_iter().find(|alias| !files.contains_key(alias.as_str())).unwrap_or_default()
                }
            };
            names.prefixes.insert(include.file, prefix);
        }
        names
    }

    /// For messages: no name has its file in front.
    pub(super) fn without_files(program: &'p Program) -> Self {
        Self { program, file: None, prefixes: HashMap::new(), aliases: HashSet::new(), typedefs: Typedefs::Named }
    }

    /// With what typedefs stand for in place of their names.
    pub(super) fn resolved(self) -> Self {
        Self { typedefs: Typedefs::Resolved, ..self }
    }

    /// The name that an included file needs besides its own.
    pub(super) fn alias(&self, file: FileId) -> Option<&str> {
        self.aliases.get(&file).and_then(|file| self.prefixes.get(file)).map(String::as_str)
    }

    /// Whether names of a file can be written here.
    pub(super) fn knows(&self, file: FileId) -> bool {
        self.file == Some(file) || self.prefixes.contains_key(&file)
    }

    /// The name of what a file defines.
    pub(super) fn name(&self, file: FileId, name: &Name) -> String {
        match self.prefixes.get(&file).filter(|_| self.file != Some(file)) {
            Some(prefix) => format!("{prefix}.{}", name.text),
            None => name.text.clone(),
        }
    }

    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".to_owned(),
            Type::I8 => "i8".to_owned(),
            Type::I16 => "i16".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::Double => "double".to_owned(),
            Type::String => "string".to_owned(),
            Type::Binary => "binary".to_owned(),
            Type::Uuid => "uuid".to_owned(),
            Type::List(element) => format!("list<{}>", self.ty(element)),
            Type::Set(element) => format!("set<{}>", self.ty(element)),
            Type::Map(key, value) => format!("map<{}, {}>", self.ty(key), self.ty(value)),
            Type::Struct(id) => self.name(self.program[*id].file, &self.program[*id].name),
            Type::Enum(id) => self.name(self.program[*id].file, &self.program[*id].name),
            Type::Typedef(id) if self.typedefs == Typedefs::Resolved => self.ty(&self.program[*id].target),
            Type::Typedef(id) => self.name(self.program[*id].file, &self.program[*id].name),
        }
    }
}

/// A name as it is, where it is one; in quotes elsewhere.
pub(super) fn or_quoted(name: &str) -> String {
    if is_name(name) { name.to_owned() } else { quoted(name) }
}

/// Whether a text is a name, dots included, and no word with a meaning of its own.
fn is_name(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    Word::parse(text).is_none() && !text.starts_with(|c: char| c.is_ascii_digit()) && text.split('.').all(part)
}
