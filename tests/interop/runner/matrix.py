"""Who is run against whom, and in which dialects."""

from itertools import product

from runner import evidence
from runner.direction import our_client, their_client
from runner.peers import SERVERS, NodePeer, PythonPeer

SOCKETS = [*product(("unframed", "framed"), ("binary", "compact"))]
JSON = [*product(("unframed", "framed"), ("json",))]
OLD_STYLE = [*product(("unframed", "framed"), ("old-style",))]
TLS = [("tls", "binary"), ("tls-framed", "compact")]
TUTORIAL = [("unframed", "binary")]


def run(tools, report, only):
    """All that is wanted."""
    peers = []
    for key, peer in PEERS.items():
        if only.peers and key not in only.peers:
            continue
        tools.wanted = only.dialect
        if key in tools.missing:
            report.failed((key, "", ""), "the peer is there", tools.missing[key])
        else:
            peers.append(peer(tools, report))
    evidence.show(tools, report, peers)


def thrift(tools, report):
    dialects = {"user": SOCKETS + OLD_STYLE, "contract": SOCKETS + JSON + TLS}
    name = f"thrift {tools.versions['thrift']}"
    peer = PythonPeer(name, "thrift", dialects, dialects)
    both(tools, report, peer, SERVERS)
    dialects = {"tutorial": TUTORIAL}
    tutorial = PythonPeer(f"{name} tutorial", "tutorial", dialects, dialects)
    their_client(tools, report, tutorial, "tutorial", "TutorialCases", "interop-tutorial-server")
    their_client(tools, report, tutorial, "tutorial", "TutorialCasesWithThrows", "user_server")
    our_client(tools, report, tutorial, "tutorial")
    return peer


def thriftpy2(tools, report):
    dialects = {"user": SOCKETS + OLD_STYLE, "contract": SOCKETS + JSON + TLS}
    peer = PythonPeer(f"thriftpy2 {tools.versions['thriftpy2']}", "thriftpy2", dialects, dialects)
    both(tools, report, peer, SERVERS)
    return peer


def node(tools, report):
    dialects = {"contract": SOCKETS + JSON + TLS}
    peer = NodePeer(f"node thrift {tools.versions['node']}", "node", dialects, dialects)
    both(tools, report, peer, ["contract"])
    return peer


PEERS = {"thrift": thrift, "thriftpy2": thriftpy2, "node": node}


def both(tools, report, peer, services):
    for service in services:
        their_client(tools, report, peer, service, *SERVERS[service])
        our_client(tools, report, peer, service)
