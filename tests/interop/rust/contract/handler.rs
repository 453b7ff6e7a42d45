//! The handler: what it answers with is its own, not what came.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use thrift_rs::{Bytes, Context, Error, Result};

use crate::contract::{
    ChoiceError, ContainersError, DefaultsError, EverythingError, FailError, KeysError, ListKeysError, OddKeysError,
    ScalarsError, StructKeysError, TreeError,
};
use crate::{
    Busy, Choice, Color, Containers, Defaults, Everything, Failure, Keys, ListKeys, Mismatch, OddKeys, Refused,
    Sampled, Scalars, StructKeys, Tree, base, contract,
};

/// Longest text of a value that is told.
const TOLD: usize = 2000;

/// Serves `Contract`, and counts.
#[derive(Debug, Default)]
pub struct Handler {
    calls: AtomicI64,
    notes: Mutex<HashMap<String, i32>>,
}

impl Handler {
    fn count(&self) -> i64 {
        self.calls.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn check<T: Sampled>(&self, sample: &str, value: &T) -> Result<T, Mismatch> {
        self.count();
        let ours = T::samples().into_iter().find(|(name, _)| *name == sample).map(|(_, ours)| ours);
        match ours {
            Some(ours) if ours.alike(value) => Ok(ours),
            other => Err(Mismatch { expected: told(&other), got: told(value) }),
        }
    }

    fn echo<T>(&self, value: T) -> Result<T> {
        self.count();
        Ok(value)
    }
}

fn told(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").chars().take(TOLD).collect()
}

impl base::Iface for Handler {
    async fn ping(&self) -> Result<()> {
        self.count();
        Ok(())
    }

    async fn calls(&self) -> Result<i64> {
        Ok(self.count())
    }
}

impl contract::Iface for Handler {
    async fn scalars(&self, sample: String, value: Scalars) -> Result<Scalars, ScalarsError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn containers(&self, sample: String, value: Containers) -> Result<Containers, ContainersError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn keys(&self, sample: String, value: Keys) -> Result<Keys, KeysError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn odd_keys(&self, sample: String, value: OddKeys) -> Result<OddKeys, OddKeysError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn struct_keys(&self, sample: String, value: StructKeys) -> Result<StructKeys, StructKeysError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn list_keys(&self, sample: String, value: ListKeys) -> Result<ListKeys, ListKeysError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn choice(&self, sample: String, value: Choice) -> Result<Choice, ChoiceError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn tree(&self, sample: String, value: Tree) -> Result<Tree, TreeError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn defaults(&self, sample: String, value: Defaults) -> Result<Defaults, DefaultsError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn everything(&self, sample: String, value: Everything) -> Result<Everything, EverythingError> {
        Ok(self.check(&sample, &value)?)
    }

    async fn echo_bool(&self, value: bool) -> Result<bool> {
        self.echo(value)
    }

    async fn echo_byte(&self, value: i8) -> Result<i8> {
        self.echo(value)
    }

    async fn echo_short(&self, value: i16) -> Result<i16> {
        self.echo(value)
    }

    async fn echo_int(&self, value: i32) -> Result<i32> {
        self.echo(value)
    }

    async fn echo_long(&self, value: i64) -> Result<i64> {
        self.echo(value)
    }

    async fn echo_real(&self, value: f64) -> Result<f64> {
        self.echo(value)
    }

    async fn echo_text(&self, value: String) -> Result<String> {
        self.echo(value)
    }

    async fn echo_raw(&self, value: Bytes) -> Result<Bytes> {
        self.echo(value)
    }

    async fn echo_color(&self, value: Color) -> Result<Color> {
        self.echo(value)
    }

    async fn echo_list(&self, value: Vec<String>) -> Result<Vec<String>> {
        self.echo(value)
    }

    async fn echo_map(&self, value: HashMap<String, i32>) -> Result<HashMap<String, i32>> {
        self.echo(value)
    }

    async fn fail(&self, how: Failure) -> Result<i32, FailError> {
        self.count();
        match how {
            Failure::REFUSED => Err(Refused { reason: "refused".into(), detail: Choice::Text("no".into()) }.into()),
            Failure::BUSY => Err(Busy { retry_after: 1 << 40 }.into()),
            Failure::UNDECLARED => Err(Error::handler("undeclared").into()),
            _ => Ok(7),
        }
    }

    async fn note(&self, text: String) -> Result<()> {
        self.count();
        *self.notes.lock().unwrap_or_else(PoisonError::into_inner).entry(text).or_default() += 1;
        Ok(())
    }

    async fn notes(&self, text: String) -> Result<i32> {
        self.count();
        Ok(self.notes.lock().unwrap_or_else(PoisonError::into_inner).get(&text).copied().unwrap_or_default())
    }

    async fn metadata(&self) -> Result<HashMap<String, String>> {
        self.count();
        let context = Context::current();
        let pairs = context.metadata().iter().filter(|(key, _)| key.starts_with("test-"));
        let pairs: HashMap<_, _> = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        for (key, value) in &pairs {
            context.set_response_metadata(key, value)?;
        }
        Ok(pairs)
    }
}
