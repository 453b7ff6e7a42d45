"""thriftpy2, which loads the IDL by itself."""

import ssl
from functools import partial
from pathlib import Path

import thriftpy2
import thriftpy2.http
from target import TIMEOUT_MS, Connection, HttpServer, certificate, listening
from thriftpy2.protocol import (
    TApacheJSONProtocolFactory,
    TBinaryProtocolFactory,
    TCompactProtocolFactory,
    TMultiplexedProtocolFactory,
)
from thriftpy2.rpc import make_client, make_server
from thriftpy2.thrift import TApplicationException as ApplicationException
from thriftpy2.thrift import TMultiplexedProcessor, TProcessor
from thriftpy2.transport import TBufferedTransportFactory, TFramedTransportFactory, TMemoryBuffer

__all__ = [
    "ApplicationException",
    "EvolvedUser",
    "NotFound",
    "User",
    "connect",
    "connect_contract",
    "connect_evolved",
    "connect_multiplexed",
    "contract",
    "listen",
    "metadata",
    "receive",
    "send",
    "written",
]

INTEROP = Path(__file__).resolve().parents[1]
example = thriftpy2.load(str(INTEROP.parents[1] / "examples" / "user.thrift"), "example_thrift")
evolved = thriftpy2.load(str(INTEROP / "idl" / "evolved.thrift"), "evolved_thrift")
contract = thriftpy2.load(str(INTEROP / "idl" / "contract.thrift"), "contract_thrift")

User = example.User
NotFound = example.NotFound
EvolvedUser = evolved.User
SERVICES = {"user": example.UserService, "contract": contract.Contract}

# It drops a connection that was idle for this long; its own default, 3 s, would make the case that shows it slow.
IDLE_MS = 1_000


def metadata():
    """It has no dialect that carries any, but HTTP, where handlers do not see it."""
    return {}


FACTORIES = {
    "binary": TBinaryProtocolFactory,
    "old-style": partial(TBinaryProtocolFactory, strict_read=False, strict_write=False),
    "compact": TCompactProtocolFactory,
    # What it calls `TJSONProtocol` is something else.
    "json": TApacheJSONProtocolFactory,
}


def factories(dialect):
    return {
        "proto_factory": FACTORIES[dialect.protocol](),
        "trans_factory": TFramedTransportFactory() if dialect.framed else TBufferedTransportFactory(),
    }


def connect(target, service=example.UserService, name=None):
    options = factories(target.dialect)
    if name:
        options["proto_factory"] = TMultiplexedProtocolFactory(options["proto_factory"], name)
    if target.dialect.transport == "http":
        client = thriftpy2.http.make_client(
            service, target.host, target.port, "/service", timeout=TIMEOUT_MS, keep_alive=True, **options
        )
    else:
        if target.dialect.tls:
            options["ssl_context"] = ssl.create_default_context(cafile=certificate("ca.pem"))
        client = make_client(service, target.host, target.port, timeout=TIMEOUT_MS, **options)
    return Connection(client, client.close)


def connect_evolved(target):
    return connect(target, evolved.UserService)


def connect_contract(target, service):
    return connect(target, getattr(contract, service))


def connect_multiplexed(target, service, name=None):
    """A client that names its service, or calls it by another name."""
    return connect(target, getattr(contract, service), name or service)


def written(value, protocol):
    buffer = TMemoryBuffer()
    FACTORIES[protocol]().get_protocol(buffer).write_struct(value)
    return buffer.getvalue()


def send(client, method, **args):
    client._send(method, **args)


def receive(client, method):
    return client._recv(method)


def processor(service, handler):
    if service != "multiplexed":
        return TProcessor(SERVICES[service], handler)
    named = TMultiplexedProcessor()
    named.register_processor("Contract", TProcessor(contract.Contract, handler))
    return named


def listen(service, handler, dialect):
    """Gives the address of a server, and the function that serves."""
    options = factories(dialect)
    if dialect.transport == "http":
        server = thriftpy2.http.THttpServer(
            processor(service, handler),
            ("127.0.0.1", 0),
            itrans_factory=options["trans_factory"],
            iprot_factory=options["proto_factory"],
            server_class=HttpServer,
        )
        return server.httpd.server_address, server.serve
    if dialect.tls:
        options["certfile"] = certificate("server-and-key.pem")
    # The port is set afterwards: `make_server` takes 0 for no port at all.
    server = make_server(contract.Contract, handler, "127.0.0.1", 1, client_timeout=IDLE_MS, **options)
    server.processor = processor(service, handler)
    server.daemon = True
    server.trans.port = 0
    listening(server.trans)
    return server.trans.sock.getsockname(), server.serve
