//! The service of tutorials, whose IDL declares no exceptions, on a server that takes one connection after the other.

thrift_rs::include_thrift!("../../idl/tutorial.thrift");

use thrift_rs::ApplicationErrorKind;

use crate::case::{Case, Outcome, Target, application_error, cases, equal};

pub(crate) fn cases() -> Vec<Case> {
    cases! {
        each_method
        error_of_the_handler
        text_beyond_ascii
        calls_at_once_on_one_connection
        one_connection_after_the_other
    }
}

async fn connect(target: &Target) -> Outcome<user_service::Client> {
    Ok(user_service::Client::new(target.connect().await?))
}

fn john(id: i32) -> User {
    User { id, name: "John Doe".into(), email: "johndoe@example.com".into() }
}

async fn each_method(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let jane = User { name: "Jane Doe".into(), ..john(1) };
    equal(client.create_user(john(1)).await?, true)?;
    equal(client.get_user(1).await?, john(1))?;
    equal(client.update_user(jane.clone()).await?, true)?;
    equal(client.get_user(1).await?, jane)?;
    equal(client.delete_user(1).await?, true)
}

async fn error_of_the_handler(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let (kind, message) = (ApplicationErrorKind::INTERNAL_ERROR, "Internal error");
    application_error(client.get_user(2).await, kind, message)?;
    application_error(client.update_user(john(2)).await, kind, message)?;
    application_error(client.delete_user(2).await, kind, message)?;
    equal(client.create_user(john(2)).await?, true)?;
    equal(client.delete_user(2).await?, true)
}

async fn text_beyond_ascii(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let user = User { id: 3, name: "Ærøskøbing 東京".into(), email: "用户@例え.jp".into() };
    client.create_user(user.clone()).await?;
    equal(client.get_user(3).await?, user)
}

async fn calls_at_once_on_one_connection(target: Target) -> Outcome {
    let client = connect(&target).await?;
    let (one, other, missing) =
        tokio::join!(client.create_user(john(4)), client.create_user(john(5)), client.get_user(6));
    equal((one?, other?), (true, true))?;
    application_error(missing, ApplicationErrorKind::INTERNAL_ERROR, "Internal error")?;
    equal((client.get_user(4).await?, client.get_user(5).await?), (john(4), john(5)))
}

async fn one_connection_after_the_other(target: Target) -> Outcome {
    for _ in 0..20 {
        let client = connect(&target).await?;
        equal(client.create_user(john(7)).await?, true)?;
        equal(client.delete_user(7).await?, true)?;
    }
    Ok(())
}
