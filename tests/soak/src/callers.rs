//! Those who call, and check what they get.

use std::time::Duration;

use thrift_rs::{Bytes, Channel, Protocol, Transport};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;

use crate::counts::Counts;
use crate::post::{Client, RefuseError};
use crate::random::Random;
use crate::{Parcel, Soak};

/// Callers that share a channel.
const CALLERS: u64 = 16;

/// Longest time of a call, as the channel has it; and beyond which a call has got stuck.
const PATIENCE: Duration = Duration::from_secs(5);
const STUCK: Duration = Duration::from_secs(20);

/// Starts them: for each dialect a channel, and those who call by it, half of them through layers.
pub(crate) fn start(soak: &Soak) -> Vec<JoinHandle<()>> {
    let mut all = Vec::new();
    for transport in [Transport::Framed, Transport::Unframed] {
        for protocol in [Protocol::Binary, Protocol::Compact] {
            all.push(tokio::spawn(share(soak.clone(), transport, protocol, all.len() as u64)));
        }
    }
    all.push(tokio::spawn(kill(soak.clone())));
    all
}

/// Calls by one channel, all at once.
async fn share(soak: Soak, transport: Transport, protocol: Protocol, number: u64) {
    let channel = loop {
        let builder = Channel::builder(soak.address).transport(transport).protocol(protocol).timeout(PATIENCE);
        match builder.connect().await {
            Ok(channel) => break channel,
            Err(error) => soak.counts.failed(&error),
        }
    };
    // Neither ever says no: what they hold for a call has to be right.
    let layered = channel.clone().layer((ConcurrencyLimitLayer::new(64), TimeoutLayer::new(STUCK)));
    let callers = (0..CALLERS).map(|caller| {
        let client = Client::new(if caller % 2 == 0 { channel.clone() } else { layered.clone() });
        tokio::spawn(call(soak.clone(), client, number * CALLERS + caller))
    });
    for caller in callers.collect::<Vec<_>>() {
        if caller.await.is_err() {
            Counts::count(&soak.counts.wrong);
        }
    }
}

/// Calls one method after the other.
async fn call(soak: Soak, client: Client, caller: u64) {
    let mut random = Random::new(caller);
    for number in 0.. {
        if soak.is_over() {
            return;
        }
        let filling: Bytes = match random.below(50) {
            0 => random.bytes(100_000).into(),
            1..5 => random.bytes(5_000).into(),
            _ => random.bytes(random_length(number)).into(),
        };
        let parcel = Parcel { caller: caller as i64, number, filling };
        match timeout(STUCK, call_once(&soak, &client, parcel, &mut random)).await {
            Ok(true) => {}
            // The server is away: not as fast as can be.
            Ok(false) => soak.pause(Duration::from_millis(20)).await,
            Err(_) => Counts::count(&soak.counts.stuck),
        }
    }
}

fn random_length(number: i64) -> u64 {
    number.unsigned_abs() % 200
}

/// False where the call failed.
async fn call_once(soak: &Soak, client: &Client, parcel: Parcel, random: &mut Random) -> bool {
    let counts = &soak.counts;
    let checked = |got: thrift_rs::Result<Parcel>| match got {
        Ok(got) if got == parcel => {
            Counts::count(&counts.right);
            true
        }
        Ok(_) => {
            Counts::count(&counts.wrong);
            true
        }
        Err(error) => {
            counts.failed(&error);
            false
        }
    };
    match random.below(20) {
        // Its reply comes when nobody waits for it any more.
        0 => {
            let late = client.later(parcel.clone(), 20);
            if timeout(Duration::from_millis(random.below(20)), late).await.is_err() {
                Counts::count(&counts.given_up);
            }
            true
        }
        1 => {
            let short = client.with_timeout(Duration::from_millis(1 + random.below(10)));
            match short.later(parcel.clone(), random.below(10) as i32).await {
                Err(thrift_rs::Error::Timeout(_)) => {
                    Counts::count(&counts.given_up);
                    true
                }
                result => checked(result),
            }
        }
        2 => match client.refuse(parcel.clone()).await {
            Err(RefuseError::Returned(returned)) => checked(Ok(returned.parcel)),
            Err(RefuseError::Rpc(error)) => checked(Err(error)),
            Ok(()) => checked(Ok(Parcel::default())),
        },
        3 => match client.drop_off(parcel.clone()).await {
            Ok(()) => true,
            Err(error) => checked(Err(error)),
        },
        4 => checked(client.later(parcel.clone(), random.below(5) as i32).await),
        _ => checked(client.echo(parcel.clone()).await),
    }
}

/// Kills callers in the middle of their calls, with their connections.
async fn kill(soak: Soak) {
    let mut random = Random::new(1_000_000);
    while !soak.is_over() {
        if let Ok(channel) = Channel::builder(soak.address).timeout(PATIENCE).connect().await {
            let client = Client::new(channel);
            let calls: Vec<JoinHandle<()>> =
                (0..8).map(|caller| tokio::spawn(call(soak.clone(), client.clone(), 2_000_000 + caller))).collect();
            drop(client);
            soak.pause(Duration::from_millis(random.below(200))).await;
            for call in calls {
                call.abort();
                drop(call.await);
                Counts::count(&soak.counts.killed);
            }
        } else {
            soak.pause(Duration::from_millis(20)).await;
        }
    }
}
