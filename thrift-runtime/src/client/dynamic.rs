//! Requests of methods that nobody here has a descriptor of.

use tower_service::Service;

use crate::error::{Error, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::{MessageType, Protocol};
use crate::service::Request;

use super::Channel;
use super::call::refusal;

impl Channel {
    /// What its requests are written in, as far as that is known.
    pub(crate) fn protocol(&self) -> Protocol {
        self.route.protocol()
    }

    /// The limits on replies.
    pub(crate) fn limits(&self) -> &Limits {
        self.route.limits()
    }

    /// Sends a request, and gives the result that its reply is; none to a oneway request. Where it is in JSON, so is the result.
    pub(crate) async fn exchange(&self, message: Message) -> Result<Option<Message>> {
        let limits = *self.limits();
        let request = Request::new(message, limits, limits.message_size);
        let response = Service::call(&mut self.clone(), request).await?;
        match response.into_reply() {
            Some(reply) if reply.envelope().kind == MessageType::Exception => {
                Err(refusal(&reply, &limits).unwrap_or_else(Error::from))
            }
            reply => Ok(reply),
        }
    }
}
