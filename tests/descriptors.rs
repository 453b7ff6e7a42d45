//! What the IDL says can be read from the types and services that it became.

use thrift_rs::{ConstValue, Described, Kind, Requiredness, TType, Type, Wire};

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

    typedef map<i64, list<User>> Groups
    typedef double Celsius
    typedef i64 Millis (rust.type = "crate::Duration")

    struct Kinds {
        1: required bool a, 2: optional byte b, 3: i16 c, 4: i32 d, 5: i64 e, 6: double f, 7: string g, 8: binary h,
        9: uuid i, 10: Color j, 11: User k, 12: Shape l, 13: Missing m, 14: Groups n, 15: set<list<Celsius>> o,
        16: map<map<string, Color>, set<binary>> p, 17: optional Kinds q, 18: Kinds r, 19: i32 s = 5, 20: Millis t,
    }

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

/// A type of the user's in place of one of the IDL.
pub type Duration = i64;

#[test]
fn fields_have_types_as_the_idl_writes_them() {
    let types: Vec<String> = Kinds::DESCRIPTOR.fields().iter().map(|field| field.ty().to_string()).collect();
    let expected = "bool i8 i16 i32 i64 double string binary uuid Color User Shape Missing map<i64, list<User>> \
                    set<list<double>> map<map<string, Color>, set<binary>> Kinds Kinds i32 i64";
    assert_eq!(types.join(" "), expected);
    assert_eq!(Shape::DESCRIPTOR.field(1).unwrap().ty().ttype(), TType::I32);
    let Type::List(users) = Vec::<User>::TYPE else { panic!() };
    assert_eq!(users.descriptor().unwrap().name(), "User");
    assert_eq!(Box::<Shape>::TYPE.to_string(), "Shape");
}

#[test]
fn the_types_of_fields_are_those_of_their_rust_types() {
    let field = |id| Kinds::DESCRIPTOR.field(id).unwrap().ty();
    fn of<T: Wire>(_: impl Fn(&Kinds) -> &T) -> Type {
        T::TYPE
    }
    assert_eq!(of(|kinds| &kinds.h).to_string(), field(8).to_string());
    assert_eq!(of(|kinds| &kinds.n).to_string(), field(14).to_string());
    assert_eq!(of(|kinds| &kinds.o).to_string(), field(15).to_string());
    assert_eq!(of(|kinds| &kinds.p).to_string(), field(16).to_string());
    assert_eq!(of(|kinds| &kinds.t).to_string(), field(20).to_string());
}

#[test]
fn types_lead_to_the_descriptors_of_structs_and_enums() {
    let ty = |id| Kinds::DESCRIPTOR.field(id).unwrap().ty();
    assert!(matches!((ty(10), ty(10).ttype()), (Type::Enum(_), TType::I32)));
    assert_eq!(ty(10).descriptor().unwrap().values().len(), 2);
    assert!(matches!((ty(11), ty(11).ttype()), (Type::Struct(_), TType::Struct)));
    // A struct that holds itself leads to itself.
    assert_eq!(ty(17).descriptor().unwrap().field(17).unwrap().ty().to_string(), "Kinds");
    assert!(ty(9).descriptor().is_none());
}

#[test]
fn fields_say_whether_they_have_to_be_there() {
    let requiredness = |id| Kinds::DESCRIPTOR.field(id).unwrap().requiredness();
    assert_eq!([1, 2, 3, 19].map(requiredness), {
        use Requiredness::{Default, Optional, Required};
        [Required, Optional, Default, Default]
    });
    // By value it would hold itself without end.
    assert_eq!(requiredness(18), Requiredness::Optional);
    assert_eq!(Shape::DESCRIPTOR.field(1).unwrap().requiredness(), Requiredness::Optional);
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
    assert_eq!(get.args().field(2).unwrap().ty().to_string(), "i32");
    assert_eq!(get.result().field(0).unwrap().ty().to_string(), "User");
    assert_eq!(get.result().field(1).unwrap().ty().to_string(), "Missing");
    assert!(put.result().fields().is_empty());
    assert_eq!(get.throws().map(|exception| exception.name()).collect::<Vec<_>>(), ["missing"]);
    assert_eq!((put.is_idempotent(), put.is_readonly()), (true, false));
    assert_eq!((count.is_idempotent(), count.is_readonly()), (true, true));
    assert!(note.is_oneway() && !get.is_oneway() && !get.is_idempotent());
}

