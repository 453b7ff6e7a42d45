//! Generated code leans neither on the prelude nor on what its names mean where it expands.

#![allow(unused_macros, non_camel_case_types, dead_code, reason = "they are there to be in the way")]

::thrift_rs::thrift!("../../idl/everything.thrift", allow = [nonpositive_field_id, required_default]);

/// Whatever is named in the way of generated code.
macro_rules! in_the_way {
    ($($name:ident)*) => { $(macro_rules! $name { () => { ::core::compile_error!("not the macro that was meant") } })* };
}

in_the_way!(vec write concat env include_bytes compile_error matches format);

mod core {}
mod std {}
mod alloc {}
mod tokio {}
mod bytes {}
mod uuid {}
mod thrift_rs {}
mod thrift_runtime {}

struct Option;
struct Some;
struct None;
struct Result;
struct Ok;
struct Err;
struct Vec;
struct String;
struct Box;
struct Arc;
struct HashMap;
struct bool;
struct i8;
struct i16;
struct i32;
struct i64;
struct u128;
struct f64;
struct str;
struct usize;
trait Default {}
trait Clone {}
trait Copy {}
trait Debug {}
trait PartialEq {}
trait Eq {}
trait Hash {}
trait Ord {}
trait Send {}
trait Sync {}
trait Into {}
trait From {}
trait Iterator {}
trait IntoIterator {}
trait Future {}
trait Encode {}
trait Decode {}
trait Wire {}
trait Key {}
trait Iface {}

/// Where there is no prelude at all.
#[no_implicit_prelude]
pub mod types {
    ::thrift_rs::thrift!(
        idl = r#"
            enum Color { RED = 1, BLUE = 2 }
            const Color FAVOURITE = Color.BLUE
            const list<string> WORDS = ["a", "b"]
            const map<Point, set<double>> MEASURED = {{"x": 1}: [0.5]}
            typedef map<double, list<Point>> Lines
            struct Point { 1: i32 x, 2: optional binary name = "origin" }
            struct Node {
                1: required string text = "required",
                2: string plain = "plain",
                3: optional Node next,
                4: Lines lines,
                5: set<Choice> choices = [{"color": 2}],
                6: uuid id = "00112233-4455-6677-8899-aabbccddeeff",
                7: bool truth
            }
            union Choice { 1: Color color, 2: list<Choice> many, 3: double real }
            exception Oops { 1: string message, 2: Point at }
            service Nodes { Node next(1: Node node) throws (1: Oops oops), oneway void drop(1: i64 id) }
            service More extends Nodes { void ping() }
        "#,
        allow = [required_default],
    );
}

/// The same, with other types than the default ones, and more of them.
#[no_implicit_prelude]
pub mod styles {
    ::thrift_rs::thrift!(
        "../../idl/everything.thrift",
        strings = shared,
        maps = vec,
        binary = vec,
        borrowed = true,
        keep_unknown = true,
        allow = [nonpositive_field_id, required_default]
    );
}

#[cfg(test)]
mod tests {
    use ::core::assert;
    use ::core::primitive::i32;
    use ::core::result::Result::{self, Err, Ok};
    use ::std::string::{String, ToString};

    use super::shared::root::{Client, Iface, Processor, RootError};
    use super::shared::{Away, Point};
    use super::types;

    struct Handler;

    impl Iface for Handler {
        async fn root(&self, at: Point) -> Result<String, RootError> {
            if at.x < 0 { Err(Away { since: at.x }.into()) } else { Ok(at.x.to_string()) }
        }
    }

    #[::tokio::test]
    async fn calls_are_answered() {
        let (here, there) = ::tokio::io::duplex(1 << 10);
        let server = ::thrift_rs::Server::new(Processor::new(Handler));
        ::tokio::spawn(async move { server.serve_connection(there).await });
        let client = Client::new(::thrift_rs::Channel::from_stream(here));
        let at = |x: i32| Point { x, y: 0.0 };
        assert!(::core::matches!(client.root(at(7)).await.as_deref(), Ok("7")));
        assert!(::core::matches!(client.root(at(-7)).await, Err(RootError::Away(Away { since: -7 }))));
    }

    #[test]
    fn types_have_their_defaults_and_go_through_bytes() {
        let node = types::Node::default();
        assert!(node.plain == "plain" && node.choices.contains(&types::Choice::Color(types::FAVOURITE)));
        let bytes = ::thrift_rs::binary::to_vec(&node);
        assert!(
            bytes.and_then(|bytes| ::thrift_rs::binary::from_slice(&bytes)).is_ok_and(|read: types::Node| read == node)
        );
    }
}
