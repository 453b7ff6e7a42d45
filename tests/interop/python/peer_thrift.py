"""Apache's Python library, with code that its compiler generated."""

import importlib
import sys
from io import BytesIO

import contract.Contract
import contract.ttypes
import evolved.ttypes
import evolved.UserService
import example.UserService
import ids
import thrift_servers
from example.ttypes import NotFound, User
from contract_handler import Contract
from contract_samples import samples
from target import TIMEOUT_MS, Connection, Dialect, certificate
from thrift.protocol.TBinaryProtocol import TBinaryProtocol, TBinaryProtocolFactory
from thrift.protocol.TCompactProtocol import TCompactProtocolFactory
from thrift.protocol.THeaderProtocol import THeaderProtocolFactory
from thrift.protocol.TJSONProtocol import TJSONProtocolFactory
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.Thrift import TApplicationException as ApplicationException
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.transport.THeaderTransport import THeaderClientType, THeaderSubprotocolID, THeaderTransformID
from thrift.transport.THttpClient import THttpClient
from thrift.transport.TSocket import TSocket
from thrift.transport.TSSLSocket import TSSLSocket
from thrift.transport.TTransport import TBufferedTransport, TFramedTransport, TMemoryBuffer, TSaslClientTransport, TTransportBase
from thrift.transport.TZlibTransport import TZlibTransport
from thrift_servers import metadata

__all__ = [
    "ApplicationException",
    "EvolvedUser",
    "NotFound",
    "User",
    "beside",
    "connect",
    "connect_contract",
    "connect_evolved",
    "connect_multiplexed",
    "contract",
    "frames",
    "ids",
    "listen",
    "metadata",
    "receive",
    "send",
    "written",
]

EvolvedUser = evolved.ttypes.User
contract = contract.ttypes


class OldStyle(TBinaryProtocol):
    """As the first libraries were: it knows no other envelope, also in replies."""

    def __init__(self, transport):
        super().__init__(transport, strictWrite=False)

    def readMessageBegin(self):
        return self.readString(), self.readByte(), self.readI32()


class OldStyleFactory:
    def getProtocol(self, transport):
        return OldStyle(transport)


PROTOCOLS = {
    "binary": TBinaryProtocolFactory(strictRead=True),
    "old-style": OldStyleFactory(),
    "compact": TCompactProtocolFactory(),
    "json": TJSONProtocolFactory(),
}


def protocol_factory(dialect):
    if dialect.header:
        compact = dialect.protocol == "compact"
        subprotocol = THeaderSubprotocolID.COMPACT if compact else THeaderSubprotocolID.BINARY
        return THeaderProtocolFactory([THeaderClientType.HEADERS], subprotocol)
    return PROTOCOLS[dialect.protocol]


def transport(target):
    dialect = target.dialect
    if dialect.transport == "http":
        client = THttpClient(f"http://{target.host}:{target.port}/service")
        client.setTimeout(TIMEOUT_MS)
        return client
    if dialect.tls:
        own = {"certfile": certificate("client.pem"), "keyfile": certificate("client.key")}
        socket = TSSLSocket(target.host, target.port, ca_certs=certificate("ca.pem"), **own)
    else:
        socket = TSocket(target.host, target.port)
    socket.setTimeout(TIMEOUT_MS)
    if dialect.transport == "sasl":
        return TSaslClientTransport(socket, target.host, "", "PLAIN", username="caller", password="pass word")
    if dialect.framed:
        return TFramedTransport(socket)
    if dialect.transport == "zlib":
        return TZlibTransport(socket)
    return socket if dialect.header else TBufferedTransport(socket)


def connect(target, service=example.UserService, name=None):
    over = transport(target)
    protocol = protocol_factory(target.dialect).getProtocol(over)
    if target.dialect.transport == "header-zlib":
        protocol.add_transform(THeaderTransformID.ZLIB)
    over.open()
    if name:
        protocol = TMultiplexedProtocol(protocol, name)
    client = service.Client(protocol)
    client.transport = over
    return Connection(client, over.close)


def connect_evolved(target):
    return connect(target, evolved.UserService)


def connect_contract(target, service):
    return connect(target, importlib.import_module(f"contract.{service}"))


def connect_multiplexed(target, service, name=None):
    """A client that names its service, or calls it by another name."""
    client = ids if service == "Registry" else importlib.import_module(f"contract.{service}")
    return connect(target, client, name or service)


def beside(client, pairs, call):
    """What came back beside the answer to a call that has these pairs beside it, and what it was to be."""
    if isinstance(client.transport, THttpClient):
        client.transport.setCustomHeaders(pairs)
        result = call()
        headers = client.transport.headers
        client.transport.setCustomHeaders(None)
        return (result, {key: headers.get(key) for key in pairs}), (pairs, pairs)
    protocol = client._oprot
    for key, value in pairs.items():
        protocol.set_header(key.encode(), value.encode())
    result = call()
    headers = {key.decode(): value.decode() for key, value in protocol.get_headers().items()}
    return (result, {key: headers.get(key) for key in pairs}), (pairs, pairs)


def written(value, protocol):
    buffer = TMemoryBuffer()
    value.write(PROTOCOLS[protocol].getProtocol(buffer))
    return buffer.getvalue()


class Recorded(TTransportBase):
    """What is read, and what has been written."""

    def __init__(self, sent=b""):
        self.sent, self.written = BytesIO(sent), BytesIO()

    def read(self, size):
        return self.sent.read(size)

    def write(self, data):
        self.written.write(data)

    def flush(self):
        pass


def frames():
    """Calls, with metadata beside them, and the answers to them, in THeader: by method and dialect."""
    contract_service = SERVICES["contract"]
    peer = sys.modules[__name__]
    calls = {
        "everything": ("plain", samples(contract)["everything"]["plain"]),
        "metadata": (),
    }
    written = {}
    for method, arguments in calls.items():
        for dialect in (Dialect("header", "binary"), Dialect("header", "compact"), Dialect("header-zlib", "binary")):
            over = Recorded()
            protocol = protocol_factory(dialect).getProtocol(over)
            if dialect.transport == "header-zlib":
                protocol.add_transform(THeaderTransformID.ZLIB)
            protocol.set_header(b"test-key", "Ærøskøbing 東京".encode())
            client = contract_service.Client(protocol)
            client._seqid = 1
            getattr(client, f"send_{method}")(*arguments)
            sent = over.written.getvalue()
            served = Recorded(sent)
            protocol = protocol_factory(dialect).getProtocol(served)
            thrift_servers.WithMetadata(contract_service.Processor(Contract(peer))).process(protocol, protocol)
            name = f"{method}.{dialect.transport}-{dialect.protocol}"
            written |= {f"{name}.call": sent, f"{name}.answer": served.written.getvalue()}
    return written


def send(client, method, **args):
    getattr(client, f"send_{method}")(**args)


def receive(client, method):
    return getattr(client, f"recv_{method}")()


SERVICES = {"user": example.UserService, "contract": importlib.import_module("contract.Contract")}


def listen(service, handler, dialect):
    """Gives the address of a server, and the function that serves."""
    # It reads both kinds of envelope, other than our client of that style.
    old_style = TBinaryProtocolFactory(strictWrite=False)
    protocol = old_style if dialect.protocol == "old-style" else protocol_factory(dialect)
    if service == "multiplexed":
        processor = TMultiplexedProcessor()
        processor.registerProcessor("Contract", SERVICES["contract"].Processor(handler))
        processor.registerProcessor("Registry", ids.Processor())
    else:
        processor = SERVICES[service].Processor(handler)
    return thrift_servers.listen(processor, dialect, protocol)
