"""What a client or server of a peer is to speak, and where."""

import os
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

TRANSPORTS = ("unframed", "framed", "header", "header-zlib", "http", "zlib", "tls", "tls-framed", "sasl")
PROTOCOLS = ("binary", "old-style", "compact", "json")


@dataclass(frozen=True)
class Dialect:
    transport: str
    # `old-style` is binary without a version in the envelope.
    protocol: str

    def __post_init__(self):
        assert self.transport in TRANSPORTS, self.transport
        assert self.protocol in PROTOCOLS, self.protocol

    @property
    def framed(self):
        return self.transport in ("framed", "tls-framed")

    @property
    def header(self):
        return self.transport in ("header", "header-zlib")

    @property
    def tls(self):
        return self.transport in ("tls", "tls-framed")

    @property
    def strict(self):
        return self.protocol != "old-style"


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    dialect: Dialect

    @classmethod
    def parse(cls, address, transport, protocol):
        host, port = address.rsplit(":", 1)
        return cls(host, int(port), Dialect(transport, protocol))


# Longest wait of a client for an answer.
TIMEOUT_MS = 5_000


def certificate(name):
    """A file of those that `interop-certificates` has made: `ca.pem`, `server.pem`, `server.key`, `client.pem`, …"""
    return str(Path(os.environ["INTEROP_CERTIFICATES"]) / name)


def listening(transport):
    """Binds a server's socket now, and gives its address; the server would do so in `serve`, too late to be asked."""
    transport.listen()
    transport.listen = lambda: None


class HttpServer(ThreadingHTTPServer):
    """What the libraries put their handlers of HTTP into."""

    # Some clients open a connection for each call, and many at once; it is 5, and those that find no place try again after seconds.
    request_queue_size = 128


class Connection:
    """A client within a `with`. Not a `contextmanager`, which fails on the immutable exceptions of Apache's compiler."""

    def __init__(self, client, close):
        self.client = client
        self.close = close

    def __enter__(self):
        return self.client

    def __exit__(self, *_):
        self.close()
