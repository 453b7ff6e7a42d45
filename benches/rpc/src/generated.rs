//! What the peers' generators made of `idl/rpc.thrift`; how to renew it stands in `benches/generate/src/main.rs`.

/// By Apache's compiler 0.17.
#[allow(clippy::all, clippy::expect_used, clippy::unwrap_used, dead_code, rust_2018_idioms, unreachable_pub)]
#[rustfmt::skip]
pub(crate) mod apache;

/// By volo-build 0.12.
#[allow(clippy::all, unreachable_pub, unsafe_code)]
#[rustfmt::skip]
mod volo_file {
    include!("generated/volo.rs");
}

pub(crate) use volo_file::volo::rpc as volo;
