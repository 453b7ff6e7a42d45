fn main() {
    let _ = thrift_rs::binary::to_vec(&std::time::Duration::ZERO);
}