mod defaults {
    thrift_rs::thrift!(
        idl = r#"
        enum Color { RED = 1, GREEN = -5 }
        struct Point { 1: i32 x, 7: double y }
        union Shape { 1: i32 square, 2: string name = "none" }
        struct Defaults {
            1: i32 none,
            2: bool a = 1,
            3: optional i64 b = -9,
            4: double c = -0.5,
            5: string d = "two",
            6: binary e = "three",
            7: uuid f = "00112233-4455-6677-8899-aabbccddeeff",
            8: Color g = Color.GREEN,
            9: list<list<i16>> h = [[1], []],
            10: set<string> i = ["b", "a"],
            11: map<string, Point> j = {"b": {"y": 1.5}, "a": {}},
            12: Shape k = {"square": 4},
        }
        service Drawing { void draw(1: i32 size = 3) }
        "#
    );
}

#[test]
fn fields_have_their_defaults() {
    use ConstValue as V;
    let fields = defaults::Defaults::DESCRIPTOR.fields();
    let [none, a, b, c, d, e, f, g, h, i, j, k] = fields else { panic!("{fields:?}") };
    assert!(none.default().is_none());
    assert!(matches!(a.default(), Some(V::Bool(true))));
    assert!(matches!(b.default(), Some(V::Int(-9))));
    assert!(matches!(c.default(), Some(V::Double(-0.5))));
    assert!(matches!(d.default(), Some(V::String("two"))));
    assert!(matches!(e.default(), Some(V::Binary(b"three"))));
    assert!(matches!(f.default(), Some(V::Uuid([0x00, 0x11, .., 0xff]))));
    assert!(matches!(g.default(), Some(V::Enum(-5))));
    assert!(matches!(h.default(), Some(V::List([V::List([V::Int(1)]), V::List([])]))));
    // In the order of the IDL.
    assert!(matches!(i.default(), Some(V::Set([V::String("b"), V::String("a")]))));
    let Some(V::Map([(V::String("b"), V::Struct(b)), (V::String("a"), V::Struct([]))])) = j.default() else {
        panic!("{j:?}")
    };
    assert!(matches!(b, [(7, V::Double(1.5))]));
    assert!(matches!(k.default(), Some(V::Struct([(1, V::Int(4))]))));
    assert!(matches!(defaults::Shape::DESCRIPTOR.field(2).unwrap().default(), Some(V::String("none"))));
    let [draw] = defaults::drawing::DESCRIPTOR.methods() else { panic!() };
    assert!(matches!(draw.args().field(1).unwrap().default(), Some(V::Int(3))));
}

mod files {
    thrift_rs::thrift!("idl/shared.thrift");
}

#[test]
fn types_and_services_say_where_they_are() {
    let line = |text: &str, part: &str| text.lines().position(|line| line.contains(part)).unwrap() as u32 + 1;
    let here = include_str!("descriptors.rs");
    let user = User::DESCRIPTOR.source().unwrap();
    assert_eq!((user.file(), user.line()), ("tests/descriptors.rs", line(here, "struct User {")));
    assert_eq!(users::DESCRIPTOR.source().unwrap().line(), line(here, "service Users extends Base {"));

    let shared = include_str!("idl/shared.thrift");
    let source = files::Point::DESCRIPTOR.source().unwrap().to_string();
    assert_eq!(source, format!("tests/idl/shared.thrift:{}", line(shared, "struct Point")));
}
