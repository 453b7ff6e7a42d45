//! What the peers' generators made of `idl/codec.thrift`; how to renew it stands in `benches/generate/src/main.rs`.

/// By Apache's compiler 0.17.
#[allow(clippy::all, clippy::expect_used, dead_code, rust_2018_idioms, unreachable_pub)]
#[rustfmt::skip]
pub(crate) mod apache;

/// By pilota-build 0.13.
#[allow(clippy::all, unreachable_pub, unsafe_code)]
#[rustfmt::skip]
mod pilota_file {
    include!("generated/pilota.rs");
}

pub(crate) use pilota_file::pilota::codec as pilota;
