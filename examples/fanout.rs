//! A service that calls two others for each of its own calls: at once, within one deadline, and with either of them failing.
//!
//! `cargo run --example fanout`

use std::net::SocketAddr;
use std::time::Duration;

use prices::PriceError;
use shop::OfferError;
use thrift_rs::{Process, Result, ResultExt, Server};
use tokio::time::sleep;

thrift_rs::thrift!(
    idl = r#"
    exception UnknownItem { 1: string item }
    exception NotSold { 1: string reason }

    struct Offer { 1: double price, 2: i32 in_stock }

    service Prices { double price(1: string item) throws (1: UnknownItem unknown) }
    service Stock { i32 count(1: string item) }
    service Shop { Offer offer(1: string item) throws (1: NotSold not_sold) }
    "#
);

/// Knows the prices of tea and of coffee.
struct PriceList;

impl prices::Iface for PriceList {
    async fn price(&self, item: String) -> Result<f64, PriceError> {
        match item.as_str() {
            "tea" => Ok(3.5),
            "coffee" | "sugar" => Ok(4.25),
            _ => Err(UnknownItem { item }.into()),
        }
    }
}

/// Counts, which takes long for coffee, and fails for sugar.
struct Warehouse;

impl stock::Iface for Warehouse {
    async fn count(&self, item: String) -> Result<i32> {
        match item.as_str() {
            "coffee" => sleep(Duration::from_secs(60)).await,
            "sugar" => return Err(thrift_rs::Error::handler("the sugar is wet")),
            _ => {}
        }
        Ok(12)
    }
}

/// How long both others may take, for one offer.
const PATIENCE: Duration = Duration::from_millis(200);

/// Asks the others.
struct Clerk {
    prices: prices::Client,
    stock: stock::Client,
}

impl shop::Iface for Clerk {
    async fn offer(&self, item: String) -> Result<Offer, OfferError> {
        // Both at once. When one fails, the other is dropped, and its answer will reach nobody.
        let price = self.prices.with_timeout(PATIENCE).price(item.clone());
        let count = self.stock.with_timeout(PATIENCE).count(item);
        let price = async { price.await.map_err(refused) };
        // An error that our own method does not declare: our caller gets it as text, not as an error of its own.
        let count = async { Ok(count.await.undeclared()?) };
        let (price, in_stock) = tokio::try_join!(price, count)?;
        Ok(Offer { price, in_stock })
    }
}

/// An exception of another service is one of ours only where we say so.
fn refused(error: PriceError) -> OfferError {
    match error {
        PriceError::UnknownItem(UnknownItem { item }) => NotSold { reason: format!("we sell no {item}") }.into(),
        other => thrift_rs::Error::handler(other).into(),
    }
}

/// Serves for as long as the program runs.
async fn serve(process: impl Process) -> Result<SocketAddr> {
    let server = Server::new(process).bind("127.0.0.1:0").await?;
    let address = server.local_addr();
    tokio::spawn(server.serve());
    Ok(address)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prices = prices::Client::connect(serve(prices::Processor::new(PriceList)).await?).await?;
    let stock = stock::Client::connect(serve(stock::Processor::new(Warehouse)).await?).await?;
    let shop = shop::Client::connect(serve(shop::Processor::new(Clerk { prices, stock })).await?).await?;

    let mut said = Vec::new();
    for item in ["tea", "milk", "coffee", "sugar"] {
        let line = match shop.offer(item.to_owned()).await {
            Ok(Offer { price, in_stock }) => format!("{item}: {price}, {in_stock} in stock"),
            Err(OfferError::NotSold(NotSold { reason })) => format!("{item}: {reason}"),
            Err(OfferError::Rpc(error)) => format!("{item}: {error}"),
        };
        println!("{line}");
        said.push(line);
    }
    let expected = [
        "tea: 3.5, 12 in stock",
        "milk: we sell no milk",
        "coffee: internal error in `offer`: no answer within 200ms (INTERNAL_ERROR)",
        "sugar: internal error in `offer`: internal error in `count`: the sugar is wet (INTERNAL_ERROR) (INTERNAL_ERROR)",
    ];
    if said == expected { Ok(()) } else { Err("that is not what was expected".into()) }
}
