"""A peer's server: `server.py PEER FRAMING ENVELOPE`. Prints its address, and serves until it is ended."""

import importlib
import sys

from handler import Users
from target import Dialect


def main(peer, framing, envelope):
    peer = importlib.import_module(f"peer_{peer}")
    (host, port), serve = peer.listen(Users(peer), Dialect(framing, envelope))
    print(f"listening on {host}:{port}", flush=True)
    serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
