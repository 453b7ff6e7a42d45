//! A user may reach the macro through another crate's re-export, or through a macro of that crate.

pub mod direct {
    //! Through the re-export.
    framework::rpc::thrift!("../../idl/shared.thrift");
}

pub mod wrapped {
    //! Through a macro, with a file of ours.
    framework::service!("../../idl/shared.thrift");
}

pub mod foreign {
    //! Through a macro, with a file of its crate.
    framework::health!();
}

#[cfg(test)]
mod tests {
    use framework::rpc::{Channel, Process, Server};

    use super::*;

    struct Handler;

    impl direct::root::Iface for Handler {
        async fn root(&self, at: direct::Point) -> Result<String, direct::root::RootError> {
            Ok(at.x.to_string())
        }
    }

    impl wrapped::root::Iface for Handler {
        async fn root(&self, at: wrapped::Point) -> Result<String, wrapped::root::RootError> {
            Err(wrapped::Away { since: at.x }.into())
        }
    }

    impl foreign::health::Iface for Handler {
        async fn healthy(&self) -> framework::rpc::Result<bool> {
            Ok(true)
        }
    }

    fn serve(processor: impl Process) -> Channel {
        let (here, there) = tokio::io::duplex(1 << 10);
        tokio::spawn(async move { Server::new(processor).serve_connection(there).await });
        Channel::from_stream(here)
    }

    #[tokio::test]
    async fn calls_are_answered() {
        let client = direct::root::Client::new(serve(direct::root::Processor::new(Handler)));
        assert!(matches!(client.root(direct::Point { x: 7, y: 0.0 }).await.as_deref(), Ok("7")));
        let client = wrapped::root::Client::new(serve(wrapped::root::Processor::new(Handler)));
        let answer = client.root(wrapped::Point { x: 7, y: 0.0 }).await;
        assert!(matches!(answer, Err(wrapped::root::RootError::Away(wrapped::Away { since: 7 }))));
        let client = foreign::health::Client::new(serve(foreign::health::Processor::new(Handler)));
        assert!(matches!(client.healthy().await, Ok(true)));
    }
}
