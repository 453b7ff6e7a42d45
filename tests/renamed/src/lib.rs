//! A user may give the dependency another name.

rpc::thrift!("../../idl/shared.thrift");

#[cfg(test)]
mod tests {
    use super::*;

    struct Handler;

    impl root::Iface for Handler {
        async fn root(&self, at: Point) -> Result<String, root::RootError> {
            if at.x < 0 { Err(Away { since: at.x }.into()) } else { Ok(at.x.to_string()) }
        }
    }

    #[tokio::test]
    async fn calls_are_answered() {
        let (here, there) = tokio::io::duplex(1 << 10);
        let server = rpc::Server::new(root::Processor::new(Handler));
        tokio::spawn(async move { server.serve_connection(there).await });
        let client = root::Client::new(rpc::Channel::from_stream(here));
        assert!(matches!(client.root(Point { x: 7, y: 0.0 }).await.as_deref(), Ok("7")));
        assert!(matches!(client.root(Point { x: -7, y: 0.0 }).await, Err(root::RootError::Away(Away { since: -7 }))));
    }
}

/// A type of Rust, whose derive is told where the crate is.
#[derive(rpc::Thrift, Debug, Default, PartialEq)]
#[thrift(crate = rpc)]
pub struct Place {
    /// Where it is.
    #[thrift(id = 1)]
    pub at: Point,
}

#[test]
fn a_derive_can_be_told_the_name() {
    let place = Place { at: Point { x: 1, y: 0.5 } };
    let bytes = rpc::binary::to_vec(&place);
    assert_eq!(bytes.and_then(|bytes| rpc::binary::from_slice::<Place>(&bytes)).ok(), Some(place));
}
