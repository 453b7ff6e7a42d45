"""The other implementations, and how to start what they are."""

from dataclasses import dataclass, field

from runner.prepare import INTEROP

PYTHON = INTEROP / "python"
NODE = INTEROP / "node"

# By service, what clients do, and with which of our servers.
SERVERS = {
    "user": ("UserCases", "user_server"),
    "contract": ("ContractCases", "interop-contract-server"),
    "echo": ("EchoCases", "interop-echo-server"),
    "multiplexed": ("MultiplexedCases", "interop-multiplexed-server"),
    "sasl": ("ContractCases", "interop-sasl-server"),
}


@dataclass(frozen=True)
class Peer:
    # With its version.
    name: str
    # As our client knows it; of those in Python `python/peer_….py`.
    key: str
    # Of each of the two, the dialects by what is served.
    client_dialects: dict
    server_dialects: dict
    # By protocol, cases that are left out, and why.
    left_out: dict = field(default_factory=dict)


@dataclass(frozen=True)
class PythonPeer(Peer):
    def client(self, tools, cases, address, dialect):
        return [tools.python, PYTHON / "client.py", self.key, cases, address, *dialect]

    def server(self, tools, service, dialect):
        return [tools.python, PYTHON / "server.py", self.key, service, *dialect]

    def golden(self, tools, directory):
        return [tools.python, PYTHON / "golden.py", self.key, directory]


@dataclass(frozen=True)
class NodePeer(Peer):
    """It serves and calls `contract.thrift` alone, and beside `ids.thrift`."""

    def client(self, tools, cases, address, dialect):
        program = "multiplexed_client.js" if cases == "MultiplexedCases" else "client.js"
        return ["node", NODE / program, address, *dialect]

    def server(self, tools, service, dialect):
        return ["node", NODE / "server.js", service, *dialect]

    def golden(self, tools, directory):
        return ["node", NODE / "golden.js", directory]


@dataclass(frozen=True)
class VoloPeer(Peer):
    """It serves and calls `echo.thrift` alone, which there is code for."""

    def client(self, tools, cases, address, dialect):
        transport, _ = dialect
        return [tools.executables["interop-volo"], "client", address, transport]

    def server(self, tools, service, dialect):
        transport, _ = dialect
        return [tools.executables["interop-volo"], "server", transport]

    def golden(self, tools, directory):
        return [tools.executables["interop-volo"], "golden", directory]
