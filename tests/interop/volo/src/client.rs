//! The client, which prints `plan`, then `ok` or `FAIL`, with the name of a case and what is wrong, apart by tabs.

use std::cell::RefCell;
use std::fmt::Debug;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use metainfo::{Backward, Forward, METAINFO};
use pilota::FastStr;
use tokio::time::{sleep, timeout};
use volo::net::Address;
use volo_thrift::codec::default::DefaultMakeCodec;
use volo_thrift::{ApplicationExceptionKind, ClientError, MaybeException};

use crate::Outcome;
use crate::samples::{HOSTILE, LONG, every_byte, samples};
use crate::types::{Busy, Choice, EchoClient, EchoClientBuilder, EchoFailException, Failure, Refused};

const PATIENCE: Duration = Duration::from_secs(10);
const CASES: [&str; 8] = [
    "every byte",
    "128 KB",
    "hostile text",
    "void",
    "declared exceptions",
    "undeclared error",
    "oneway and then a call",
    "many calls at once",
];
const SAMPLE: &str = "sample ";

/// In TTHeader alone.
const METADATA: &str = "metadata both ways";

pub(crate) fn connect(address: SocketAddr, transport: &str) -> Outcome<EchoClient> {
    let builder = EchoClientBuilder::new("interop.Echo").address(Address::Ip(address));
    Ok(match transport {
        "unframed" => builder.make_codec(DefaultMakeCodec::buffered()).build(),
        "framed" => builder.make_codec(DefaultMakeCodec::framed()).build(),
        "ttheader" => builder.make_codec(DefaultMakeCodec::ttheader_framed()).build(),
        other => return Err(format!("unknown transport `{other}`").into()),
    })
}

pub(crate) async fn call(address: &str, transport: &str) -> Outcome {
    let client = connect(address.parse()?, transport)?;
    let mut cases: Vec<String> = samples().iter().map(|(name, _)| format!("{SAMPLE}{name}")).collect();
    cases.extend(CASES.map(str::to_owned));
    if transport == "ttheader" {
        cases.push(METADATA.to_owned());
    }
    if let Ok(only) = std::env::var("INTEROP_CASE") {
        cases.retain(|case| *case == only);
    }
    for case in &cases {
        println!("plan\t{case}");
    }
    for case in cases {
        match timeout(PATIENCE, run(client.clone(), &case)).await {
            Ok(Ok(())) => println!("ok\t{case}"),
            Ok(Err(error)) => println!("FAIL\t{case}\t{}", error.to_string().replace(['\n', '\t'], " ")),
            Err(_) => println!("FAIL\t{case}\tno end within {PATIENCE:?}"),
        }
    }
    Ok(())
}

async fn run(client: EchoClient, case: &str) -> Outcome {
    if let Some(sample) = case.strip_prefix(SAMPLE) {
        let found = samples().into_iter().find(|(name, _)| *name == sample);
        let (_, value) = found.ok_or("no such sample")?;
        return same(client.sample(value.clone()).await?, value);
    }
    match case {
        "every byte" => same(client.raw(every_byte(256)).await?, every_byte(256)),
        "128 KB" => same(client.raw(every_byte(LONG)).await?, every_byte(LONG)),
        "hostile text" => same(client.text(HOSTILE.into()).await?.as_str(), HOSTILE),
        "void" => Ok(client.ping().await?),
        "declared exceptions" => declared_exceptions(client).await,
        "undeclared error" => undeclared_error(client).await,
        "oneway and then a call" => oneway(client).await,
        METADATA => METAINFO.scope(RefCell::default(), metadata(client)).await,
        _ => many_calls_at_once(client).await,
    }
}

async fn declared_exceptions(client: EchoClient) -> Outcome {
    let refused = Refused { reason: "refused".into(), detail: Some(Choice::Text("no".into())) };
    let cases = [
        (Failure::NONE, Ok(7)),
        (Failure::REFUSED, Err(EchoFailException::Refused(refused))),
        (Failure::BUSY, Err(EchoFailException::Busy(Busy { retry_after: 1 << 40 }))),
        (Failure::NONE, Ok(7)),
    ];
    for (how, expected) in cases {
        let got = match client.fail(how).await? {
            MaybeException::Ok(got) => Ok(got),
            MaybeException::Exception(exception) => Err(exception),
        };
        same(got, expected)?;
    }
    Ok(())
}

async fn undeclared_error(client: EchoClient) -> Outcome {
    match client.fail(Failure::UNDECLARED).await {
        Err(ClientError::Application(error)) => same(error.kind(), ApplicationExceptionKind::INTERNAL_ERROR)?,
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("expected an application exception, got a result".into()),
    }
    Ok(client.ping().await?)
}

async fn oneway(client: EchoClient) -> Outcome {
    let text = FastStr::new(format!("{:?}", SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?));
    client.note(text.clone()).await?;
    same(client.text(text.clone()).await?, text.clone())?;
    // Whether the server has come to it, nobody says.
    for _ in 0..100 {
        if client.notes(text.clone()).await? > 0 {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
    same(client.notes(text).await?, 1)
}

async fn many_calls_at_once(client: EchoClient) -> Outcome {
    let calls = (0..50).map(|number| {
        let (client, text) = (client.clone(), FastStr::new(number.to_string()));
        tokio::spawn(async move { same(client.text(text.clone()).await?, text) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await??;
    }
    Ok(())
}

/// What goes beside a call, comes back beside the answer.
async fn metadata(client: EchoClient) -> Outcome {
    METAINFO.with(|metainfo| {
        let metainfo = &mut *metainfo.borrow_mut();
        metainfo.set_persistent("TEST_KEY", "value");
        metainfo.set_transient("TEST_TEXT", "Ærøskøbing 東京");
    });
    same(client.text(HOSTILE.into()).await?.as_str(), HOSTILE)?;
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
