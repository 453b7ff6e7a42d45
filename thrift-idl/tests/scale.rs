//! Big, deep and long input: time and stack stay within bounds.
//!
//! The bounds on time are far above what it takes, for slow and busy machines, and far below what anything quadratic
//! would take.

mod support;

use std::fmt::Write;
use std::time::{Duration, Instant};

use thrift_idl::{Loaded, MemoryLoader, Rule, Severity, load};

fn timed(name: &str, text: String, limit: Duration) -> Loaded {
    let bytes = text.len();
    let mut loader = MemoryLoader::new().file("a.thrift", text);
    let start = Instant::now();
    let loaded = load(&["a.thrift"], &mut loader);
    for diagnostic in loaded.diagnostics.iter().take(200) {
        diagnostic.render(&loaded.sources);
    }
    let elapsed = start.elapsed();
    println!("{name}: {bytes} bytes in {elapsed:?}");
    assert!(elapsed < limit, "{name} took {elapsed:?}");
    loaded
}

const LIMIT: Duration = Duration::from_secs(20);

/// A text made of `count` parts.
fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = write!(text, "{}", part(index));
        text
    })
}

#[test]
fn many_things_take_linear_time() {
    let fields =
        |count: usize| format!("struct A {{\n{}}}", repeat(count, |i| format!("  {}: i32 f{i},\n", i % 32_000 + 1)));
    timed("32,000 fields", fields(32_000), LIMIT);
    let structs = repeat(100, |i| fields(1_000).replace("struct A", &format!("struct A{i}")) + "\n");
    assert!(timed("100,000 fields of 100 structs", structs, LIMIT).program.is_some());
    let loaded = timed("100,000 fields, most with an id used before", fields(100_000), LIMIT);
    assert_eq!(loaded.diagnostics.len(), 21);
    timed(
        "50,000 fields without an id",
        format!("struct A {{ {} }}", repeat(50_000, |i| format!("i32 f{i}; "))),
        LIMIT,
    );
    timed("50,000 unknown types", repeat(50_000, |i| format!("struct S{i} {{ 1: T{i} x }}\n")), LIMIT);
    timed("50,000 unknown constants", repeat(50_000, |i| format!("const i32 A{i} = B{i}\n")), LIMIT);
    timed("50,000 values of an enum", format!("enum E {{ {} }}", repeat(50_000, |i| format!("V{i} "))), LIMIT);
    timed("50,000 methods", format!("service S {{ {} }}", repeat(50_000, |i| format!("void m{i}() "))), LIMIT);
    timed("50,000 elements of a set", format!("const set<i32> A = [{}]", repeat(50_000, |i| format!("{i},"))), LIMIT);
    timed("50,000 syntax errors", format!("struct A {{\n{}}}", repeat(50_000, |i| format!("  {i}: i32\n"))), LIMIT);
    timed("50,000 definitions that are none", repeat(50_000, |i| format!("foo{i}\n")), LIMIT);
    timed("50,000 structs that are not closed", repeat(50_000, |i| format!("struct S{i} {{\n")), LIMIT);
    timed(
        "warnings on one long line",
        format!("struct A {{ {} }}", repeat(30_000, |i| format!("{i}: required string ä = \"x\"; "))),
        LIMIT,
    );
}

#[test]
fn constants_of_big_types_take_linear_time() {
    let (count, many) = (30_000, 80_000);
    let fields = repeat(count, |i| format!("{}: required i32 f{i} ", i + 1));
    let members = repeat(count, |i| format!("\"g{i}\": 1, "));
    let values = format!("enum E {{ {} }}\n", repeat(many, |i| format!("V{i} ")));
    for (name, text) in [
        ("constants without a field", format!("struct S {{ {fields} }}\n{}", "const S A = {}\n".repeat(many))),
        (
            "constants with one field",
            format!("struct S {{ {fields} }}\n{}", "const S A = {\"f29999\": 1}\n".repeat(many)),
        ),
        ("a constant with unknown fields", format!("struct S {{ {fields} }}\nconst S A = {{ {members} }}")),
        ("unknown values of an enum", values.clone() + &repeat(many, |i| format!("const E C{i} = E.W{i}\n"))),
        ("unknown names for an enum", values + &repeat(many, |i| format!("const E C{i} = W{i}\n"))),
    ] {
        timed(name, text, LIMIT);
    }
}

