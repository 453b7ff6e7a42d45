//! Arguments of methods.

use super::fates::{Fate, fates};
use super::methods::Pair;
use super::reach::Directions;
use super::rule::Rule;
use super::types::Site;
use super::who::{self, Readers};
use super::{Change, Comparison};
use crate::program::{Field, Requiredness};

impl Comparison<'_> {
    pub(super) fn arguments(&mut self, pair: Pair<'_>, subject: &str) {
        let (before, now) = (&pair.before.args, &pair.now.args);
        for fate in fates(before, now, |field| field.name.text.as_str(), |field| &field.name.text) {
            match fate {
                // Nobody goes by the names of arguments.
                Fate::Kept(before, now) | Fate::Replaced(before, now) => {
                    self.argument_kept(pair, (before, now), subject)
                }
                Fate::Moved(before, now) => {
                    let site = self.argument(pair, (before, now), subject);
                    self.id_changed(Rule::ArgumentIdChanged, &site, (before, now));
                }
                Fate::Removed(before) => self.argument_removed(pair, before, subject),
                Fate::Added(now) => self.argument_added(pair, now, subject),
            }
        }
    }

    fn argument(&self, pair: Pair<'_>, (before, now): (&Field, &Field), subject: &str) -> Site {
        Site {
            subject: format!("{subject}.{}", now.name.text),
            what: format!("the argument `{}` of `{}`", now.name.text, pair.now.name.text),
            old: before.span,
            new: now.span,
            directions: Directions::ARGUMENTS,
        }
    }

    fn argument_kept(&mut self, pair: Pair<'_>, (before, now): (&Field, &Field), subject: &str) {
        let site = self.argument(pair, (before, now), subject);
        self.types_differ(&before.ty, &now.ty, Rule::ArgumentTypeChanged, &site);
        self.default(&site, before, now);
        let required = |field: &Field| field.requiredness == Requiredness::Required;
        let (rule, verb, readers, note) = match (required(before), required(now)) {
            (false, true) => (
                Rule::ArgumentBecameRequired,
                "is required now",
                Readers::New,
                "new servers refuse a call without it, and old clients may leave it out",
            ),
            (true, false) => (
                Rule::ArgumentNoLongerRequired,
                "is no longer required",
                Readers::Old,
                "old servers refuse a call without it, and new clients may leave it out",
            ),
            _ => return,
        };
        self.push(
            Change::new(rule, &site.subject, format!("{} {verb}", site.what))
                .now(now.span, verb)
                .before(before.span, "was not so")
                .note(note)
                .breaks(who::breaks(readers, site.directions))
                .help(if required(now) { "remove `required`" } else { "write `required` as before" }),
        );
    }

    fn argument_removed(&mut self, pair: Pair<'_>, before: &Field, subject: &str) {
        let note = match before.requiredness {
            Requiredness::Required => "old servers refuse a call without it",
            _ => "old servers go on with its default, or the zero of its type",
        };
        let message = format!("the argument `{}` of `{}` is gone", before.name.text, pair.now.name.text);
        self.push(
            Change::new(Rule::ArgumentRemoved, format!("{subject}.{}", before.name.text), message)
                .now(pair.now.name.span, "not here")
                .before(before.span, "was here")
                .note(note)
                .breaks(who::NEW_CLIENTS)
                .help(format!("keep `{}`", self.written(before.span))),
        );
    }

    fn argument_added(&mut self, pair: Pair<'_>, now: &Field, subject: &str) {
        let (required, name, method) =
            (now.requiredness == Requiredness::Required, &now.name.text, &pair.now.name.text);
        let (rule, kind, note) = match required {
            true => {
                (Rule::RequiredArgumentAdded, "a further required argument", "new servers refuse a call without it")
            }
            false => (
                Rule::ArgumentAdded,
                "a further argument",
                "new servers go on with its default, or the zero of its type",
            ),
        };
        let change = Change::new(rule, format!("{subject}.{name}"), format!("`{method}` has {kind}, `{name}`"))
            .now(now.span, "old clients do not send it")
            .before(pair.before.name.span, "not here")
            .note(note)
            .breaks(who::OLD_CLIENTS);
        self.push(if required { change.help("remove `required`") } else { change });
    }
}
