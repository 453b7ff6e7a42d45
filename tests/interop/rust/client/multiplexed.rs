//! Two services of one server, each by its name: `idl/contract.thrift` and `idl/ids.thrift`.

use std::time::{Duration, SystemTime};

use interop_contract::contract::{self, FailError};
use interop_contract::{Choice, Everything, Failure, HOSTILE, Ids, Sampled, UUIDS, registry};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::case::{Case, Outcome, Target, cases, equal};

pub(crate) fn cases() -> Vec<Case> {
    cases! {
        everything_plain
        declared_exceptions
        oneway_and_then_a_call
        calls_at_once_on_one_connection
        uuid
    }
}

async fn connect(target: &Target) -> Outcome<contract::Client> {
    Ok(contract::Client::new(target.connect().await?.multiplexed("Contract")))
}

async fn everything_plain(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let (name, value) = Everything::samples().into_iter().next().ok_or("there are no samples")?;
    equal(client.everything(name.into(), value.clone()).await?.alike(&value), true)?;
    equal(client.echo_text(HOSTILE.into()).await?.as_str(), HOSTILE)
}

async fn declared_exceptions(target: Target) -> Outcome {
    let client = connect(&target).await?;
    match client.fail(Failure::REFUSED).await {
        Err(FailError::Refused(refused)) => equal(refused.detail, Choice::Text("no".into()))?,
        other => return Err(format!("expected Refused, got {other:?}").into()),
    }
    equal(client.fail(Failure::NONE).await?, 7)
}

async fn oneway_and_then_a_call(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let text = format!("{:?}", SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?);
    client.note(text.clone()).await?;
    equal(client.echo_text(text.clone()).await?, text.clone())?;
    // Whether the server has come to it, nobody says.
    for _ in 0..100 {
        if client.notes(text.clone()).await? > 0 {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
    equal(client.notes(text).await?, 1)
}

async fn calls_at_once_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let call = |number: i32| {
        let client = client.clone();
        async move { equal(client.echo_int(number).await?, number) }
    };
    let mut tasks: JoinSet<Outcome> = (0..50).map(call).collect();
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}

async fn uuid(target: Target) -> Outcome {
    let channel = target.connect().await?;
    let (one, other) = (
        registry::Client::new(channel.multiplexed("Registry")),
        contract::Client::new(channel.multiplexed("Contract")),
    );
    for id in UUIDS {
        equal(one.one(id).await?, id)?;
    }
    equal(one.ids(Ids::sample()).await?, Ids::sample())?;
    equal(one.ids(Ids::default()).await?, Ids::default())?;
    Ok(other.ping().await?)
}
