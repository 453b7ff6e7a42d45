//! `examples/user.thrift`, on servers that hold to it.

mod user_idl {
    thrift_rs::include_thrift!("../../../../examples/user.thrift");
}

/// As another client sees the same service.
mod evolved {
    thrift_rs::include_thrift!("../../idl/evolved.thrift");
}

use std::time::Duration;

use thrift_rs::{ApplicationErrorKind, Error};
use tokio::task::JoinSet;
use tokio::time::sleep;
use user_idl::user_service::{self, GetUserError};
use user_idl::{NotFound, User};

use crate::case::{Case, Outcome, Peer, Target, application_error, cases, equal};

pub(crate) fn cases() -> Vec<Case> {
    cases! {
        each_method
        declared_exception
        undeclared_error
        application_error_of_the_handler
        unknown_method
        text_beyond_ascii
        empty_strings
        long_string
        missing_argument
        missing_field
        unknown_argument_and_field
        many_calls_on_one_connection
        calls_at_once_on_one_connection
        many_connections_at_once
    }
}

/// For a server that drops idle connections after a second.
pub(crate) fn cases_of_idle_connections() -> Vec<Case> {
    cases! { connection_dropped_while_idle }
}

async fn connect(target: &Target) -> Outcome<user_service::Client> {
    Ok(user_service::Client::new(target.connect().await?))
}

async fn connect_evolved(target: &Target) -> Outcome<evolved::user_service::Client> {
    Ok(evolved::user_service::Client::new(target.connect().await?))
}

fn user(id: i32) -> User {
    User { id, name: "John Doe".into(), email: "johndoe@example.com".into() }
}

fn not_found<T: std::fmt::Debug>(result: Result<T, GetUserError>, id: &str) -> Outcome {
    match result {
        Err(GetUserError::NotFound(NotFound { message })) => equal(message, format!("no user has the id {id}")),
        other => Err(format!("expected NotFound, got {other:?}").into()),
    }
}

async fn each_method(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let jane = User { name: "Jane Doe".into(), ..user(1) };
    equal(client.create_user(user(1)).await?, true)?;
    equal(client.create_user(user(1)).await?, false)?;
    equal(client.get_user(1).await?, user(1))?;
    equal(client.update_user(jane.clone()).await?, true)?;
    equal(client.get_user(1).await?, jane)?;
    equal(client.delete_user(1).await?, true)
}

async fn declared_exception(target: Target) -> Outcome {
    use user_service::{DeleteUserError, UpdateUserError};
    let client = connect(&target).await?;
    not_found(client.get_user(2).await, "2")?;
    match client.update_user(user(2)).await {
        Err(UpdateUserError::NotFound(_)) => {}
        other => return Err(format!("expected NotFound, got {other:?}").into()),
    }
    match client.delete_user(2).await {
        Err(DeleteUserError::NotFound(_)) => {}
        other => return Err(format!("expected NotFound, got {other:?}").into()),
    }
    not_found(client.get_user(2).await, "2")
}

async fn undeclared_error(target: Target) -> Outcome {
    let nameless = User { name: String::new(), ..user(3) };
    if target.peer == Peer::Thriftpy2 {
        return error_that_closes_the_connection(target, nameless).await;
    }
    let client = connect(&target).await?;
    let result = client.create_user(nameless).await;
    application_error(result, ApplicationErrorKind::INTERNAL_ERROR, "Internal error")?;
    not_found(client.get_user(3).await, "3")
}

/// thriftpy2's servers answer no undeclared error.
async fn error_that_closes_the_connection(target: Target, nameless: User) -> Outcome {
    let client = user_service::Client::new(target.connect_for_long().await?);
    match client.create_user(nameless).await {
        // It may have run, so nobody should send it again.
        Err(error @ Error::Transport(_)) if !error.is_retriable() => {}
        other => return Err(format!("expected a lost connection, got {other:?}").into()),
    }
    not_found(client.get_user(3).await, "3")
}

