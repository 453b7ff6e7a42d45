//! The client, which prints `plan`, then `ok` or `FAIL`, with the name of a case and what is wrong, apart by tabs.

use std::cell::RefCell;
use std::fmt::Debug;
use std::net::SocketAddr;
use std::time::Duration;

use metainfo::{Backward, Forward, METAINFO};
use pilota::Bytes;
use volo::net::Address;
use volo_thrift::codec::default::DefaultMakeCodec;

use crate::Outcome;
use crate::types::{Address as Home, Blob, Customer, EchoClient, EchoClientBuilder, Line, Order, User};

const PATIENCE: Duration = Duration::from_secs(10);
const CASES: [&str; 5] = ["user", "every byte", "128 KB", "nested", "many calls at once"];

/// In TTHeader alone.
const METADATA: &str = "metadata both ways";

pub(crate) async fn call(address: &str, transport: &str) -> Outcome {
    let builder = EchoClientBuilder::new("rpc.Echo").address(Address::Ip(address.parse::<SocketAddr>()?));
    let client = match transport {
        "unframed" => builder.make_codec(DefaultMakeCodec::buffered()).build(),
        "framed" => builder.make_codec(DefaultMakeCodec::framed()).build(),
        "ttheader" => builder.make_codec(DefaultMakeCodec::ttheader_framed()).build(),
        other => return Err(format!("unknown transport `{other}`").into()),
    };
    let mut cases = CASES.to_vec();
    if transport == "ttheader" {
        cases.push(METADATA);
    }
    if let Ok(only) = std::env::var("INTEROP_CASE") {
        cases.retain(|case| *case == only);
    }
    for case in &cases {
        println!("plan\t{case}");
    }
    for case in cases {
        match tokio::time::timeout(PATIENCE, run(client.clone(), case)).await {
            Ok(Ok(())) => println!("ok\t{case}"),
            Ok(Err(error)) => println!("FAIL\t{case}\t{}", error.to_string().replace(['\n', '\t'], " ")),
            Err(_) => println!("FAIL\t{case}\tno end within {PATIENCE:?}"),
        }
    }
    Ok(())
}

async fn run(client: EchoClient, case: &str) -> Outcome {
    match case {
        "user" => same(client.echo_user(user(7)).await?, user(7)),
        "every byte" => same(client.echo_blob(blob(256)).await?, blob(256)),
        "128 KB" => same(client.echo_blob(blob(128 * 1024)).await?, blob(128 * 1024)),
        "nested" => same(client.echo_order(order()).await?, order()),
        METADATA => METAINFO.scope(RefCell::default(), metadata(client)).await,
        _ => {
            let calls = (0..50).map(|id| {
                let client = client.clone();
                tokio::spawn(async move { same(client.echo_user(user(id)).await?, user(id)) })
            });
            for call in calls.collect::<Vec<_>>() {
                call.await??;
            }
            Ok(())
        }
    }
}

/// What goes beside a call, comes back beside the answer.
async fn metadata(client: EchoClient) -> Outcome {
    METAINFO.with(|metainfo| {
        let metainfo = &mut *metainfo.borrow_mut();
        metainfo.set_persistent("TEST_KEY", "value");
        metainfo.set_transient("TEST_TEXT", "Ærøskøbing 東京");
    });
    same(client.echo_user(user(7)).await?, user(7))?;
    let back = |key| METAINFO.with(|metainfo| metainfo.borrow().get_backward_downstream(key));
    same(back("TEST_KEY").as_deref(), Some("value"))?;
    same(back("TEST_TEXT").as_deref(), Some("Ærøskøbing 東京"))
}

fn same<T: PartialEq + Debug>(got: T, expected: T) -> Outcome {
    match got == expected {
        true => Ok(()),
        false => Err(format!("expected {expected:.1000?}, got {got:.1000?}").into()),
    }
}

fn user(id: i32) -> User {
    User { id, name: "Ærøskøbing 東京 😀".into(), email: "".into() }
}

fn blob(length: usize) -> Blob {
    Blob { data: (0..=u8::MAX).cycle().take(length).collect::<Bytes>() }
}

fn order() -> Order {
    let address = Home { street: "Hauptstraße 1".into(), city: "東京".into(), zip: i32::MIN };
    let lines = vec![
        Line { article: "\"quoted\"".into(), quantity: i32::MAX, price: 0.1 },
        Line { article: "".into(), quantity: -1, price: -1e300 },
    ];
    Order { id: i32::MIN, customer: Customer { id: i64::MIN, name: "\0".into(), address }, lines }
}
