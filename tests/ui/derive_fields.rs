use thrift_rs::Thrift;

#[derive(Thrift)]
struct NoIds {
    #[thrift(id = 4)]
    id: i32,
    name: String,
    #[thrift(optional)]
    email: Option<String>,
}

#[derive(Thrift)]
struct Twice {
    #[thrift(id = 1)]
    a: i32,
    #[thrift(id = 1)]
    b: i32,
}

#[derive(Thrift)]
#[thrift(ids = order)]
struct InOrder {
    a: i32,
    #[thrift(id = 2)]
    b: i32,
}

#[derive(Thrift)]
struct Ids {
    #[thrift(id = 0)]
    zero: i32,
    #[thrift(id = 40000)]
    large: i32,
    #[thrift(id = "1")]
    text: i32,
}

#[derive(Thrift)]
struct Presence {
    #[thrift(id = 1, optional)]
    a: i32,
    #[thrift(id = 2, required)]
    b: Option<i32>,
    #[thrift(id = 3, required, optional)]
    c: i32,
    #[thrift(id = 4, required, default = 1)]
    d: i32,
    #[thrift(id = 5, default = Some(1))]
    e: Option<i32>,
}

#[derive(Thrift)]
struct Options {
    #[thrift(id = 1, nmae = "a")]
    a: i32,
    #[thrift(id = 2, id = 3)]
    b: i32,
    #[thrift(id = 4, name = "two words")]
    c: i32,
    #[thrift(skip, id = 5)]
    d: i32,
    #[thrift(unknown, id = 6)]
    e: Vec<thrift_rs::UnknownField>,
    #[thrift(unknown)]
    f: Vec<thrift_rs::UnknownField>,
    #[thrift]
    g: i32,
}

fn main() {
    // One mistake is one error: the types are there.
    let _ = thrift_rs::binary::to_vec(&Twice { a: 1, b: 2 });
}
