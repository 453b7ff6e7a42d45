//! Programs without places, to compare them.

use super::{Annotation, Field, Meta, Name, Program};
use crate::source::Span;

impl Program {
    /// The same program with every span empty, so that two that say the same in other places are equal.
    #[must_use]
    pub fn without_spans(mut self) -> Program {
        for file in &mut self.files {
            file.includes.iter_mut().for_each(|include| include.span = Span::NOWHERE);
            file.namespaces.iter_mut().for_each(|namespace| namespace.span = Span::NOWHERE);
        }
        for item in &mut self.structs {
            name(&mut item.name);
            meta(&mut item.meta);
            item.fields.iter_mut().for_each(field);
        }
        for item in &mut self.enums {
            name(&mut item.name);
            meta(&mut item.meta);
            for value in &mut item.values {
                name(&mut value.name);
                meta(&mut value.meta);
            }
        }
        for item in &mut self.typedefs {
            name(&mut item.name);
            meta(&mut item.meta);
        }
        for item in &mut self.consts {
            name(&mut item.name);
            meta(&mut item.meta);
        }
        for item in &mut self.services {
            name(&mut item.name);
            meta(&mut item.meta);
            for method in &mut item.methods {
                name(&mut method.name);
                meta(&mut method.meta);
                method.args.iter_mut().chain(&mut method.throws).for_each(field);
            }
        }
        self
    }
}

fn field(field: &mut Field) {
    name(&mut field.name);
    meta(&mut field.meta);
    field.span = Span::NOWHERE;
}

fn meta(meta: &mut Meta) {
    for Annotation { key, value } in &mut meta.annotations {
        name(key);
        value.iter_mut().for_each(name);
    }
}

fn name(name: &mut Name) {
    name.span = Span::NOWHERE;
}
