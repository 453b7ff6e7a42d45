//! Which changes are let through.

use super::change::Change;
use super::rule::{Category, Rule, Weight};

/// Which changes break a build.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Changes of this category, and of those before it, do. [`Category::Json`] unless something else is said.
    pub level: Category,
    /// These do not.
    pub allowed: Vec<Allowance>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { level: Category::Json, allowed: Vec::new() }
    }
}

/// A rule that may be broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The rule.
    pub rule: Rule,
    /// The one [`Change::subject`] that may break it, with all that is part of it; without it, all may.
    pub subject: Option<String>,
    /// Why nobody is hurt.
    pub reason: String,
}

impl Allowance {
    fn covers(&self, change: &Change) -> bool {
        let within = |subject: &String| match change.subject.strip_prefix(subject.as_str()) {
            Some(rest) => rest.is_empty() || rest.starts_with('.'),
            None => false,
        };
        self.rule == change.rule && self.subject.as_ref().is_none_or(within)
    }
}

/// Changes by what becomes of them.
#[derive(Debug, Default)]
pub struct Verdict<'a> {
    /// What breaks somebody whom the level concerns, and is not allowed.
    pub breaks: Vec<&'a Change>,
    /// What breaks somebody whom the level does not concern, or is only dangerous; not what is allowed.
    pub dangers: Vec<&'a Change>,
    /// What is allowed though nobody does it.
    pub unused: Vec<&'a Allowance>,
}

impl Policy {
    /// Judges changes.
    pub fn judge<'a>(&'a self, changes: &'a [Change]) -> Verdict<'a> {
        let mut verdict = Verdict::default();
        let mut used = vec![false; self.allowed.len()];
        for change in changes {
            let mut allowed = false;
            for (used, _) in used.iter_mut().zip(&self.allowed).filter(|(_, allowance)| allowance.covers(change)) {
                *used = true;
                allowed = true;
            }
            if allowed {
                continue;
            }
            let fatal = change.rule.weight() == Weight::Break && change.rule.category() <= self.level;
            if fatal { &mut verdict.breaks } else { &mut verdict.dangers }.push(change);
        }
        verdict.unused = self.allowed.iter().zip(used).filter(|(_, used)| !used).map(|(unused, _)| unused).collect();
        verdict
    }
}
