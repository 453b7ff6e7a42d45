"""That what a peer does wrong is its own doing: the bytes, recorded on their way."""

import re

from runner.direction import environment, our_client_command
from runner.peers import SERVERS
from runner.process import Broken, Server, lines
from runner.recorder import Recorder

SECONDS = 30

# Bytes that are shown around what was looked for.
AROUND = 8
LONGEST = 64

# The service that is called, in a direction.
SERVICE = re.compile(r"(\w+?)[ _]server$")


def show(tools, report, peers):
    """Two lines for each fault; it fails where the bytes are others."""
    if report.deviations:
        print("\nWhat peers do wrong:", flush=True)
    for deviation, seen in report.deviations.items():
        place, case = next((one for one in seen if one[0][2] == deviation.shown), seen[0])
        print(f"{place[0]}, its {deviation.part}: {deviation.why}")
        bytes_ = proof(tools, peers, deviation, (place, case), report)
        print(f"      {len(seen)} cases, as `{case}` in {place[2]}; {bytes_}", flush=True)


def proof(tools, peers, deviation, seen, report):
    place, case = seen
    if deviation.sent is None:
        return "nothing is sent"
    if place[2] != deviation.shown:
        return f"its bytes are shown in {deviation.shown}"
    peer = next(peer for peer in peers if peer.name == place[0])
    try:
        sent = record(tools, peer, place, case)[deviation.sender]
    except Broken as broken:
        sent = str(broken).encode()
    found = re.search(deviation.sent, sent, re.DOTALL)
    if found is None:
        report.fail(place, case, f"{deviation.sender} did not send {deviation.sent!r}, but {sent[:LONGEST].hex(' ')}…")
        return "its bytes are others"
    start, end = max(0, found.start() - AROUND), min(found.end() + AROUND, found.start() + LONGEST)
    return f"{deviation.sender} sent {sent[start:end].hex(' ')}"


def record(tools, peer, place, case):
    _, direction, dialect = place
    dialect = tuple(dialect.split())
    variables = {**environment(tools), "INTEROP_CASE": case}
    log = tools.logs / f"evidence-{peer.key}-{'-'.join(dialect)}.log"
    is_their_client = direction.startswith("its client")
    service = SERVICE.search(direction).group(1)
    cases, program = SERVERS[service]
    if is_their_client:
        server = [tools.executables[program], "127.0.0.1:0"]
    else:
        server = peer.server(tools, service, dialect)
    with Server(server, variables, log) as server, Recorder(server.address) as relay:
        if is_their_client:
            command = peer.client(tools, cases, relay.address, dialect)
        else:
            command = our_client_command(tools, peer, service, relay.address, dialect)
        lines(command, variables, log, SECONDS)
        ours, theirs = relay.server_bytes, relay.client_bytes
        return {"we": ours, "it": theirs} if is_their_client else {"we": theirs, "it": ours}
