//! Real IDL of many projects expands to Rust that compiles without a warning.
//!
//! The files stand outside of the repository, since they are other people's; without them there is nothing to see here.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Files of one folder of the corpus.
struct Files {
    folder: &'static str,
    /// Where they look for what they include, besides beside them.
    include_dirs: &'static [&'static str],
    names: &'static [&'static str],
}

/// What compiles: the largest and the oddest of each project.
const FILES: &[Files] = &[
    Files { folder: "accumulo/core/src/main/thrift", include_dirs: &[], names: &["manager", "tabletscan"] },
    Files { folder: "apache-thrift/contrib/fb303/if", include_dirs: &[], names: &["fb303"] },
    Files { folder: "apache-thrift/contrib/transport-sample", include_dirs: &[], names: &["Sample"] },
    Files { folder: "apache-thrift/lib/cpp/test", include_dirs: &[], names: &["OneWayTest"] },
    Files { folder: "apache-thrift/lib/delphi/test/keywords", include_dirs: &[], names: &["ReservedKeywords"] },
    Files { folder: "apache-thrift/lib/delphi/test/skip/idl", include_dirs: &[], names: &["skiptest_version_2"] },
    Files { folder: "apache-thrift/lib/erl/test", include_dirs: &[], names: &["Thrift1475"] },
    Files {
        folder: "apache-thrift/lib/go/test",
        include_dirs: &[],
        names: &[
            "ConflictNamespaceTestSuperThing",
            "ConstOptionalField",
            "EqualsTest",
            "OptionalFieldsTest",
            "RefAnnotationFieldsTest",
            "ServicesTest",
            "ValidateTest",
        ],
    },
    Files {
        folder: "apache-thrift/lib/java/src/test/resources",
        include_dirs: &[],
        names: &["JavaDeepCopyTest", "JavaDefinitionOrderB", "JavaTypes"],
    },
    Files { folder: "apache-thrift/lib/javame/test", include_dirs: &[], names: &["RecursionDepth"] },
    Files {
        folder: "apache-thrift/lib/netstd/Tests/Thrift.Compile.Tests",
        include_dirs: &[],
        names: &["CassandraTest", "Thrift5253", "Thrift5320", "Thrift5382", "name_conflicts"],
    },
    Files { folder: "apache-thrift/lib/py/test/test_compiler", include_dirs: &[], names: &["Thrift5927"] },
    Files { folder: "apache-thrift/lib/rb/spec", include_dirs: &[], names: &["ExtendedService", "ThriftSpec"] },
    Files { folder: "apache-thrift/lib/rs/test/thrifts", include_dirs: &[], names: &["Ultimate"] },
    Files {
        folder: "apache-thrift/lib/rs/test_recursive/src/maintenance",
        include_dirs: &[
            "apache-thrift/lib/rs/test_recursive/src",
            "apache-thrift/lib/rs/test_recursive/src/transit",
            "apache-thrift/lib/rs/test_recursive/src/transit/light",
            "apache-thrift/lib/rs/test_recursive/src/transit/services",
        ],
        names: &["MaintenanceFacility"],
    },
    Files { folder: "apache-thrift/tutorial", include_dirs: &[], names: &["tutorial"] },
    Files {
        folder: "armeria/thrift/thrift0.13/src/test/resources/META-INF/armeria/thrift",
        include_dirs: &[],
        names: &["ThriftTest"],
    },
    Files {
        folder: "armeria/thrift/thrift0.13/src/test/thrift",
        include_dirs: &[],
        names: &["TTextProtocolTest", "annotations", "main"],
    },
    Files {
        folder: "aurora/api/src/main/thrift/org/apache/aurora/gen",
        include_dirs: &[],
        names: &["storage", "test"],
    },
    Files { folder: "baseplate/tests/integration", include_dirs: &[], names: &["test"] },
    Files { folder: "cadence-idl/thrift", include_dirs: &[], names: &["admin", "cadence"] },
    Files { folder: "cassandra-scylla/interface", include_dirs: &[], names: &["cassandra"] },
    Files { folder: "codechecker/web/api", include_dirs: &[], names: &["authentication", "report_server"] },
    Files { folder: "concrete/thrift", include_dirs: &[], names: &["annotate", "nitf", "results"] },
    Files { folder: "elephant-bird/core/src/test/thrift", include_dirs: &[], names: &["test"] },
    Files { folder: "evernote/src", include_dirs: &[], names: &["NoteStore"] },
    Files { folder: "fb303/fb303/thrift", include_dirs: &["absent"], names: &["fb303_core"] },
    Files {
        folder: "foursquare-fsqio/src/thrift/io/fsq/twofishes/model",
        include_dirs: &["foursquare-fsqio/src/thrift"],
        names: &["geocode_record"],
    },
    Files {
        folder: "foursquare-fsqio/test/thrift/io/fsq/spindle/runtime/common/gen",
        include_dirs: &["foursquare-fsqio/test/thrift"],
        names: &["struct_test"],
    },
    Files {
        folder: "foursquare-fsqio/test/thrift/io/fsq/thriftexample",
        include_dirs: &["foursquare-fsqio/test/thrift"],
        names: &["tvlisting"],
    },
    Files { folder: "hbase-happybase/happybase", include_dirs: &[], names: &["Hbase"] },
    Files { folder: "hive-metastore-trino/src/main/thrift", include_dirs: &[], names: &["hive_metastore"] },
    Files {
        folder: "impala/common/thrift",
        include_dirs: &["absent", "hive-metastore-trino/src/main/thrift", "impala/common/thrift/hive-1-api"],
        names: &["Frontend", "RuntimeProfile"],
    },
    Files { folder: "impala/common/thrift", include_dirs: &[], names: &["Exprs", "HBO", "Metrics"] },
    Files { folder: "impala/common/thrift/hive-1-api", include_dirs: &[], names: &["TCLIService"] },
    Files { folder: "jaeger-idl/thrift", include_dirs: &[], names: &["agent", "sampling"] },
    Files { folder: "kitex-examples/bizdemo/kitex_swagger_gen/idl", include_dirs: &[], names: &["openapi"] },
    Files { folder: "kitex/pkg/generic/json_test/idl", include_dirs: &[], names: &["example"] },
    Files { folder: "p4-behavioral-model/thrift_src", include_dirs: &[], names: &["standard"] },
    Files { folder: "parquet-format/src/main/thrift", include_dirs: &[], names: &["parquet"] },
    Files { folder: "pinpoint/thrift/src/main/thrift", include_dirs: &[], names: &["Flink", "Pinpoint", "Trace"] },
    Files { folder: "scribe/if", include_dirs: &["apache-thrift/contrib"], names: &["scribe"] },
    Files { folder: "storm/storm-client/src", include_dirs: &[], names: &["storm"] },
    Files { folder: "thriftpy2/tests", include_dirs: &[], names: &["addressbook", "storm"] },
    Files {
        folder: "thriftrw-go/gen/internal/tests/thrift",
        include_dirs: &[],
        names: &["enums", "other_constants", "services", "structs", "typedefs", "unions"],
    },
    Files { folder: "thriftrw-go/plugin", include_dirs: &[], names: &["api"] },
    Files { folder: "thrifty/thrifty-test-server", include_dirs: &[], names: &["TestThrift"] },
    Files { folder: "yarpc-go/internal/crossdock/thrift", include_dirs: &[], names: &["gauntlet"] },
];

