//! Whoever edits an IDL file sees it in the next build, with no build script to say so.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A user's package in a folder of its own.
struct Package(PathBuf);

impl Package {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let package = Self(folder);
        if package.0.exists() {
            fs::remove_dir_all(package.0.join("src")).unwrap();
        }
        let manifest = format!(
            "[package]\nname = '{name}'\nedition = '2021'\n[dependencies]\nthrift-rs.path = '{}'\n[workspace]\n",
            env!("CARGO_MANIFEST_DIR")
        );
        package.write("Cargo.toml", &manifest);
        // The same versions of everything, so that nothing is looked up.
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), package.0.join("Cargo.lock")).unwrap();
        package.write(
            "src/main.rs",
            "thrift_rs::thrift!(\"idl/root.thrift\");\nfn main() { println!(\"{} {}\", ROOT, leaf::LEAF); }\n",
        );
        package.write("src/idl/root.thrift", "include \"leaf.thrift\"\nconst i32 ROOT = 1");
        package.write("src/idl/leaf.thrift", "const i32 LEAF = 1");
        package
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn run(&self) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--offline"]).current_dir(&self.0).env("CARGO_TARGET_DIR", self.0.join("target"));
        cargo.output().unwrap()
    }

    /// What the program prints.
    fn prints(&self) -> String {
        let output = self.run();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the compiler says.
    fn complaint(&self) -> String {
        let output = self.run();
        assert!(!output.status.success(), "this should not have compiled");
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn editing_an_idl_file_rebuilds_the_crate() {
    let package = Package::new("rebuild");
    assert_eq!(package.prints(), "1 1\n");
    package.write("src/idl/root.thrift", "include \"leaf.thrift\"\nconst i32 ROOT = 2");
    assert_eq!(package.prints(), "2 1\n", "after an edit of the root");
    package.write("src/idl/leaf.thrift", "const i32 LEAF = 2");
    assert_eq!(package.prints(), "2 2\n", "after an edit of an included file");
    package.write("src/idl/leaf.thrift", "const i32 LEAF = 2\nconst i33 MORE = 3");
    let complaint = package.complaint();
    assert!(complaint.contains("--> src/idl/leaf.thrift:2:7"), "a path that a terminal can open:\n{complaint}");
    package.write("src/idl/leaf.thrift", "const i32 LEAF = 3");
    assert_eq!(package.prints(), "2 3\n", "after the mistake is mended");
    let output = package.run();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("Compiling"), "nothing has changed");
}

#[test]
fn editing_the_version_to_be_compatible_with_rebuilds_the_crate() {
    let package = Package::new("compatible");
    package.write("src/idl/v1/root.thrift", "include \"leaf.thrift\"\nstruct User { 1: leaf.Id id }");
    package.write("src/idl/v1/leaf.thrift", "typedef i32 Id");
    package.write("src/idl/root.thrift", "const i32 ROOT = 1\nstruct User { 1: i32 id }");
    package.write(
        "src/main.rs",
        "thrift_rs::thrift!(\"idl/root.thrift\", compatible_with = \"idl/v1/root.thrift\");\nfn main() { println!(\"{ROOT}\"); }\n",
    );
    assert_eq!(package.prints(), "1\n");
    package.write("src/idl/v1/leaf.thrift", "typedef i64 Id");
    let complaint = package.complaint();
    assert!(complaint.contains("changed from `Id` to `i32`"), "after an edit of an included file:\n{complaint}");
    assert!(complaint.contains("--> src/idl/root.thrift:2:15"), "a path that a terminal can open:\n{complaint}");
    package.write("src/idl/root.thrift", "const i32 ROOT = 2\nstruct User { 1: i64 id }");
    assert_eq!(package.prints(), "2\n", "after the break is mended");
}
