//! Apache's crate: its threaded server, with a thread for each connection, and a thread for each caller.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use thrift::protocol::{
    TBinaryInputProtocol, TBinaryInputProtocolFactory, TBinaryOutputProtocol, TBinaryOutputProtocolFactory,
    TInputProtocol, TOutputProtocol,
};
use thrift::server::TServer;
use thrift::transport::{
    TBufferedReadTransport, TBufferedReadTransportFactory, TBufferedWriteTransport, TBufferedWriteTransportFactory,
    TFramedReadTransport, TFramedReadTransportFactory, TFramedWriteTransport, TFramedWriteTransportFactory, TIoChannel,
    TReadTransportFactory, TTcpChannel, TWriteTransportFactory,
};

use crate::Result;
use crate::case::Case;
use crate::client::Job;
use crate::crew::{BlockingCaller, Crew};
use crate::generated::apache as types;
use crate::server;
use crate::values::{Stamp, Value, values};
use types::TEchoSyncClient;

values!(types, String::from);

#[derive(Clone, Copy)]
pub(crate) enum Transport {
    Framed,
    Buffered,
}

struct Handler;

impl types::EchoSyncHandler for Handler {
    fn handle_echo_user(&self, value: types::User) -> thrift::Result<types::User> {
        Ok(value)
    }

    fn handle_echo_blob(&self, value: types::Blob) -> thrift::Result<types::Blob> {
        Ok(value)
    }

    fn handle_echo_order(&self, value: types::Order) -> thrift::Result<types::Order> {
        Ok(value)
    }
}

pub(crate) fn serve(transport: Transport, job: &server::Job) -> Result<()> {
    type Factories = (Box<dyn TReadTransportFactory + Send>, Box<dyn TWriteTransportFactory + Send>);
    let (read, write): Factories = match transport {
        Transport::Framed => {
            (Box::new(TFramedReadTransportFactory::new()), Box::new(TFramedWriteTransportFactory::new()))
        }
        Transport::Buffered => {
            (Box::new(TBufferedReadTransportFactory::new()), Box::new(TBufferedWriteTransportFactory::new()))
        }
    };
    let mut server = TServer::new(
        read,
        TBinaryInputProtocolFactory::new(),
        write,
        TBinaryOutputProtocolFactory::new(),
        types::EchoSyncProcessor::new(Handler),
        // One for a connection that only asks whether it listens, too.
        job.callers + 1,
    );
    let address = free_address()?;
    thread::spawn(move || {
        while TcpStream::connect(address).is_err() {
            thread::sleep(Duration::from_millis(1));
        }
        server::ready(address);
    });
    Ok(server.listen(address)?)
}

/// It tells nobody which port it got.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

pub(crate) fn man(transport: Transport, job: &Job, crew: &mut Crew) -> Result<()> {
    for _ in 0..job.callers {
        let stream = TcpStream::connect(job.address)?;
        stream.set_nodelay(true)?;
        let (read, write) = TTcpChannel::with_stream(stream).split()?;
        match transport {
            Transport::Framed => crew.add_blocking(Apache::new(
                TBinaryInputProtocol::new(TFramedReadTransport::new(read), true),
                TBinaryOutputProtocol::new(TFramedWriteTransport::new(write), true),
                job.case,
            )),
            Transport::Buffered => crew.add_blocking(Apache::new(
                TBinaryInputProtocol::new(TBufferedReadTransport::new(read), true),
                TBinaryOutputProtocol::new(TBufferedWriteTransport::new(write), true),
                job.case,
            )),
        }
    }
    Ok(())
}

struct Apache<I: TInputProtocol, O: TOutputProtocol> {
    client: types::EchoSyncClient<I, O>,
    case: Case,
}

impl<I: TInputProtocol, O: TOutputProtocol> Apache<I, O> {
    fn new(input: I, output: O, case: Case) -> Self {
        Self { client: types::EchoSyncClient::new(input, output), case }
    }
}

impl<I, O> BlockingCaller for Apache<I, O>
where
    I: TInputProtocol + Send + 'static,
    O: TOutputProtocol + Send + 'static,
{
    fn call(&mut self, stamp: Stamp) -> Result<()> {
        match self.case {
            Case::Small => self.client.echo_user(Value::of(stamp))?.check(stamp),
            Case::Kilobyte => self.client.echo_blob(Value::of(stamp))?.check(stamp),
            Case::Nested => self.client.echo_order(Value::of(stamp))?.check(stamp),
        }
    }
}
