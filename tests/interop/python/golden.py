"""What a peer writes: `golden.py PEER DIRECTORY` writes a file for each protocol and each sample of `Everything`.

Of a peer that knows THeader, also calls and the answers to them, each in its frame.
"""

import importlib
import sys
from pathlib import Path

from contract_samples import samples

# thriftpy2 has no key that is a list, and writes no such value in JSON.
CANNOT = {("thriftpy2", "with list keys"), ("thriftpy2", "json")}


def main(peer, directory):
    module = importlib.import_module(f"peer_{peer}")
    for sample, value in samples(module.contract)["everything"].items():
        for protocol in ("binary", "compact", "json"):
            if (peer, sample) not in CANNOT and (peer, protocol) not in CANNOT:
                file = Path(directory) / f"{sample.replace(' ', '-')}.{protocol}"
                file.write_bytes(module.written(value, protocol))
    if hasattr(module, "frames"):
        for name, frame in module.frames().items():
            (Path(directory) / name).write_bytes(frame)


if __name__ == "__main__":
    main(*sys.argv[1:])
