thrift_rs::thrift!(
    idl = r#"
        struct User {
            1: i32 id,
            2: Adress address,
        }
        struct Address {}
    "#
);

fn main() {}
