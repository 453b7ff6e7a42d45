//! What a subscriber of `tracing` sees of calls.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use thrift_runtime::Channel;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{Layer, Registry};

use crate::service::{self, Processor, args};
use crate::wire::SOON;

/// The fields of a span, and its target and its parent's.
type Fields = BTreeMap<String, String>;

/// Keeps the spans that have been closed.
#[derive(Clone, Default)]
struct Closed(Arc<Mutex<Vec<Fields>>>);

struct Collect<'f>(&'f mut Fields);

impl Visit for Collect<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").trim_matches('"').to_owned());
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Closed {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, cx: Context<'_, S>) {
        let span = cx.span(id).unwrap();
        let mut fields = Fields::new();
        attributes.record(&mut Collect(&mut fields));
        let target = attributes.metadata().target();
        fields.insert("span".to_owned(), format!("{target} {}", attributes.metadata().name()));
        let parent = span.parent().map_or("", |parent| parent.metadata().target());
        fields.insert("parent".to_owned(), parent.to_owned());
        span.extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, cx: Context<'_, S>) {
        let span = cx.span(id).unwrap();
        values.record(&mut Collect(span.extensions_mut().get_mut().unwrap()));
    }

    fn on_close(&self, id: Id, cx: Context<'_, S>) {
        let fields = cx.span(&id).unwrap().extensions_mut().remove::<Fields>().unwrap();
        if fields["span"].starts_with("thrift_rs") {
            self.0.lock().unwrap().push(fields);
        }
    }

    fn on_event(&self, _: &Event<'_>, _: Context<'_, S>) {}
}

impl Closed {
    /// The spans on one side, by method, once there are so many.
    async fn spans(&self, side: &str, count: usize) -> BTreeMap<String, Fields> {
        let all = async {
            loop {
                let spans = self.0.lock().unwrap().clone();
                let spans: Vec<Fields> = spans.into_iter().filter(|fields| fields["span"] == side).collect();
                if spans.len() >= count {
                    return spans.into_iter().map(|fields| (fields["method"].clone(), fields)).collect();
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(SOON, all).await.expect("spans in time")
    }
}

#[tokio::test]
async fn each_call_is_a_span_on_both_sides() {
    let closed = Closed::default();
    let guard = tracing::subscriber::set_default(Registry::default().with(closed.clone()));
    let processor = Processor::default();
    let address = processor.serve().await;
    let channel = Channel::connect(&*address).await.unwrap();
    service::call(&channel, "echo", &args("hi")).await.unwrap();
    service::call(&channel, "fail", &args("why")).await.unwrap_err();
    service::call(&channel, "panic_later", &args("")).await.unwrap_err();
    service::send_note(&channel, &args("")).await.unwrap();
    let outer = tracing::info_span!(target: "outside", "outer");
    let timed_out = outer.in_scope(|| {
        let channel = channel.with_timeout(Duration::from_millis(20));
        async move { service::call(&channel, "gate", &args("")).await }
    });
    tracing::Instrument::instrument(timed_out, outer).await.unwrap_err();
    let minute = service::Args { number: 60_000, ..args("") };
    drop(tokio::time::timeout(Duration::from_millis(1), service::call(&channel, "wait", &minute)).await);

    let client = closed.spans("thrift_rs::client call", 6).await;
    let outcomes = |spans: &BTreeMap<String, Fields>| -> Vec<(String, String)> {
        spans.iter().map(|(method, fields)| (method.clone(), fields["outcome"].clone())).collect()
    };
    let expected = [
        ("echo", "result"),
        ("fail", "INTERNAL_ERROR"),
        ("gate", "timeout"),
        ("note", "result"),
        ("panic_later", "INTERNAL_ERROR"),
        ("wait", "dropped"),
    ];
    assert_eq!(outcomes(&client), expected.map(|(method, outcome)| (method.to_owned(), outcome.to_owned())));
    assert!(client.values().all(|fields| fields["peer"] == address));
    assert!(client["gate"]["duration_us"].parse::<u64>().unwrap() >= 20_000);
    assert_eq!(client["gate"]["parent"], "outside");

    processor.open(1);
    let server = closed.spans("thrift_rs::server request", 5).await;
    for (method, outcome) in
        [("echo", "result"), ("fail", "INTERNAL_ERROR"), ("panic_later", "INTERNAL_ERROR"), ("note", "silence")]
    {
        assert_eq!(server[method]["outcome"], outcome, "{method}");
        assert!(server[method]["peer"].starts_with("127.0.0.1:"));
        assert!(server[method]["duration_us"].parse::<u64>().is_ok());
    }
    drop(guard);
}
