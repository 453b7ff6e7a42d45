//! What the library does besides finding mistakes.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use thrift_idl::program::{Item, Meta, Requiredness, Type, Value};
use thrift_idl::{LoadError, MemoryLoader, Origin, Program, Rule, Severity, Source, SourceLoader, Span, load};

fn program(text: &str) -> Program {
    let loaded = load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", text));
    let errors: Vec<String> = loaded.diagnostics.iter().map(|d| d.render(&loaded.sources)).collect();
    loaded.program.unwrap_or_else(|| panic!("{}", errors.join("\n")))
}

#[test]
fn a_file_is_loaded_once_however_it_is_reached() {
    let mut loader = MemoryLoader::new()
        .file("x/a.thrift", "include \"../y/b.thrift\"\ninclude \"c.thrift\"\nstruct A { 1: b.B b, 2: c.C c }")
        .file("y/b.thrift", "include \"../x/c.thrift\"\nstruct B { 1: c.C c }")
        .file("x/c.thrift", "struct C {}");
    let loaded = load(&["x/a.thrift", "y/b.thrift", "x/./a.thrift"], &mut loader);
    let program = loaded.program.unwrap();
    let names: Vec<&str> = program.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(program.roots.len(), 2);
    assert_eq!(program.structs.len(), 3);
    assert_eq!(program.structs[0].fields[1].ty, program.structs[1].fields[0].ty);
}

#[test]
fn ids_and_requiredness_are_what_the_wire_has() {
    let program = program(
        "struct S { i32 a, 5: i32 b, 0: optional i32 c, -7: required i32 d }
         union U { 1: required i32 a, 2: i32 b }
         exception E {}
         service X { oneway i32 f(1: optional i32 a) i32 g() throws (E e) }",
    );
    let fields: Vec<_> = program.structs[0].fields.iter().map(|field| (field.id, field.requiredness)).collect();
    use Requiredness::{Default, Optional, Required};
    assert_eq!(fields, [(-1, Default), (5, Default), (-2, Optional), (-3, Required)]);
    assert!(program.structs[1].fields.iter().all(|field| field.requiredness == Optional));
    let methods = &program.services[0].methods;
    assert_eq!((&methods[0].returns, methods[0].args[0].requiredness), (&None, Default));
    assert_eq!(methods[1].throws[0].id, -1);
}

