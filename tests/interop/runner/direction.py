"""The two directions of a peer: its client on our server, and our client on its servers."""

import os
from dataclasses import dataclass

from runner.prepare import INTEROP
from runner.process import Broken, Server, lines

PYTHON = INTEROP / "python"
CLIENT_SECONDS = 60

# What `examples/user_client.rs` prints, on any server that holds to `examples/user.thrift`.
USER_CLIENT = """\
createUser: true
getUser:    User { id: 7, name: "John Doe", email: "johndoe@example.com" }
updateUser: true
getUser:    User { id: 7, name: "Jane Doe", email: "johndoe@example.com" }
deleteUser: true
getUser:    NotFound: no user has the id 7
"""


@dataclass(frozen=True)
class Peer:
    name: str
    # Of its module, `python/peer_….py`.
    module: str
    dialects: list


class Direction:
    """Reports the cases of one direction in one dialect."""

    def __init__(self, tools, report, peer, name, dialect):
        self.tools = tools
        self.report = report
        self.place = (peer.name, name, " ".join(dialect))
        self.log = tools.logs / f"{peer.name} {name} {' '.join(dialect)}".replace(" ", "-").replace(",", "")

    def log_of(self, program):
        return self.log.with_name(f"{self.log.name}-{program}.log")

    def check(self, case, wrong):
        if wrong:
            self.report.failed(*self.place, case, wrong)
        else:
            self.report.passed(*self.place, case)

    def cases(self, command):
        """Runs a client, which reports its cases."""
        said, failure = lines(command, environment(self.tools), self.log_of("client"), CLIENT_SECONDS)
        planned = []
        for line in said:
            status, case, *why = line.split("\t")
            if status == "plan":
                planned.append(case)
                continue
            planned.remove(case)
            self.check(case, None if status == "ok" else " ".join(why))
        for case in planned:
            self.check(case, failure or "the client has not come to it")
        if failure and not planned:
            self.check("the client runs to its end", failure)


def environment(tools):
    return {**os.environ, "PYTHONPATH": str(tools.generated), "PYTHONUNBUFFERED": "1"}


def their_client(tools, report, peer, server, cases):
    """All dialects on one server of ours, which has to live through them all."""
    name = f"its client, our {server.removeprefix('interop-').replace('-', '_')}"
    whole = Direction(tools, report, peer, name, ("afterwards",))
    log = whole.log_of("server")
    try:
        with Server([tools.executables[server], "127.0.0.1:0"], environment(tools), log) as running:
            for dialect in peer.dialects:
                direction = Direction(tools, report, peer, name, dialect)
                direction.cases([tools.python, PYTHON / "client.py", peer.module, cases, running.address, *dialect])
                direction.check("the server lives on", None if running.is_running() else f"it ended; see {log}")
            status = running.interrupt()
            whole.check("the server ends at ctrl-c", None if status == 0 else f"its status is {status}; see {log}")
    except Broken as broken:
        whole.check("the server does its work", str(broken))
    whole.check("the server has nothing to complain of", log.read_text(errors="replace").strip())


def our_client(tools, report, peer):
    """One server of theirs for each dialect."""
    for dialect in peer.dialects:
        direction = Direction(tools, report, peer, "our client, its server", dialect)
        log = direction.log_of("server")
        command = [tools.python, PYTHON / "server.py", peer.module, *dialect]
        try:
            with Server(command, environment(tools), log) as server:
                direction.cases([tools.executables["interop-client"], server.address, *dialect, peer.module])
                if peer.module != "tutorial":
                    user_client(direction, server.address, *dialect)
        except Broken as broken:
            direction.check("the server does its work", str(broken))


def user_client(direction, address, framing, envelope):
    options = [f"--{word}" for word in (framing, envelope) if word in ("framed", "compact")]
    command = [direction.tools.executables["user_client"], address, *options]
    said, failure = lines(command, environment(direction.tools), direction.log_of("user_client"), CLIENT_SECONDS)
    same = said == USER_CLIENT.splitlines()
    direction.check("example user_client", failure or (None if same else f"it printed {said}"))
