"""Apache's Python library, with code that its compiler generated."""

import evolved.ttypes
import evolved.UserService
import example.UserService
from example.ttypes import NotFound, User
from target import TIMEOUT_MS, Connection, listening
from thrift.protocol.TBinaryProtocol import TBinaryProtocol, TBinaryProtocolFactory
from thrift.protocol.TCompactProtocol import TCompactProtocol, TCompactProtocolFactory
from thrift.server.TServer import TThreadedServer
from thrift.Thrift import TApplicationException as ApplicationException
from thrift.transport.TSocket import TServerSocket, TSocket
from thrift.transport.TTransport import (
    TBufferedTransport,
    TBufferedTransportFactory,
    TFramedTransport,
    TFramedTransportFactory,
)

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

EvolvedUser = evolved.ttypes.User


class OldStyle(TBinaryProtocol):
    """As the first libraries were: it knows no other envelope, also in replies."""

    def __init__(self, transport):
        super().__init__(transport, strictWrite=False)

    def readMessageBegin(self):
        return self.readString(), self.readByte(), self.readI32()


def protocol(transport, dialect):
    if dialect.compact:
        return TCompactProtocol(transport)
    return TBinaryProtocol(transport, strictRead=True) if dialect.strict else OldStyle(transport)


def connect(target, service=example.UserService):
    socket = TSocket(target.host, target.port)
    socket.setTimeout(TIMEOUT_MS)
    transport = TFramedTransport(socket) if target.dialect.framed else TBufferedTransport(socket)
    transport.open()
    return Connection(service.Client(protocol(transport, target.dialect)), transport.close)


def connect_evolved(target):
    return connect(target, evolved.UserService)


def send(client, method, **args):
    getattr(client, f"send_{method}")(**args)


def receive(client, method):
    return getattr(client, f"recv_{method}")()


def listen(handler, dialect):
    """Gives the address of a server, and the function that serves."""
    socket = TServerSocket("127.0.0.1", 0)
    server = TThreadedServer(
        example.UserService.Processor(handler),
        socket,
        TFramedTransportFactory() if dialect.framed else TBufferedTransportFactory(),
        TCompactProtocolFactory() if dialect.compact else TBinaryProtocolFactory(strictWrite=dialect.strict),
        daemon=True,
    )
    listening(socket)
    return socket.handle.getsockname(), server.serve
