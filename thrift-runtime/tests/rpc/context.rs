//! What travels beside calls.

mod metadata;
