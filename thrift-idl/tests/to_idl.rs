//! A program that is written as IDL reads back as the same one.

mod support;

use std::path::Path;

use support::corpus::Corpus;
use support::rewritten::assert_round_trip;
use support::{Disk, shared};

use thrift_idl::{MemoryLoader, load};

fn text(text: &str) {
    let mut files = MemoryLoader::new().file("a.thrift", text);
    let loaded = load(&["a.thrift"], &mut files.clone());
    assert_round_trip("a.thrift", &loaded, &mut files);
}

#[test]
fn real_programs_read_back_as_they_were() {
    let Some(root) = shared("corpus") else { return };
    let table = std::fs::read_to_string(root.join("VERDICTS.tsv")).unwrap();
    let (mut count, mut skipped) = (0, 0);
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let path = line.split('\t').next().unwrap();
        let loaded = load(&[path], &mut Corpus::new(root.clone()));
        match loaded.program {
            Some(_) => {
                assert_round_trip(path, &loaded, &mut Corpus::new(root.clone()));
                count += 1;
            }
            None => skipped += 1,
        }
    }
    println!("{count} programs read back as they were; {skipped} files have errors");
    assert!(count > 400);
}

#[test]
fn test_files_read_back_as_they_were() {
    for folder in ["ok", "warn"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        for entry in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()) {
            let root = entry.into_string().unwrap();
            if root.ends_with(".thrift") {
                let loaded = load(&[&root], &mut Disk::new(folder.clone()));
                assert_round_trip(&root, &loaded, &mut Disk::new(folder.clone()));
            }
        }
    }
}

#[test]
fn whatever_may_stand_in_strings_and_docs_survives() {
    text(
        "/** Of the file.\n *\n * * a list\n *   - within */
         namespace * a.b
         namespace \"x y\" \"string\"
         /**\n          First.\n            indented\n         */
         const string A = 'a\"b\\'c\\\\\\t\\r\\n\\u0001ü' (note = \"\\\"\\n\")
         const binary B = '\\xff\\x00\"\\\\é'
         const list<double> C = [1, -0.5, 1e300, 5e-324, -0.0]
         const uuid D = '{00112233-4455-6677-8899-aabbccddeeff}'
         const i64 E = -9223372036854775808
         typedef map<string, set<i8>> (a, b.c = \"1\") F (d)
         const F G = {'x': [1, -1], 'y': {}} (h = '')
         /** *starred* */
         struct H { /** 1 */ i32 a, 0: required H2 b, 3: optional list<H> c = [] (k); binary string = '' } (l)
         struct H2 {}
         union I { 1: i32 a, 2: H2 b = {} }
         safe transient exception J { 1: I i = {'a': 1} }
         enum K { A, B = 5 (m = 'n'), /** C. */ C, D = -1 }
         const map<K, list<H2>> L = {K.A: [{}], 5: []}
         service M { oneway void a(), readonly i32 b(1: required i32 c = 5, /** Docs. */ 2: K d = K.C) throws (J j) (n) }
         service N extends M {}",
    );
}

#[test]
fn a_file_of_docs_alone_keeps_them() {
    text("/** Docs. */\ncpp_include \"x\"\nstruct A {}");
}

#[test]
fn files_without_a_usable_name_get_another() {
    let mut files = MemoryLoader::new()
        .file(
            "a.thrift",
            "include \"my-file.thrift\" as mine\ninclude \"x/b.thrift\" as xb\ninclude \"y/b.thrift\" as yb\n\
             include \"y/a.thrift\" as other\n\
             struct A { 1: mine.M m, 2: xb.B x, 3: yb.B y, 4: other.A a, 5: A self, 6: xb.E e = xb.E.ONE }",
        )
        .file("my-file.thrift", "struct M {}")
        .file("x/b.thrift", "struct B {} enum E { ONE = 1 }")
        .file("y/b.thrift", "struct B {} enum E { TWO = 1 }")
        .file("y/a.thrift", "struct A {}");
    let loaded = load(&["a.thrift"], &mut files.clone());
    assert_round_trip("a.thrift", &loaded, &mut files);
}
