//! What a method can be.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use thrift_rs::{Server, Thrift};

#[derive(Thrift, Debug, Clone, Default, PartialEq)]
pub struct User {
    #[thrift(id = 1)]
    pub id: i32,
    #[thrift(id = 2)]
    pub name: String,
}

#[derive(Thrift, Debug, Default, PartialEq)]
#[thrift(exception)]
pub struct NotFound {
    #[thrift(id = 1)]
    pub message: String,
}

#[derive(Thrift, Debug, Default, PartialEq)]
#[thrift(exception)]
pub struct Denied {
    #[thrift(id = 1)]
    pub reasons: Vec<String>,
}

/// Users, and what can be done with them.
#[thrift_rs::service]
pub trait Users {
    /// Gives a user.
    ///
    /// Or none.
    #[thrift(throws(NotFound = 1, Box<Denied> = 3))]
    async fn get(&self, id: i32, as_of: Option<i64>) -> Result<User, users::GetError>;

    #[thrift(name = "setName")]
    async fn set_name(
        &self,
        #[thrift(id = 2, required)] name: String,
        #[thrift(id = 1, name = "userId")] id: i32,
    ) -> thrift_rs::Result<Vec<User>>;

    #[thrift(oneway)]
    async fn log(&self, line: String) -> thrift_rs::Result<()>;

    async fn count(&self) -> Result<i64, thrift_rs::Error>;

    async fn clear(&self) -> thrift_rs::Result<()>;
}

#[derive(Default)]
struct Handler {
    lines: Mutex<Vec<String>>,
    cleared: AtomicUsize,
}

impl Users for Handler {
    async fn get(&self, id: i32, as_of: Option<i64>) -> Result<User, users::GetError> {
        match id {
            7 => Ok(User { id, name: format!("{as_of:?}") }),
            8 => Err(Denied { reasons: vec!["no".into()] }.into()),
            9 => Err(thrift_rs::Error::handler("disk").into()),
            _ => Err(NotFound { message: format!("no user {id}") }.into()),
        }
    }

    async fn set_name(&self, name: String, id: i32) -> thrift_rs::Result<Vec<User>> {
        Ok(vec![User { id, name }])
    }

    async fn log(&self, line: String) -> thrift_rs::Result<()> {
        self.lines.lock().unwrap().push(line);
        Ok(())
    }

    async fn count(&self) -> thrift_rs::Result<i64> {
        Ok(self.lines.lock().unwrap().len() as i64)
    }

    async fn clear(&self) -> thrift_rs::Result<()> {
        self.cleared.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

fn client() -> users::Client {
    users::Client::new(Server::new(users::Processor::new(Handler::default())).ordered(true).in_memory())
}

#[tokio::test]
async fn calls_come_to_their_results_and_exceptions() {
    let client = client();
    assert_eq!(client.get(7, None).await.unwrap().name, "None");
    assert_eq!(client.get(7, Some(3)).await.unwrap().name, "Some(3)");
    assert!(matches!(client.get(1, None).await, Err(users::GetError::NotFound(error)) if error.message == "no user 1"));
    assert!(matches!(client.get(8, None).await, Err(users::GetError::Denied(error)) if error.reasons == ["no"]));
    assert!(matches!(client.get(9, None).await, Err(users::GetError::Rpc(thrift_rs::Error::Application(_)))));
    assert_eq!(client.set_name("Ada".into(), 3).await.unwrap(), [User { id: 3, name: "Ada".into() }]);
    client.clear().await.unwrap();
}

#[tokio::test]
async fn a_oneway_method_is_not_answered() {
    let client = client();
    client.log("one".into()).await.unwrap();
    assert_eq!(client.count().await.unwrap(), 1);
}

/// What is written against the trait runs on a client, on a handler, and on a pointer to either.
async fn total(users: &impl Users) -> i64 {
    users.log("x".into()).await.unwrap();
    users.count().await.unwrap()
}

#[tokio::test]
async fn the_trait_is_that_of_clients_and_handlers() {
    assert_eq!(total(&client()).await, 1);
    assert_eq!(total(&std::sync::Arc::new(Handler::default())).await, 1);
}

#[test]
fn the_service_is_described() {
    let methods = users::DESCRIPTOR.methods();
    let shown: Vec<String> = methods
        .iter()
        .map(|method| {
            let fields = |fields: &[thrift_rs::FieldDescriptor]| {
                let shown: Vec<String> = fields
                    .iter()
                    .map(|field| format!("{}: {:?} {} {}", field.id(), field.requiredness(), field.ty(), field.name()))
                    .collect();
                shown.join(", ")
            };
            format!("{}({}) -> {}", method.name(), fields(method.args().fields()), fields(method.result().fields()))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "get(1: Default i32 id, 2: Optional i64 as_of) -> 0: Optional User success, 1: Optional NotFound not_found, 3: Optional Denied denied",
            "setName(1: Default i32 userId, 2: Required string name) -> 0: Optional list<User> success",
            "log(1: Default string line) -> ",
            "count() -> 0: Optional i64 success",
            "clear() -> ",
        ]
    );
    assert_eq!(users::DESCRIPTOR.name(), "Users");
    assert_eq!(users::DESCRIPTOR.docs(), "Users, and what can be done with them.");
    assert_eq!(methods[0].docs(), "Gives a user.\n\nOr none.");
    assert!(methods[2].is_oneway());
}
