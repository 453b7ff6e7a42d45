"""The two directions of a peer: its client on our server, and our client on its servers."""

import os
import re

from runner.process import Broken, Server, lines
from runner.report import row

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

# What can be said on the command line of `examples/user_client.rs`.
USER_CLIENT_DIALECTS = {
    ("unframed", "binary"): [],
    ("framed", "binary"): ["--framed"],
    ("unframed", "compact"): ["--compact"],
    ("framed", "compact"): ["--framed", "--compact"],
}


class Cell:
    """The cases of one direction in one dialect."""

    def __init__(self, tools, report, place):
        self.tools = tools
        self.report = report
        self.place = place
        self.log = tools.logs / " ".join(place).replace(" ", "-").replace(",", "")

    def log_of(self, program):
        return self.log.with_name(f"{self.log.name}-{program}.log")

    def check(self, case, wrong):
        if wrong:
            self.report.failed(self.place, case, wrong)
        else:
            self.report.passed(self.place, case)

    def cases(self, command, left_out):
        """Runs a client, which reports its cases."""
        cases, why = left_out or ([], "")
        variables = {**environment(self.tools), "INTEROP_WITHOUT": "|".join(cases)}
        if cases:
            print(f"      {row(self.place)}  left out, {why}: {', '.join(cases)}")
        said, failure = lines(command, variables, self.log_of("client"), CLIENT_SECONDS)
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
    return {
        **os.environ,
        "PYTHONPATH": str(tools.generated),
        "PYTHONUNBUFFERED": "1",
        "INTEROP_CERTIFICATES": str(tools.certificates),
        "NODE_PATH": os.pathsep.join((str(tools.node_modules), str(tools.generated_js))),
        # It deprecates what its own library does.
        "NODE_NO_WARNINGS": "1",
        # Servers are on this machine, whatever proxy there is.
        "NO_PROXY": "*",
        "no_proxy": "*",
    }


def wanted(tools, dialects):
    return [dialect for dialect in dialects if re.search(tools.wanted, " ".join(dialect))]


def their_client(tools, report, peer, service, cases, server):
    """All dialects on one server of ours, which has to live through them all."""
    dialects = wanted(tools, peer.client_dialects[service])
    if not dialects:
        return
    direction = f"its client, our {server.removeprefix('interop-').replace('-', '_')}"
    whole = Cell(tools, report, (peer.name, direction, "all dialects"))
    log = whole.log_of("server")
    try:
        with Server([tools.executables[server], "127.0.0.1:0"], environment(tools), log) as running:
            for dialect in dialects:
                cell = Cell(tools, report, (peer.name, direction, " ".join(dialect)))
                cell.cases(peer.client(tools, cases, running.address, dialect), peer.left_out.get(dialect[1]))
                cell.check("the server lives on", None if running.is_running() else f"it ended; see {log}")
                report.close_cell(cell.place)
            status = running.interrupt()
            whole.check("the server ends at ctrl-c", None if status == 0 else f"its status is {status}; see {log}")
    except Broken as broken:
        whole.check("the server does its work", str(broken))
    whole.check("the server has nothing to complain of", log.read_text(errors="replace").strip())
    report.close_cell(whole.place)


def our_client(tools, report, peer, service):
    """One server of theirs for each dialect."""
    for dialect in wanted(tools, peer.server_dialects[service]):
        cell = Cell(tools, report, (peer.name, f"our client, its {service} server", " ".join(dialect)))
        log = cell.log_of("server")
        try:
            with Server(peer.server(tools, service, dialect), environment(tools), log) as server:
                command = our_client_command(tools, peer, service, server.address, dialect)
                cell.cases(command, peer.left_out.get(dialect[1]))
                if service == "user" and dialect in USER_CLIENT_DIALECTS:
                    user_client(cell, server.address, dialect)
        except Broken as broken:
            cell.check("the server does its work", str(broken))
        report.close_cell(cell.place)


def our_client_command(tools, peer, service, address, dialect):
    return [tools.executables["interop-client"], service, address, *dialect, peer.key]


def user_client(cell, address, dialect):
    command = [cell.tools.executables["user_client"], address, *USER_CLIENT_DIALECTS[dialect]]
    said, failure = lines(command, environment(cell.tools), cell.log_of("user_client"), CLIENT_SECONDS)
    same = said == USER_CLIENT.splitlines()
    cell.check("example user_client", failure or (None if same else f"it printed {said}"))
