//! Comparing programs that are large, strange or real.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;
use std::time::{Duration, Instant};

use thrift_idl::compat::{Change, Rule, Version, compare};
use thrift_idl::{Loaded, MemoryLoader, load, to_idl};

mod support;

use support::corpus::Corpus;
use support::{rendered, shared};

/// The tests run unoptimised, on a busy machine.
const LONGEST: Duration = Duration::from_secs(10);

fn read(text: String) -> Loaded {
    load(&["a.thrift"], &mut MemoryLoader::new().file("a.thrift", text))
}

fn version(loaded: &Loaded) -> Version<'_> {
    Version::of(loaded).unwrap_or_else(|| panic!("{}", rendered(loaded)))
}

/// The changes between two texts, found in time.
fn changes(old: String, new: String) -> (Vec<Change>, Loaded, Loaded) {
    let (old, new) = (read(old), read(new));
    let start = Instant::now();
    let found = compare(version(&old), version(&new));
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    (found, old, new)
}

fn count(changes: &[Change], rule: Rule) -> usize {
    changes.iter().filter(|change| change.rule == rule).count()
}

#[test]
fn too_many_changes_are_one_more() {
    let program = |ty: &str| (0..1100).map(|n| format!("struct S{n} {{ 1: {ty} a }}\n")).collect::<String>();
    let (found, old, new) = changes(program("i32"), program("i64"));
    assert_eq!((count(&found, Rule::FieldTypeChanged), found.len()), (1000, 1001));
    let last = found.iter().find(|change| change.rule == Rule::TooManyChanges).unwrap();
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat/too_many_changes.stderr");
    let text = last.render(&old.sources, &new.sources) + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&expected, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(expected).unwrap(), text);
}

#[test]
fn circles_of_different_lengths_end() {
    let circle = |letter: char, length: usize| -> String {
        let link = |n: usize| format!("struct {letter}{n} {{ 1: optional {letter}{} next }}\n", (n + 1) % length);
        (0..length).map(link).collect::<String>() + &format!("struct Start {{ 1: {letter}0 first }}")
    };
    let (found, ..) = changes(circle('A', 499), circle('B', 503));
    assert_eq!(count(&found, Rule::TooManyChanges), 1);
    let (found, ..) = changes(circle('A', 3), circle('B', 4));
    assert_eq!(count(&found, Rule::TypeRenamed), 12, "each of the one meets each of the other, once");
}

#[test]
fn long_chains_of_services_end() {
    let services = |extends: fn(usize) -> String| -> String {
        (0..10_000).map(|n| format!("service S{n}{} {{ void m{n}() }}\n", extends(n))).collect()
    };
    let chain = || services(|n| if n == 0 { String::new() } else { format!(" extends S{}", n - 1) });
    assert!(changes(chain(), chain()).0.is_empty());
    let (found, ..) = changes(chain(), services(|_| String::new()));
    assert_eq!(count(&found, Rule::TooManyChanges), 1);
}

#[test]
fn long_lists_take_no_longer_for_each_entry() {
    let values = |first: usize| {
        let names: Vec<String> = (0..20_000).map(|n| format!("V{n} = {}", n + first)).collect();
        format!("enum E {{ {} }}", names.join(", "))
    };
    assert_eq!(count(&changes(values(0), values(1)).0, Rule::EnumValueNumberChanged), 1000);
    let fields = |shift: usize| {
        let fields: Vec<String> = (1..15_000).map(|n| format!("{}: optional i32 f{n}", n + shift)).collect();
        format!("struct S {{ {} }}", fields.join(", "))
    };
    assert_eq!(count(&changes(fields(0), fields(1)).0, Rule::FieldIdChanged), 1000);
    let reserved = |last: usize| {
        let ranges: Vec<String> = (1..2000).map(|n| format!("{n}-{last}")).collect();
        format!("struct S {{}} (reserved = \"{}\")", ranges.join(","))
    };
    assert_eq!(count(&changes(reserved(32767), reserved(5)).0, Rule::ReservedIdRemoved), 1);
}

#[test]
fn partial_programs_are_compared_as_far_as_they_are_known() {
    let old = read("struct A { 1: i32 a, 2: string b } service S { void f(1: A a) }".to_owned());
    let new = read(
        "struct A { 1: Unknown a, 2: i32 b } service S extends T { void f(1: A a) } service T extends S {}".to_owned(),
    );
    let partial = Version { program: new.partial.as_ref().unwrap(), sources: &new.sources };
    let rules = |changes: Vec<Change>| changes.iter().map(|change| change.rule).collect::<Vec<_>>();
    assert_eq!(rules(compare(version(&old), partial)), [Rule::FieldTypeChanged, Rule::ExtendsChanged]);
    assert_eq!(
        rules(compare(partial, version(&old))),
        [Rule::ServiceRemoved, Rule::FieldTypeChanged, Rule::ExtendsChanged]
    );
}

#[test]
fn a_real_program_breaks_nothing_of_itself_or_of_what_is_written_of_it() {
    let Some(root) = shared("corpus") else { return };
    let table = std::fs::read_to_string(root.join("VERDICTS.tsv")).unwrap();
    let mut count = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let path = line.split('\t').next().unwrap();
        let loaded = load(&[path], &mut Corpus::new(root.clone()));
        let Some(before) = Version::of(&loaded) else { continue };
        let mut files = MemoryLoader::new();
        for (file, text) in loaded.sources.files().iter().zip(to_idl(before.program)) {
            files = files.file(&file.key, text);
        }
        assert_eq!(compare(before, before), [], "{path}");
        let written = load(&[path], &mut files);
        // Where includes are found by more than their paths, what is written of them is not.
        if let Some(now) = Version::of(&written) {
            let found = compare(before, now);
            assert_eq!(found, [], "{path}");
            count += 1;
        }
    }
    println!("{count} programs break nothing of what is written of them");
    assert!(count > 300);
}
