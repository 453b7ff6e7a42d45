mod level {
    thrift_rs::thrift!("user.thrift", compatibility = wire);
}

mod allowed {
    thrift_rs::thrift!("user.thrift", allow_breaking = [field_renamed = "JSON is not spoken"]);
}

mod none {
    thrift_rs::thrift!("user.thrift", compatible_with = []);
}

mod number {
    thrift_rs::thrift!("user.thrift", compatible_with = 1);
}

mod unknown {
    thrift_rs::thrift!("user.thrift", compatible_with = "a.thrift", compatibility = wires);
}

fn main() {}
