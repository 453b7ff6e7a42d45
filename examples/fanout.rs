//! A service that calls two others for each of its own calls: at once, within the deadline of its caller, and with either of
//! them failing.
//!
//! `cargo run --example fanout`

use std::net::SocketAddr;
use std::time::Duration;

use prices::PriceError;
use shop::OfferError;
use thrift_rs::{Channel, Context, Process, Result, ResultExt, Server, Transport};
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

/// Counts, which takes longer for coffee than most have time for, and fails for sugar.
struct Warehouse;

impl stock::Iface for Warehouse {
    async fn count(&self, item: String) -> Result<i32> {
        match item.as_str() {
            // The clerk has said nothing of time: this is what is left to the customer.
            "coffee" => match Context::current().time_left() {
                Some(left) if left < COUNTING => return Err(thrift_rs::Error::handler("there is no time to count")),
                _ => sleep(COUNTING).await,
            },
            "sugar" => return Err(thrift_rs::Error::handler("the sugar is wet")),
            _ => {}
        }
        Ok(12)
    }
}

/// How long a customer waits for an offer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it takes to count the coffee.
const COUNTING: Duration = Duration::from_secs(60);

/// Asks the others.
struct Clerk {
    prices: prices::Client,
    stock: stock::Client,
}

impl shop::Iface for Clerk {
    async fn offer(&self, item: String) -> Result<Offer, OfferError> {
        // Both at once, each with the time that is left to our own caller. When one fails, the other is dropped, and its answer
        // will reach nobody.
        let price = self.prices.price(item.clone());
        let count = self.stock.count(item);
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

/// A channel to a server of this, which runs for as long as the program does. Deadlines travel in THeader's headers.
async fn serve(process: impl Process) -> Result<Channel> {
    let server = Server::new(process).bind("127.0.0.1:0").await?;
    let address: SocketAddr = server.local_addr();
    tokio::spawn(server.serve());
    Channel::builder(address).transport(Transport::Header).connect().await
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prices = prices::Client::new(serve(prices::Processor::new(PriceList)).await?);
    let stock = stock::Client::new(serve(stock::Processor::new(Warehouse)).await?);
    let shop = shop::Client::new(serve(shop::Processor::new(Clerk { prices, stock })).await?);
    let shop = shop.with_timeout(PATIENCE);

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
        "coffee: internal error in `offer`: internal error in `count`: there is no time to count (INTERNAL_ERROR) (INTERNAL_ERROR)",
        "sugar: internal error in `offer`: internal error in `count`: the sugar is wet (INTERNAL_ERROR) (INTERNAL_ERROR)",
    ];
    if said == expected { Ok(()) } else { Err("that is not what was expected".into()) }
}
