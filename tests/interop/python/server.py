"""A peer's server: `server.py PEER SERVICE TRANSPORT PROTOCOL`. Prints its address, and serves until it is ended."""

import importlib
import sys

from contract_handler import Contract
from handler import Users
from target import Dialect

HANDLERS = {"user": Users, "contract": Contract, "multiplexed": Contract, "tutorial": Users}


def main(peer, service, transport, protocol):
    peer = importlib.import_module(f"peer_{peer}")
    (host, port), serve = peer.listen(service, HANDLERS[service](peer), Dialect(transport, protocol))
    print(f"listening on {host}:{port}", flush=True)
    serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
