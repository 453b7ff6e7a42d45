"""Builds our side, installs the peers in an environment of their own, and generates code. All of it goes under `target`."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
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
    # The Python that has the peers' libraries, Node's modules, and the code that each is to find.
    python: Path
    node_modules: Path
    generated: Path
    generated_js: Path
    certificates: Path
    logs: Path
    # Of each library, its version, or why it is missing.
    versions: dict
    missing: dict
    # A pattern of the dialects that are to be run.
    wanted: str = ""


def prepare():
    target = target_directory() / "interop"
    target.mkdir(parents=True, exist_ok=True)
    logs = target / "logs"
    shutil.rmtree(logs, ignore_errors=True)
    logs.mkdir()
    executables = build()
    certificates = target / "certificates"
    output([executables["interop-certificates"], str(certificates)], SECONDS)
    python = install(target / "venv")
    modules = target / "node" / "node_modules"
    tools = Tools(executables, python, modules, target / "generated", target / "generated-js", certificates, logs, {}, {})
    with noting(tools, "thrift"):
        generate("py", tools.generated)
    for library in ("thrift", "thriftpy2"):
        with noting(tools, library):
            script = f"import {library}, importlib.metadata; print(importlib.metadata.version('{library}'))"
            tools.versions[library] = output([str(python), "-c", script], SECONDS).strip()
    with noting(tools, "volo"):
        tools.versions["volo"] = build_volo(target / "volo", executables)
    with noting(tools, "node"):
        generate("js:node,es6", tools.generated_js)
        tools.versions["node"] = install_node(modules.parent)
    return tools


@contextmanager
def noting(tools, peer):
    """Notes why the peer is missing, if it is."""
    try:
        yield
    except Unavailable as error:
        tools.missing.setdefault(peer, str(error))


def target_directory():
    metadata = output(["cargo", "metadata", "--format-version=1", "--no-deps"], SECONDS)
    return Path(json.loads(metadata)["target_directory"])


def build():
    """Our executables by name."""
    command = ["cargo", "build", "--message-format=json-render-diagnostics"]
    examples = ["--package=thrift-rs", "--example=user_server", "--example=user_client"]
    executables = {}
    for selection in (examples, ["--package=thrift-rs-test-interop", "--bins"]):
        executables |= executables_of(output([*command, *selection], BUILD_SECONDS))
    return executables


def build_volo(target, executables):
    """The version of volo's library, whose program is among the executables then."""
    # Nobody debugs it, and so it is built faster, and takes less of the disk.
    command = ["cargo", "build", "--message-format=json-render-diagnostics", "--config=profile.dev.debug=false"]
    paths = [f"--manifest-path={INTEROP / 'volo' / 'Cargo.toml'}", f"--target-dir={target}"]
    messages = output([*command, *paths], BUILD_SECONDS)
    executables |= executables_of(messages)
    return re.search(r"#volo-thrift@([^\"]+)", messages).group(1)


def executables_of(messages):
    artifacts = map(json.loads, messages.splitlines())
    return {it["target"]["name"]: it["executable"] for it in artifacts if it.get("executable")}


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


def install_node(directory):
    """The version of Node's library."""
    directory.mkdir(exist_ok=True)
    wanted = [INTEROP / "node" / name for name in ("package.json", "package-lock.json")]
    installed = [directory / file.name for file in wanted]
    if not all(file.is_file() and file.read_bytes() == it.read_bytes() for file, it in zip(installed, wanted)):
        for file in wanted:
            shutil.copy(file, directory)
        command = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(directory)]
        try:
            output(command, INSTALL_SECONDS)
        except Unavailable:
            # So that the next run tries again.
            (directory / "package.json").unlink()
            raise
    script = "console.log(require('thrift/package.json').version)"
    return output(["node", "-e", script], SECONDS, NODE_PATH=str(directory / "node_modules")).strip()


def generate(language, directory):
    """Has Apache's compiler write what its libraries need."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    for idl in IDL:
        output(["thrift", "-nowarn", "-strict", "--gen", language, "-out", str(directory), str(idl)], SECONDS)


def output(command, seconds, **variables):
    """What the command prints to its standard output; the rest goes to ours."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            timeout=seconds,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"`{' '.join(map(os.fspath, command))}`: {error}") from error
    return done.stdout
