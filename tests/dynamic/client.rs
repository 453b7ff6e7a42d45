//! Calls by name, of a service that is generated.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value as Json, json};
use thrift_rs::dynamic::{CallError, DynamicClient, Schema, StructValue, Value};
use thrift_rs::{ApplicationErrorKind, Channel, Error, Server, Transport};

use super::SCHEMA;
use super::generated::everything::{ChoiceError, FailsError, Iface, Processor, ScalarsError, VariantsError};
use super::generated::{Bare, Choice, Color, Containers, Oops, Scalars, base, shared};

#[derive(Default)]
struct Handler {
    notes: Arc<Mutex<Vec<String>>>,
}

impl shared::root::Iface for Handler {
    async fn root(&self, at: shared::Point) -> Result<String, shared::root::RootError> {
        match at.x {
            ..0 => Err(shared::Away { since: at.x }.into()),
            _ => Ok(format!("{} {}", at.x, at.y)),
        }
    }
}

impl base::Iface for Handler {
    async fn ping(&self) -> thrift_rs::Result<()> {
        Ok(())
    }

    async fn add(&self, a: i32, b: i32) -> thrift_rs::Result<i32> {
        Ok(a.wrapping_add(b))
    }
}

impl Iface for Handler {
    async fn scalars(&self, value: Scalars) -> Result<Scalars, ScalarsError> {
        match value.tiny {
            1 => Err(Oops { message: "as asked".into(), code: 7 }.into()),
            _ => Ok(value),
        }
    }

    async fn containers(&self, value: Containers) -> thrift_rs::Result<Containers> {
        Ok(value)
    }

    async fn choice(&self, value: Choice) -> Result<Choice, ChoiceError> {
        match value {
            Choice::Number(2) => Err(ChoiceError::Second(Oops { message: "two".into(), code: 2 })),
            value => Ok(value),
        }
    }

    async fn notify(&self, text: String) -> thrift_rs::Result<()> {
        self.notes.lock().unwrap().push(text);
        Ok(())
    }

    async fn fails(&self, how: i32) -> Result<(), FailsError> {
        match how {
            0 => Ok(()),
            1 => Err(Bare {}.into()),
            2 => std::future::pending().await,
            _ => Err(Error::handler("no such way").into()),
        }
    }

    async fn defaults(&self, a: i32, b: String) -> thrift_rs::Result<String> {
        Ok(format!("{a} {b}"))
    }

    async fn color(&self, color: Color) -> thrift_rs::Result<Color> {
        Ok(color)
    }

    async fn variants(&self) -> Result<(), VariantsError> {
        Err(Bare {}.into())
    }

    async fn points(&self) -> thrift_rs::Result<Vec<shared::Point>> {
        Ok(vec![shared::Point { x: 1, y: 0.5 }])
    }
}

/// Lets everything through.
#[derive(Clone)]
struct Nothing;

impl<S> tower_layer::Layer<S> for Nothing {
    type Service = S;

    fn layer(&self, inner: S) -> S {
        inner
    }
}

/// A client in each protocol, direct and behind a layer, and what its server has been told.
async fn each_client<F: Future<Output = ()>>(run: impl Fn(DynamicClient, Arc<Mutex<Vec<String>>>) -> F) {
    let handler = Handler::default();
    let notes = Arc::clone(&handler.notes);
    let server = Server::new(Processor::new(handler)).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr();
    let serving = tokio::spawn(server.serve());
    for protocol in super::PROTOCOLS {
        for transport in [Transport::Unframed, Transport::Framed] {
            let builder = Channel::builder(address).protocol(protocol).transport(transport);
            let channel = builder.timeout(Duration::from_secs(10)).connect().await.unwrap();
            for channel in [channel.clone(), channel.layer(Nothing)] {
                run(DynamicClient::new(channel, &SCHEMA, "Everything").unwrap(), Arc::clone(&notes)).await;
            }
        }
    }
    serving.abort();
}

async fn json(client: &DynamicClient, method: &str, arguments: Json) -> Result<Json, CallError> {
    client.call_json(method, &arguments.to_string()).await.map(|json| serde_json::from_str(&json).unwrap())
}

#[tokio::test]
async fn methods_are_called_with_values_and_with_json() {
    each_client(|client, _| async move {
        let point = StructValue::new().with(1, 3).with(2, 0.5);
        assert_eq!(client.call("root", [("at", point.into())]).await.unwrap(), Some("3 0.5".into()));
        assert_eq!(client.call("add", [("a", 1.into()), ("b", 2.into())]).await.unwrap(), Some(3.into()));
        assert_eq!(client.call("ping", []).await.unwrap(), None);
        let points = client.call("points", []).await.unwrap().unwrap();
        assert_eq!(points, vec![StructValue::new().with(1, 1).with(2, 0.5)].into());
        assert_eq!(client.returns("points").unwrap().to_string(), "list<Point>");

        assert_eq!(json(&client, "color", json!({"color": "darkGreen"})).await.unwrap(), json!("darkGreen"));
        let scalars = json!({"value": {"text": "naïve \"x\"", "raw": "AP8=", "large": i64::MIN}});
        let answer = json(&client, "scalars", scalars).await.unwrap();
        assert_eq!((&answer["raw"], &answer["large"], &answer["tiny"]), (&json!("AP8="), &json!(i64::MIN), &json!(0)));
        assert_eq!(json(&client, "ping", json!({})).await.unwrap(), json!(null));
        let containers = json!({"by_map": [[{"a": [1]}, {"b": 2}]], "temperatures": ["NaN", 0.5]});
        let answer = json(&client, "containers", json!({"value": containers})).await.unwrap();
        assert_eq!(answer["by_map"], containers["by_map"]);
    })
    .await;
}

