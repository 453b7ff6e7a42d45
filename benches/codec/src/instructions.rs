//! How many instructions something takes, which is steadier than time.

/// A counter of the processor's, where the system offers it: virtual machines often have none.
pub(crate) struct Instructions(Option<platform::Counter>);

impl Instructions {
    pub(crate) fn open() -> Self {
        Self(platform::Counter::open())
    }

    pub(crate) fn are_counted(&self) -> bool {
        self.0.is_some()
    }

    /// How many `run` takes, and what it gives.
    pub(crate) fn count<T>(&mut self, run: impl FnOnce() -> T) -> (Option<u64>, T) {
        match &mut self.0 {
            Some(counter) => counter.count(run),
            None => (None, run()),
        }
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use perf_event::events::Hardware;
    use perf_event::{Builder, Counter as Perf};

    pub(crate) struct Counter(Perf);

    impl Counter {
        pub(crate) fn open() -> Option<Self> {
            Builder::new(Hardware::INSTRUCTIONS).build().ok().map(Self)
        }

        pub(crate) fn count<T>(&mut self, run: impl FnOnce() -> T) -> (Option<u64>, T) {
            let started = self.0.reset().and_then(|()| self.0.enable());
            let result = run();
            let stopped = self.0.disable().and_then(|()| self.0.read());
            (started.and(stopped).ok(), result)
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    pub(crate) enum Counter {}

    impl Counter {
        pub(crate) fn open() -> Option<Self> {
            None
        }

        pub(crate) fn count<T>(&mut self, _: impl FnOnce() -> T) -> (Option<u64>, T) {
            match *self {}
        }
    }
}
