"""Apache's Python library as its tutorials use it: a simple server, unframed, no exception declared."""

from target import TIMEOUT_MS, Connection, listening
from thrift.protocol import TBinaryProtocol
from thrift.server import TServer
from thrift.Thrift import TApplicationException as ApplicationException
from thrift.transport import TSocket, TTransport
from tutorial import UserService
from tutorial.ttypes import User

__all__ = ["ApplicationException", "User", "connect", "listen"]


class NotFound(Exception):
    """Nothing that the IDL knows of."""


def connect(target):
    socket = TSocket.TSocket(target.host, target.port)
    socket.setTimeout(TIMEOUT_MS)
    transport = TTransport.TBufferedTransport(socket)
    protocol = TBinaryProtocol.TBinaryProtocol(transport)
    client = UserService.Client(protocol)
    transport.open()
    return Connection(client, transport.close)


def listen(_service, handler, _dialect):
    """Gives the address of a server, and the function that serves."""
    processor = UserService.Processor(handler)
    transport = TSocket.TServerSocket(host="127.0.0.1", port=0)
    tfactory = TTransport.TBufferedTransportFactory()
    pfactory = TBinaryProtocol.TBinaryProtocolFactory()
    server = TServer.TSimpleServer(processor, transport, tfactory, pfactory)
    listening(transport)
    return transport.handle.getsockname(), server.serve
