//! Mocks of services, as a test uses them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use thrift_rs::{Error, Server};

thrift_rs::thrift!(
    idl = r#"
    struct User { 1: i32 id, 2: string name }
    exception NotFound { 1: string message }
    service Base { void ping() }
    service Users extends Base {
        User get(1: i32 id) throws (1: NotFound notFound),
        bool rename(1: i32 id, 2: string name),
        oneway void log(1: string line),
        i64 count(),
    }
"#
);

fn user(id: i32) -> User {
    User { id, name: "Ada".into() }
}

/// What is tested with a mock: code against the trait.
async fn name_of(users: &impl users::Iface, id: i32) -> String {
    match users.get(id).await {
        Ok(user) => user.name,
        Err(users::GetError::NotFound(_)) => "nobody".into(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_mock_answers_as_it_was_told_and_records_its_calls() {
    let mock = users::mock();
    mock.get.returns(user(1)).throws_once(NotFound::default()).returns_once(User::default());
    assert_eq!(name_of(&mock, 7).await, "nobody");
    assert_eq!(name_of(&mock, 8).await, "");
    assert_eq!(name_of(&mock, 9).await, "Ada");
    assert_eq!(mock.get.calls(), [7, 8, 9]);
    mock.get.throws(NotFound { message: "gone".into() });
    assert_eq!(name_of(&mock, 1).await, "nobody");
    assert_eq!(name_of(&mock, 1).await, "nobody");
    mock.get.reset();
    assert!(mock.get.calls().is_empty());
    let error = name_of(&mock, 1).await;
    assert_eq!(error, "the mock of `get` was called, and nobody has said what it answers");
}

#[tokio::test]
async fn a_mock_runs_behind_a_processor() {
    let mock = users::mock();
    mock.rename.answers(|(id, name)| Ok(id == 7 && name == "Grace"));
    mock.get.throws(NotFound { message: "gone".into() });
    mock.count.answers(|()| Ok(3));
    mock.ping.returns(());
    mock.log.returns(());
    let client = users::Client::new(Server::new(users::Processor::new(mock.clone())).ordered(true).in_memory());
    assert!(client.rename(7, "Grace".into()).await.unwrap());
    assert!(!client.rename(7, "Ada".into()).await.unwrap());
    assert!(matches!(client.get(1).await, Err(users::GetError::NotFound(error)) if error.message == "gone"));
    client.log("line".into()).await.unwrap();
    assert_eq!(client.count().await.unwrap(), 3);
    // What the service inherits is the mock's, too.
    client.ping().await.unwrap();
    assert_eq!(mock.rename.calls(), [(7, "Grace".to_owned()), (7, "Ada".to_owned())]);
    assert_eq!(mock.log.calls(), ["line"]);
    assert_eq!((mock.ping.calls().len(), mock.count.calls().len()), (1, 1));
    mock.ping.reset();
    assert!(matches!(client.ping().await, Err(Error::Application(_))));
}
