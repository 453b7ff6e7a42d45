//! Types by their names.

use thrift_idl::program::{Item, Type};
use thrift_idl::source::FileId;

use super::ValueType;
use crate::dynamic::schema::Schema;

impl Schema {
    /// The struct, exception, union, enum or typedef of this name, which may have the name of its file in front (`shared.User`), or
    /// the base type. A name alone is looked for in the files that were asked for, and then in those that they include.
    pub fn find(&self, name: &str) -> Option<ValueType> {
        let ty = match name {
            "bool" => Type::Bool,
            "i8" | "byte" => Type::I8,
            "i16" => Type::I16,
            "i32" => Type::I32,
            "i64" => Type::I64,
            "double" => Type::Double,
            "string" => Type::String,
            "binary" => Type::Binary,
            "uuid" => Type::Uuid,
            _ => self.find_item(name, |item| match item {
                Item::Struct(id) => Some((self.program()[id].name.text.as_str(), Type::Struct(id))),
                Item::Enum(id) => Some((self.program()[id].name.text.as_str(), Type::Enum(id))),
                Item::Typedef(id) => Some((self.program()[id].name.text.as_str(), Type::Typedef(id))),
                Item::Const(_) | Item::Service(_) => None,
            })?,
        };
        Some(ValueType::new(self.clone(), ty))
    }

    /// What is defined by this name, of things that have a name of their own and are of a kind that is looked for.
    pub(in crate::dynamic) fn find_item<'s, T>(
        &'s self,
        name: &str,
        wanted: impl Fn(Item) -> Option<(&'s str, T)>,
    ) -> Option<T> {
        let program = self.program();
        let in_file = |file: FileId, name: &str| {
            let items = program.files.get(file.0 as usize)?.items.iter();
            items.filter_map(|item| wanted(*item)).find(|(own, _)| *own == name).map(|(_, item)| item)
        };
        let all = || (0..).map(FileId).take(program.files.len());
        match name.rsplit_once('.') {
            None => program.roots.iter().copied().chain(all()).find_map(|file| in_file(file, name)),
            Some((file, name)) => all().filter(|id| program[*id].name == file).find_map(|file| in_file(file, name)),
        }
    }
}
