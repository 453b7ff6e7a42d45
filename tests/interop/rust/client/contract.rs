//! `idl/contract.thrift`, on servers that hold to it.

use std::collections::HashMap;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use interop_contract::contract::{self, FailError};
use interop_contract::{Choice, Color, Failure, HOSTILE, Keys, LONG, Sampled, Scalars, Tree, later};
use thrift_rs::{ApplicationErrorKind, Bytes, Error};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::beside::{Beside, owned};
use crate::case::{Case, Outcome, Peer, Target, cases, equal};

pub(crate) fn cases() -> Vec<Case> {
    let samples = [
        samples("scalars", |client, name, value| Box::pin(async move { Ok(client.scalars(name, value).await?) })),
        samples("containers", |client, name, value| Box::pin(async move { Ok(client.containers(name, value).await?) })),
        samples("keys", |client, name, value| Box::pin(async move { Ok(client.keys(name, value).await?) })),
        samples("oddKeys", |client, name, value| Box::pin(async move { Ok(client.odd_keys(name, value).await?) })),
        samples("structKeys", |client, name, value| {
            Box::pin(async move { Ok(client.struct_keys(name, value).await?) })
        }),
        samples("listKeys", |client, name, value| Box::pin(async move { Ok(client.list_keys(name, value).await?) })),
        samples("choice", |client, name, value| Box::pin(async move { Ok(client.choice(name, value).await?) })),
        samples("tree", |client, name, value| Box::pin(async move { Ok(client.tree(name, value).await?) })),
        samples("defaults", |client, name, value| Box::pin(async move { Ok(client.defaults(name, value).await?) })),
        samples("everything", |client, name, value| Box::pin(async move { Ok(client.everything(name, value).await?) })),
    ];
    let others = cases! {
        echo_bool
        echo_numbers
        echo_real
        echo_real_not_finite
        echo_real_negative_zero
        echo_text
        echo_raw
        echo_color
        echo_containers
        void
        server_counts
        declared_exceptions
        undeclared_error
        mismatch_is_told
        oneway_and_then_a_call
        unknown_method_and_then_a_call
        unknown_method_of_binary_and_then_a_call
        unknown_oneway_and_then_a_call
        metadata_both_ways
        calls_at_once_on_one_connection
        many_calls_on_one_connection
        many_connections_at_once
    };
    samples.into_iter().flatten().chain(others).collect()
}

type Answer<T> = Pin<Box<dyn Future<Output = Outcome<T>> + Send>>;

/// A case for each sample of a type.
fn samples<T: Sampled>(method: &str, call: fn(contract::Client, String, T) -> Answer<T>) -> Vec<Case> {
    let of = |(name, value): (&'static str, T)| {
        Case::new(format!("{method} {name}"), move |target: Target| {
            let value = value.clone();
            Box::pin(async move {
                let client = connect(&target).await?;
                alike(&call(client, name.to_owned(), value.clone()).await?, &value)
            })
        })
    };
    T::samples().into_iter().map(of).collect()
}

fn alike<T: Sampled>(got: &T, expected: &T) -> Outcome {
    match got.alike(expected) {
        true => Ok(()),
        false => Err(format!("expected {expected:.1000?}, got {got:.1000?}").into()),
    }
}

async fn connect(target: &Target) -> Outcome<contract::Client> {
    Ok(contract::Client::new(target.connect().await?))
}

async fn connect_later(target: &Target) -> Outcome<later::Client> {
    Ok(later::Client::new(target.connect().await?))
}

/// That each of the values comes back.
macro_rules! echoes {
    ($client:ident.$method:ident: $($value:expr),+) => {
        $(equal($client.$method($value).await?, $value)?;)+
    };
}

async fn echo_bool(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_bool: true, false);
    Ok(())
}

async fn echo_numbers(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_byte: i8::MIN, 0, i8::MAX);
    echoes!(client.echo_short: i16::MIN, 0, i16::MAX);
    echoes!(client.echo_int: i32::MIN, 0, i32::MAX);
    echoes!(client.echo_long: i64::MIN, 0, (1 << 53) + 1, i64::MAX);
    Ok(())
}

async fn echo_real(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_real: 5e-324, 0.1, -1e300, f64::MAX);
    Ok(())
}

async fn echo_real_not_finite(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_real: f64::INFINITY, f64::NEG_INFINITY);
    equal(client.echo_real(f64::NAN).await?.is_nan(), true)
}

async fn echo_real_negative_zero(target: Target) -> Outcome {
    let client = connect(&target).await?;
    equal(client.echo_real(-0.0).await?.to_bits(), (-0.0f64).to_bits())
}

async fn echo_text(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_text: String::new(), HOSTILE.to_owned());
    equal(client.echo_text("x".repeat(LONG)).await? == "x".repeat(LONG), true)
}

async fn echo_raw(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_raw: Bytes::new(), (0..=u8::MAX).collect::<Bytes>());
    let long: Bytes = vec![0xff; LONG].into();
    equal(client.echo_raw(long.clone()).await? == long, true)
}

async fn echo_color(target: Target) -> Outcome {
    let client = connect(&target).await?;
    // The last one has no name.
    echoes!(client.echo_color: Color::RED, Color::GREEN, Color::LAST, Color(-77));
    Ok(())
}

