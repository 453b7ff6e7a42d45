thrift_rs::thrift!("idl/syntax_error.thrift");

fn main() {
    // What the mistake does not touch is there.
    let _ = Address { street: String::new() };
}
