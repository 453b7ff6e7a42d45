thrift_rs::thrift!("idl/collisions.thrift");

fn main() {
    let _ = (UserInfo { a: 1 }, Team::default(), &*ADA, &*LIMITS);
}