async fn echo_containers(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes!(client.echo_list: vec![], vec![String::new(), HOSTILE.to_owned()]);
    echoes!(client.echo_map: HashMap::new(), HashMap::from([(String::new(), 0), (HOSTILE.to_owned(), -1)]));
    Ok(())
}

async fn void(target: Target) -> Outcome {
    Ok(connect(&target).await?.ping().await?)
}

async fn server_counts(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let before = client.calls().await?;
    for number in 0..10 {
        echoes!(client.echo_int: number);
    }
    equal(client.calls().await? - before, 11)
}

async fn declared_exceptions(target: Target) -> Outcome {
    let client = connect(&target).await?;
    echoes_seven(&client).await?;
    match client.fail(Failure::REFUSED).await {
        Err(FailError::Refused(refused)) => {
            equal((refused.reason.as_str(), refused.detail), ("refused", Choice::Text("no".into())))?;
        }
        other => return unexpected("Refused", &other),
    }
    match client.fail(Failure::BUSY).await {
        Err(FailError::Busy(busy)) => equal(busy.retry_after, 1 << 40)?,
        other => return unexpected("Busy", &other),
    }
    echoes_seven(&client).await
}

async fn echoes_seven(client: &contract::Client) -> Outcome {
    equal(client.fail(Failure::NONE).await?, 7)
}

fn unexpected(wanted: &str, got: &impl Debug) -> Outcome {
    Err(format!("expected {wanted}, got {got:?}").into())
}

async fn undeclared_error(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let expected = match target.peer {
        Peer::Node => ApplicationErrorKind::UNKNOWN,
        _ => ApplicationErrorKind::INTERNAL_ERROR,
    };
    match (client.fail(Failure::UNDECLARED).await, target.peer) {
        // Its servers answer no undeclared error.
        (Err(FailError::Rpc(Error::Transport(_))), Peer::Thriftpy2) => return Ok(()),
        (Err(FailError::Rpc(Error::Application(error))), _) => equal(error.kind, expected)?,
        (other, _) => return unexpected(&expected.to_string(), &other),
    }
    echoes_seven(&client).await
}

async fn mismatch_is_told(target: Target) -> Outcome {
    let client = connect(&target).await?;
    match client.scalars("highest".into(), Scalars::default()).await {
        Err(contract::ScalarsError::Mismatch(_)) => echoes_seven(&client).await,
        other => unexpected("Mismatch", &other),
    }
}

async fn oneway_and_then_a_call(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let text = format!("{now:?}");
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

async fn unknown_method_and_then_a_call(target: Target) -> Outcome {
    let client = connect_later(&target).await?;
    for keys in Keys::samples() {
        let trees = Tree::samples().into_iter().map(|(name, tree)| (name.to_owned(), vec![tree])).collect();
        no_such_method(target.peer, client.unknown(keys.1, trees).await)?;
        echoes!(client.echo_int: 1);
    }
    Ok(())
}

async fn unknown_method_of_binary_and_then_a_call(target: Target) -> Outcome {
    let client = connect_later(&target).await?;
    no_such_method(target.peer, client.unknown_binary(vec![Bytes::new(), (0..=u8::MAX).collect()]).await)?;
    echoes!(client.echo_int: 1);
    Ok(())
}

fn no_such_method(peer: Peer, result: thrift_rs::Result<i32>) -> Outcome {
    let expected = match peer {
        Peer::Node => ApplicationErrorKind::UNKNOWN,
        _ => ApplicationErrorKind::UNKNOWN_METHOD,
    };
    match result {
        Err(Error::Application(error)) => equal(error.kind, expected),
        other => unexpected(&expected.to_string(), &other),
    }
}

async fn unknown_oneway_and_then_a_call(target: Target) -> Outcome {
    let client = connect_later(&target).await?;
    client.unknown_oneway(HOSTILE.into()).await?;
    // Some answer it all the same, which must not become the answer to this.
    echoes!(client.echo_int: 1, 2);
    Ok(())
}

async fn metadata_both_ways(target: Target) -> Outcome {
    // Handlers of Node do not see it.
    if !target.dialect.has_metadata() || target.peer == Peer::Node {
        return Ok(());
    }
    let pairs = [("test-key", "value"), ("test-text", "Ærøskøbing 東京")];
    let (channel, beside) = Beside::answers_of(target.connect().await?, "test-");
    let client = contract::Client::new(channel);
    let with_pairs = pairs.iter().fold(client.clone(), |client, (key, value)| client.with_metadata(*key, *value));
    equal(with_pairs.metadata().await?, owned(pairs))?;
    equal(beside.pairs(), owned(pairs))?;
    equal(client.metadata().await?, HashMap::new())
}

async fn calls_at_once_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let mut tasks: JoinSet<Outcome> = (0..50)
        .map(|number| {
            let client = client.clone();
            async move { equal(client.echo_int(number).await?, number) }
        })
        .collect();
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}

async fn many_calls_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    for number in 0..100 {
        echoes!(client.echo_text: number.to_string());
    }
    Ok(())
}

async fn many_connections_at_once(target: Target) -> Outcome {
    let mut tasks: JoinSet<Outcome> = (0..8)
        .map(|number| {
            let target = target.clone();
            async move {
                let client = connect(&target).await?;
                for _ in 0..5 {
                    echoes!(client.echo_int: number);
                }
                Ok(())
            }
        })
        .collect();
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}
