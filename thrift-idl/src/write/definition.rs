//! Definitions.

use std::fmt::Write;

use super::{Writer, docs, quoted};
use crate::program::{
    Annotation, Answer, Const, Enum, Field, Method, Requiredness, Service, Struct, StructKind, Type, Typedef,
};

/// What stands before a field, a value or a method.
const INDENT: &str = "  ";

/// Whose fields are written: those of a union, and the exceptions of a method, are all optional without a word on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Written,
    Understood,
}

impl Writer<'_> {
    pub(super) fn structure(&mut self, item: &Struct) {
        let (keyword, words) = match item.kind {
            StructKind::Struct => ("struct", Words::Written),
            StructKind::Union => ("union", Words::Understood),
            StructKind::Exception => ("exception", Words::Written),
        };
        docs(item.meta.docs.as_deref(), "", &mut self.out);
        let _ = writeln!(self.out, "{keyword} {} {{", item.name.text);
        for field in &item.fields {
            docs(field.meta.docs.as_deref(), INDENT, &mut self.out);
            let _ = writeln!(self.out, "{INDENT}{}", self.field(field, words));
        }
        let _ = writeln!(self.out, "}}{}", annotations(&item.meta.annotations));
    }

    /// A field in one line, but for its docs.
    fn field(&self, field: &Field, words: Words) -> String {
        let mut out = String::new();
        // One that is not positive is what a field without an id gets.
        if field.id > 0 {
            let _ = write!(out, "{}: ", field.id);
        }
        match field.requiredness {
            Requiredness::Required => out.push_str("required "),
            Requiredness::Optional if words == Words::Written => out.push_str("optional "),
            Requiredness::Optional | Requiredness::Default => {}
        }
        let _ = write!(out, "{} {}", self.names.ty(&field.ty), field.name.text);
        if let Some(default) = &field.default {
            let _ = write!(out, " = {}", self.value(default));
        }
        out.push_str(&annotations(&field.meta.annotations));
        out
    }

    pub(super) fn enumeration(&mut self, item: &Enum) {
        docs(item.meta.docs.as_deref(), "", &mut self.out);
        let _ = writeln!(self.out, "enum {} {{", item.name.text);
        for value in &item.values {
            docs(value.meta.docs.as_deref(), INDENT, &mut self.out);
            let notes = annotations(&value.meta.annotations);
            let _ = writeln!(self.out, "{INDENT}{} = {}{notes}", value.name.text, value.number);
        }
        let _ = writeln!(self.out, "}}{}", annotations(&item.meta.annotations));
    }

    pub(super) fn typedef(&mut self, item: &Typedef) {
        docs(item.meta.docs.as_deref(), "", &mut self.out);
        let notes = annotations(&item.meta.annotations);
        let _ = writeln!(self.out, "typedef {} {}{notes}", self.names.ty(&item.target), item.name.text);
    }

    pub(super) fn constant(&mut self, item: &Const) {
        docs(item.meta.docs.as_deref(), "", &mut self.out);
        let notes = annotations(&item.meta.annotations);
        // The grammar has a place for annotations at types without names only. We read them behind the value, too.
        let (after_type, after_value) = match item.ty {
            Type::Struct(_) | Type::Enum(_) | Type::Typedef(_) => ("", notes.as_str()),
            _ => (notes.as_str(), ""),
        };
        let (ty, value) = (self.names.ty(&item.ty), self.value(&item.value));
        let _ = writeln!(self.out, "const {ty}{after_type} {} = {value}{after_value}", item.name.text);
    }

    pub(super) fn service(&mut self, item: &Service) {
        docs(item.meta.docs.as_deref(), "", &mut self.out);
        let _ = write!(self.out, "service {}", item.name.text);
        if let Some(base) = item.extends {
            let base = &self.program[base];
            let _ = write!(self.out, " extends {}", self.names.name(base.file, &base.name));
        }
        self.out.push_str(" {\n");
        for method in &item.methods {
            docs(method.meta.docs.as_deref(), INDENT, &mut self.out);
            self.method(method);
        }
        let _ = writeln!(self.out, "}}{}", annotations(&item.meta.annotations));
    }

    fn method(&mut self, method: &Method) {
        let oneway = if method.answer == Answer::Oneway { "oneway " } else { "" };
        let returns = method.returns.as_ref().map_or_else(|| "void".to_owned(), |ty| self.names.ty(ty));
        let _ = write!(self.out, "{INDENT}{oneway}{returns} {}(", method.name.text);
        self.fields(&method.args, Words::Written);
        if !method.throws.is_empty() {
            self.out.push_str(" throws (");
            self.fields(&method.throws, Words::Understood);
        }
        let _ = writeln!(self.out, "{}", annotations(&method.meta.annotations));
    }

    /// Arguments or exceptions, with the bracket that closes them; on lines of their own where one has docs.
    fn fields(&mut self, fields: &[Field], words: Words) {
        if fields.iter().all(|field| field.meta.docs.is_none()) {
            let fields: Vec<String> = fields.iter().map(|field| self.field(field, words)).collect();
            let _ = write!(self.out, "{})", fields.join(", "));
            return;
        }
        self.out.push('\n');
        for field in fields {
            docs(field.meta.docs.as_deref(), "    ", &mut self.out);
            let _ = writeln!(self.out, "    {},", self.field(field, words));
        }
        let _ = write!(self.out, "{INDENT})");
    }
}

/// ` (key = "value", key)`, or nothing.
fn annotations(annotations: &[Annotation]) -> String {
    if annotations.is_empty() {
        return String::new();
    }
    let one = |annotation: &Annotation| match &annotation.value {
        Some(value) => format!("{} = {}", annotation.key.text, quoted(&value.text)),
        None => annotation.key.text.clone(),
    };
    format!(" ({})", annotations.iter().map(one).collect::<Vec<_>>().join(", "))
}
