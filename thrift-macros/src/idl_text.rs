//! Definitions as lines of IDL, for the docs of items without a comment.

use std::fmt::{self, Display, Formatter};

use thrift_idl::program::{Answer, Field, Method, Name, Program, Requiredness, Service, Struct, StructKind, Type};
use thrift_idl::source::FileId;

/// A part of a program, shown as IDL text as seen from one file.
pub(crate) struct Idl<'a, T> {
    program: &'a Program,
    file: FileId,
    part: &'a T,
}

impl<'a, T> Idl<'a, T> {
    pub(crate) fn new(program: &'a Program, file: FileId, part: &'a T) -> Self {
        Self { program, file, part }
    }

    fn with<U>(&self, part: &'a U) -> Idl<'a, U> {
        Idl { program: self.program, file: self.file, part }
    }

    fn name(&self, f: &mut Formatter<'_>, file: FileId, name: &Name) -> fmt::Result {
        if file != self.file {
            write!(f, "{}.", self.program[file].name)?;
        }
        f.write_str(&name.text)
    }
}

impl Display for Idl<'_, Type> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.part {
            Type::Bool => f.write_str("bool"),
            Type::I8 => f.write_str("i8"),
            Type::I16 => f.write_str("i16"),
            Type::I32 => f.write_str("i32"),
            Type::I64 => f.write_str("i64"),
            Type::Double => f.write_str("double"),
            Type::String => f.write_str("string"),
            Type::Binary => f.write_str("binary"),
            Type::Uuid => f.write_str("uuid"),
            Type::List(element) => write!(f, "list<{}>", self.with(&**element)),
            Type::Set(element) => write!(f, "set<{}>", self.with(&**element)),
            Type::Map(key, value) => write!(f, "map<{}, {}>", self.with(&**key), self.with(&**value)),
            Type::Struct(id) => self.name(f, self.program[*id].file, &self.program[*id].name),
            Type::Enum(id) => self.name(f, self.program[*id].file, &self.program[*id].name),
            Type::Typedef(id) => self.name(f, self.program[*id].file, &self.program[*id].name),
        }
    }
}

impl Display for Idl<'_, Field> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let word = match self.part.requiredness {
            Requiredness::Required => "required ",
            Requiredness::Optional => "optional ",
            Requiredness::Default => "",
        };
        write!(f, "{}: {word}{} {}", self.part.id, self.with(&self.part.ty), self.part.name.text)
    }
}

/// Arguments or exceptions, where the word on requiredness is left out.
impl Display for Idl<'_, Vec<Field>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (n, field) in self.part.iter().enumerate() {
            let separator = if n == 0 { "" } else { ", " };
            write!(f, "{separator}{}: {} {}", field.id, self.with(&field.ty), field.name.text)?;
        }
        f.write_str(")")
    }
}

impl Display for Idl<'_, Method> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.part.answer == Answer::Oneway {
            f.write_str("oneway ")?;
        }
        match &self.part.returns {
            Some(ty) => write!(f, "{}", self.with(ty))?,
            None => f.write_str("void")?,
        }
        write!(f, " {}{}", self.part.name.text, self.with(&self.part.args))?;
        match self.part.throws.is_empty() {
            true => Ok(()),
            false => write!(f, " throws {}", self.with(&self.part.throws)),
        }
    }
}

impl Display for Idl<'_, Service> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "service {}", self.part.name.text)?;
        if let Some(base) = self.part.extends {
            f.write_str(" extends ")?;
            self.name(f, self.program[base].file, &self.program[base].name)?;
        }
        Ok(())
    }
}

impl Display for Idl<'_, Struct> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let kind = match self.part.kind {
            StructKind::Struct => "struct",
            StructKind::Union => "union",
            StructKind::Exception => "exception",
        };
        write!(f, "{kind} {}", self.part.name.text)
    }
}
