thrift_rs::thrift!("idl/name_collision.thrift");

fn main() {
    let _ = User { user_id: 1 };
}
