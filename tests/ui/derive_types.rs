use thrift_rs::Thrift;

#[derive(Thrift)]
struct Tuple(i32, i32);

#[derive(Thrift)]
struct Newtype(i32);

#[derive(Thrift)]
#[thrift(transparent)]
struct Two {
    a: i32,
    b: i32,
}

#[derive(Thrift)]
#[thrift(transparent, name = "N")]
struct Named(#[thrift(id = 1)] i32);

#[derive(Thrift)]
#[thrift(transparent)]
struct Absent(Option<i32>);

#[derive(Thrift)]
union Overlay {
    a: i32,
    b: f32,
}

#[derive(Thrift)]
#[thrift(exception)]
struct Failed<T> {
    #[thrift(id = 1)]
    value: T,
}

#[derive(Thrift)]
#[thrift(ids = places)]
struct Ids {
    a: i32,
}

#[derive(Thrift)]
#[thrift(rename = "x")]
struct Unknown {}

#[derive(Thrift)]
struct Unsupported {
    #[thrift(id = 1)]
    unsigned: u64,
    #[thrift(id = 2)]
    float: f32,
}

fn main() {}