#[test]
fn mistakes_in_open_brackets_take_linear_time() {
    let count = 100_000;
    for (name, text) in [
        ("annotations of fields", format!("struct A {{\n{}", "1: i32 a (\n".repeat(count))),
        ("annotations of values", format!("enum E {{\n{}", "A = (\n".repeat(count))),
        ("methods without a name", format!("service S {{\n{}", "i32 (\n".repeat(count))),
        ("defaults", format!("struct A {{\n{}", "1: = {\n".repeat(count))),
        ("lists", format!("const i32 A = {}", "[{\n".repeat(count))),
        ("braces that close nothing", "} (\n".repeat(count)),
        ("definitions that are none", "foo { } (\n".repeat(count)),
    ] {
        timed(name, text, LIMIT);
    }
}

#[test]
fn ten_megabytes_take_seconds() {
    let part = |i: usize| {
        format!(
            "/** Number {i}. */\nstruct S{i} {{\n  1: required string name (k = \"v\"),\n  2: optional list<S{}> more,\n  \
             3: i32 number = LIMIT,\n}}\n",
            i / 2
        )
    };
    let text = format!("const i32 LIMIT = 3\n{}", repeat(75_000, part));
    let loaded = timed("75,000 structs", text, LIMIT * 2);
    assert!(loaded.program.is_some());
}

#[test]
fn long_chains_take_no_stack() {
    let count = 50_000;
    let program = |name, text| {
        let loaded = timed(name, text, LIMIT);
        let first = loaded.diagnostics.iter().find(|d| d.severity == Severity::Error);
        assert!(loaded.program.is_some(), "{}", first.map(|d| d.render(&loaded.sources)).unwrap_or_default());
    };
    program("typedefs", format!("typedef i32 T0\n{}", repeat(count, |i| format!("typedef T{i} T{}\n", i + 1))));
    program(
        "constants",
        repeat(count, |i| format!("const i32 C{i} = C{}\n", i + 1)) + &format!("const i32 C{count} = 1"),
    );
    program(
        "services",
        format!(
            "service S0 {{ void f() }}\n{}",
            repeat(count, |i| format!("service S{} extends S{i} {{ void f{i}() }}\n", i + 1))
        ),
    );
    program(
        "structs",
        repeat(count, |i| format!("struct S{i} {{ 1: required S{} s }}\n", i + 1)) + &format!("struct S{count} {{}}"),
    );
    program(
        "structs that are left out by default",
        repeat(count, |i| format!("struct S{i} {{ 1: S{} s, 2: list<S{i}> l = [] }}\n", (i + 1) % count)),
    );
    // What these stand for grows with each: more than anybody who expands it could take.
    let lists = format!("typedef i32 T0\n{}", repeat(count, |i| format!("typedef list<T{i}> T{}\n", i + 1)));
    let loaded = timed("lists of lists", lists, LIMIT);
    assert_eq!(loaded.diagnostics.iter().map(|d| d.rule).collect::<Vec<_>>(), [Rule::NestedTooDeep]);
    let circle = |format: fn(usize, usize) -> String| repeat(count, |i| format(i, (i + 1) % count));
    for (rule, text) in [
        (Rule::TypedefCycle, circle(|a, b| format!("typedef T{b} T{a}\n"))),
        (Rule::ConstantCycle, circle(|a, b| format!("const i32 T{a} = T{b}\n"))),
        (Rule::ServiceCycle, circle(|a, b| format!("service T{a} extends T{b} {{}}\n"))),
        (Rule::InfiniteStruct, circle(|a, b| format!("struct T{a} {{ 1: required T{b} t }}\n"))),
        (Rule::InfiniteStruct, circle(|a, b| format!("struct T{a} {{ 1: list<T{b}> t = [{{}}] }}\n"))),
    ] {
        let loaded = timed("a circle", text, LIMIT);
        assert_eq!(loaded.diagnostics.iter().map(|d| d.rule).collect::<Vec<_>>(), [rule]);
    }
}

