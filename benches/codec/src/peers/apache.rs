//! Apache's crate `thrift`.

use thrift::protocol::{
    TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol, TCompactOutputProtocol, TSerializable,
};

use crate::codec::Codec;

macro_rules! protocol {
    ($name:ident, $input:expr, $output:expr) => {
        pub(crate) struct $name;

        impl<T: TSerializable> Codec<T> for $name {
            type Input = &'static [u8];
            type Buffer = Vec<u8>;
            type Error = thrift::Error;

            fn input(bytes: &'static [u8]) -> Self::Input {
                bytes
            }

            fn decode(input: &Self::Input) -> thrift::Result<T> {
                T::read_from_in_protocol(&mut $input(*input))
            }

            fn encode(value: &T, buffer: &mut Vec<u8>) -> thrift::Result<()> {
                buffer.clear();
                value.write_to_out_protocol(&mut $output(buffer))
            }

            fn bytes(buffer: &Vec<u8>) -> &[u8] {
                buffer
            }
        }
    };
}

protocol!(Binary, |bytes| TBinaryInputProtocol::new(bytes, true), |bytes| TBinaryOutputProtocol::new(bytes, true));
protocol!(Compact, TCompactInputProtocol::new, TCompactOutputProtocol::new);