/// What Apache's compiler takes and Rust does not, each with the reason.
const REFUSED: &[(&str, &str)] = &[
    ("apache-thrift/lib/go/test/IgnoreInitialismsTest", "`my_id` and `my_ID` are one name in Rust"),
    (
        "apache-thrift/lib/netstd/Tests/Thrift.Compile.Tests/optional_required_default",
        "a struct that requires a value of itself",
    ),
    (
        "apache-thrift/lib/st/test/RecursionDepthTest",
        "65 structs within each other are more than rustc looks through without a higher `recursion_limit`",
    ),
    ("elephant-bird/core/src/test/thrift/DebugProtoTest", "an `i8` of 200 and an `i16` of 33000"),
];

/// Files that the corpus lacks, since they are made while their project is built or belong to another one.
const ABSENT: &[(&str, &str)] = &[
    ("absent/ErrorCodes.thrift", "enum TErrorCode { OK = 0 }"),
    ("absent/thrift/annotation/cpp.thrift", ""),
    ("absent/thrift/annotation/thrift.thrift", ""),
];

/// A workspace with a package for each file, so that cargo names those that do not compile.
struct Workspace(PathBuf);

impl Workspace {
    fn new(corpus: &Path) -> Self {
        let workspace = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus"));
        for old in ["idl", "packages"].map(|folder| workspace.0.join(folder)) {
            if old.exists() {
                fs::remove_dir_all(&old).unwrap();
            }
        }
        copy_idl(corpus, &workspace.0.join("idl"));
        for (file, text) in ABSENT {
            workspace.write(&format!("idl/{file}"), text);
        }
        let manifest = format!(
            "[workspace]\nmembers = ['packages/*']\nresolver = '3'\n[workspace.dependencies]\nthrift-rs.path = '{}'\n",
            env!("CARGO_MANIFEST_DIR")
        );
        workspace.write("Cargo.toml", &manifest);
        // The same versions of everything, so that nothing is looked up.
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), workspace.0.join("Cargo.lock")).unwrap();
        workspace
    }

    fn write(&self, file: &str, text: &str) {
        write(&self.0.join(file), text.as_bytes());
    }

    /// Adds a package that expands this file.
    fn add(&self, file: &str, include_dirs: &[&str]) {
        let folder = format!("packages/{}", package(file));
        let manifest = format!(
            "[package]\nname = '{}'\nedition = '2024'\n[dependencies]\nthrift-rs.workspace = true\n",
            package(file)
        );
        self.write(&format!("{folder}/Cargo.toml"), &manifest);
        let folders: Vec<String> = include_dirs.iter().map(|folder| format!("\"../../idl/{folder}\"")).collect();
        let code = format!(
            "#![deny(warnings)]\n#![allow(deprecated)] // warnings about the IDL itself\nthrift_rs::thrift!(\"../../../idl/{file}.thrift\", include_dirs = [{}]);\n",
            folders.join(", ")
        );
        self.write(&format!("{folder}/src/lib.rs"), &code);
    }

    /// What the compiler says of all packages.
    fn check(&self) -> String {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--workspace", "--keep-going", "--offline"]).current_dir(&self.0);
        cargo.env("CARGO_TARGET_DIR", self.0.join("target"));
        String::from_utf8_lossy(&cargo.output().unwrap().stderr).into_owned()
    }
}

