//! What the IDL does not know: skipped, or carried.

use thrift_rs::{Bytes, TType, UnknownField, WireValue, binary};

use super::*;

mod kept {
    thrift_rs::thrift!(idl = "struct Point { 1: i32 x }", keep_unknown = true);
}

#[test]
fn unknown_fields_and_those_of_another_type_are_skipped() {
    let point = shared::Point { x: 1, y: 2.0 };
    for strange in [
        r#""9":{"i32":-7}"#,
        r#""9":{"str":"\u00e9 [{"}"#,
        "\"9\":{\"str\":\"\u{1}\"}",
        r#""9":{"uid":"00000000-0000-0000-0000-000000000000"}"#,
        r#""9":{"rec":{"1":{"map":["str","lst",1,{"k":["dbl",1,NaN]}]}}}"#,
        r#""9":{"map":["rec","tf",1,{{"1":{"i8":1}}:true}]}"#,
        r#""9":{"set":["void",0]}"#,
        r#""1":{"i64":7}"#,
        r#""1":{"map":["str","str",0,{}]}"#,
        r#""2":{"str":"not a double"}"#,
        r#""-32768":{"i16":1}"#,
    ] {
        let text = format!(r#"{{{strange},"1":{{"i32":1}},{strange},"2":{{"dbl":2}},{strange}}}"#);
        assert_eq!(read::<shared::Point>(&text).unwrap(), point, "{text}");
    }
}

#[test]
fn a_set_is_no_list() {
    let text = r#"{"1":{"set":["str",1,"a"]},"3":{"lst":["i64",1,5]},"2":{"lst":["str",1,"a"]}}"#;
    assert_eq!(read::<Containers>(text).unwrap(), Containers { texts: vec!["a".into()], ..Containers::default() });
}

#[test]
fn what_is_skipped_must_be_well_formed() {
    assert_error::<Empty>(r#"{"9":{"i8":128}}"#, "a number is out of the range of `i8` in `Empty.9` (at byte 11)");
    assert_error::<Empty>(
        r#"{"9":{"f32":1}}"#,
        "the name of a wire type is expected, not `\"f32\":1}}` in `Empty.9` (at byte 6)",
    );
    assert_error::<Empty>(
        r#"{"9":{"lst":["i32",2,1]}}"#,
        "a container has 1 elements, not 2 as it says in `Empty.9` (at byte 22)",
    );
}

#[test]
fn unknown_members_of_unions_are_carried() {
    let text = concat!(
        r#"{"99":{"rec":{"1":{"tf":1},"2":{"i8":-1},"3":{"i16":2},"4":{"i32":3},"5":{"i64":4},"6":{"dbl":0.5},"#,
        r#""7":{"str":"t\u0001xt"},"8":{"uid":"00000000-0000-0000-0000-000000000007"},"9":{"lst":["str",1,"a"]},"#,
        r#""10":{"set":["i32",0]},"11":{"map":["i32","rec",1,{"1":{}}]}}}}"#
    );
    let choice: Choice = read(text).unwrap();
    let Choice::Unknown(field) = &choice else { panic!("{choice:?}") };
    assert_eq!((field.id, field.value.ttype()), (99, TType::Struct));
    assert_eq!(write(&choice), text);
}

#[test]
fn an_unknown_string_is_text_if_it_can_be() {
    let unknown = |bytes: &'static [u8]| {
        Choice::Unknown(UnknownField { id: 99, value: WireValue::String(Bytes::from_static(bytes)) })
    };
    assert_text(&unknown("é".as_bytes()), r#"{"99":{"str":"é"}}"#);
    assert_eq!(write(&unknown(&[0xff])), r#"{"99":{"str":"/w=="}}"#);
    // Nothing says that it is base64.
    assert_eq!(read::<Choice>(r#"{"99":{"str":"/w=="}}"#).unwrap(), unknown(b"/w=="));
}

#[test]
fn numbers_of_enums_that_have_no_name_survive() {
    assert_text(&vec![Color(1000), Color::RED], r#"["i32",2,1000,1]"#);
}

#[test]
fn an_empty_container_of_no_type_is_written_all_the_same() {
    // As a peer might have sent it: types 0.
    let bytes = [13, 0, 99, 0, 0, 0, 0, 0, 0, 0];
    let choice: Choice = binary::from_slice(&bytes).unwrap();
    assert_eq!(write(&choice), r#"{"99":{"map":["str","str",0,{}]}}"#);
    let choice: Choice = read(r#"{"99":{"map":["i8","no type",0,{}]}}"#).unwrap();
    assert_text(&choice, r#"{"99":{"map":["i8","str",0,{}]}}"#);
}

#[test]
fn fields_that_are_kept_are_written_again() {
    let text = r#"{"2":{"dbl":0.5},"1":{"i32":7},"3":{"str":"\u00e9"},"1":{"lst":["rec",1,{}]}}"#;
    let point: kept::Point = read(text).unwrap();
    assert_eq!(write(&point), r#"{"1":{"i32":7},"2":{"dbl":0.5},"3":{"str":"é"},"1":{"lst":["rec",1,{}]}}"#);
    // By way of binary nothing is lost.
    let other: kept::Point = binary::from_slice(&binary::to_vec(&point).unwrap()).unwrap();
    assert_eq!(other, point);
    // A binary is not known to be one.
    let other: kept::Point = binary::from_slice(&[11, 0, 9, 0, 0, 0, 1, 0xff, 0]).unwrap();
    assert_eq!(write(&other), r#"{"1":{"i32":0},"9":{"str":"/w=="}}"#);
}
