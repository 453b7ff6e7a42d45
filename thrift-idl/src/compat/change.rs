//! A change, as a value.

use super::rule::{Rule, Weight};
use crate::diagnostic::{Label, printable};
use crate::render::{Place, rendered};
use crate::source::{SourceMap, Span};

/// A change from one version to the next that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule.
    pub rule: Rule,
    /// What changed, as selectors name it: `User`, `User.name`, `UserService.getUser`, with its file in front where that
    /// is no root.
    pub subject: String,
    /// What changed, in one line.
    pub message: String,
    /// Places in the new version; the first is the primary one.
    pub new: Vec<Label>,
    /// Places in the old version. One of both versions is there at least.
    pub old: Vec<Label>,
    /// What follows from it, and for whom.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Vec<String>,
}

impl Change {
    pub(super) fn new(rule: Rule, subject: impl Into<String>, message: impl Into<String>) -> Change {
        Change {
            rule,
            subject: subject.into(),
            message: printable(message.into()),
            new: Vec::new(),
            old: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    pub(super) fn now(mut self, span: Span, text: impl Into<String>) -> Change {
        self.new.push(Label { span, text: printable(text.into()) });
        self
    }

    pub(super) fn before(mut self, span: Span, text: impl Into<String>) -> Change {
        self.old.push(Label { span, text: printable(text.into()) });
        self
    }

    pub(super) fn note(mut self, text: impl Into<String>) -> Change {
        self.notes.push(printable(text.into()));
        self
    }

    /// Says who breaks.
    pub(super) fn breaks(self, whom: impl Into<String>) -> Change {
        let verb = match self.rule.weight() {
            Weight::Break => "breaks",
            Weight::Danger => "may break",
        };
        let note = format!("{verb} {}", whom.into());
        self.note(note)
    }

    /// Says what follows, if it does not go without saying, and who breaks.
    pub(super) fn follows(self, consequence: Option<&str>, whom: impl Into<String>) -> Change {
        match consequence {
            Some(consequence) => self.note(consequence),
            None => self,
        }
        .breaks(whom)
    }

    pub(super) fn help(mut self, text: impl Into<String>) -> Change {
        self.help.push(printable(text.into()));
        self
    }

    /// The change with snippets of both versions, without a final line break and without its weight in front.
    pub fn render(&self, old: &SourceMap, new: &SourceMap) -> String {
        let now = self.new.iter().filter_map(|label| Place::new(label, new));
        let before = self.old.iter().filter_map(|label| Place::new(label, old));
        rendered(&self.message, &now.chain(before).collect::<Vec<_>>(), &self.notes, &self.help)
    }
}
