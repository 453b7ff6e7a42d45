//! Enums.

use std::collections::{HashMap, HashSet};

use super::reach::Directions;
use super::rule::Rule;
use super::who::{self, Readers};
use super::{Change, Comparison};
use crate::program::{Enum, EnumId, EnumValue};
use crate::source::{SourceMap, Span};

/// An enum in both versions.
struct Pair<'a> {
    before: &'a Enum,
    now: &'a Enum,
    /// For selectors.
    subject: String,
    directions: Directions,
}

impl Comparison<'_> {
    pub(super) fn enums(&mut self, old: EnumId, new: EnumId) {
        let (before, now) = (&self.old.program[old], &self.new.program[new]);
        let subject = self.subject(now.file, &now.name.text);
        let directions = self.old_reach.of_enum(old).or(self.new_reach.of_enum(new));
        let what = format!("enum `{}`", now.name.text);
        self.rust_annotations((&before.meta, before.name.span), (&now.meta, now.name.span), &what, &subject);
        let pair = Pair { before, now, subject, directions };
        let (old_names, new_names) = (by_name(before), by_name(now));
        let number_before = |value: &EnumValue| old_names.get(value.name.text.as_str()).map(|before| before.number);
        // What numbers are called: by names that are new, and by names that had them before.
        let (mut added, mut kept) = (HashMap::new(), HashMap::new());
        for value in &now.values {
            match number_before(value) {
                None => drop(added.insert(value.number, value)),
                Some(number) if number == value.number => drop(kept.insert(number, value)),
                Some(_) => {}
            }
        }
        let mut renamed = HashSet::new();
        for value in &before.values {
            match new_names.get(value.name.text.as_str()) {
                Some(now) if now.number == value.number => {}
                Some(now) => self.value_number_changed(&pair, value, now),
                None => match (kept.get(&value.number), added.get(&value.number)) {
                    (Some(other), _) => self.alias_removed(&pair, value, other),
                    (None, Some(other)) => {
                        renamed.insert(other.name.text.as_str());
                        self.value_renamed(&pair, value, other);
                    }
                    (None, None) => self.value_removed(&pair, value),
                },
            }
        }
        for value in &now.values {
            let name = value.name.text.as_str();
            if !old_names.contains_key(name) && !renamed.contains(name) {
                self.value_added(&pair, value);
            }
        }
        self.zero(&pair);
    }

    fn value_number_changed(&mut self, pair: &Pair<'_>, before: &EnumValue, now: &EnumValue) {
        let (name, number) = (&now.name.text, now.number);
        let implicit = !has_number(self.new.sources, now.name.span);
        let rule = if implicit { Rule::ImplicitEnumValueShifted } else { Rule::EnumValueNumberChanged };
        let message = format!(
            "the number of `{name}` of enum `{}` changed from {} to {number}",
            pair.now.name.text, before.number
        );
        let change = Change::new(rule, format!("{}.{name}", pair.subject), message)
            .now(now.name.span, format!("is {number}"))
            .before(before.name.span, format!("was {}", before.number))
            .note("each side takes the number for another value, or for none")
            .breaks(who::breaks(Readers::Both, pair.directions));
        self.push(match implicit {
            true => change.help(format!("it is counted, since none is written: write `{name} = {}`", before.number)),
            false => change.help(format!("write `{name} = {}`", before.number)),
        });
    }

    fn value_renamed(&mut self, pair: &Pair<'_>, before: &EnumValue, now: &EnumValue) {
        let (was, is) = (&before.name.text, &now.name.text);
        let message = format!("the value `{was}` of enum `{}` is called `{is}` now", pair.now.name.text);
        self.push(
            Change::new(Rule::EnumValueRenamed, format!("{}.{is}", pair.subject), message)
                .now(now.name.span, format!("{} is `{is}`", now.number))
                .before(before.name.span, format!("{} was `{was}`", before.number))
                .breaks(who::NAMES)
                .help(format!("keep the name, and write `(rust.name = \"{is}\")` for Rust alone")),
        );
    }

    fn value_removed(&mut self, pair: &Pair<'_>, before: &EnumValue) {
        let name = &before.name.text;
        let message = format!("the value `{name}` of enum `{}` is gone", pair.now.name.text);
        self.push(
            Change::new(Rule::EnumValueRemoved, format!("{}.{name}", pair.subject), message)
                .now(pair.now.name.span, "not here")
                .before(before.name.span, format!("was {}", before.number))
                .note(format!("new readers do not know {}, and those with closed enums refuse it", before.number))
                .breaks(who::breaks(Readers::New, pair.directions))
                .help(format!("keep `{name} = {}`", before.number)),
        );
    }

    fn alias_removed(&mut self, pair: &Pair<'_>, before: &EnumValue, other: &EnumValue) {
        let name = &before.name.text;
        let message = format!("the name `{name}` of enum `{}` is gone", pair.now.name.text);
        self.push(
            Change::new(Rule::EnumAliasRemoved, format!("{}.{name}", pair.subject), message)
                .now(other.name.span, format!("the number {} has this name still", before.number))
                .before(before.name.span, "was here")
                .breaks(who::CODE),
        );
    }

    fn value_added(&mut self, pair: &Pair<'_>, now: &EnumValue) {
        let name = &now.name.text;
        let message = format!("enum `{}` has a further value, `{name}`", pair.now.name.text);
        self.push(
            Change::new(Rule::EnumValueAdded, format!("{}.{name}", pair.subject), message)
                .now(now.name.span, format!("old readers do not know {}", now.number))
                .before(pair.before.name.span, "not here")
                .note("readers with open enums keep the number; closed ones refuse it")
                .breaks(who::breaks(Readers::Old, pair.directions)),
        );
    }

    fn zero(&mut self, pair: &Pair<'_>) {
        let zero = |item: &Enum| item.values.iter().find(|value| value.number == 0).map(|value| value.name.span);
        let (was, is) = (zero(pair.before), zero(pair.now));
        if was.is_some() == is.is_some() {
            return;
        }
        let (verb, has) = match is {
            Some(_) => ("has a value with the number 0 now", "is 0"),
            None => ("no longer has a value with the number 0", "was 0"),
        };
        let label = |there: Option<Span>| if there.is_some() { has } else { "none is 0" };
        self.push(
            Change::new(Rule::EnumZeroChanged, &pair.subject, format!("enum `{}` {verb}", pair.now.name.text))
                .now(is.unwrap_or(pair.now.name.span), label(is))
                .before(was.unwrap_or(pair.before.name.span), label(was))
                .note("0 stands for a field that is missing"),
        );
    }
}

/// The values of an enum by their names.
fn by_name(item: &Enum) -> HashMap<&str, &EnumValue> {
    item.values.iter().rev().map(|value| (value.name.text.as_str(), value)).collect()
}

/// Whether a number is written behind the name of a value.
fn has_number(sources: &SourceMap, name: Span) -> bool {
    let Some(file) = sources.files().get(name.file.0 as usize) else { return true };
    let mut rest = file.text().get(name.end as usize..).unwrap_or_default();
    loop {
        rest = rest.trim_start();
        let comment = match rest {
            _ if rest.starts_with("/*") => rest.split_once("*/"),
            _ if rest.starts_with("//") || rest.starts_with('#') => rest.split_once('\n'),
            _ => return rest.starts_with('='),
        };
        match comment {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
}