fn write(file: &Path, text: &[u8]) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn copy_idl(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let copy = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy_idl(&entry, &copy);
        } else if entry.extension().is_some_and(|extension| extension == "thrift") {
            write(&copy, &fs::read(&entry).unwrap());
        }
    }
}

/// Prints a line that shows also where the test passes.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The name of a file's package.
fn package(file: &str) -> String {
    file.replace(|c: char| !c.is_ascii_alphanumeric(), "_").to_lowercase()
}

#[test]
fn real_idl_compiles_without_a_warning() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.exists() {
        say("SKIPPED: there is no ../shared/corpus");
        return;
    }
    let workspace = Workspace::new(&corpus);
    let mut packages = BTreeSet::new();
    for Files { folder, include_dirs, names } in FILES {
        for name in *names {
            let file = format!("{folder}/{name}");
            workspace.add(&file, include_dirs);
            packages.insert(package(&file));
        }
    }
    for (file, _) in REFUSED {
        workspace.add(file, &[]);
    }
    let start = Instant::now();
    let said = workspace.check();
    say(&format!("{} files that compile, {} that do not, in {:?}", packages.len(), REFUSED.len(), start.elapsed()));
    let failed: BTreeSet<&str> =
        said.lines().filter_map(|line| line.strip_prefix("error: could not compile `")?.split('`').next()).collect();
    let refused: BTreeSet<String> = REFUSED.iter().map(|(file, _)| package(file)).collect();
    let unseen = |package: &&String| !said.contains(&format!("Checking {package} v"));
    let unseen: Vec<_> = packages.iter().chain(&refused).filter(unseen).collect();
    assert!(unseen.is_empty(), "these were not checked: {unseen:#?}\n{said}");
    let refused: BTreeSet<&str> = refused.iter().map(String::as_str).collect();
    let broken: Vec<_> = failed.difference(&refused).collect();
    assert!(broken.is_empty(), "these do not compile: {broken:#?}\n{said}");
    let mended: Vec<_> = refused.difference(&failed).collect();
    assert!(mended.is_empty(), "these compile after all: {mended:#?}");
    assert!(packages.len() >= 60);
}
