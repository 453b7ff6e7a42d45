//! Who takes part.

/// A case, with all who take a type of `codec.thrift` through a protocol; `$cpp` is the C++ program, if there is one.
///
/// A further build of ours, or a further protocol, is a [`Codec`](crate::codec::Codec) in `peers/ours.rs`, a name in `peer.rs`
/// and a line here.
macro_rules! race {
    ($cpp:expr, $type:ident, $value:expr, $about:expr) => {{
        use $crate::contender::{Contenders, decode};
        use $crate::generated;
        use $crate::messages::Sent;
        use $crate::peer::Peer;
        use $crate::peers::{apache, compact_thrift, copies, fbthrift, ours, pilota, prost, serde_json};
        use $crate::protocol::Protocol;

        type Owned = ours::owned::$type;
        type Shared = ours::shared::$type;
        type Borrowed = ours::borrowed::$type;
        type Apache = generated::apache::$type;
        type Pilota = generated::pilota::$type;
        type FbThrift = fbthrift::types::$type;
        type CompactThrift = compact_thrift::types::$type;
        type Prost = prost::types::$type;

        let value = std::rc::Rc::new($value);
        let mut all = Contenders::default();

        let bytes = thrift_rs::binary::to_vec(&*value)?;
        let sent =
            Sent::new(Protocol::Binary, &value, bytes, |bytes: &[u8]| thrift_rs::binary::from_slice::<Owned>(bytes));
        let binary = sent.message();
        all.add::<ours::Binary, Owned>(Peer::ThriftRs, binary);
        all.add::<ours::SharedBinary, Shared>(Peer::ThriftRsShared, binary);
        all.add::<ours::Binary, Borrowed>(Peer::ThriftRsBorrowed, binary);
        all.add::<apache::Binary, Apache>(Peer::Apache, binary);
        all.add::<pilota::Binary, Pilota>(Peer::Pilota, binary);
        all.add::<pilota::BinaryUnsafe, Pilota>(Peer::PilotaUnsafe, binary);
        all.add::<fbthrift::Binary, FbThrift>(Peer::FbThrift, binary);
        if let Some(cpp) = $cpp {
            cpp.add(&mut all, stringify!($type), binary);
        }
        copies::add::<ours::Binary, Owned>(&mut all, binary);

        let bytes = thrift_rs::compact::to_vec(&*value)?;
        let sent =
            Sent::new(Protocol::Compact, &value, bytes, |bytes: &[u8]| thrift_rs::compact::from_slice::<Owned>(bytes));
        let compact = sent.message();
        all.add::<ours::Compact, Owned>(Peer::ThriftRs, compact);
        all.add::<ours::SharedCompact, Shared>(Peer::ThriftRsShared, compact);
        all.add::<ours::Compact, Borrowed>(Peer::ThriftRsBorrowed, compact);
        all.add::<apache::Compact, Apache>(Peer::Apache, compact);
        // It cannot decode every message of this protocol.
        all.add_encoder::<pilota::Compact, _>(Peer::Pilota, compact, decode::<pilota::Binary, Pilota>(binary));
        all.add_decoder::<pilota::Compact, Pilota>(Peer::Pilota, compact);
        all.add::<fbthrift::Compact, FbThrift>(Peer::FbThrift, compact);
        all.add::<compact_thrift::Compact, CompactThrift>(Peer::CompactThrift, compact);
        if let Some(cpp) = $cpp {
            cpp.add(&mut all, stringify!($type), compact);
        }
        copies::add::<compact_thrift::Compact, CompactThrift>(&mut all, compact);

        let bytes = ::serde_json::to_vec(&*value)?;
        let protobuf: std::rc::Rc<Prost> = std::rc::Rc::new(::serde_json::from_slice(&bytes)?);
        let encoded = ::prost::Message::encode_to_vec(&*protobuf);
        let sent = Sent::new(Protocol::Protobuf, &protobuf, encoded, prost::read::<Prost>);
        all.add::<prost::Protobuf, Prost>(Peer::Prost, sent.message());

        let ours = thrift_rs::json::to_vec(&*value)?;
        let read = |bytes: &[u8]| thrift_rs::json::from_slice::<Owned>(bytes);
        let sent = Sent::new(Protocol::Json, &value, ours, read);
        all.add::<ours::Json, Owned>(Peer::ThriftRs, sent.message());

        let sent = Sent::new(Protocol::Json, &value, bytes, |bytes: &[u8]| ::serde_json::from_slice::<Owned>(bytes));
        all.add::<serde_json::Json, Owned>(Peer::SerdeJson, sent.message());

        Ok($crate::cases::Case { about: $about.into(), contenders: all })
    }};
}

pub(crate) use race;
