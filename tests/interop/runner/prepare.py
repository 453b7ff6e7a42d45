"""Builds our side, installs the peers in an environment of their own, and generates code. All of it goes under `target`."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

INTEROP = Path(__file__).resolve().parents[1]
ROOT = INTEROP.parents[1]
IDL = [ROOT / "examples" / "user.thrift", *(INTEROP / "idl" / f"{name}.thrift" for name in ("contract", "evolved", "tutorial"))]

# Longest time of a step; the first build, and installing, are the slow ones.
BUILD_SECONDS = 900
INSTALL_SECONDS = 300
SECONDS = 60


class Unavailable(Exception):
    """Something that the tests need can not be had."""


@dataclass
class Tools:
    """What there is to run."""

    # Our programs, by name.
    executables: dict
    # The Python that has the peers' libraries, and the code that it is to find.
    python: Path
    generated: Path
    logs: Path
    # Of each library, its version, or why it is missing.
    versions: dict
    missing: dict


def prepare():
    target = target_directory() / "interop"
    target.mkdir(parents=True, exist_ok=True)
    logs = target / "logs"
    shutil.rmtree(logs, ignore_errors=True)
    logs.mkdir()
    executables = build()
    python = install(target / "venv")
    tools = Tools(executables, python, target / "generated", logs, {}, {})
    try:
        generate(tools.generated)
    except Unavailable as error:
        tools.missing["thrift"] = str(error)
    for library in ("thrift", "thriftpy2"):
        find(library, tools)
    return tools


def target_directory():
    metadata = output(["cargo", "metadata", "--format-version=1", "--no-deps"], SECONDS)
    return Path(json.loads(metadata)["target_directory"])


def build():
    """Our executables by name."""
    command = ["cargo", "build", "--message-format=json-render-diagnostics"]
    examples = ["--package=thrift-rs", "--example=user_server", "--example=user_client"]
    executables = {}
    for selection in (examples, ["--package=thrift-rs-test-interop", "--bins"]):
        for line in output([*command, *selection], BUILD_SECONDS).splitlines():
            artifact = json.loads(line)
            if artifact.get("executable"):
                executables[artifact["target"]["name"]] = artifact["executable"]
    return executables


def install(directory):
    """A Python that has the peers' libraries."""
    python = directory / "bin" / "python"
    requirements = INTEROP / "requirements.txt"
    installed = directory / "installed.txt"
    if installed.is_file() and installed.read_text() == requirements.read_text():
        return python
    output([sys.executable, "-m", "venv", "--clear", str(directory)], SECONDS)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]
    output([*pip, str(requirements)], INSTALL_SECONDS)
    installed.write_text(requirements.read_text())
    return python


def generate(directory):
    """Has Apache's compiler write what its Python library needs."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    for idl in IDL:
        output(["thrift", "-nowarn", "-strict", "--gen", "py", "-out", str(directory), str(idl)], SECONDS)


def find(library, tools):
    """Notes the library's version, or why it is missing."""
    script = f"import {library}, importlib.metadata; print(importlib.metadata.version('{library}'))"
    try:
        tools.versions[library] = output([str(tools.python), "-c", script], SECONDS).strip()
    except Unavailable as error:
        tools.missing[library] = str(error)


def output(command, seconds):
    """What the command prints to its standard output; the rest goes to ours."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=seconds, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"`{' '.join(map(os.fspath, command))}`: {error}") from error
    return done.stdout
