//! Says what a new version of a Thrift file breaks for peers that still speak the old one:
//!
//! ```text
//! cargo run -p thrift-idl --example compat -- [-I DIR]… [--level LEVEL] [--allow RULE[@WHAT]=REASON]… OLD NEW
//! ```
//!
//! The level is `wire`, `json` (what it is unless something else is said) or `source`; each has all that is in those before
//! it. What the level leaves out, and what is only dangerous, is shown and breaks nothing. `--allow field_removed@User.nick="never set"`
//! lets a change through, without `@User.nick` all of the rule.
//!
//! Exits with 0 if nothing breaks, with 1 if something does, and with 2 if a file has errors.

use std::path::PathBuf;
use std::process::ExitCode;

use thrift_idl::compat::{Allowance, Category, Change, Policy, Rule, Version, compare};
use thrift_idl::{Loaded, Severity, load};

#[path = "shared/disk.rs"]
mod disk;

use disk::Disk;

/// What is asked for.
#[derive(Default)]
struct Call {
    folders: Vec<PathBuf>,
    policy: Policy,
    files: Vec<String>,
}

fn call(mut arguments: impl Iterator<Item = String>) -> Result<Call, String> {
    let mut call = Call::default();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("`{argument}` takes a value"));
        match argument.as_str() {
            "-I" => call.folders.push(value()?.into()),
            "--level" => {
                let name = value()?;
                call.policy.level = Category::from_name(&name).ok_or_else(|| {
                    let levels: Vec<&str> = Category::ALL.iter().map(|category| category.name()).collect();
                    format!("there is no level `{name}`: the levels are {}", levels.join(", "))
                })?;
            }
            "--allow" => call.policy.allowed.push(allowance(&value()?)?),
            option if option.starts_with('-') => return Err(format!("there is no option `{option}`")),
            _ => call.files.push(argument),
        }
    }
    match call.files.len() {
        2 => Ok(call),
        _ => Err("usage: compat [-I DIR]… [--level LEVEL] [--allow RULE[@WHAT]=REASON]… OLD NEW".to_owned()),
    }
}

/// `RULE=REASON` or `RULE@WHAT=REASON`
fn allowance(text: &str) -> Result<Allowance, String> {
    let (what, reason) = text
        .split_once('=')
        .filter(|(_, reason)| !reason.trim().is_empty())
        .ok_or_else(|| format!("`--allow {text}` has no reason: write `--allow RULE=REASON`"))?;
    let (name, subject) = what.split_once('@').map_or((what, None), |(name, subject)| (name, Some(subject.to_owned())));
    let rule = Rule::from_name(name).ok_or_else(|| {
        let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        format!("there is no rule `{name}`: the rules are {}", rules.join(", "))
    })?;
    Ok(Allowance { rule, subject, reason: reason.to_owned() })
}

fn read(path: &str, folders: &[PathBuf]) -> Loaded {
    let loaded = load(&[path], &mut Disk { folders: folders.to_owned() });
    for diagnostic in loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        println!("error: {}\n", diagnostic.render(&loaded.sources));
    }
    loaded
}

fn main() -> ExitCode {
    let call = match call(std::env::args().skip(1)) {
        Ok(call) => call,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let [old, new] = call.files.as_slice() else { return ExitCode::from(2) };
    let (old, new) = (read(old, &call.folders), read(new, &call.folders));
    let (Some(before), Some(now)) = (Version::of(&old), Version::of(&new)) else { return ExitCode::from(2) };
    let changes = compare(before, now);
    let verdict = call.policy.judge(&changes);
    let show = |weight: &str, change: &Change| {
        let (rule, category) = (change.rule.name(), change.rule.category().name());
        println!("{weight}[{rule}, {category}]: {}\n", change.render(&old.sources, &new.sources));
    };
    verdict.dangers.iter().for_each(|change| show("warning", change));
    verdict.breaks.iter().for_each(|change| show("error", change));
    for unused in &verdict.unused {
        let of = unused.subject.as_ref().map(|subject| format!(" of `{subject}`")).unwrap_or_default();
        println!("error: no change{of} breaks `{}`: leave it out of `--allow`\n", unused.rule.name());
    }
    println!("{} breaking, {} not", verdict.breaks.len(), verdict.dangers.len());
    ExitCode::from(u8::from(!verdict.breaks.is_empty() || !verdict.unused.is_empty()))
}
