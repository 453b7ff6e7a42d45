//! What the IDL says is what descriptors of the types that it becomes say: typedefs, constants, files and places aside.

use std::collections::BTreeMap;
use std::path::Path;

use thrift_rs::dynamic::Schema;
use thrift_rs::dynamic::idl::program::{Field, Meta, Requiredness, StructId, Value};
use thrift_rs::dynamic::idl::{Cycles, Program, resolved_type_name};

mod everything {
    #![allow(dead_code, reason = "not all of it is used")]

    thrift_rs::thrift!("../idl/everything.thrift", allow = [nonpositive_field_id, required_default]);
}

/// What a program says of each type and service, by names.
fn said(program: &Program) -> BTreeMap<String, String> {
    let cycles = Cycles::find(program);
    let mut said = BTreeMap::new();
    for (at, item) in program.structs.iter().enumerate() {
        let owner = StructId(at as u32);
        let fields: Vec<String> = item
            .fields
            .iter()
            .map(|of| match of.requiredness {
                // Which it can only be.
                Requiredness::Default if cycles.contains(program, owner, &of.ty) => {
                    field(program, of, Requiredness::Optional)
                }
                requiredness => field(program, of, requiredness),
            })
            .collect();
        said.insert(item.name.text.clone(), format!("{:?} {fields:#?} {}", item.kind, meta(&item.meta)));
    }
    for item in &program.enums {
        let values = item.values.iter().map(|value| (value.name.text.clone(), value.number, meta(&value.meta)));
        said.insert(item.name.text.clone(), format!("{:#?} {}", values.collect::<Vec<_>>(), meta(&item.meta)));
    }
    for item in &program.services {
        let methods = item.methods.iter().map(|method| {
            let fields = |fields: &[Field]| {
                let mut fields: Vec<_> = fields.iter().map(|of| (of.id, field(program, of, of.requiredness))).collect();
                fields.sort();
                fields
            };
            let returns = method.returns.as_ref().map(|ty| resolved_type_name(program, ty));
            (
                method.name.text.clone(),
                method.answer,
                returns,
                fields(&method.args),
                fields(&method.throws),
                meta(&method.meta),
            )
        });
        let extends = item.extends.map(|base| program[base].name.text.clone());
        let text = format!("{extends:?} {:#?} {}", methods.collect::<Vec<_>>(), meta(&item.meta));
        said.insert(format!("service {}", item.name.text), text);
    }
    said
}

fn field(program: &Program, field: &Field, requiredness: Requiredness) -> String {
    let default = field.default.as_ref().map(|default| value(program, default));
    let ty = resolved_type_name(program, &field.ty);
    format!("{} {requiredness:?} {ty} {} {default:?} {}", field.id, field.name.text, meta(&field.meta))
}

fn value(program: &Program, of: &Value) -> String {
    match of {
        Value::Enum(id, number) => format!("{}.{number}", program[*id].name.text),
        Value::Struct(id, members) => {
            let name = |at: &usize| program[*id].fields[*at].name.text.clone();
            format!("{:?}", members.iter().map(|(at, of)| (name(at), value(program, of))).collect::<Vec<_>>())
        }
        Value::List(elements) | Value::Set(elements) => {
            format!("{:?}", elements.iter().map(|of| value(program, of)).collect::<Vec<_>>())
        }
        plain => format!("{plain:?}"),
    }
}

fn meta(meta: &Meta) -> String {
    let others = meta.annotations.iter().filter(|annotation| !annotation.key.text.starts_with("rust."));
    let value = |value: &Option<_>| {
        value.as_ref().map_or("1".to_owned(), |value: &thrift_rs::dynamic::idl::program::Name| value.text.clone())
    };
    let annotations = others.map(|annotation| (annotation.key.text.clone(), value(&annotation.value)));
    format!("{:?} {:?}", meta.docs, annotations.collect::<Vec<_>>())
}

#[test]
fn descriptors_say_what_the_idl_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/idl/everything.thrift");
    let loaded = said(Schema::from_file(file).unwrap().program());
    let mut seen = BTreeMap::new();
    let mut compare = |schema: Schema| {
        for (name, text) in said(schema.program()) {
            assert_eq!(Some(&text), loaded.get(&name), "{name}");
            seen.insert(name, text);
        }
    };
    compare(Schema::of_services(&[&everything::everything::DESCRIPTOR, &everything::nothing::DESCRIPTOR]).unwrap());
    compare(Schema::of::<everything::Presence>().unwrap());
    compare(Schema::of::<everything::Node>().unwrap());
    compare(Schema::of::<everything::Husband>().unwrap());
    compare(Schema::of::<everything::Tree>().unwrap());
    compare(Schema::of::<everything::Empty>().unwrap());
    compare(Schema::of::<everything::deep_er_v1::Deep>().unwrap());
    let missing: Vec<&String> = loaded.keys().filter(|name| !seen.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
