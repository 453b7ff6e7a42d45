//! Two versions of a program, and what is said of them: each file of `compat` has both, beside what is said.
//!
//! `BLESS=1 cargo test` renews what is expected.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use thrift_idl::compat::{Allowance, Category, Change, Policy, Rule, Version, Weight, compare};
use thrift_idl::{Loaded, MemoryLoader, load};

mod support;

use support::rendered;

/// A file of a test: `=== old/user.thrift` stands before each file of both versions, the first of which is the root.
struct Pair {
    name: String,
    old: Loaded,
    new: Loaded,
    /// Rules that are broken besides the one that the test is named after.
    also: BTreeSet<String>,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat").join(name)
}

fn pairs(folder: &Path) -> Vec<Pair> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "pair"));
    paths.sort();
    paths.iter().map(|path| pair(path)).collect()
}

fn pair(path: &Path) -> Pair {
    let text = std::fs::read_to_string(path).unwrap();
    let (mut files, mut roots) = (MemoryLoader::new(), Vec::new());
    let mut parts = text.split("=== ");
    let also = parts.next().unwrap().trim().trim_start_matches("also: ");
    for part in parts {
        let (path, text) = part.split_once('\n').unwrap();
        files = files.file(path, text);
        roots.push(path);
    }
    let read = |side: &str| {
        let root = roots.iter().find(|path| path.starts_with(side)).unwrap();
        load(&[root], &mut files.clone())
    };
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let also = also.split(", ").filter(|rule| !rule.is_empty()).map(str::to_owned).collect();
    Pair { name, old: read("old/"), new: read("new/"), also }
}

fn version<'a>(name: &str, loaded: &'a Loaded) -> Version<'a> {
    Version::of(loaded).unwrap_or_else(|| panic!("{name}: {}", rendered(loaded)))
}

impl Pair {
    fn changes(&self) -> Vec<Change> {
        compare(version(&self.name, &self.old), version(&self.name, &self.new))
    }

    fn render(&self, changes: &[Change]) -> String {
        let mut out = String::new();
        for change in changes {
            let weight = if change.rule.weight() == Weight::Break { "break" } else { "danger" };
            let (rule, category) = (change.rule.name(), change.rule.category().name());
            let text = change.render(&self.old.sources, &self.new.sources);
            out += &format!("{weight}[{rule}, {category}] of `{}`: {text}\n\n", change.subject);
        }
        out
    }
}

