//! `echo.thrift` on our side, which volo has code for: its samples, and a handler that gives back what comes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use thrift_rs::{Bytes, Context, Error, Result};

use crate::{HOSTILE, LONG};

thrift_rs::include_thrift!("../../idl/echo.thrift");

/// Serves `Echo`.
#[derive(Debug, Default)]
pub struct Handler {
    notes: Mutex<HashMap<String, i32>>,
}

impl echo::Iface for Handler {
    async fn ping(&self) -> Result<()> {
        Ok(())
    }

    async fn sample(&self, value: Sample) -> Result<Sample> {
        Ok(value)
    }

    async fn text(&self, value: String) -> Result<String> {
        metadata_goes_back()?;
        Ok(value)
    }

    async fn raw(&self, value: Bytes) -> Result<Bytes> {
        Ok(value)
    }

    async fn fail(&self, how: Failure) -> Result<i32, echo::FailError> {
        match how {
            Failure::REFUSED => {
                Err(Refused { reason: "refused".into(), detail: Some(Choice::Text("no".into())) }.into())
            }
            Failure::BUSY => Err(Busy { retry_after: 1 << 40 }.into()),
            Failure::UNDECLARED => Err(Error::handler("undeclared").into()),
            _ => Ok(7),
        }
    }

    async fn note(&self, text: String) -> Result<()> {
        *self.notes.lock().unwrap_or_else(PoisonError::into_inner).entry(text).or_default() += 1;
        Ok(())
    }

    async fn notes(&self, text: String) -> Result<i32> {
        Ok(self.notes.lock().unwrap_or_else(PoisonError::into_inner).get(&text).copied().unwrap_or_default())
    }
}

/// What came beside the call, goes back beside the answer: also what is to go on from call to call, which answers do not have.
fn metadata_goes_back() -> Result<()> {
    let context = Context::current();
    for (key, value) in context.metadata().iter() {
        let key = key.strip_prefix("RPC_PERSIST_").unwrap_or(key);
        if key.starts_with("TEST_") {
            context.set_response_metadata(key, value)?;
        }
    }
    Ok(())
}

/// Samples by name: `volo/src/samples.rs` has the same.
pub fn samples() -> Vec<(&'static str, Sample)> {
    vec![("empty", empty()), ("lowest", lowest()), ("full", full())]
}

fn empty() -> Sample {
    Sample {
        truth: false,
        tiny: 0,
        small: 0,
        medium: 0,
        large: 0,
        real: 0.0,
        text: String::new(),
        raw: Bytes::new(),
        color: Color::RED,
        bools: vec![],
        colors: vec![],
        numbers: [].into(),
        counts: [].into(),
        nested: [].into(),
        choices: vec![],
        tree: leaf(0),
        maybe: None,
        far: None,
    }
}

fn lowest() -> Sample {
    let extremes = Sample { tiny: i8::MIN, small: i16::MIN, medium: i32::MIN, large: i64::MIN, ..empty() };
    Sample { real: -0.0, maybe: Some(0), far: Some(String::new()), ..extremes }
}

fn full() -> Sample {
    let points = [("one", Point { x: 1, y: i32::MAX }), ("", Point { x: i32::MIN, y: 0 })];
    let points: HashMap<_, _> = points.into_iter().map(|(name, point)| (name.to_owned(), point)).collect();
    Sample {
        truth: true,
        tiny: i8::MAX,
        small: i16::MAX,
        medium: i32::MAX,
        large: i64::MAX,
        real: -f64::MAX,
        text: HOSTILE.into(),
        raw: (0..=u8::MAX).cycle().take(LONG).collect(),
        color: Color::LAST,
        bools: vec![true, false, true],
        colors: vec![Color::GREEN, Color::RED],
        numbers: [i32::MIN, 0, i32::MAX].into(),
        counts: [("".to_owned(), i64::MIN), (HOSTILE.to_owned(), 1)].into(),
        nested: [(-1, vec![]), (7, vec![HashMap::new(), points])].into(),
        choices: vec![
            Choice::Number(0),
            Choice::Text(String::new()),
            Choice::Point(Point { x: -1, y: 1 }),
            Choice::Names(vec!["one".into(), "two".into()]),
        ],
        tree: Tree { value: 1, children: vec![leaf(2), Tree { value: 3, children: vec![leaf(4)] }] },
        maybe: Some(i32::MIN),
        far: Some("far".into()),
    }
}

fn leaf(value: i32) -> Tree {
    Tree { value, children: vec![] }
}
