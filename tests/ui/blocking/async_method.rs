thrift_rs::thrift!(idl = "service Users { string name(1: i32 id) }", blocking = true);

struct Handler;

impl users::blocking::Iface for Handler {
    async fn name(&self, _id: i32) -> thrift_rs::Result<String> {
        Ok(String::new())
    }
}

fn main() {}
