//! `binary = vec`

use std::collections::HashSet;

use thrift_rs::Bytes;

use super::{plain, restyled};

mod types {
    thrift_rs::thrift!(
        "../idl/everything.thrift",
        binary = vec,
        borrowed = true,
        allow = [nonpositive_field_id, required_default]
    );
}

#[test]
fn binaries_are_vectors_and_the_same_on_the_wire() {
    let scalars = plain::Scalars { raw: Bytes::from_static(&[0, 0xff]), ..Default::default() };
    let vectors: types::Scalars = restyled(&scalars);
    assert_eq!(vectors.raw, vec![0, 0xff]);
    assert_eq!(restyled::<_, plain::Scalars>(&vectors), scalars);
    assert_eq!(types::borrowed::Scalars::from(&vectors).to_owned(), vectors);
    assert_eq!(*types::RAW, *plain::RAW);
}

#[test]
fn they_can_be_keys() {
    let containers = plain::Containers { blobs: HashSet::from([Bytes::from_static(b"blob")]), ..Default::default() };
    assert_eq!(restyled::<_, types::Containers>(&containers).blobs, HashSet::from([b"blob".to_vec()]));
}
