use thrift_rs::Thrift;

#[derive(Thrift, Debug, Default)]
#[thrift(exception)]
struct NotFound {
    #[thrift(id = 1)]
    message: String,
}

#[thrift_rs::service]
trait Mistakes {
    async fn undeclared(&self) -> Result<i32, NotFound>;

    #[thrift(throws(NotFound = 1))]
    async fn unnamed(&self) -> thrift_rs::Result<i32>;

    #[thrift(throws(NotFound = 1, NotFound = 2))]
    async fn twice(&self) -> Result<i32, mistakes::TwiceError>;

    #[thrift(oneway, throws(NotFound = 1))]
    async fn oneway(&self) -> Result<i32, mistakes::OnewayError>;

    async fn ids(&self, #[thrift(id = 1)] a: i32, #[thrift(id = 1)] b: i32, c: i32) -> thrift_rs::Result<()>;

    async fn types(&self, #[thrift(required)] a: Option<i32>, b: u64, c: Client) -> thrift_rs::Result<()>;

    #[thrift(name = "ids", onway)]
    async fn name(&self) -> thrift_rs::Result<()>;
}

#[thrift_rs::service(nmae = "a")]
trait Options {}

#[thrift_rs::service]
struct NoTrait;

#[thrift_rs::service]
trait Parameters<T> {}

#[thrift_rs::service]
trait Methods {
    unsafe fn get(&self) -> thrift_rs::Result<()>;
}

#[thrift_rs::service]
trait NoResult {
    async fn get(&self) -> i32;
}

#[thrift_rs::service]
trait Nothing {
    async fn get(&self);
}

#[thrift_rs::service]
trait Receiver {
    async fn get(self) -> thrift_rs::Result<i32>;
}

#[thrift_rs::service]
trait Body {
    async fn get(&self) -> thrift_rs::Result<i32> {
        Ok(1)
    }
}

#[thrift_rs::service]
trait Types {
    type A;
}

struct Client;

fn main() {}
