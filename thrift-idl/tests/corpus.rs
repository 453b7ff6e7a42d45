//! Real IDL of many projects, and what Apache's compiler says of each file: what it takes, we take.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use thrift_idl::{Rule, load};

mod support;

use support::corpus::Corpus;
use support::sound::assert_sound;
use support::{errors, rendered, shared};

/// Files that Apache's compiler takes and we do not, each with the reason.
const STRICTER: &[(&str, &str)] = &[
    (
        "apache-thrift/lib/netstd/Tests/Thrift.Compile.Tests/optional_required_default.thrift",
        "a struct that requires a value of itself",
    ),
    ("elephant-bird/core/src/test/thrift/DebugProtoTest.thrift", "an `i8` of 200 and an `i16` of 33000"),
    (
        "yarpc-go/encoding/thrift/thriftrw-plugin-yarpc/internal/tests/WITHSERVICES.thrift",
        "a struct that requires a value of itself",
    ),
    (
        "yarpc-go/encoding/thrift/thriftrw-plugin-yarpc/internal/uuid_test/cycleThroughTypedef.thrift",
        "a struct that requires a value of itself",
    ),
    (
        "yarpc-go/encoding/thrift/thriftrw-plugin-yarpc/internal/uuid_test/cycleWithSiblingAnnotation.thrift",
        "a struct that requires a value of itself",
    ),
];

/// Files that Apache's compiler does not take, and we do without a word.
const SILENT: &[(&str, &str)] = &[
    ("thriftrw-go/gen/internal/tests/thrift/enum_conflict.thrift", "two files without namespaces use one name"),
    ("thriftpy2/tests/recursive_definition.thrift", "names are used before they are defined"),
    ("thrifty/thrifty-integration-tests/CoroutineClientTest.thrift", "a key of a map is a constant of an enum type"),
    ("thrifty/thrifty-runtime/ClientThriftTest.thrift", "a key of a map is a constant of an enum type"),
];

/// No file may take longer: the tests run unoptimised, on a busy machine.
const SLOWEST: Duration = Duration::from_secs(10);

#[test]
fn what_apaches_compiler_takes_is_taken() {
    let Some(root) = shared("corpus") else { return };
    let table = std::fs::read_to_string(root.join("VERDICTS.tsv")).unwrap();
    let mut wrong = Vec::new();
    let (mut count, mut accepted, mut incomplete, mut rejected, mut warned) = (0, 0, 0, 0, 0);
    let mut slowest = Duration::ZERO;
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [path, _, verdict, _, missing, ..] = columns.as_slice() else { panic!("{line}") };
        let start = Instant::now();
        let loaded = load(&[path], &mut Corpus::new(root.clone()));
        slowest = slowest.max(start.elapsed());
        let failed = errors(&loaded) > 0;
        loaded.program.iter().for_each(assert_sound);
        let lacking = loaded.diagnostics.iter().filter(|found| found.rule == Rule::IncludeNotFound).count();
        let lacks_files = *missing != "-" || lacking > 0;
        count += 1;
        let listed = |list: &[(&str, &str)]| list.iter().any(|(listed, _)| listed == path);
        let right = match *verdict {
            "accept" if lacks_files => {
                // Nothing more is wrong with it, for all that can be known.
                incomplete += 1;
                lacking == errors(&loaded)
            }
            "accept" => {
                accepted += usize::from(!failed);
                failed == listed(STRICTER)
            }
            _ if failed => {
                rejected += 1;
                loaded.diagnostics.iter().any(|diagnostic| diagnostic.primary().is_some())
            }
            _ => {
                warned += 1;
                loaded.diagnostics.is_empty() == listed(SILENT)
            }
        };
        if !right {
            let said: String = rendered(&loaded).chars().take(1500).collect();
            wrong.push(format!("=== {path} ({verdict}, {}):\n{said}", columns.last().unwrap()));
        }
    }
    println!(
        "{count} files: {accepted} accepted as by Apache's compiler, {incomplete} more but for files that are not here; of those that it rejects, {rejected} rejected and \
         {warned} taken with a warning; slowest {slowest:?}"
    );
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(slowest < SLOWEST);
}
