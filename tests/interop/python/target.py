"""What a client or server of a peer is to speak, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    framing: str
    envelope: str

    def __post_init__(self):
        assert self.framing in ("unframed", "framed"), self.framing
        assert self.envelope in ("strict", "old-style", "compact"), self.envelope

    @property
    def framed(self):
        return self.framing == "framed"

    @property
    def strict(self):
        return self.envelope == "strict"

    @property
    def compact(self):
        return self.envelope == "compact"


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    dialect: Dialect

    @classmethod
    def parse(cls, address, framing, envelope):
        host, port = address.rsplit(":", 1)
        return cls(host, int(port), Dialect(framing, envelope))


# Longest wait of a client for an answer.
TIMEOUT_MS = 5_000


def listening(transport):
    """Binds a server's socket now, and gives its address; the server would do so in `serve`, too late to be asked."""
    transport.listen()
    transport.listen = lambda: None


class Connection:
    """A client within a `with`. Not a `contextmanager`, which fails on the immutable exceptions of Apache's compiler."""

    def __init__(self, client, close):
        self.client = client
        self.close = close

    def __enter__(self):
        return self.client

    def __exit__(self, *_):
        self.close()