async fn application_error_of_the_handler(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let forbidden = User { name: "forbidden".into(), ..user(3) };
    let result = client.create_user(forbidden).await;
    application_error(result, ApplicationErrorKind::INTERNAL_ERROR, "this name is forbidden")?;
    not_found(client.get_user(3).await, "3")
}

async fn unknown_method(target: Target) -> Outcome {
    let client = connect_evolved(&target).await?;
    let message = match target.peer {
        Peer::Thriftpy2 => "",
        _ => "Unknown function renameUser",
    };
    let result = client.rename_user(4, "Jane Doe".into()).await;
    application_error(result, ApplicationErrorKind::UNKNOWN_METHOD, message)?;
    let john = evolved::User { id: 4, name: "John Doe".into(), ..Default::default() };
    client.create_user(john, Default::default()).await?;
    equal(connect(&target).await?.delete_user(4).await?, true)
}

async fn text_beyond_ascii(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let user =
        User { name: "Ærøskøbing 東京 \u{1F600} \0 e\u{301}".into(), email: "用户@例え.jp".into(), id: 5 };
    client.create_user(user.clone()).await?;
    equal(client.get_user(5).await?, user)
}

async fn empty_strings(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let empty = User { id: 6, ..User::default() };
    client.create_user(user(6)).await?;
    equal(client.update_user(empty.clone()).await?, true)?;
    equal(client.get_user(6).await?, empty)
}

async fn long_string(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let long = User { name: "x".repeat(3_000_000), ..user(7) };
    client.create_user(long.clone()).await?;
    equal(client.get_user(7).await? == long, true)?;
    equal(client.delete_user(7).await?, true)
}

async fn missing_argument(target: Target) -> Outcome {
    let client = connect_evolved(&target).await?;
    match client.get_user().await {
        Err(evolved::user_service::GetUserError::NotFound(exception)) => {
            equal(exception.message.as_str(), "no user has the id None")
        }
        other => Err(format!("expected NotFound, got {other:?}").into()),
    }
}

/// The server gets no `email`, and gives none back.
async fn missing_field(target: Target) -> Outcome {
    let john = evolved::User { id: 9, name: "John Doe".into(), ..Default::default() };
    connect_evolved(&target).await?.create_user(john, Default::default()).await?;
    let john = User { email: String::new(), ..user(9) };
    equal(connect(&target).await?.get_user(9).await?, john)
}

async fn unknown_argument_and_field(target: Target) -> Outcome {
    let john = evolved::User {
        id: 10,
        name: "John Doe".into(),
        email: Some("johndoe@example.com".into()),
        roles: Some(vec!["admin".into(), "staff".into()]),
    };
    let client = connect_evolved(&target).await?;
    client.create_user(john, [("cost centre".to_owned(), 1 << 40)].into()).await?;
    equal(connect(&target).await?.get_user(10).await?, user(10))
}

async fn many_calls_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    for number in 0..200 {
        let user = User { email: format!("{number}@example.com"), ..user(11) };
        client.create_user(user.clone()).await?;
        equal(client.get_user(11).await?, user)?;
    }
    Ok(())
}

async fn calls_at_once_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    all((100..164).map(|id| {
        let client = client.clone();
        async move {
            client.create_user(user(id)).await?;
            equal(client.get_user(id).await?, user(id))
        }
    }))
    .await
}

async fn many_connections_at_once(target: Target) -> Outcome {
    all((200..216).map(|id| {
        let target = target.clone();
        async move {
            let client = connect(&target).await?;
            for _ in 0..20 {
                client.create_user(user(id)).await?;
                equal(client.get_user(id).await?, user(id))?;
            }
            equal(client.delete_user(id).await?, true)
        }
    }))
    .await
}

async fn connection_dropped_while_idle(target: Target) -> Outcome {
    let client = user_service::Client::new(target.connect_for_long().await?);
    not_found(client.get_user(12).await, "12")?;
    sleep(Duration::from_millis(1_500)).await;
    not_found(client.get_user(12).await, "12")
}

/// Runs them all at once.
async fn all<F: Future<Output = Outcome> + Send + 'static>(futures: impl Iterator<Item = F>) -> Outcome {
    let mut tasks: JoinSet<Outcome> = futures.collect();
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}
