//! A server and its clients under load and faults: `cargo run --release -p thrift-rs-soak -- [SECONDS]`, 60 unless something
//! else is said.
//!
//! Callers of every dialect call as fast as they can, and check each payload that comes back; some give up early, some are
//! killed. Meanwhile others reset connections within a message, write and read a byte a second, close one half, and send
//! garbage; and the server is started anew every ten seconds. It fails where a call gets another's reply or no end, where
//! anything but the server's restarts makes calls fail, where memory grows, or where a task is left over.

mod callers;
mod counts;
mod memory;
mod mischief;
mod random;
mod server;

use std::env;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::sleep;

use counts::Counts;
use memory::Memory;

thrift_rs::thrift!(
    idl = r#"
    struct Parcel { 1: i64 caller, 2: i64 number, 3: binary filling }

    exception Returned { 1: Parcel parcel }

    service Post {
      /** Gives it back at once. */
      Parcel echo(1: Parcel parcel),
      /** Gives it back a little later. */
      Parcel later(1: Parcel parcel, 2: i32 milliseconds),
      /** Gives it back as an exception. */
      void refuse(1: Parcel parcel) throws (1: Returned returned),
      /** Takes it. */
      oneway void drop_off(1: Parcel parcel),
    }
    "#
);

/// What everyone needs to know.
#[derive(Clone)]
struct Soak {
    /// Of the server, at all times.
    address: SocketAddr,
    counts: Arc<Counts>,
    /// Whether it is over.
    over: watch::Receiver<bool>,
}

impl Soak {
    fn is_over(&self) -> bool {
        *self.over.borrow()
    }

    /// Waits so long, but not beyond the end.
    async fn pause(&self, time: Duration) {
        let mut over = self.over.clone();
        tokio::select! {
            () = sleep(time) => {}
            _ = over.wait_for(|over| *over) => {}
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let seconds = env::args().nth(1).map_or(Ok(60), |seconds| seconds.parse())?;
    let (end, over) = watch::channel(false);
    let tasks = Handle::current().metrics().num_alive_tasks();
    let (address, server) = server::start(over.clone()).await?;
    let soak = Soak { address, counts: Arc::default(), over };
    let mut all = vec![tokio::spawn(server)];
    all.extend(callers::start(&soak));
    all.extend(mischief::start(&soak));

    let (start, mut memory) = (Instant::now(), Memory::default());
    let duration = Duration::from_secs(seconds);
    while start.elapsed() < duration {
        sleep(Duration::from_secs(1)).await;
        memory.sample(start.elapsed().as_secs_f64() / duration.as_secs_f64())?;
        if start.elapsed().as_secs() % 10 == 0 {
            println!("{:>5} s  {}  {memory}", start.elapsed().as_secs(), soak.counts);
        }
    }
    end.send_replace(true);
    for task in all {
        task.await?;
    }
    println!("{}", soak.counts.report());
    println!("memory: {memory}");
    soak.counts.check()?;
    memory.check()?;
    no_task_is_left(tasks).await
}

/// Connections may take a moment to close.
async fn no_task_is_left(before: usize) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    loop {
        match Handle::current().metrics().num_alive_tasks() {
            left if left <= before => {
                println!("no task is left over");
                return Ok(());
            }
            left if start.elapsed() > Duration::from_secs(15) => {
                return Err(format!("{} tasks are left over", left - before).into());
            }
            _ => sleep(Duration::from_millis(50)).await,
        }
    }
}
