//! The keys of TTHeader, as Kitex and volo know them, and those of metadata that they come to.
//!
//! What the frameworks' users see of each other's strings has a prefix that says how far it goes: to the next service, through
//! all of them, or back. Here it goes as far as somebody passes it on, so that the prefix comes off, but for the one of what
//! goes through all services: who passes that on passes the key on as it is.

use std::borrow::Cow;

use crate::deadline::CLIENT_TIMEOUT;

/// In front of what goes to the next service.
const TRANSIENT: &str = "RPC_TRANSIT_";
/// In front of what goes through all services.
const PERSISTENT: &str = "RPC_PERSIST_";
/// In front of what goes back.
const BACKWARD: &str = "RPC_BACKWARD_";

/// What the frameworks tell each other, without a prefix.
const BARE: &[&str] = &["rip", "tc", "ti", "isn", "crrst", "biz-status", "biz-message", "biz-extra", "K_ProcessAtTime"];

/// The method that a request names.
pub(super) const TO_METHOD: u16 = 9;
/// The kind of a message, as its number in decimal digits.
pub(super) const MESSAGE_TYPE: u16 = 22;

/// Numbers that stand for keys, with the keys of metadata.
const NUMBERS: &[(u16, &str)] = &[
    (1, "transport_type"),
    (2, "log_id"),
    (3, "from_service"),
    (4, "from_cluster"),
    (5, "from_idc"),
    (6, "to_service"),
    (7, "to_cluster"),
    (8, "to_idc"),
    (TO_METHOD, "to_method"),
    (10, "env"),
    (11, "dest_address"),
    (12, CLIENT_TIMEOUT),
    (13, "read_timeout"),
    (14, "ring_hash_key"),
    (15, "ddp_tag"),
    (16, "with_mesh_header"),
    (17, "connect_timeout"),
    (18, "span_context"),
    (19, "short_connection"),
    (20, "from_method"),
    (21, "stress_tag"),
    (23, "http_content_type"),
    (24, "raw_ring_hash_key"),
    (25, "lb_type"),
];

/// The key of metadata that this number stands for.
pub(super) fn named(number: u16) -> Option<&'static str> {
    NUMBERS.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// The number that stands for a key of metadata.
pub(super) fn numbered(key: &str) -> Option<u16> {
    NUMBERS.iter().find(|(_, name)| name.eq_ignore_ascii_case(key)).map(|(number, _)| *number)
}

/// The key of metadata that this key is.
pub(super) fn stripped(key: &[u8]) -> &[u8] {
    let key = key.strip_prefix(TRANSIENT.as_bytes()).unwrap_or(key);
    key.strip_prefix(BACKWARD.as_bytes()).unwrap_or(key)
}

/// The key of TTHeader that a key of metadata is, in a request or in a reply.
pub(super) fn prefixed(key: &str, is_reply: bool) -> Cow<'_, str> {
    let prefixes = [TRANSIENT, PERSISTENT, BACKWARD];
    if BARE.contains(&key) || prefixes.iter().any(|prefix| key.starts_with(prefix)) {
        return key.into();
    }
    let prefix = if is_reply { BACKWARD } else { TRANSIENT };
    format!("{prefix}{key}").into()
}
