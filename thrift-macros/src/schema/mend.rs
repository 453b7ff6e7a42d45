//! What is left of a program with errors, made fit to be expanded beside them: so one mistake in the IDL is one error, and
//! not one more at each use of its types.

use thrift_idl::program::{Answer, Meta, Name, Program, ServiceId, Struct, StructId, StructKind, Type, Value};
use thrift_idl::source::{FileId, Span};

/// Takes out what could not be compiled.
pub(crate) fn mend(program: &mut Program) {
    for field in program.structs.iter_mut().flat_map(|item| &mut item.fields) {
        field.default = None;
    }
    for field in program.services.iter_mut().flat_map(|service| &mut service.methods).flat_map(|item| &mut item.args) {
        field.default = None;
    }
    mend_throws(program);
    mend_extends(program);
    let unknown = unknown(program);
    for n in 0..program.consts.len() {
        let Some(constant) = program.consts.get(n) else {
            continue;
        };
        let plain = matches!(
            (&constant.value, program.resolve(&constant.ty)),
            (Value::Bool(_), Type::Bool)
                | (Value::Int(_), Type::I8 | Type::I16 | Type::I32 | Type::I64)
                | (Value::Double(_), Type::Double)
                | (Value::String(_), Type::String)
        );
        if let (false, Some(constant)) = (plain, program.consts.get_mut(n)) {
            constant.ty = Type::Struct(unknown);
            constant.value = Value::Struct(unknown, Vec::new());
        }
    }
}

/// Whether this name stands for all types that are not known, or is that of a type whose name another one has.
pub(crate) fn is_unknown(name: &Name) -> bool {
    name.text.is_empty()
}

/// A type that is not known.
fn unknown(program: &mut Program) -> StructId {
    let known = program.structs.iter().position(|item| is_unknown(&item.name));
    let n = known.unwrap_or_else(|| {
        let file = FileId(0);
        program.structs.push(Struct {
            kind: StructKind::Struct,
            name: Name { text: String::new(), span: Span { file, start: 0, end: 0 } },
            file,
            fields: Vec::new(),
            meta: Meta::default(),
        });
        program.structs.len() - 1
    });
    StructId(n as u32)
}

/// No service extends itself, or one that is not expanded.
fn mend_extends(program: &mut Program) {
    for id in (0..program.services.len() as u32).map(ServiceId) {
        let last = super::ancestors(program, id).last().copied().unwrap_or(id);
        let circle = program[last].extends == Some(id);
        let unknown = |base: ServiceId| is_unknown(&program[base].name);
        if (circle || program[id].extends.is_some_and(unknown))
            && let Some(service) = program.services.get_mut(id.0 as usize)
        {
            service.extends = None;
        }
    }
}

fn mend_throws(program: &mut Program) {
    let mut services = std::mem::take(&mut program.services);
    for method in services.iter_mut().flat_map(|service| &mut service.methods) {
        if method.answer == Answer::Oneway {
            method.throws.clear();
        }
        method.throws.retain(|field| match program.resolve(&field.ty) {
            Type::Struct(id) => program[*id].kind == StructKind::Exception && !is_unknown(&program[*id].name),
            _ => false,
        });
    }
    program.services = services;
}
