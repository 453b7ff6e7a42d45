//! `strings = shared`

use std::collections::HashMap;

use thrift_rs::{Bytes, SharedString, binary, compact};

use super::{plain, restyled};

mod types {
    thrift_rs::thrift!("../idl/everything.thrift", strings = shared, allow = [nonpositive_field_id, required_default]);
}

/// Longer than what a shared string holds in place.
const LONG: &str = "a text that is longer than what is held in place";

#[test]
fn strings_are_cheap_to_clone_and_the_same_on_the_wire() {
    let value = plain::Containers {
        texts: vec!["".into(), "short".into(), LONG.into()],
        counts: HashMap::from([("one".into(), 1), (LONG.into(), 2)]),
        ..Default::default()
    };
    let shared: types::Containers = restyled(&value);
    assert_eq!(shared.texts, ["", "short", LONG]);
    assert_eq!(shared.counts.get(LONG), Some(&2));
    assert_eq!(shared.texts[2].clone().as_ptr(), shared.texts[2].as_ptr());
    assert_eq!(restyled::<_, plain::Containers>(&shared), value);
}

#[test]
fn defaults_and_constants_are_of_the_chosen_type() {
    let text: SharedString = types::Presence::default().must_text;
    assert_eq!(text, "required default");
    assert_eq!(types::WORDS.get("a").map(SharedString::as_str), Some("a"));
    assert_eq!(types::GREETING, plain::GREETING);
    assert_eq!(types::Oops { message: "no".into(), code: 1 }.to_string(), "Oops: no");
}

#[test]
fn long_strings_are_slices_of_the_frame() {
    let scalars = plain::Scalars { text: LONG.into(), ..Default::default() };
    for frame in [binary::to_vec(&scalars), compact::to_vec(&scalars)].map(|bytes| Bytes::from(bytes.unwrap())) {
        let binary = frame[0] == 2;
        let shared: types::Scalars =
            if binary { binary::from_bytes(&frame) } else { compact::from_bytes(&frame) }.unwrap();
        assert!(frame.as_ptr_range().contains(&shared.text.as_ptr()));
        assert_eq!(shared.text, LONG);
    }
}

#[test]
fn what_is_no_text_is_an_error() {
    for text in [&[0xff][..], &[b'a', 0xc3], &[0xed, 0xa0, 0x80].repeat(20)] {
        let bytes = binary::to_vec(&vec![Bytes::copy_from_slice(text)]).unwrap();
        let error = binary::from_slice::<Vec<SharedString>>(&bytes).unwrap_err();
        assert!(error.to_string().contains("a string is not UTF-8"), "{error}");
        binary::from_bytes::<Vec<SharedString>>(&Bytes::from(bytes)).unwrap_err();
    }
}
