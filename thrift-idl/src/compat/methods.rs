//! Methods: whether they are answered, and with what.

use super::reach::Directions;
use super::rule::Rule;
use super::types::Site;
use super::{Change, Comparison, who};
use crate::program::{Answer, Method};

/// A method in both versions.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) before: &'a Method,
    pub(super) now: &'a Method,
}

impl Pair<'_> {
    fn site(&self, subject: &str, what: &str, directions: Directions) -> Site {
        let (old, new) = (self.before.name.span, self.now.name.span);
        Site { subject: subject.to_owned(), what: what.to_owned(), old, new, directions }
    }
}

/// What a class of methods is called, from what may be called again at will to what may not.
const CLASSES: [&str; 2] = ["readonly", "idempotent"];

impl Comparison<'_> {
    /// Compares a method whose service is `service` in selectors and messages.
    pub(super) fn methods(&mut self, pair: Pair<'_>, service: &str) {
        let subject = format!("{service}.{}", pair.now.name.text);
        self.answers(pair, &subject);
        self.returns(pair, &subject);
        self.arguments(pair, &subject);
        self.throws(pair, &subject);
        self.idempotency(pair, &subject);
        let (before, now) = (pair.before, pair.now);
        let what = format!("the method `{}`", now.name.text);
        self.rust_annotations((&before.meta, before.name.span), (&now.meta, now.name.span), &what, &subject);
    }

    fn answers(&mut self, pair: Pair<'_>, subject: &str) {
        let Pair { before, now } = pair;
        let (verb, note, help) = match (before.answer, now.answer) {
            (Answer::Reply, Answer::Oneway) => {
                ("is `oneway` now", "old clients wait for an answer that never comes", "remove `oneway`")
            }
            (Answer::Oneway, Answer::Reply) => (
                "is no longer `oneway`",
                "new clients wait for an answer of an old server that never comes",
                "write `oneway`",
            ),
            _ => return,
        };
        let message = format!("the method `{}` {verb}", now.name.text);
        self.push(
            Change::new(Rule::MethodOnewayChanged, subject, message)
                .now(now.name.span, verb)
                .before(before.name.span, "was not so")
                .note(note)
                .breaks(who::BOTH)
                .help(help),
        );
    }

    fn returns(&mut self, pair: Pair<'_>, subject: &str) {
        let Pair { before, now } = pair;
        let name = &now.name.text;
        let change = match (&before.returns, &now.returns) {
            (Some(old), Some(new)) => {
                let site = pair.site(subject, &format!("what `{name}` returns"), Directions::RESULT);
                return self.types_differ(old, new, Rule::ReturnTypeChanged, &site);
            }
            // Of a change to or from `oneway`, enough is said.
            _ if before.answer != now.answer => return,
            (None, None) => return,
            (None, Some(new)) => {
                let ty = crate::write::type_name(self.new.program, new);
                Change::new(
                    Rule::ReturnValueAdded,
                    subject,
                    format!("the method `{name}` was `void`, and returns `{ty}`"),
                )
                .now(now.name.span, format!("returns `{ty}`"))
                .before(before.name.span, "was `void`")
                .note("new clients find no result in the answers of old servers")
                .breaks(who::NEW_CLIENTS)
            }
            (Some(old), None) => {
                let ty = crate::write::type_name(self.old.program, old);
                Change::new(
                    Rule::ReturnValueRemoved,
                    subject,
                    format!("the method `{name}` returned `{ty}`, and is `void`"),
                )
                .now(now.name.span, "is `void`")
                .before(before.name.span, format!("returned `{ty}`"))
                .note("old clients find no result in the answers of new servers")
                .breaks(who::OLD_CLIENTS)
            }
        };
        self.push(change.help("keep the method, and add another one beside it"));
    }

    fn idempotency(&mut self, pair: Pair<'_>, subject: &str) {
        let class = |method: &Method| {
            let has = |class: &&str| method.meta.annotations.iter().any(|note| note.key.text == **class);
            CLASSES.iter().position(has).unwrap_or(CLASSES.len())
        };
        let (was, is) = (class(pair.before), class(pair.now));
        let Some(word) = CLASSES.get(was).filter(|_| is > was) else { return };
        self.push(
            Change::new(
                Rule::IdempotencyWeakened,
                subject,
                format!("the method `{}` is no longer `{word}`", pair.now.name.text),
            )
            .now(pair.now.name.span, format!("is not `{word}`"))
            .before(pair.before.name.span, format!("was `{word}`"))
            .note("old clients still call it again after a failure")
            .breaks(who::OLD_CLIENTS),
        );
    }
}