#[test]
fn long_chains_of_includes_take_no_stack() {
    let count = 3_000;
    let mut loader = MemoryLoader::new().file(&format!("f{count}.thrift"), "struct A {}");
    for i in 0..count {
        loader =
            loader.file(&format!("f{i}.thrift"), format!("include \"f{}.thrift\"\nstruct A {{ 1: f{0}.A a }}", i + 1));
    }
    let loaded = load(&["f0.thrift"], &mut loader);
    assert_eq!(loaded.program.map(|program| program.files.len()), Some(count + 1));
}

#[test]
fn deep_nesting_is_an_error() {
    let count = 100_000;
    for (name, text) in [
        ("types", format!("typedef {}i32{} A", "list<".repeat(count), ">".repeat(count))),
        ("open types", format!("typedef {}", "map<".repeat(count))),
        ("values", format!("const list<i32> A = {}{}", "[".repeat(count), "]".repeat(count))),
        ("maps", format!("const list<i32> A = {}", "{1:".repeat(count))),
        ("structs", format!("const list<i32> A = {}", "S{a=".repeat(count))),
        ("attributes", format!("struct A {{ {}", "1: i32 a xsd_attrs { ".repeat(count))),
        ("annotations", format!("struct A {{}} {}", "(a = \"b\"".repeat(count))),
        ("structured annotations", "@A{".repeat(count)),
        ("words", "safe ".repeat(count)),
        ("at signs", "@A ".repeat(count)),
        ("generics", format!("struct A {{ 1: {}", "vec<".repeat(count))),
        ("parentheses", format!("service S {{ {}", "void f(".repeat(count))),
    ] {
        let loaded = timed(name, text, LIMIT);
        assert!(loaded.program.is_none(), "{name}");
    }
}

#[test]
fn open_strings_and_comments_take_linear_time() {
    let count = 100_000;
    for (name, text) in [
        ("quotes", "\"\n".repeat(count)),
        ("escaped quotes", "\\\"\n".repeat(count)),
        ("both quotes", "\"'\n".repeat(count)),
        ("comments", "/*\n".repeat(count)),
        ("doc comments", "/** a */\n".repeat(count)),
        ("bytes", "\u{7}".repeat(count)),
        ("letters", "ä".repeat(count)),
        ("dots", "a.\n".repeat(count)),
        ("no numbers", "1a 1. 0b2\n".repeat(count)),
        ("no escapes", format!("const string A = \"{}\"", "\\q\\x\\u".repeat(count))),
    ] {
        timed(name, text, LIMIT);
    }
}

#[test]
fn constants_do_not_explode() {
    let lists = repeat(60, |i| format!("typedef list<T{i}> T{}\nconst T{0} C{0} = [C{i}, C{i}]\n", i + 1));
    let loaded = timed("doubling constants", format!("typedef i32 T0\nconst i32 C0 = 1\n{lists}"), LIMIT);
    let rules: Vec<Rule> = loaded.diagnostics.iter().map(|d| d.rule).collect();
    assert_eq!(rules, [Rule::ConstantTooBig]);
    let lists = repeat(100, |i| format!("typedef list<T{i}> T{}\nconst T{0} C{0} = [C{i}]\n", i + 1));
    let loaded = timed("deep constants", format!("typedef i32 T0\nconst i32 C0 = 1\n{lists}"), LIMIT);
    let rules: Vec<Rule> = loaded.diagnostics.iter().map(|d| d.rule).collect();
    assert_eq!(rules, [Rule::NestedTooDeep]);
}