/// Compares what is said of each pair with what is expected; calls `check` with the names of the rules that are broken.
fn snapshots(name: &str, check: fn(&Pair, &[Change])) {
    let folder = folder(name);
    let mut wrong = Vec::new();
    for pair in pairs(&folder) {
        let changes = pair.changes();
        let actual = pair.render(&changes);
        let expected = folder.join(&pair.name).with_extension("stderr");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected, &actual).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != actual {
            wrong.push(format!("--- {name}/{} says now:\n{actual}", pair.name));
        }
        check(&pair, &changes);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rules(changes: &[Change], weight: Weight) -> BTreeSet<String> {
    changes
        .iter()
        .map(|change| change.rule)
        .filter(|rule| rule.weight() == weight)
        .map(|r| r.name().to_owned())
        .collect()
}

/// The rule that a test is named after.
fn named(pair: &Pair) -> String {
    pair.name.split('-').next().unwrap().to_owned()
}

#[test]
fn breaks_are_found_and_no_others() {
    snapshots("breaks", |pair, changes| {
        let mut expected = pair.also.clone();
        expected.insert(named(pair));
        assert_eq!(rules(changes, Weight::Break), expected, "{}\n{}", pair.name, pair.render(changes));
    });
}

#[test]
fn dangers_break_nothing() {
    snapshots("dangers", |pair, changes| {
        assert!(rules(changes, Weight::Break).is_empty(), "{}\n{}", pair.name, pair.render(changes));
        assert!(rules(changes, Weight::Danger).contains(&named(pair)), "{}\n{}", pair.name, pair.render(changes));
    });
}

#[test]
fn harmless_changes_are_none() {
    for pair in pairs(&folder("harmless")) {
        let changes = pair.changes();
        assert!(changes.is_empty(), "{}\n{}", pair.name, pair.render(&changes));
    }
}

#[test]
fn every_rule_is_broken_by_a_test() {
    let all: Vec<Pair> = ["breaks", "dangers"].iter().flat_map(|name| pairs(&folder(name))).collect();
    let seen: BTreeSet<String> = all.iter().map(named).collect();
    let rules = Rule::ALL.iter().map(|rule| rule.name()).filter(|rule| *rule != "too_many_changes");
    let unseen: Vec<&str> = rules.filter(|rule| !seen.contains(*rule)).collect();
    assert!(unseen.is_empty(), "no pair breaks {unseen:?}");
    let count = |name: &str| pairs(&folder(name)).len();
    println!(
        "{} breaking pairs, {} dangerous ones, {} harmless ones",
        count("breaks"),
        count("dangers"),
        count("harmless")
    );
}

#[test]
fn each_break_shows_both_versions() {
    for pair in pairs(&folder("breaks")) {
        for change in pair.changes() {
            assert!(!change.old.is_empty(), "{}: {}", pair.name, change.message);
            let nowhere = matches!(change.rule, Rule::FileRemoved | Rule::ServiceRemoved);
            assert!(!change.new.is_empty() || nowhere, "{}: {}", pair.name, change.message);
        }
    }
}

#[test]
fn a_version_breaks_nothing_of_itself() {
    for folder in ["breaks", "dangers", "harmless"].map(folder) {
        for pair in pairs(&folder) {
            for loaded in [&pair.old, &pair.new] {
                let changes = compare(version(&pair.name, loaded), version(&pair.name, loaded));
                assert!(changes.is_empty(), "{}\n{}", pair.name, pair.render(&changes));
            }
        }
    }
}

fn policy(level: Category, allowed: &[(Rule, Option<&str>)]) -> Policy {
    let allowance = |(rule, subject): &(Rule, Option<&str>)| Allowance {
        rule: *rule,
        subject: subject.map(str::to_owned),
        reason: "nobody reads it".to_owned(),
    };
    Policy { level, allowed: allowed.iter().map(allowance).collect() }
}

#[test]
fn levels_and_allowances_let_changes_through() {
    let mut files = MemoryLoader::new()
        .file("old", "struct User { 1: i32 id, 2: string name, 3: i32 age } const i32 A = 1")
        .file("new", "struct User { 1: i64 id, 2: string title, 3: i64 age } const i32 A = 2");
    let (old, new) = (load(&["old"], &mut files), load(&["new"], &mut files));
    let changes = compare(version("old", &old), version("new", &new));
    let breaks = |policy: &Policy| policy.judge(&changes).breaks.len();
    assert_eq!(breaks(&policy(Category::Wire, &[])), 2);
    assert_eq!(breaks(&Policy::default()), 3, "names count unless something else is said");
    assert_eq!(breaks(&policy(Category::Source, &[])), 4);
    assert_eq!(breaks(&policy(Category::Wire, &[(Rule::FieldTypeChanged, None)])), 0);
    let allowed = |subject| policy(Category::Wire, &[(Rule::FieldTypeChanged, Some(subject))]);
    assert_eq!(
        ["User.id", "User", "User.i", "Use", "User.id.x"].map(|subject| breaks(&allowed(subject))),
        [1, 0, 2, 2, 2]
    );
    let unused = policy(Category::Wire, &[(Rule::FieldTypeChanged, Some("User.name")), (Rule::MethodRemoved, None)]);
    let verdict = unused.judge(&changes);
    assert_eq!((verdict.breaks.len(), verdict.unused.len(), verdict.dangers.len()), (2, 2, 2));
}

#[test]
fn names_lead_to_rules_and_categories() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_name(rule.name()), Some(*rule));
    }
    for category in Category::ALL {
        assert_eq!(Category::from_name(category.name()), Some(*category));
    }
    assert_eq!((Rule::from_name("nothing"), Category::from_name("nothing")), (None, None));
}
