"""The servers of Apache's Python library."""

import ssl
from threading import local

from target import HttpServer, certificate, listening
from thrift.protocol.THeaderProtocol import THeaderProtocol
from thrift.server.THttpServer import THttpServer
from thrift.server.TServer import TThreadedServer
from thrift.transport.TSocket import TServerSocket
from thrift.transport.TSSLSocket import TSSLServerSocket
from thrift.transport.TTransport import TBufferedTransportFactory, TFramedTransportFactory, TTransportFactoryBase
from thrift.transport.TZlibTransport import TZlibTransportFactory

# The protocols of the call that a thread serves.
call = local()


class WithMetadata:
    """A processor, whose handler can ask what came beside the call."""

    def __init__(self, processor):
        self.processor = processor

    def process(self, input, output):
        call.input, call.output = input, output
        return self.processor.process(input, output)

    def on_message_begin(self, function):
        self.processor.on_message_begin(function)


def metadata():
    """What came beside the call, of the keys that begin with `test-`; it goes back beside the answer."""
    if not isinstance(call.input, THeaderProtocol):
        return {}
    pairs = {key: value for key, value in call.input.get_headers().items() if key.startswith(b"test-")}
    for key, value in pairs.items():
        call.output.set_header(key, value)
    return {key.decode(): value.decode() for key, value in pairs.items()}


def listen(processor, dialect, protocol):
    """Gives the address of a server, and the function that serves."""
    processor = WithMetadata(processor)
    if dialect.transport == "http":
        server = THttpServer(processor, ("127.0.0.1", 0), protocol, server_class=HttpServer)
        return server.httpd.server_address, server.serve
    if dialect.tls:
        # By a context: with its `cert_reqs`, it asks for the name of the host that a client is to have.
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=certificate("ca.pem"))
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_cert_chain(certificate("server.pem"), certificate("server.key"))
        socket = TSSLServerSocket(host="127.0.0.1", port=0, ssl_context=context)
    else:
        socket = TServerSocket("127.0.0.1", 0)
    server = TThreadedServer(processor, socket, transport_factory(dialect), protocol, daemon=True)
    listening(socket)
    return socket.handle.getsockname(), server.serve


def transport_factory(dialect):
    if dialect.framed:
        return TFramedTransportFactory()
    if dialect.transport == "zlib":
        return TZlibTransportFactory()
    return TTransportFactoryBase() if dialect.header else TBufferedTransportFactory()
