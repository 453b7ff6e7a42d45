"""thriftpy2, which loads the IDL by itself."""

from pathlib import Path

import thriftpy2
from target import TIMEOUT_MS, Connection, listening
from thriftpy2.protocol import TBinaryProtocolFactory, TCompactProtocolFactory
from thriftpy2.rpc import make_client, make_server
from thriftpy2.thrift import TApplicationException as ApplicationException
from thriftpy2.transport import TBufferedTransportFactory, TFramedTransportFactory

__all__ = [
    "ApplicationException",
    "EvolvedUser",
    "NotFound",
    "User",
    "connect",
    "connect_evolved",
    "listen",
    "receive",
    "send",
]

INTEROP = Path(__file__).resolve().parents[1]
example = thriftpy2.load(str(INTEROP.parents[1] / "examples" / "user.thrift"), "example_thrift")
evolved = thriftpy2.load(str(INTEROP / "idl" / "evolved.thrift"), "evolved_thrift")

User = example.User
NotFound = example.NotFound
EvolvedUser = evolved.User

# It drops a connection that was idle for this long; its own default, 3 s, would make the case that shows it slow.
IDLE_MS = 1_000


def factories(dialect):
    binary = TBinaryProtocolFactory(strict_read=dialect.strict, strict_write=dialect.strict)
    return {
        "proto_factory": TCompactProtocolFactory() if dialect.compact else binary,
        "trans_factory": TFramedTransportFactory() if dialect.framed else TBufferedTransportFactory(),
    }


def connect(target, service=example.UserService):
    client = make_client(service, target.host, target.port, timeout=TIMEOUT_MS, **factories(target.dialect))
    return Connection(client, client.close)


def connect_evolved(target):
    return connect(target, evolved.UserService)


def send(client, method, **args):
    client._send(method, **args)


def receive(client, method):
    return client._recv(method)


def listen(handler, dialect):
    """Gives the address of a server, and the function that serves."""
    # The port is set afterwards: `make_server` takes 0 for no port at all.
    server = make_server(example.UserService, handler, "127.0.0.1", 1, client_timeout=IDLE_MS, **factories(dialect))
    server.daemon = True
    server.trans.port = 0
    listening(server.trans)
    return server.trans.sock.getsockname(), server.serve