#[tokio::test]
async fn arguments_that_are_missing_have_their_defaults() {
    each_client(|client, _| async move {
        assert_eq!(client.call("defaults", []).await.unwrap(), Some("5 x".into()));
        assert_eq!(client.call("defaults", [("a", 1.into())]).await.unwrap(), Some("1 x".into()));
        assert_eq!(json(&client, "defaults", json!({"b": "y"})).await.unwrap(), json!("5 y"));
    })
    .await;
}

#[tokio::test]
async fn exceptions_are_told_from_other_errors() {
    each_client(|client, _| async move {
        let error = json(&client, "scalars", json!({"value": {"tiny": 1}})).await.unwrap_err();
        assert_eq!(error.to_string(), r#"Oops {"message":"as asked","code":7}"#);
        let CallError::Exception(exception) = error else { panic!("it is declared") };
        assert_eq!((exception.name(), exception.ty().to_string().as_str()), ("oops", "Oops"));
        assert_eq!(exception.ty().get(exception.value(), "code"), Some(&Value::Int(7)));

        let error = json(&client, "choice", json!({"value": {"number": 2}})).await.unwrap_err();
        let CallError::Exception(exception) = error else { panic!("it is declared") };
        assert_eq!(exception.name(), "second");

        let error = client.call("root", [("at", StructValue::new().with(1, -9).into())]).await.unwrap_err();
        assert_eq!(error.to_string(), r#"Away {"since":-9}"#);
        let error = client.call("fails", [("how", 9.into())]).await.unwrap_err();
        let CallError::Rpc(Error::Application(error)) = error else { panic!("it is not declared: {error}") };
        assert_eq!(error.kind, ApplicationErrorKind::INTERNAL_ERROR);
        let error = client.with_timeout(Duration::from_millis(20)).call("fails", [("how", 2.into())]).await;
        assert!(matches!(error, Err(CallError::Rpc(Error::Timeout(_)))), "{error:?}");
        assert_eq!(client.call("fails", [("how", 0.into())]).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn oneway_calls_have_no_answer() {
    each_client(|client, notes| async move {
        let before = notes.lock().unwrap().len();
        assert_eq!(json(&client, "notify", json!({"text": "x"})).await.unwrap(), json!(null));
        // Behind it on the same connection.
        for _ in 0..100 {
            client.call("ping", []).await.unwrap();
            if notes.lock().unwrap().len() > before {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("it did not arrive");
    })
    .await;
}

#[tokio::test]
async fn mistakes_are_found_before_anything_is_sent() {
    let channel = Server::new(Processor::new(Handler::default())).in_memory();
    let error = DynamicClient::new(channel.clone(), &SCHEMA, "Everthing").unwrap_err();
    assert_eq!(error.to_string(), "there is no service `Everthing`: did you mean `Everything`?");
    assert!(DynamicClient::new(channel.clone(), &SCHEMA, "shared.Root").is_ok());
    let client = DynamicClient::new(channel, &SCHEMA, "everything.Everything").unwrap();
    let mut methods: Vec<&str> = client.methods().collect();
    methods.sort_unstable();
    assert_eq!(methods.len(), 12, "{methods:?}");

    let error = client.call("scalar", []).await.unwrap_err();
    assert_eq!(error.to_string(), "`Everything` has no method `scalar`: did you mean `scalars`?");
    for (method, arguments, message) in [
        ("add", json!({"a": 1, "c": 2}), "`Everything.add`: `add_args` has no field `c`"),
        (
            "add",
            json!({"a": "1"}),
            "`Everything.add`: invalid type: string \"1\", expected an integer at line 1 column 8",
        ),
        (
            "add",
            json!([1, 2]),
            "`Everything.add`: invalid type: sequence, expected an object of arguments by their names",
        ),
    ] {
        let error = json(&client, method, arguments).await.unwrap_err();
        assert!(matches!(error, CallError::Arguments(_)));
        assert!(error.to_string().starts_with(message), "{error}");
    }
    let error = client.call("add", [("a", true.into())]).await.unwrap_err();
    assert_eq!(error.to_string(), "`Everything.add.a`: an integer is expected, not a bool");
}

#[tokio::test]
async fn what_the_schema_does_not_know_is_no_success() {
    // Another version: `ping` has come to return something, and `variants` throws what nobody here knows.
    let idl = "service Everything { i32 ping(), void variants(), void gone() }";
    let channel = Server::new(Processor::new(Handler::default())).in_memory();
    let client = DynamicClient::new(channel, &Schema::parse(idl).unwrap(), "Everything").unwrap();
    for method in ["ping", "variants"] {
        let Err(CallError::Rpc(Error::Application(error))) = client.call(method, []).await else { panic!("{method}") };
        assert_eq!(error.kind, ApplicationErrorKind::MISSING_RESULT);
    }
    let Err(CallError::Rpc(Error::Application(error))) = client.call("gone", []).await else { panic!("it is there") };
    assert_eq!(error.kind, ApplicationErrorKind::UNKNOWN_METHOD);
}

#[tokio::test]
async fn one_of_several_services_is_called() {
    let multiplexed = thrift_rs::Multiplexed::new().service("all", Processor::new(Handler::default()));
    let server = Server::new(multiplexed).bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr();
    let serving = tokio::spawn(server.serve());
    for protocol in super::PROTOCOLS {
        let channel = Channel::builder(address).protocol(protocol).connect().await.unwrap().multiplexed("all");
        let client = DynamicClient::new(channel, &SCHEMA, "Everything").unwrap();
        assert_eq!(client.call("add", [("a", 1.into()), ("b", 2.into())]).await.unwrap(), Some(3.into()));
    }
    serving.abort();
}
