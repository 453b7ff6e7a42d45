//! Every diagnostic as it is shown: the files of `err`, `warn` and `ok`, each beside what is said about it.
//!
//! `BLESS=1 cargo test` renews what is expected.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use thrift_idl::{Rule, Severity, load};

mod support;

use support::{Disk, errors, rendered};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The roots of a folder, in order.
fn roots(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| name.ends_with(".thrift")).collect();
    names.sort();
    names
}

/// Compares what is said about each file with what is expected; calls `check` with the number of errors and of
/// diagnostics.
fn compare(name: &str, check: fn(&str, usize, usize)) {
    let folder = folder(name);
    let mut wrong = Vec::new();
    for root in roots(&folder) {
        let loaded = load(&[&root], &mut Disk::new(folder.clone()));
        assert_eq!(loaded.program.is_none(), errors(&loaded) > 0, "{root}: a program, or else errors");
        check(&root, errors(&loaded), loaded.diagnostics.len());
        let actual = rendered(&loaded);
        let expected = folder.join(&root).with_extension("stderr");
        if std::env::var_os("BLESS").is_some() {
            match actual.is_empty() {
                true => drop(std::fs::remove_file(&expected)),
                false => std::fs::write(&expected, &actual).unwrap(),
            }
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != actual {
            wrong.push(format!("--- {name}/{root} says now:\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mistakes_are_errors() {
    compare("err", |root, errors, _| assert!(errors > 0, "{root} has no error"));
}

#[test]
fn dangers_are_warnings() {
    compare("warn", |root, errors, all| {
        assert!(errors == 0 && all > 0, "{root}: {errors} errors of {all} diagnostics")
    });
}

#[test]
fn the_rest_is_fine() {
    compare("ok", |root, _, all| assert_eq!(all, 0, "{root} has diagnostics"));
}

#[test]
fn every_rule_has_a_snapshot() {
    if std::env::var_os("BLESS").is_some() {
        return;
    }
    let mut seen = String::new();
    for folder in ["err", "warn"].map(folder) {
        for root in roots(&folder) {
            seen += &std::fs::read_to_string(folder.join(root).with_extension("stderr")).unwrap_or_default();
        }
    }
    let absent = Rule::ALL.iter().filter(|rule| {
        let severity = if rule.severity() == Severity::Error { "error" } else { "warning" };
        !seen.contains(&format!("{severity}[{}]", rule.name()))
    });
    // The first needs a loader that fails, and `tests/api.rs` has one; the others are for who expands the program.
    let elsewhere = ["unreadable_file", "rust_name_collision", "rust_annotation"];
    let absent: Vec<&str> = absent.map(|rule| rule.name()).filter(|name| !elsewhere.contains(name)).collect();
    assert!(absent.is_empty(), "no file of tests/err or tests/warn breaks {absent:?}");
}
