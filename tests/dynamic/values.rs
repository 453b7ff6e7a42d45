//! Types are found by their names, and values are what they should be.

use thrift_rs::dynamic::{Schema, StructValue, Value};
use thrift_rs::{Protocol, TType, UnknownField, WireValue};

use super::{SCHEMA, find};

#[test]
fn types_are_found_with_and_without_their_files() {
    for name in ["Scalars", "everything.Scalars", "shared.Point", "Point", "deep-er.v1.Deep", "Deep", "Oops", "byte"] {
        assert!(SCHEMA.find(name).is_some(), "{name}");
    }
    for name in ["Scalar", "shared.Scalars", "LIMIT", "Everything", "", ".", "shared.", "Scalars.x"] {
        assert!(SCHEMA.find(name).is_none(), "{name}");
    }
    assert_eq!(find("Counts").list().to_string(), "list<map<string, i32>>");
    assert_eq!(find("Path").set().to_string(), "set<list<Point>>");
}

#[test]
fn what_does_not_fit_is_said_with_its_place() {
    let idl = "
        enum Color { RED = 1 }
        union Either { 1: i32 a, 2: string b }
        struct User {
            1: required i32 id, 2: string name, 3: list<User> friends, 4: map<string, i8> ages, 5: Color color, 6: Either either,
            7: map<i32, list<bool>> table
        }";
    let user = Schema::parse(idl).unwrap().find("User").unwrap();
    let ok = || StructValue::new().with(1, 1);
    let in_friend = |id: i16, value: Value| ok().with(3, vec![ok(), ok().with(id, value)]);
    let cases: [(StructValue, &str); 11] = [
        (StructValue::new(), "`User`: the required field `id` is missing"),
        (ok().with(9, 1), "`User`: `User` has no field with the id 9"),
        (ok().with(1, 1_i64 << 31), "`User.id`: 2147483648 is out of the range of `i32`"),
        (in_friend(2, 7.into()), "`User.friends[1].name`: a string is expected, not an integer"),
        (
            in_friend(4, Value::Map(vec![("Ada".into(), 300.into())])),
            "`User.friends[1].ages[\"Ada\"]`: 300 is out of the range of `i8`",
        ),
        (
            ok().with(4, Value::Map(vec![(1.into(), 3.into())])),
            "`User.ages[key 0]`: a string is expected, not an integer",
        ),
        (ok().with(5, 1), "`User.color`: a value of `Color` is expected, not an integer"),
        (
            ok().with(6, StructValue::new().with(1, 1).with(2, "x")),
            "`User.either`: a union has more than one member set",
        ),
        (
            ok().with(7, Value::Map(vec![(5.into(), vec![true, false].into()), (6.into(), vec![1].into())])),
            "`User.table[6][0]`: a bool is expected, not an integer",
        ),
        (ok().with(7, true), "`User.table`: a `map<i32, list<bool>>` is expected, not a bool"),
        (ok().with(3, ok()), "`User.friends`: a `list<User>` is expected, not a struct"),
    ];
    for (value, message) in cases {
        let value = value.into();
        assert_eq!(user.validate(&value).unwrap_err().to_string(), message);
        for protocol in super::PROTOCOLS {
            assert_eq!(user.encode(protocol, &value).unwrap_err().to_string(), message);
        }
    }
    let error = user.structure([("nam", "x".into())]).unwrap_err();
    assert_eq!(error.to_string(), "`User` has no field `nam`: did you mean `name`?");
    assert!(user.clone().list().structure([]).is_err());
}

#[test]
fn values_of_enums_go_by_their_names() {
    let color = find("Color");
    assert_eq!(color.named("darkGreen"), Some(Value::Enum(5)));
    assert_eq!((color.named("PINK"), find("Scalars").named("RED")), (None, None));
}

#[test]
fn what_is_not_known_is_skipped_or_kept() {
    let unknown = UnknownField { id: 99, value: WireValue::List(TType::I8, vec![WireValue::I8(7)]) };
    let bytes = [8, 0, 1, 0, 0, 0, 5, 15, 0, 99, 3, 0, 0, 0, 1, 7, 0];
    let point = find("shared.Point");
    let read = point.decode(Protocol::Binary, &bytes).unwrap();
    assert_eq!(read, StructValue::new().with(1, 5).with(2, 0.0).into());
    let keeping = point.keeping_unknown();
    let kept = keeping.decode(Protocol::Binary, &bytes).unwrap();
    assert_eq!(kept.as_struct().unwrap().unknown_fields(), std::slice::from_ref(&unknown));
    let again = keeping.encode(Protocol::Compact, &kept).unwrap();
    assert_eq!(keeping.decode(Protocol::Compact, &again).unwrap(), kept);
    // Unions keep a member of a newer version whatever is said, as generated ones do.
    let choice = find("Choice").decode(Protocol::Binary, &bytes[7..]).unwrap();
    assert_eq!(choice.as_struct().unwrap().unknown_fields(), [unknown]);
    assert_eq!(find("Choice").encode(Protocol::Binary, &choice).unwrap(), bytes[7..]);
}
