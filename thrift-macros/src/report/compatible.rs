//! Changes that break peers of an older version.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use thrift_idl::compat::{Allowance, Change, Version, compare};
use thrift_idl::{Loaded, Severity};

use crate::load::Outcome;
use crate::options::Call;

/// How many changes are shown; the rest are counted. More would bury the first, and the first ones are the likely cause.
const SHOWN: usize = 20;

impl Outcome {
    /// The errors of the old version, or what breaks its peers.
    pub(super) fn incompatible(&self, call: &Call) -> Vec<TokenStream> {
        let (Some(old), Some(source)) = (&self.old, &call.options.compatible.with) else {
            return Vec::new();
        };
        let span = source.literal().span();
        let error = |text: String| quote_spanned!(span=> ::core::compile_error! { #text });
        let Some(before) = Version::of(old) else { return errors_of(old).map(error).collect() };
        let Some(now) = Version::of(&self.loaded) else { return Vec::new() };
        let policy = call.options.compatible.policy();
        let changes = compare(before, now);
        let verdict = policy.judge(&changes);
        let mut out: Vec<TokenStream> = Vec::new();
        for change in verdict.breaks.iter().take(SHOWN) {
            let text = allowable(change).render(before.sources, now.sources);
            out.push(quote_spanned!(span=> ::core::compile_error! { #text }));
        }
        if let Some(more) = verdict.breaks.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let s = if more == 1 { "" } else { "s" };
            let text = format!("{more} more breaking change{s} not shown");
            out.push(quote_spanned!(span=> ::core::compile_error! { #text }));
        }
        for allowed in &call.options.compatible.allowed {
            if verdict.unused.iter().any(|unused| **unused == allowed.allowance) {
                let text = unused(&allowed.allowance, &changes);
                out.push(syn::Error::new(allowed.span, text).to_compile_error());
            }
        }
        out
    }
}

/// What is wrong with a version.
pub(crate) fn errors_of(old: &Loaded) -> impl Iterator<Item = String> + '_ {
    let errors = old.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| diagnostic.render(&old.sources))
}

/// A change with what to write if nobody is hurt.
pub(crate) fn allowable(change: &Change) -> Change {
    let mut change = change.clone();
    let (rule, subject) = (change.rule.name(), &change.subject);
    let what = if subject.is_empty() { String::new() } else { format!("(\"{subject}\")") };
    change.help.push(format!("or say why nobody is hurt: `allow_breaking = [{rule}{what} = \"…\"]`"));
    change
}

/// What is wrong with an entry that allows nothing.
pub(crate) fn unused(allowance: &Allowance, changes: &[Change]) -> String {
    let rule = allowance.rule.name();
    let of_rule = || changes.iter().filter(|change| change.rule == allowance.rule);
    match &allowance.subject {
        Some(subject) if of_rule().next().is_some() => {
            let subjects: Vec<String> = of_rule().take(SHOWN).map(|change| format!("`{}`", change.subject)).collect();
            format!("no change of `{subject}` breaks `{rule}`\nwhat breaks it is {}", subjects.join(", "))
        }
        _ => format!("no change breaks `{rule}`: remove it"),
    }
}
