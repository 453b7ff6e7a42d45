//! `ids.thrift` on our side: a sample, and a handler that gives back what comes.

use thrift_rs::{Result, Uuid};

thrift_rs::include_thrift!("../../idl/ids.thrift");

/// Serves `Registry`.
#[derive(Debug)]
pub struct Registrar;

impl registry::Iface for Registrar {
    async fn ids(&self, value: Ids) -> Result<Ids> {
        Ok(value)
    }

    async fn one(&self, value: Uuid) -> Result<Uuid> {
        Ok(value)
    }
}

/// The least, the greatest, and one that shows the order of bytes.
pub const UUIDS: [Uuid; 3] = [Uuid::nil(), Uuid::max(), Uuid::from_u128(0x00112233_4455_6677_8899_aabbccddeeff)];

impl Ids {
    /// As peers have it, too.
    pub fn sample() -> Self {
        let named = UUIDS.map(|id| (id, id.to_string()));
        Self { one: UUIDS[2], many: UUIDS.to_vec(), named: named.into() }
    }
}