#[test]
fn values_are_folded_and_of_their_types() {
    let program = program(
        "enum E { A = 3, B }
         struct S { 1: i64 a, 2: list<double> b = [ONE, 2], 3: optional S s }
         const S C = {\"b\": L, \"s\": {\"a\": E.B}}
         const list<i32> L = [1, E.A]
         const i32 ONE = true
         const set<string> T = [\"x\", TEXT]
         const string TEXT = 'y\\n'
         const binary BYTES = TEXT
         const E F = 4
         const map<E, bool> M = {E.A: 1, B: false}",
    );
    let value = |name: &str| program.consts.iter().find(|item| item.name.text == name).unwrap().value.clone();
    let Type::Struct(s) = program.consts[0].ty else { panic!() };
    let Item::Enum(e) = program.files[0].items[0] else { panic!() };
    let b = Value::List(vec![Value::Double(1.0), Value::Double(3.0)]);
    let inner = Value::Struct(s, vec![(0, Value::Int(4))]);
    assert_eq!(value("C"), Value::Struct(s, vec![(1, b), (2, inner)]));
    assert_eq!(value("ONE"), Value::Int(1));
    assert_eq!(value("T"), Value::Set(vec![Value::String("x".into()), Value::String("y\n".into())]));
    assert_eq!(value("BYTES"), Value::Binary(b"y\n".to_vec()));
    assert_eq!(value("F"), Value::Enum(e, 4));
    let pair = |number, value| (Value::Enum(e, number), Value::Bool(value));
    assert_eq!(value("M"), Value::Map(vec![pair(3, true), pair(4, false)]));
    let default = Value::List(vec![Value::Double(1.0), Value::Double(2.0)]);
    assert_eq!(program.structs[0].fields[1].default, Some(default));
}

#[test]
fn escapes_are_what_they_stand_for() {
    let program = program(
        "const string A = \"\\r\\n\\t\\\"\\'\\\\\"
         const string B = \"\\x41\\u00e9\\xc3\\xa9 a\\\n b\\\r\n c\"
         const binary C = '\\xff\\x00\\u00E9'
         const i64 D = -0b101
         const i64 E = 0XfF",
    );
    let values: Vec<Value> = program.consts.into_iter().map(|item| item.value).collect();
    let expected = [
        Value::String("\r\n\t\"'\\".into()),
        Value::String("Aéé a b c".into()),
        Value::Binary(b"\xff\0\xc3\xa9".to_vec()),
        Value::Int(-5),
        Value::Int(255),
    ];
    assert_eq!(values, expected);
}

#[test]
fn metas_annotations_and_qualifiers_are_kept() {
    let program = program(
        "@A{x = 1} package \"a.b/c\"
         @B typedef i32 T
         @C enum E { @D X = 1 (k = 3, l = true, m = false) }
         @E @F{a = {\"b\": [1]}} const i32 N = 1
         @G /** Docs. */ safe transient server exception X { @H 1: T t }
         service S {
           @I idempotent void f(@J 1: T t) throws (@K 1: X x)
           oneway readonly void g()
           i32 readonly()
         }",
    );
    let keys = |meta: &Meta| -> Vec<String> { meta.annotations.iter().map(|a| a.key.text.clone()).collect() };
    assert_eq!(keys(&program.typedefs[0].meta), ["B"]);
    assert_eq!(keys(&program.enums[0].meta), ["C"]);
    let value = &program.enums[0].values[0].meta;
    assert_eq!(keys(value), ["D", "k", "l", "m"]);
    let values: Vec<_> = value.annotations.iter().skip(1).map(|a| a.value.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(values, ["3", "1", "0"]);
    assert_eq!(keys(&program.consts[0].meta), ["E", "F"]);
    assert_eq!(program.consts[0].meta.annotations[1].value.as_ref().unwrap().text, "{a = {\"b\": [1]}}");
    assert_eq!(keys(&program.structs[0].meta), ["G", "safe", "transient", "server"]);
    assert_eq!(program.structs[0].meta.docs.as_deref(), Some("Docs."));
    assert_eq!(keys(&program.structs[0].fields[0].meta), ["H"]);
    let methods = &program.services[0].methods;
    assert_eq!(keys(&methods[0].meta), ["I", "idempotent"]);
    assert_eq!(keys(&methods[0].args[0].meta), ["J"]);
    assert_eq!(keys(&methods[0].throws[0].meta), ["K"]);
    assert_eq!(keys(&methods[1].meta), ["readonly"]);
    assert!(methods[2].meta.annotations.is_empty() && methods[2].name.text == "readonly");
}

#[test]
fn docs_and_annotations_are_kept() {
    let program = program(
        "/** The file. */
         namespace rs x
         /** A user.
          *
          *   indented */
         @Meta{x = 1}
         struct User {
           /** Its name. */
           1: string (t = \"1\") name (deprecated, k = 'v'),
           // no doc
           2: i32 id,
         } (rust.name = \"Person\")
         enum E { /** first */ A, B }
         service S { /** call */ readonly void f() }",
    );
    let user = &program.structs[0];
    assert_eq!(program.files[0].docs.as_deref(), Some("The file."));
    assert_eq!(user.meta.docs.as_deref(), Some("A user.\n\n  indented"));
    let keys = |meta: &Meta| -> Vec<String> {
        meta.annotations.iter().map(|annotation| annotation.key.text.clone()).collect()
    };
    assert_eq!(keys(&user.meta), ["Meta", "rust.name"]);
    assert_eq!(user.fields[0].meta.docs.as_deref(), Some("Its name."));
    assert_eq!(keys(&user.fields[0].meta), ["deprecated", "k", "t"]);
    assert_eq!(user.fields[0].meta.annotations[0].value, None);
    assert_eq!(user.fields[0].meta.annotations[1].value.as_ref().unwrap().text, "v");
    assert_eq!(user.fields[1].meta.docs, None);
    assert_eq!(program.enums[0].values[0].meta.docs.as_deref(), Some("first"));
    assert_eq!(program.services[0].methods[0].meta.docs.as_deref(), Some("call"));
    assert_eq!(keys(&program.services[0].methods[0].meta), ["readonly"]);
}

#[test]
fn what_is_right_is_there_in_spite_of_errors() {
    let text =
        "struct A { 1: Nope n, 2: }\nservice S { void f(), i32 g(, void h() }\nenum E { X, Y, X }\nconst i32 C = ";
    let loaded = load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", text));
    assert!(loaded.program.is_none());
    let program = loaded.partial.unwrap();
    assert_eq!(program.structs[0].name.text, "A");
    let Type::Struct(unknown) = program.structs[0].fields[0].ty else { panic!("`Nope` is no struct") };
    assert_eq!(program[unknown].name.text, "", "an unknown type has no name");
    let methods: Vec<_> = program.services[0].methods.iter().map(|method| method.name.text.as_str()).collect();
    assert_eq!(methods, ["f", "g", "h"]);
    assert_eq!(program.enums[0].name.text, "E");
}

#[test]
fn inline_text_is_shown_where_it_stands() {
    struct Inline;
    impl SourceLoader for Inline {
        fn load(&mut self, _: &str, _: Option<&str>) -> Result<Source, LoadError> {
            let origin = Origin { path: "src/lib.rs".into(), line: 12, column: 30 };
            let text = "struct A { 1: Nope a }\nstruct B { 1: Nada b }".into();
            Ok(Source { key: "inline".into(), name: "inline.thrift".into(), origin, text })
        }
    }
    let loaded = load(&["inline"], &mut Inline);
    let shown: Vec<String> = loaded.diagnostics.iter().map(|d| d.render(&loaded.sources)).collect();
    assert!(shown[0].contains("--> src/lib.rs:12:44\n"), "{}", shown[0]);
    assert!(shown[0].contains("12 | struct A"), "{}", shown[0]);
    assert!(shown[1].contains("--> src/lib.rs:13:15\n"), "{}", shown[1]);
}

#[test]
fn every_root_that_cannot_be_loaded_is_reported() {
    struct Broken;
    impl SourceLoader for Broken {
        fn load(&mut self, path: &str, _: Option<&str>) -> Result<Source, LoadError> {
            Err(match path {
                "a" => LoadError::NotFound { tried: vec!["x/a".into(), "y/a".into()] },
                "b" => LoadError::Ambiguous { hits: vec!["x/b".into(), "y/b".into()] },
                "c" => LoadError::Absolute,
                _ => LoadError::Unreadable { path: "x/d".into(), reason: "permission denied".into() },
            })
        }
    }
    let loaded = load(&["a", "b", "c", "d"], &mut Broken);
    let shown: Vec<String> = loaded.diagnostics.iter().map(|d| d.render(&loaded.sources)).collect();
    assert_eq!(shown[0], "cannot find the file `a`\n  = note: looked for `x/a`\n  = note: looked for `y/a`");
    assert_eq!(
        shown[1],
        "the file `b` is found in more than one place\n  = note: there is `x/b`\n  = note: there is `y/b`"
    );
    assert_eq!(
        shown[2],
        "the path `c` is absolute\n  = help: write a relative path, which is the same on every machine"
    );
    assert_eq!(shown[3], "cannot read the file `x/d`\n  = note: permission denied");
    assert_eq!(loaded.diagnostics[3].rule, Rule::UnreadableFile);
    assert_eq!(loaded.sources.missing()[0].tried, ["x/a", "y/a"]);
    assert!(loaded.program.is_none());
}

#[test]
fn an_include_may_be_ambiguous() {
    struct Two(MemoryLoader);
    impl SourceLoader for Two {
        fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
            match from {
                None => self.0.load(path, from),
                Some(_) => Err(LoadError::Ambiguous { hits: vec!["x/b.thrift".into(), "y/b.thrift".into()] }),
            }
        }
    }
    let loader = MemoryLoader::new().file("a.thrift", "include \"b.thrift\"");
    let loaded = load(&["a.thrift"], &mut Two(loader));
    assert_eq!(
        loaded.diagnostics[0].render(&loaded.sources),
        "\
the included file `b.thrift` is found in more than one place
 --> a.thrift:1:9
  |
1 | include \"b.thrift\"
  |         ^^^^^^^^^^ which one is meant?
  |
  = note: there is `x/b.thrift`
  = note: there is `y/b.thrift`"
    );
    let errors = [
        (LoadError::NotFound { tried: Vec::new() }, "there is no such file"),
        (LoadError::Ambiguous { hits: Vec::new() }, "more than one file matches"),
        (LoadError::Absolute, "the path is absolute"),
    ];
    errors.iter().for_each(|(error, text)| assert_eq!(error.to_string(), *text));
}

#[test]
fn ids_from_places_run_out() {
    let fields: String = (0..=32_768).map(|at| format!("i32 f{at}\n")).collect();
    let mut loader = MemoryLoader::new().file("a.thrift", format!("struct A {{\n{fields}}}"));
    let loaded = load(&["a.thrift"], &mut loader);
    let errors: Vec<_> =
        loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        errors[0].render(&loaded.sources),
        "\
there are too many fields without an id in struct `A`
     --> a.thrift:32770:5
      |
32770 | i32 f32768
      |     ^^^^^^ this would get the id -32769"
    );
}

#[test]
fn constants_that_refer_to_others_are_not_nested_without_end() {
    let consts: String =
        (0..70).map(|at| format!("typedef list<T{at}> T{}\nconst T{0} C{0} = [C{at}]\n", at + 1)).collect();
    let mut loader = MemoryLoader::new().file("a.thrift", format!("typedef i32 T0\nconst i32 C0 = 1\n{consts}"));
    let loaded = load(&["a.thrift"], &mut loader);
    assert_eq!(
        loaded.diagnostics[0].render(&loaded.sources),
        "\
values are nested more than 64 deep
   --> a.thrift:132:18
    |
132 | const T65 C65 = [C64]
    |                  ^^^ too deep with the value of `C64`"
    );
}

#[test]
fn a_root_that_is_named_twice_is_a_warning() {
    let mut loader = MemoryLoader::new().file("a.thrift", "struct A {}");
    let loaded = load(&["a.thrift", "./a.thrift"], &mut loader);
    let shown: Vec<String> = loaded.diagnostics.iter().map(|d| d.render(&loaded.sources)).collect();
    assert_eq!(shown, ["the file `./a.thrift` is asked for twice\n  = help: name it once"]);
    assert_eq!(loaded.program.map(|program| program.roots.len()), Some(1));
}

#[test]
fn a_path_that_is_not_found_may_be_misspelt() {
    let mut loader = MemoryLoader::new()
        .file("x/user.thrift", "include \"../y/shard.thrift\"\nstruct A { 1: shared.B b }")
        .file("y/shared.thrift", "struct B {}");
    let loaded = load(&["x/user.thrift"], &mut loader);
    let help: Vec<_> = loaded.diagnostics.iter().map(|diagnostic| diagnostic.help.clone()).collect();
    assert_eq!(help, [["did you mean `../y/shared.thrift`?"]]);
    let loaded = load(&["x/usr.thrift"], &mut loader);
    assert_eq!(loaded.diagnostics[0].help, ["did you mean `x/user.thrift`?"]);
}

#[test]
fn rules_have_names() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_name(rule.name()), Some(*rule));
    }
    assert_eq!(Rule::DuplicateFieldId.name(), "duplicate_field_id");
    assert_eq!(Rule::ImplicitFieldId.severity(), Severity::Warning);
    assert_eq!(Rule::from_name("no_such_rule"), None);
}

#[test]
fn columns_count_characters() {
    let text = format!("// {}\nconst string S = \"{}\" const Nope N = 1", "ä".repeat(5000), "中".repeat(5000));
    let loaded = load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", text));
    let span: Span = loaded.diagnostics[0].primary().unwrap();
    assert_eq!(loaded.sources.position(span), (2, 18 + 5002 + 7));
    assert_eq!(loaded.sources.slice(span), "Nope");
}

#[test]
fn a_message_is_one_line_whatever_the_idl_has_in_its_strings() {
    let text = "include \"no\nfile\"\nstruct S {}\nconst S A = {\"a\\n\u{1B}[31m\u{202E}b\": 1}\n";
    let loaded = load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", text));
    let shown: Vec<String> = loaded.diagnostics.iter().map(|d| d.render(&loaded.sources)).collect();
    assert_eq!(shown.first().and_then(|text| text.lines().next()), Some("cannot find the included file `no\\nfile`"));
    assert!(shown[0].ends_with("\n  = note: looked for `no\\nfile`"), "{}", shown[0]);
    let message = "`S` has no field `a\\n\\u{1b}[31m\\u{202e}b`";
    assert!(shown.iter().any(|text| text.lines().next() == Some(message)), "{}", shown.join("\n\n"));
    assert!(!shown.concat().contains(['\u{1B}', '\u{202E}']));
}
