"""What peers write of one value that has everything, `tests/golden`: `BLESS=1` renews it.

The directory of a peer has its key and its version; `tests/golden.rs` of our side reads it.
"""

import os
import shutil
import tempfile
from pathlib import Path

from runner.direction import environment
from runner.prepare import ROOT
from runner.process import lines

GOLDEN = ROOT / "tests" / "golden"
SECONDS = 30


def check(tools, report, peer):
    """That it writes what is checked in."""
    directory = GOLDEN / peer.name.replace(" ", "-")
    place = (peer.name, "writes", "golden bytes")
    with tempfile.TemporaryDirectory() as made:
        log = tools.logs / f"golden-{peer.key}.log"
        _, failure = lines(peer.golden(tools, made), environment(tools), log, SECONDS)
        if os.environ.get("BLESS"):
            shutil.rmtree(directory, ignore_errors=True)
            shutil.copytree(made, directory)
        files, wanted = contents(Path(made)), contents(directory)
    for name in sorted({*files, *wanted}):
        same = files.get(name) == wanted.get(name)
        wrong = failure or (None if same else "the bytes are not those that are checked in")
        if wrong:
            report.failed(place, name, wrong)
        else:
            report.passed(place, name)
    report.close_cell(place)


def contents(directory):
    return {file.name: file.read_bytes() for file in directory.iterdir()} if directory.is_dir() else {}
