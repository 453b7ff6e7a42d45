//! What a handler knows of its request, and what travels beside calls.

mod cancellation;
mod current;
mod deadlines;
mod inheritance;
mod metadata;
mod probe;
