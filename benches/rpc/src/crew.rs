//! Those who call.

use std::future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::Result;
use crate::race::{Next, Race};
use crate::values::Stamp;

/// Calls, and checks the reply.
pub(crate) trait Caller: Send + 'static {
    fn call(&mut self, stamp: Stamp) -> impl Future<Output = Result<()>> + Send;
}

/// The same for a thread.
pub(crate) trait BlockingCaller: Send + 'static {
    fn call(&mut self, stamp: Stamp) -> Result<()>;
}

/// All callers of a process. Each is a task or a thread, and calls for as long as the race goes on.
pub(crate) struct Crew {
    race: Arc<Race>,
    tasks: JoinSet<Result<()>>,
}

impl Crew {
    pub(crate) fn new(race: &Arc<Race>) -> Self {
        Self { race: Arc::clone(race), tasks: JoinSet::new() }
    }

    pub(crate) fn add(&mut self, mut caller: impl Caller) {
        let race = Arc::clone(&self.race);
        let number = self.tasks.len() as u32;
        self.tasks.spawn(async move {
            let mut start = Instant::now();
            for counter in 0.. {
                caller.call(Stamp { caller: number, counter }).await?;
                let end = Instant::now();
                match race.called(counter, end - start) {
                    Next::Call => start = end,
                    Next::Stop => break,
                    Next::Rest => future::pending().await,
                }
            }
            Ok(())
        });
    }

    pub(crate) fn add_blocking(&mut self, mut caller: impl BlockingCaller) {
        let race = Arc::clone(&self.race);
        let number = self.tasks.len() as u32;
        self.tasks.spawn_blocking(move || {
            let mut start = Instant::now();
            for counter in 0.. {
                caller.call(Stamp { caller: number, counter })?;
                let end = Instant::now();
                match race.called(counter, end - start) {
                    Next::Call => start = end,
                    Next::Stop | Next::Rest => break,
                }
            }
            Ok(())
        });
    }

    /// Lets them call until each has done so once. A pool connects only then.
    pub(crate) async fn start(&mut self) -> Result<()> {
        /// How often to look.
        const PAUSE: Duration = Duration::from_millis(10);
        while self.race.started() < self.tasks.len() {
            self.work(PAUSE).await?;
        }
        Ok(())
    }

    /// Lets them call for so long. Fails with the first caller that does.
    pub(crate) async fn work(&mut self, time: Duration) -> Result<()> {
        match timeout(time, self.tasks.join_next()).await {
            Err(_) => Ok(()),
            Ok(Some(Ok(Err(error)))) => Err(error),
            Ok(Some(Err(error))) => Err(error.into()),
            Ok(Some(Ok(Ok(())))) => Err("a caller has ended too early".into()),
            Ok(None) => Err("there are no callers".into()),
        }
    }

    /// Waits until all have ended.
    pub(crate) async fn end(mut self) -> Result<()> {
        while let Some(ended) = self.tasks.join_next().await {
            ended??;
        }
        Ok(())
    }
}
