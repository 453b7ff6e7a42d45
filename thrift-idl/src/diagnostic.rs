//! Diagnostics as values: what is wrong, by which rule, and where.

use crate::source::Span;

mod printable;
mod rule;

pub(crate) use printable::{is_hidden, printable};
pub use rule::Rule;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The program cannot be used.
    Error,
    /// The program can be used, but something in it is dangerous or only tolerated.
    Warning,
}

/// A place that a diagnostic points at, with a few words on what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say about it; may be empty.
    pub text: String,
}

/// Something to tell the author of the IDL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The rule that was broken.
    pub rule: Rule,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where it is: the first is the primary one. Empty where no file is concerned, as for a root that is not found.
    pub labels: Vec<Label>,
    /// What to type instead.
    pub help: Vec<String>,
    /// Further facts.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic of the rule's own severity that points nowhere yet.
    ///
    /// A message is one line: characters of the IDL that would break it, or change the order of others, show as escapes, in
    /// labels, help and notes as well.
    pub fn new(rule: Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: rule.severity(),
            rule,
            message: printable(message.into()),
            labels: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a label; the first one is the primary.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: printable(text.into()) });
        self
    }

    /// Adds a line on what to type.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(printable(text.into()));
        self
    }

    /// Adds a fact.
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(printable(text.into()));
        self
    }

    /// Adds `did you mean …` if there is something to suggest.
    pub(crate) fn did_you_mean(self, name: Option<impl AsRef<str>>) -> Diagnostic {
        match name {
            Some(name) => self.help(format!("did you mean `{}`?", name.as_ref())),
            None => self,
        }
    }

    /// Where it points first.
    pub fn primary(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// How many errors are reported; the rest are counted. More would bury the first, and the first ones are the likely cause.
pub(crate) const MAX_ERRORS: usize = 20;

/// Puts diagnostics into source order and keeps [`MAX_ERRORS`] errors, with one more that counts the others.
pub(crate) fn arrange(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|d| d.primary().map(|span| (span.file, span.start)));
    let mut errors = 0usize;
    diagnostics.retain(|d| {
        errors += usize::from(d.severity == Severity::Error);
        d.severity != Severity::Error || errors <= MAX_ERRORS
    });
    if let Some(more) = errors.checked_sub(MAX_ERRORS).filter(|more| *more > 0) {
        let s = if more == 1 { "" } else { "s" };
        diagnostics.push(Diagnostic::new(Rule::TooManyErrors, format!("{more} more error{s} not shown")));
    }
    diagnostics
}

/// Where the stages after the parser leave their diagnostics.
#[derive(Debug, Default)]
pub(crate) struct Reports(std::cell::RefCell<Vec<Diagnostic>>);

impl Reports {
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}
