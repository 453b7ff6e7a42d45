//! Names that are keywords in some editions only, in a crate of an earlier one.

thrift_rs::thrift!("../../idl/hostile_names.thrift");

#[cfg(test)]
mod tests {
    use core::result::Result;
    use std::string::String as Text;

    use super::*;

    struct Handler;

    impl connect::Iface for Handler {
        async fn connect(&self, _: i32, _: i32) -> Result<Option, connect::ConnectError> {
            Ok(Option { value: 7 })
        }

        async fn new(&self, _: i32, _: i32, _: i32, _: i32) -> thrift_rs::Result<()> {
            Ok(())
        }

        async fn with_metadata(&self, key: i32, value: i32) -> thrift_rs::Result<i32> {
            Ok(key + value)
        }
        async fn with_timeout(&self, channel: i32) -> thrift_rs::Result<i32> {
            Ok(channel)
        }

        async fn r#await(&self, r#async: i32) -> thrift_rs::Result<i32> {
            Ok(r#async)
        }

        async fn clone(&self) -> thrift_rs::Result<()> {
            Ok(())
        }

        async fn many(
            &self,
            _: bool,
            _: bool,
            _: bool,
            _: bool,
            _: bool,
            _: bool,
            _: bool,
            _: bool,
        ) -> thrift_rs::Result<()> {
            Ok(())
        }

        async fn r#fn(&self, of: Keywords) -> Result<(), connect::FnError> {
            let message = Text::from("all of them");
            if of.r#async + of.r#try + of.r#dyn + of.r#gen == 10 {
                Ok(())
            } else {
                Err(Error { message }.into())
            }
        }
    }

    #[tokio::test]
    async fn calls_are_answered() {
        let (here, there) = tokio::io::duplex(1 << 10);
        let server = thrift_rs::Server::new(connect::Processor::new(Handler));
        tokio::spawn(async move { server.serve_connection(there).await });
        let client = connect::Client::new_(thrift_rs::Channel::from_stream(here));
        assert!(matches!(client.r#await(7).await, Ok(7)));
        let keywords = Keywords { r#async: 1, r#try: 2, r#dyn: 3, gen: 4, ..::core::default::Default::default() };
        assert!(matches!(client.r#fn(keywords).await, Ok(())));
    }
}
