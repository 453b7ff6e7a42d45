#!/usr/bin/env python3
"""Tests thrift-rs against other implementations of Thrift, over sockets: `python3 tests/interop/run.py`.

`run.py thrift node --dialect json` is for these peers, and dialects that match, alone.

Needs `cargo`, Apache's compiler `thrift`, and Python with `venv`. Prints one line for each peer, direction and dialect, and
each case that fails; fails if one does or a peer can not be had.
"""

import argparse
import signal
import sys

from runner import matrix
from runner.prepare import Unavailable, prepare
from runner.report import Report


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peers", nargs="*", choices=[[], *matrix.PEERS])
    parser.add_argument("--dialect", default="")
    only = parser.parse_args()
    # Ended from outside, it ends what it has started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("interop: terminated"))
    report = Report()
    try:
        tools = prepare()
    except Unavailable as error:
        report.failed(("everything", "", ""), "preparation", str(error))
    else:
        matrix.run(tools, report, only)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
