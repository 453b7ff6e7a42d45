use thrift_rs::{Thrift, UnknownField};

const TEN: isize = 10;

#[derive(Thrift)]
enum Numbers {
    A = 1,
    B = 1,
    C = TEN,
    #[thrift(value = 3000000000)]
    D,
    #[thrift(id = 4)]
    E,
    #[thrift(value = 5)]
    F = 5,
}

#[derive(Thrift)]
enum Nothing {}

#[derive(Thrift)]
#[thrift(exception, ids = order)]
enum Odd {
    A,
    #[thrift(unknown)]
    B,
}

#[derive(Thrift)]
enum Generic<const N: usize> {
    A,
}

#[derive(Thrift)]
enum Union {
    #[thrift(id = 1)]
    A(i32),
    #[thrift(id = 1)]
    B(i32),
    C(String),
    D,
    #[thrift(id = 5)]
    E { a: i32 },
    #[thrift(id = 6)]
    F(i32, i32),
    #[thrift(unset, id = 7)]
    G,
    #[thrift(unset)]
    H,
    #[thrift(unknown, id = 9)]
    I(UnknownField),
    #[thrift(unknown)]
    J(UnknownField),
    #[thrift(value = 11)]
    K(i32),
}

fn main() {}
