//! What the IDL says can be read from the types and services that it became.

use thrift_rs::{Described, Kind};

thrift_rs::thrift!(
    idl = r#"
    /** Who somebody is. */
    struct User {
        /** Never used again. */
        1: i32 id (key = "yes", rust.name = "number"),
        3: string name,
    } (table = "users", cached)

    union Shape { 1: i32 circle, 2: i32 square (sides = "4") }

    enum Color { RED = 1, /** Like grass. */ GREEN = 5 (css = "green") }

    exception Missing { 1: string message }

    service Base { void ping() }

    /** Knows users. */
    service Users extends Base {
        /** Finds one. */
        User get(2: i32 id, 1: string hint (logged = "no")) throws (1: Missing missing) (http = "GET"),
        idempotent void put(1: User user),
        readonly i32 count(),
        oneway void note(),
    } (port = "9090")
    "#,
    allow = [nonstandard_syntax]
);

#[test]
fn structs_have_names_ids_docs_and_annotations() {
    let user = User::DESCRIPTOR;
    assert_eq!((user.name(), user.docs()), ("User", "Who somebody is."));
    assert!(matches!(user.kind(), Kind::Struct([_, _])));
    assert_eq!(user.annotations(), [("table", "users"), ("cached", "1")]);
    let [id, name] = user.fields() else { panic!("{user:?}") };
    assert_eq!((id.id(), id.name(), id.docs()), (1, "id", "Never used again."));
    // What steers the expansion has done its work.
    assert_eq!(id.annotations(), [("key", "yes")]);
    assert_eq!((name.id(), name.name(), name.docs(), name.annotation("key")), (3, "name", "", None));
    assert_eq!(user.field(3).unwrap().name(), "name");
    assert!(user.field(2).is_none());
}

#[test]
fn the_other_kinds_of_type_have_theirs() {
    assert!(matches!(Missing::DESCRIPTOR.kind(), Kind::Exception(_)));
    assert!(matches!(Shape::DESCRIPTOR.kind(), Kind::Union(_)));
    assert_eq!(Shape::DESCRIPTOR.field(2).unwrap().annotation("sides"), Some("4"));
    let [red, green] = Color::DESCRIPTOR.values() else { panic!("{:?}", Color::DESCRIPTOR) };
    assert_eq!((red.name(), red.number()), ("RED", 1));
    assert_eq!((green.docs(), green.annotation("css")), ("Like grass.", Some("green")));
}

#[test]
fn services_have_methods_with_arguments_exceptions_and_qualifiers() {
    let service = &users::DESCRIPTOR;
    assert_eq!((service.name(), service.docs(), service.annotation("port")), ("Users", "Knows users.", Some("9090")));
    assert_eq!(service.extends().map(|base| base.name()), Some("Base"));
    let [get, put, count, note] = service.methods() else { panic!("{service:?}") };
    assert_eq!((get.name(), get.docs(), get.annotation("http")), ("get", "Finds one.", Some("GET")));
    // As they are written: by id.
    assert_eq!(
        get.args().fields().iter().map(|arg| (arg.id(), arg.name())).collect::<Vec<_>>(),
        [(1, "hint"), (2, "id")]
    );
    assert_eq!(get.args().field(1).unwrap().annotation("logged"), Some("no"));
    assert_eq!(get.throws().map(|exception| exception.name()).collect::<Vec<_>>(), ["missing"]);
    assert_eq!((put.is_idempotent(), put.is_readonly()), (true, false));
    assert_eq!((count.is_idempotent(), count.is_readonly()), (true, true));
    assert!(note.is_oneway() && !get.is_oneway() && !get.is_idempotent());
}
