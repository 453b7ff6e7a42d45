//! That both front doors lead to the same code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Data, DeriveInput};
use thrift_idl::{MemoryLoader, load};

use super::attributes::{TypeOptions, VariantOptions};
use super::errors::Errors;
use super::{structure, union};
use crate::expand::{Context, Emitter};
use crate::options::{Options, Style};
use crate::schema::{Item, Paths, Reading, Schema, Struct, Type, Union};

/// What is known of each type where the IDL is known, and else by its name.
type Types = HashMap<i16, Type>;

fn context(keep_unknown: bool) -> Context {
    let options = Options { style: Style { keep_unknown, ..Style::default() }, ..Options::default() };
    Context::new(quote!(::thrift_rs), &options, Span::call_site())
}

/// The item of this name that the IDL becomes.
fn of_idl(idl: &str, name: &str, cx: &Context) -> Item {
    let loaded = load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", idl));
    let program = loaded.program.unwrap();
    let paths = Paths::new(&program, &Default::default(), cx.span);
    let items = Schema::of_program(&program, paths, None, cx).modules.remove(0).items;
    let named = |item: &Item| match item {
        Item::Struct(item) => item.idl == name,
        Item::Union(item) => item.idl == name,
        _ => false,
    };
    items.into_iter().find(named).unwrap()
}

fn struct_code(item: &Struct, cx: &Context) -> String {
    Emitter::of_types(cx).derived_struct(item).to_string()
}

fn union_code(item: &Union, cx: &Context) -> String {
    Emitter::of_types(cx).derived_union(item).to_string()
}

fn derived(rust: &str) -> DeriveInput {
    syn::parse_str(rust).unwrap()
}

/// The code of a struct by both ways, where types are known alike.
fn of_struct(idl: &str, rust: &str, cx: &Context) -> [String; 2] {
    let input = derived(rust);
    let Item::Struct(item) = of_idl(idl, &input.ident.to_string(), cx) else {
        panic!("no struct");
    };
    let expected = struct_code(&item, cx);
    let mut types: Types = item.fields.into_iter().map(|field| (field.id, field.ty)).collect();
    let Data::Struct(data) = &input.data else {
        panic!("no struct");
    };
    let mut errors = Errors::default();
    let options = TypeOptions::parse(&input.attrs, &mut errors);
    let mut found = structure::structure(&input, &data.fields, &options, cx, &mut errors).unwrap();
    assert!(errors.into_compile_errors().is_none());
    found.fields.iter_mut().for_each(|field| field.ty = types.remove(&field.id).unwrap());
    // A derive can not know that a type is a struct, which is something before it is read.
    found.reading = Reading::InPlace;
    [expected, struct_code(&found, cx)]
}

fn of_union(idl: &str, rust: &str, cx: &Context) -> [String; 2] {
    let input = derived(rust);
    let Item::Union(item) = of_idl(idl, &input.ident.to_string(), cx) else {
        panic!("no union");
    };
    let expected = union_code(&item, cx);
    let mut types: Types = item.variants.into_iter().map(|variant| (variant.id, variant.ty)).collect();
    let Data::Enum(data) = &input.data else {
        panic!("no enum");
    };
    let mut errors = Errors::default();
    let options = TypeOptions::parse(&input.attrs, &mut errors);
    let parsed: Vec<VariantOptions> =
        data.variants.iter().map(|variant| VariantOptions::parse(&variant.attrs, &mut errors)).collect();
    let mut found = union::union(&input, (data, &parsed), &options, cx, &mut errors).unwrap();
    assert!(errors.into_compile_errors().is_none());
    found.variants.iter_mut().for_each(|variant| variant.ty = types.remove(&variant.id).unwrap());
    [expected, union_code(&found, cx)]
}

fn assert_equal([idl, rust]: [String; 2]) {
    assert_eq!(idl, rust);
    assert!(!idl.parse::<TokenStream>().unwrap().is_empty());
}

#[test]
fn a_user_is_the_same_code_by_both_ways() {
    assert_equal(of_struct(
        "struct User { 1: i32 id, 2: string name, 3: string email }",
        "struct User {
            #[thrift(id = 1)] id: i32,
            #[thrift(id = 2)] name: String,
            #[thrift(id = 3)] email: String,
        }",
        &context(false),
    ));
}

#[test]
fn everything_is_the_same_code_by_both_ways() {
    let idl = r#"
        enum Color { RED, GREEN }
        struct Point { 1: required i32 x, 2: i32 y = 7 }
        exception Lost { 1: string message, 2: Color color }
        union Shape { 1: i32 square, 2: string name, 40: Point point }
        struct Everything {
            2: i8 tiny, 1: bool flag, 3: required i16 small, 4: optional i32 medium, 5: i64 large = 9, 6: double number,
            7: string text, 8: required binary blob, 9: uuid id, 10: list<string> names, 11: set<i32> numbers,
            12: map<string, list<i64>> table, 13: Color color, 14: Shape shape, 15: Point point,
            16: optional Everything inner, 17: optional bool maybe, 19: optional string word, 300: required Point must,
        }
    "#;
    let cx = context(true);
    assert_equal(of_struct(
        idl,
        "struct Everything {
            #[thrift(id = 2)] tiny: i8,
            #[thrift(id = 1)] flag: bool,
            #[thrift(id = 3, required)] small: i16,
            #[thrift(id = 4)] medium: Option<i32>,
            #[thrift(id = 5, default = 9)] large: i64,
            #[thrift(id = 6)] number: f64,
            #[thrift(id = 7)] text: String,
            #[thrift(id = 8, required)] blob: Bytes,
            #[thrift(id = 9)] id: Uuid,
            #[thrift(id = 10)] names: Vec<String>,
            #[thrift(id = 11)] numbers: HashSet<i32>,
            #[thrift(id = 12)] table: HashMap<String, Vec<i64>>,
            #[thrift(id = 13)] color: Color,
            #[thrift(id = 14)] shape: Shape,
            #[thrift(id = 15)] point: Point,
            #[thrift(id = 16, optional)] inner: Option<Box<Everything>>,
            #[thrift(id = 17)] maybe: Option<bool>,
            #[thrift(id = 19)] word: Option<String>,
            #[thrift(id = 300, required)] must: Point,
            #[thrift(unknown)] unknown_fields: Vec<UnknownField>,
        }",
        &cx,
    ));
    assert_equal(of_struct(
        idl,
        "#[thrift(exception)] struct Lost {
            #[thrift(id = 1)] message: String,
            #[thrift(id = 2)] color: Color,
            #[thrift(unknown)] unknown_fields: Vec<UnknownField>,
        }",
        &cx,
    ));
    assert_equal(of_union(
        idl,
        "enum Shape {
            #[thrift(unset)] Unset,
            #[thrift(id = 1, name = \"square\")] Square(i32),
            #[thrift(id = 2, name = \"name\")] Name(String),
            #[thrift(id = 40, name = \"point\")] Point(Point),
            #[thrift(unknown)] Unknown(UnknownField),
        }",
        &cx,
    ));
}
