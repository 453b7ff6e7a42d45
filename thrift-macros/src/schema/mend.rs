//! What is left of a program with errors, made fit to be expanded beside them: so one mistake in the IDL is one error, and
//! not one more at each use of its types.

use thrift_idl::program::{Answer, Program, Struct, StructId, StructKind, Type, Value};

/// Takes out what could not be compiled.
pub(crate) fn mend(program: &mut Program) {
    for field in program.structs.iter_mut().flat_map(|item| &mut item.fields) {
        field.default = None;
    }
    for field in program.services.iter_mut().flat_map(|service| &mut service.methods).flat_map(|item| &mut item.args) {
        field.default = None;
    }
    mend_throws(program);
    let unknown = program.structs.iter().position(is_unknown).map(|n| StructId(n as u32));
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
        if let (false, Some(unknown), Some(constant)) = (plain, unknown, program.consts.get_mut(n)) {
            constant.ty = Type::Struct(unknown);
            constant.value = Value::Struct(unknown, Vec::new());
        }
    }
}

/// Whether this stands for all types that are not known.
pub(crate) fn is_unknown(item: &Struct) -> bool {
    item.name.text.is_empty()
}

fn mend_throws(program: &mut Program) {
    let mut services = std::mem::take(&mut program.services);
    for method in services.iter_mut().flat_map(|service| &mut service.methods) {
        if method.answer == Answer::Oneway {
            method.throws.clear();
        }
        method.throws.retain(|field| match program.resolve(&field.ty) {
            Type::Struct(id) => program[*id].kind == StructKind::Exception,
            _ => false,
        });
    }
    program.services = services;
}
