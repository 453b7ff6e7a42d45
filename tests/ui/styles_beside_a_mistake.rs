//! What the mistake does not touch is there, in every style.

thrift_rs::thrift!(
    idl = "struct User { 1: string name, 2: Naem nick } struct Pet { 1: User owner, 2: set<User> friends }",
    strings = shared,
    maps = vec,
    borrowed = true,
    keep_unknown = true,
);

fn main() {
    let _: borrowed::Pet<'_> = borrowed::Pet::from(&Pet::default());
}
