//! `idl/echo.thrift`, on servers of volo, which has code for it.

/// With methods that no server has.
mod later {
    thrift_rs::thrift!(
        idl = "service Echo { i32 unknown(1: list<string> value), oneway void unknownOneway(1: string value) }"
    );
}

use std::collections::HashMap;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use interop_contract::echoes::{self, Choice, Failure, Sample, echo};
use interop_contract::{HOSTILE, LONG};
use thrift_rs::{ApplicationErrorKind, Bytes, Error};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::beside::{Beside, owned};
use crate::case::{Case, Outcome, Target, application_error, cases, equal};

pub(crate) fn cases() -> Vec<Case> {
    let samples = echoes::samples().into_iter().map(|(name, value)| {
        Case::new(format!("sample {name}"), move |target| Box::pin(comes_back(target, value.clone())))
    });
    let others = cases! {
        every_byte
        long_binary
        hostile_text
        void
        declared_exceptions
        undeclared_error_and_then_a_call
        oneway_and_then_a_call
        metadata_both_ways
        unknown_method
        unknown_method_and_then_a_call
        unknown_oneway_and_then_a_call
        many_calls_on_one_connection
        calls_at_once_on_one_connection
    };
    samples.chain(others).collect()
}

async fn connect(target: &Target) -> Outcome<echo::Client> {
    Ok(echo::Client::new(target.connect().await?))
}

async fn comes_back(target: Target, value: Sample) -> Outcome {
    equal(connect(&target).await?.sample(value.clone()).await?, value)
}

async fn raw(target: Target, length: usize) -> Outcome {
    let bytes: Bytes = (0..=u8::MAX).cycle().take(length).collect();
    equal(connect(&target).await?.raw(bytes.clone()).await? == bytes, true)
}

async fn every_byte(target: Target) -> Outcome {
    raw(target, 256).await
}

async fn long_binary(target: Target) -> Outcome {
    raw(target, LONG).await
}

async fn hostile_text(target: Target) -> Outcome {
    equal(connect(&target).await?.text(HOSTILE.into()).await?.as_str(), HOSTILE)
}

async fn void(target: Target) -> Outcome {
    Ok(connect(&target).await?.ping().await?)
}

async fn declared_exceptions(target: Target) -> Outcome {
    let client = connect(&target).await?;
    equal(client.fail(Failure::NONE).await?, 7)?;
    match client.fail(Failure::REFUSED).await {
        Err(echo::FailError::Refused(refused)) => {
            equal((refused.reason.as_str(), refused.detail), ("refused", Some(Choice::Text("no".into()))))?;
        }
        other => return unexpected("Refused", &other),
    }
    match client.fail(Failure::BUSY).await {
        Err(echo::FailError::Busy(busy)) => equal(busy.retry_after, 1 << 40)?,
        other => return unexpected("Busy", &other),
    }
    equal(client.fail(Failure::NONE).await?, 7)
}

async fn undeclared_error_and_then_a_call(target: Target) -> Outcome {
    let client = connect(&target).await?;
    match client.fail(Failure::UNDECLARED).await {
        Err(echo::FailError::Rpc(Error::Application(error))) => equal(error.message.as_str(), "undeclared")?,
        other => return unexpected("an application error", &other),
    }
    equal(client.fail(Failure::NONE).await?, 7)
}

fn unexpected(wanted: &str, got: &impl Debug) -> Outcome {
    Err(format!("expected {wanted}, got {got:?}").into())
}

async fn oneway_and_then_a_call(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let text = format!("{:?}", SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?);
    client.note(text.clone()).await?;
    equal(client.text(text.clone()).await?, text.clone())?;
    // Whether the server has come to it, nobody says.
    for _ in 0..100 {
        if client.notes(text.clone()).await? > 0 {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
    equal(client.notes(text).await?, 1)
}

/// Volo gives back as transient what it gets as persistent, and what it gets as transient.
async fn metadata_both_ways(target: Target) -> Outcome {
    if !target.dialect.has_metadata() {
        return Ok(());
    }
    let (channel, beside) = Beside::answers_of(target.connect().await?, "TEST_");
    let client = echo::Client::new(channel);
    let with_pairs =
        client.clone().with_metadata("RPC_PERSIST_TEST_KEY", "value").with_metadata("TEST_TEXT", "Ærøskøbing 東京");
    equal(with_pairs.text("".into()).await?.as_str(), "")?;
    equal(beside.pairs(), owned([("TEST_KEY", "value"), ("TEST_TEXT", "Ærøskøbing 東京")]))?;
    equal(client.text("".into()).await?.as_str(), "")?;
    equal(beside.pairs(), HashMap::new())
}

async fn unknown_method(target: Target) -> Outcome {
    let result = later::echo::Client::new(target.connect().await?).unknown(vec!["".into()]).await;
    application_error(result, ApplicationErrorKind::UNKNOWN_METHOD, "unknown method unknown")
}

async fn unknown_method_and_then_a_call(target: Target) -> Outcome {
    let channel = target.connect().await?;
    let result = later::echo::Client::new(channel.clone()).unknown(vec!["".into()]).await;
    application_error(result, ApplicationErrorKind::UNKNOWN_METHOD, "unknown method unknown")?;
    Ok(echo::Client::new(channel).ping().await?)
}

async fn unknown_oneway_and_then_a_call(target: Target) -> Outcome {
    let channel = target.connect().await?;
    later::echo::Client::new(channel.clone()).unknown_oneway("".into()).await?;
    Ok(echo::Client::new(channel).ping().await?)
}

async fn many_calls_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    for number in 0..100 {
        equal(client.text(number.to_string()).await?, number.to_string())?;
    }
    Ok(())
}

async fn calls_at_once_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let call = |number: i32| {
        let client = client.clone();
        async move { equal(client.text(number.to_string()).await?, number.to_string()) }
    };
    let mut tasks: JoinSet<Outcome> = (0..50).map(call).collect();
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}
