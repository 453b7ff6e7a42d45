//! Calls by name.

mod error;
mod method;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeSeed;
use thrift_idl::program::{Item, ServiceId};
use thrift_idl::suggest::nearest;

use super::schema::Schema;
use super::validate::ValueError;
use super::value::{StructValue, Value};
use super::value_type::ValueType;
use crate::client::Channel;
use crate::error::{ApplicationError, ApplicationErrorKind, Error};
use crate::framing::Message;
use crate::message::Protocol;

pub use error::{CallError, Exception};

use method::Method;

/// A client of a service that only a [`Schema`] knows: it calls methods by their names, those that the service inherits included,
/// with values or JSON. Cheap to clone.
///
/// ```no_run
/// use thrift_runtime::Channel;
/// use thrift_runtime::dynamic::{DynamicClient, Schema};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let schema = Schema::from_file("user.thrift")?;
/// let channel = Channel::connect("localhost:9090").await?;
/// let client = DynamicClient::new(channel, &schema, "UserService")?;
///
/// let user = client.call("getUser", [("id", 7.into())]).await?;
/// println!("{}", client.call_json("getUser", r#"{"id": 7}"#).await?);
/// # Ok(())
/// # }
/// ```
///
/// It speaks what its [`Channel`] speaks, in any protocol, over any transport and through layers, and its calls have what others
/// have: deadlines, metadata, spans. A channel [`from_service`](Channel::from_service) that ends in one of JSON takes no calls of it.
#[derive(Clone)]
pub struct DynamicClient {
    channel: Channel,
    service: Arc<Service>,
}

struct Service {
    name: String,
    schema: Schema,
    methods: HashMap<String, Method>,
}

impl DynamicClient {
    /// A client of this service, which may have the name of its file in front, `shared.UserService`.
    ///
    /// # Errors
    /// [`CallError::Unknown`], if the schema has no such service.
    pub fn new(channel: Channel, schema: &Schema, service: &str) -> Result<Self, CallError> {
        let program = schema.program();
        let found = schema.find_item(service, |item| match item {
            Item::Service(id) => Some((program[id].name.text.as_str(), id)),
            _ => None,
        });
        let Some(id) = found else {
            let names = program.services.iter().map(|service| service.name.text.as_str());
            return Err(CallError::unknown(format!("there is no service `{service}`"), nearest(service, names)));
        };
        let service =
            Service { name: program[id].name.text.clone(), schema: schema.clone(), methods: methods(schema, id) };
        Ok(Self { channel, service: Arc::new(service) })
    }

    /// The same client, with this long for each call.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { channel: self.channel.with_timeout(timeout), ..self.clone() }
    }

    /// The names of the methods, in no order.
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.service.methods.keys().map(String::as_str)
    }

    /// The type of what a method returns; `None` of `void`, and of a method that there is not.
    pub fn returns(&self, method: &str) -> Option<ValueType> {
        let ty = self.service.methods.get(method)?.returns()?.clone();
        Some(ValueType::new(self.service.schema.clone(), ty))
    }

    /// Calls a method with these arguments, by their names; those that are missing have their defaults. Gives what it returns, or
    /// `None` of `void` and `oneway`.
    ///
    /// # Errors
    /// [`CallError::Exception`] of one that the method declares. Before anything is sent: no such method, no such argument, or one
    /// that does not fit. Else all that a call of a generated client comes to.
    pub async fn call<'n>(
        &self,
        method: &str,
        arguments: impl IntoIterator<Item = (&'n str, Value)>,
    ) -> Result<Option<Value>, CallError> {
        let method = self.method(method)?;
        let arguments = method.arguments(arguments).map_err(|error| self.in_arguments(method, error))?;
        self.send(method, arguments).await
    }

    /// Calls a method with arguments in JSON, an object by their names. Gives what it returns as JSON, or `null` of `void` and
    /// `oneway`: [how it looks](ValueType#readable-forms).
    ///
    /// # Errors
    /// Those of [`call`](Self::call), and JSON that is no such arguments.
    pub async fn call_json(&self, method: &str, arguments: &str) -> Result<String, CallError> {
        let method = self.method(method)?;
        let mut input = serde_json::Deserializer::from_str(arguments);
        let seed = method.seed(self.service.schema.layouts());
        let arguments = seed.deserialize(&mut input).and_then(|arguments| input.end().map(|()| arguments));
        let arguments = arguments.map_err(|error| self.in_arguments(method, ValueError::new(error.to_string())))?;
        let returned = self.send(method, arguments).await?;
        match (returned, method.returns()) {
            (Some(value), Some(ty)) => {
                let ty = ValueType::new(self.service.schema.clone(), ty.clone());
                ty.to_json_string(&value).map_err(CallError::Arguments)
            }
            _ => Ok("null".to_owned()),
        }
    }

    fn method(&self, name: &str) -> Result<&Method, CallError> {
        self.service.methods.get(name).ok_or_else(|| {
            let message = format!("`{}` has no method `{name}`", self.service.name);
            CallError::unknown(message, nearest(name, self.methods()))
        })
    }

    fn in_arguments(&self, method: &Method, error: ValueError) -> CallError {
        CallError::Arguments(error.of(format!("{}.{}", self.service.name, method.name)))
    }

    async fn send(&self, method: &Method, arguments: StructValue) -> Result<Option<Value>, CallError> {
        let layouts = self.service.schema.layouts();
        method.validate(layouts, &arguments).map_err(|error| self.in_arguments(method, error))?;
        let body = method.encode(layouts, &arguments).map_err(Error::from)?;
        let message = match self.channel.protocol() {
            Protocol::Json => {
                let text = method.to_json(layouts, &body).map_err(Error::from)?;
                Message::of_text(&method.name, method.kind(), &Bytes::from(text))
            }
            _ => Message::of_body(&method.name, method.kind(), body.into()),
        };
        let Some(reply) = self.channel.exchange(message).await? else {
            return Ok(None);
        };
        let result = method.decode(layouts, &reply, self.channel.limits()).map_err(Error::from)?;
        self.outcome(method, result)
    }

    /// What a result says: a value, an exception, or neither.
    fn outcome(&self, method: &Method, mut result: StructValue) -> Result<Option<Value>, CallError> {
        if let Some(value) = result.remove(method::SUCCESS) {
            return Ok(Some(value));
        }
        let thrown = method.throws().find_map(|field| Some((field, result.remove(field.id)?)));
        if let Some((field, value)) = thrown {
            let ty = ValueType::new(self.service.schema.clone(), field.ty.clone());
            return Err(CallError::Exception(Box::new(Exception::new(&field.name.text, ty, value))));
        }
        // One that is not known is an exception that the method has come to declare.
        match method.returns().is_none() && result.unknown_fields().is_empty() {
            true => Ok(None),
            false => {
                let message = format!("the reply to `{}` has no result", method.name);
                let error = ApplicationError::new(ApplicationErrorKind::MISSING_RESULT, message);
                Err(Error::from(error).into())
            }
        }
    }
}

/// The methods of a service and of those that it extends.
fn methods(schema: &Schema, id: ServiceId) -> HashMap<String, Method> {
    let program = schema.program();
    let mut methods = HashMap::new();
    let mut next = Some(id);
    // As many as there are, at most: a program that is checked has no circles of them.
    for _ in &program.services {
        let Some(id) = next else { break };
        for method in &program[id].methods {
            methods.entry(method.name.text.clone()).or_insert_with(|| Method::new(method));
        }
        next = program[id].extends;
    }
    methods
}

impl fmt::Debug for DynamicClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicClient")
            .field("service", &self.service.name)
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
