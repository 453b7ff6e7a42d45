//! An IDL may name its types, fields and methods as it likes.

thrift_rs::thrift!("idl/hostile_names.thrift");

#[test]
fn names_of_the_prelude_are_free() {
    let result = Result { option: Option { value: 7 }, vec: ::core::option::Option::None };
    let bytes = thrift_rs::binary::to_vec(&result).unwrap();
    assert_eq!(thrift_rs::binary::from_slice::<Result>(&bytes).unwrap(), result);
}

#[test]
fn keywords_are_raw_or_underscored() {
    let all = Keywords { r#type: 1, self_: 2, r#async: 3, super_: 4, ..::core::default::Default::default() };
    let bytes = thrift_rs::binary::to_vec(&all).unwrap();
    assert_eq!(thrift_rs::binary::from_slice::<Keywords>(&bytes).unwrap(), all);
}

#[test]
fn a_file_may_be_called_anything() {
    assert_eq!(_1_1::Odd::default(), _1_1::Odd { a: 0 });
}
