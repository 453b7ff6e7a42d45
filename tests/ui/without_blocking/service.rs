#[thrift_rs::service(blocking = true)]
trait Wanted {
    async fn get(&self) -> thrift_rs::Result<i32>;
}

#[thrift_rs::service]
trait Written {
    fn get(&self) -> thrift_rs::Result<i32>;
}

fn main() {}
