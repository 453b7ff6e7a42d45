//! The service of the benches, on servers of volo, which has code for it.

thrift_rs::include_thrift!("../../../../benches/rpc/idl/rpc.thrift");

/// With a method that no server has.
mod later {
    thrift_rs::thrift!(idl = "service Echo { i32 unknown(1: list<string> value) }");
}

use std::collections::HashMap;

use thrift_rs::{ApplicationErrorKind, Bytes};
use tokio::task::JoinSet;

use crate::beside::{Beside, owned};
use crate::case::{Case, Outcome, Target, application_error, cases, equal};

pub(crate) fn cases() -> Vec<Case> {
    cases! {
        user
        every_byte
        long_binary
        nested
        metadata_both_ways
        unknown_method
        unknown_method_and_then_a_call
        many_calls_on_one_connection
        calls_at_once_on_one_connection
    }
}

async fn connect(target: &Target) -> Outcome<echo::Client> {
    Ok(echo::Client::new(target.connect().await?))
}

fn someone(id: i32) -> User {
    User { id, name: "Ærøskøbing 東京 😀".into(), email: "".into() }
}

async fn echoes_blob(target: Target, length: usize) -> Outcome {
    let blob = Blob { data: (0..=u8::MAX).cycle().take(length).collect::<Bytes>() };
    equal(connect(&target).await?.echo_blob(blob.clone()).await? == blob, true)
}

async fn user(target: Target) -> Outcome {
    equal(connect(&target).await?.echo_user(someone(7)).await?, someone(7))
}

async fn every_byte(target: Target) -> Outcome {
    echoes_blob(target, 256).await
}

async fn long_binary(target: Target) -> Outcome {
    echoes_blob(target, 128 * 1024).await
}

async fn nested(target: Target) -> Outcome {
    let address = Address { street: "Hauptstraße 1".into(), city: "東京".into(), zip: i32::MIN };
    let customer = Customer { id: i64::MIN, name: "\0".into(), address };
    let lines = vec![
        Line { article: "\"quoted\"".into(), quantity: i32::MAX, price: 0.1 },
        Line { article: "".into(), quantity: -1, price: -1e300 },
    ];
    let order = Order { id: i32::MIN, customer, lines };
    equal(connect(&target).await?.echo_order(order.clone()).await?, order)
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
    equal(with_pairs.echo_user(someone(7)).await?, someone(7))?;
    equal(beside.pairs(), owned([("TEST_KEY", "value"), ("TEST_TEXT", "Ærøskøbing 東京")]))?;
    equal(client.echo_user(someone(7)).await?, someone(7))?;
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
    equal(echo::Client::new(channel).echo_user(someone(1)).await?, someone(1))
}

async fn many_calls_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    for id in 0..100 {
        equal(client.echo_user(someone(id)).await?, someone(id))?;
    }
    Ok(())
}

async fn calls_at_once_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let call = |id| {
        let client = client.clone();
        async move { equal(client.echo_user(someone(id)).await?, someone(id)) }
    };
    let mut tasks: JoinSet<Outcome> = (0..50).map(call).collect();
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}
