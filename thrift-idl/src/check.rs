//! What a program must keep to besides the grammar: one rule a function.

use crate::resolve::Resolved;

/// Checks a program.
pub(crate) fn check(_resolved: &Resolved<'_>) {}
