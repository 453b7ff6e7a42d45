//! One connection for all callers: what they have to send leaves in one write, and replies come in the order of requests.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Notify, oneshot};
use tokio::task::yield_now;

use super::{LARGE, connect};
use crate::Result;
use crate::client::Job;
use crate::crew::{Caller, Crew};
use crate::frame::{self, Frame};
use crate::values::Stamp;

pub(crate) async fn man(job: &Job, crew: &mut Crew) -> Result<()> {
    let frame = Frame::new(job.case)?;
    let shared = Arc::<Shared>::default();
    let (read, write) = connect(job.address).await?.into_split();
    tokio::spawn(self::write(Arc::clone(&shared), write));
    tokio::spawn(self::read(Arc::clone(&shared), read));
    for _ in 0..job.callers {
        crew.add(Batched { shared: Arc::clone(&shared), frame: frame.clone() });
    }
    Ok(())
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// There is something to send.
    unsent: Notify,
}

#[derive(Default)]
struct State {
    /// Frames to send.
    frames: Vec<u8>,
    /// Those who wait for the replies, in order.
    waiting: VecDeque<oneshot::Sender<Vec<u8>>>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write(shared: Arc<Shared>, mut io: OwnedWriteHalf) -> Result<()> {
    let mut frames = Vec::with_capacity(LARGE);
    loop {
        shared.unsent.notified().await;
        // So that others who are about to call do so first.
        yield_now().await;
        mem::swap(&mut shared.state().frames, &mut frames);
        io.write_all(&frames).await?;
        frames.clear();
    }
}

/// When it ends, whoever waits learns it.
async fn read(shared: Arc<Shared>, mut io: OwnedReadHalf) -> Result<()> {
    let mut bytes = Vec::with_capacity(LARGE);
    while io.read_buf(&mut bytes).await? > 0 {
        let mut rest = &bytes[..];
        let mut state = shared.state();
        while let Some(frame) = frame::first(rest) {
            rest = &rest[frame.len()..];
            if let Some(caller) = state.waiting.pop_front() {
                // It may have gone.
                let _ = caller.send(frame.to_vec());
            }
        }
        drop(state);
        let whole = bytes.len() - rest.len();
        bytes.drain(..whole);
    }
    shared.state().waiting.clear();
    Ok(())
}

struct Batched {
    shared: Arc<Shared>,
    frame: Frame,
}

impl Caller for Batched {
    async fn call(&mut self, stamp: Stamp) -> Result<()> {
        let (sender, reply) = oneshot::channel();
        {
            let mut state = self.shared.state();
            state.frames.extend_from_slice(self.frame.of(stamp));
            state.waiting.push_back(sender);
        }
        self.shared.unsent.notify_one();
        self.frame.check(&reply.await?, stamp)
    }
}
