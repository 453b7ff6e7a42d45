//! Settings of a channel.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use crate::error::Result;
use crate::framing::Framing;
use crate::limits::Limits;
use crate::message::Protocol;

use super::shared::{Handle, Settings};
use super::{Address, Channel, Route, driver};

/// How long to wait for a connection to each address, if nothing else is said.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Settings of a [`Channel`]; made by [`Channel::builder`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it connects"]
pub struct ChannelBuilder {
    settings: Settings,
    timeout: Option<Duration>,
}

impl ChannelBuilder {
    pub(super) fn new(address: Address) -> Self {
        Self {
            settings: Settings {
                address,
                framing: Framing::default(),
                protocol: Protocol::default(),
                limits: Limits::DEFAULT,
                connect_timeout: CONNECT_TIMEOUT,
                reconnects: true,
            },
            timeout: None,
        }
    }

    /// How messages are told apart; the server must take it. Default: [`Framing::Unframed`].
    pub fn framing(mut self, framing: Framing) -> Self {
        self.settings.framing = framing;
        self
    }

    /// How requests are encoded; the server must take it. Default: [`Protocol::Binary`].
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.settings.protocol = protocol;
        self
    }

    /// How long to wait for the name to be resolved, and for a connection to each of its addresses. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// How long each call may take, from its first poll to its answer. Default: for ever.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// What requests and replies may claim. Default: [`Limits::DEFAULT`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Connects.
    ///
    /// # Errors
    /// [`Error::Transport`](crate::Error::Transport), which names every address that was tried.
    pub async fn connect(self) -> Result<Channel> {
        let handle = driver::connect(self.settings).await?;
        Ok(Channel { route: Route::Direct(Arc::new(handle)), timeout: self.timeout, prefix: None })
    }

    /// Uses this connection, which can not be made again once it breaks; the address only names it.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn over(self, io: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Channel {
        let handle = Handle::new(Settings { reconnects: false, ..self.settings });
        tokio::spawn(driver::run_over(handle.driver(), io));
        Channel { route: Route::Direct(Arc::new(handle)), timeout: self.timeout, prefix: None }
    }
}
