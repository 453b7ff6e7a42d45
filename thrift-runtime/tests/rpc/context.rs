//! What a handler knows of its request, and what travels beside calls.

mod cancellation;
mod current;
mod deadlines;
mod headers;
mod inheritance;
mod metadata;
mod probe;
