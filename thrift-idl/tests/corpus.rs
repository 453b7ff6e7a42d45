//! Real IDL of many projects, and what Apache's compiler says of each file: what it takes, we take.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use thrift_idl::{LoadError, Origin, Rule, Source, SourceLoader, load};

mod support;

use support::sound::assert_sound;
use support::{Disk, errors, rendered, shared};

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

/// Files that a project's build makes, which are not in the corpus: what others need of them.
const MADE: &[(&str, &str)] = &[("ErrorCodes.thrift", "enum TErrorCode { OK }")];

/// The corpus, with the files that are made.
struct Corpus(Disk);

impl SourceLoader for Corpus {
    fn load(&mut self, path: &str, from: Option<&str>) -> Result<Source, LoadError> {
        let found = self.0.load(path, from);
        match MADE.iter().find(|(name, _)| *name == path).filter(|_| found.is_err()) {
            Some((name, text)) => Ok(Source {
                key: (*name).to_owned(),
                name: (*name).to_owned(),
                origin: Origin::file(*name),
                text: text.as_bytes().to_vec(),
            }),
            None => found,
        }
    }
}

/// No file may take longer: the tests run unoptimised, on a busy machine.
const SLOWEST: Duration = Duration::from_secs(10);

/// Where a project keeps what its files include is known to its build only: any file of the project whose path ends as
/// the include does may be meant, or one of another project that it builds upon.
fn elsewhere(root: &Path, path: &str, from: &str) -> Vec<PathBuf> {
    static FILES: OnceLock<HashMap<String, Vec<PathBuf>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let mut files: HashMap<String, Vec<PathBuf>> = HashMap::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let name = entry.file_name().unwrap().to_string_lossy().into_owned();
                    files.entry(name).or_default().push(entry.strip_prefix(root).unwrap().to_owned());
                }
            }
        }
        files.values_mut().for_each(|paths| paths.sort());
        files
    });
    let plain = path.trim_start_matches("../");
    let name = plain.rsplit('/').next().unwrap();
    let mut found: Vec<PathBuf> = files.get(name).cloned().unwrap_or_default();
    found.retain(|found| found.ends_with(plain));
    // The nearest first: the one that shares most of its path with the including file.
    found.sort_by_key(|found| {
        let shared = found.components().zip(Path::new(from).components()).take_while(|(a, b)| a == b).count();
        std::cmp::Reverse(shared)
    });
    found
}

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
        let loaded = load(&[path], &mut Corpus(Disk { root: root.clone(), elsewhere }));
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
