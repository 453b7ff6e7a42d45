//! Who breaks: of clients and servers, and of readers of what is kept.

use super::reach::Directions;

/// Whose reading fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Those of the old version, of what new ones write.
    Old,
    /// Those of the new version, of what old ones write.
    New,
    /// Both.
    Both,
}

/// Who breaks, if values travel in these directions.
pub(super) fn breaks(readers: Readers, directions: Directions) -> String {
    let old = readers != Readers::New;
    let new = readers != Readers::Old;
    if directions == Directions::default() {
        return match readers {
            Readers::Old => "old readers of what new writers write",
            Readers::New => "new readers of what old writers wrote",
            Readers::Both => "readers of what the other version writes, old and new",
        }
        .to_owned();
    }
    let Directions { to_server, to_client } = directions;
    let old_clients = old && to_client || new && to_server;
    let new_clients = old && to_server || new && to_client;
    match (old_clients, new_clients) {
        (true, true) => BOTH,
        (true, false) => OLD_CLIENTS,
        (false, _) => NEW_CLIENTS,
    }
    .to_owned()
}

/// Clients of one version with servers of the other, both ways.
pub(super) const BOTH: &str = "old clients with new servers, and new clients with old servers";
pub(super) const OLD_CLIENTS: &str = "old clients with new servers";
pub(super) const NEW_CLIENTS: &str = "new clients with old servers";
/// Who goes by names.
pub(super) const NAMES: &str = "readers that go by names, as those of readable JSON do; binary and compact have none";
/// Nobody who is a peer.
pub(super) const CODE: &str = "code that is compiled against it; peers notice nothing";
/// Who reads JSON.
pub(super) const JSON: &str = "readers of JSON, old and new; in binary and compact, both are the same";
