#[thrift_rs::service]
trait Both {
    async fn get(&self) -> thrift_rs::Result<i32>;

    fn set(&self, value: i32) -> thrift_rs::Result<()>;
}

fn main() {}
