//! What holds for every program that is handed out: ids lead somewhere, and values are of their types.

use thrift_idl::Program;
use thrift_idl::program::{Field, Type, Value};

/// Panics if something in a program does not hold.
pub(crate) fn assert_sound(program: &Program) {
    for item in &program.structs {
        item.fields.iter().for_each(|found| field(program, found));
    }
    for item in &program.typedefs {
        ty(program, &item.target);
    }
    for item in &program.consts {
        ty(program, &item.ty);
        assert!(fits(program, &item.value, &item.ty), "{item:?}");
    }
    for method in program.services.iter().flat_map(|service| &service.methods) {
        method.args.iter().chain(&method.throws).for_each(|found| field(program, found));
        method.returns.iter().for_each(|found| ty(program, found));
    }
    let items: usize = program.files.iter().map(|file| file.items.len()).sum();
    let arenas = program.structs.len() + program.enums.len() + program.typedefs.len();
    assert_eq!(items, arenas + program.consts.len() + program.services.len());
}

fn field(program: &Program, field: &Field) {
    ty(program, &field.ty);
    if let Some(value) = &field.default {
        assert!(fits(program, value, &field.ty), "{field:?}");
    }
}

fn ty(program: &Program, found: &Type) {
    match found {
        Type::Struct(id) => assert!((id.0 as usize) < program.structs.len()),
        Type::Enum(id) => assert!((id.0 as usize) < program.enums.len()),
        Type::Typedef(id) => assert!((id.0 as usize) < program.typedefs.len()),
        Type::List(element) | Type::Set(element) => ty(program, element),
        Type::Map(key, element) => {
            ty(program, key);
            ty(program, element);
        }
        _ => {}
    }
}

fn fits(program: &Program, value: &Value, ty: &Type) -> bool {
    match (value, program.resolve(ty)) {
        (Value::Bool(_), Type::Bool)
        | (Value::Double(_), Type::Double)
        | (Value::String(_), Type::String)
        | (Value::Binary(_), Type::Binary)
        | (Value::Uuid(_), Type::Uuid)
        | (Value::Int(_), Type::I64) => true,
        (Value::Int(number), Type::I8) => i8::try_from(*number).is_ok(),
        (Value::Int(number), Type::I16) => i16::try_from(*number).is_ok(),
        (Value::Int(number), Type::I32) => i32::try_from(*number).is_ok(),
        (Value::Enum(id, number), Type::Enum(wanted)) => {
            id == wanted && program[*id].values.iter().any(|value| value.number == *number)
        }
        (Value::List(values), Type::List(element)) | (Value::Set(values), Type::Set(element)) => {
            values.iter().all(|value| fits(program, value, element))
        }
        (Value::Map(pairs), Type::Map(key, element)) => {
            pairs.iter().all(|(name, value)| fits(program, name, key) && fits(program, value, element))
        }
        (Value::Struct(id, members), Type::Struct(wanted)) => {
            let fields = &program[*id].fields;
            let mut seen = vec![false; fields.len()];
            id == wanted
                && members.iter().all(|(at, value)| {
                    !std::mem::replace(&mut seen[*at], true) && fits(program, value, &fields[*at].ty)
                })
        }
        _ => false,
    }
}
