"""Who is run against whom, and in which dialects."""

from itertools import product

from runner import evidence, golden
from runner.direction import our_client, their_client
from runner.peers import SERVERS, NodePeer, PythonPeer, VoloPeer

SOCKETS = [*product(("unframed", "framed"), ("binary", "compact"))]
JSON = [*product(("unframed", "framed"), ("json",))]
OLD_STYLE = [*product(("unframed", "framed"), ("old-style",))]
TLS = [("tls", "binary"), ("tls-framed", "compact")]
HEADER = [*product(("header",), ("binary", "compact")), ("header-zlib", "binary"), ("header-zlib", "compact")]
HTTP = [("http", protocol) for protocol in ("binary", "compact", "json")]
# No JSON: of `\u001f`, `TJSONProtocol` asks for four digits by `read(4)`, and takes the fewer that `TZlibTransport` has just then.
ZLIB = [*product(("zlib",), ("binary", "compact"))]
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
    dialects = {
        "user": SOCKETS + OLD_STYLE,
        "contract": SOCKETS + JSON + TLS + HEADER + HTTP + ZLIB,
        "multiplexed": SOCKETS + JSON + TLS[:1] + HEADER + HTTP + ZLIB,
    }
    name = f"thrift {tools.versions['thrift']}"
    peer = PythonPeer(name, "thrift", dialects, dialects)
    both(tools, report, peer, ["user", "contract", "multiplexed"])
    golden.check(tools, report, peer)
    # It has no server for it.
    sasl = PythonPeer(name, "thrift", {"sasl": [("sasl", "binary"), ("sasl", "compact")]}, {})
    their_client(tools, report, sasl, "sasl", *SERVERS["sasl"])
    dialects = {"tutorial": TUTORIAL}
    tutorial = PythonPeer(f"{name} tutorial", "tutorial", dialects, dialects)
    their_client(tools, report, tutorial, "tutorial", "TutorialCases", "interop-tutorial-server")
    their_client(tools, report, tutorial, "tutorial", "TutorialCasesWithThrows", "user_server")
    our_client(tools, report, tutorial, "tutorial")
    return peer


# It reads JSON byte by byte, each in time that grows with the text; and after the first call of a connection, it gives the
# answer of that one to all others, of which `echoBool` is asserted.
THRIFTPY2_JSON = """
scalars long, containers many, echoText, echoRaw, echoByte, echoShort, echoInt, echoLong, echoReal, echoReal not finite,
echoColor, echoList, echoMap, echo text, echo raw, echo numbers, echo real, echo real not finite, echo color, echo containers,
server counts, declared exceptions, undeclared error, mismatch is told, oneway and then a call, unknown method and then a call,
unknown method of binary and then a call, unknown oneway and then a call, pipelined calls, calls at once on one connection,
many calls on one connection, many connections at once
"""


def thriftpy2(tools, report):
    dialects = {"user": SOCKETS + OLD_STYLE, "contract": SOCKETS + [("unframed", "json")] + TLS + HTTP[:2]}
    left_out = [case.strip() for case in THRIFTPY2_JSON.replace("\n", " ").split(",")]
    name = f"thriftpy2 {tools.versions['thriftpy2']}"
    peer = PythonPeer(name, "thriftpy2", dialects, dialects, {"json": (left_out, "too slow, or no more than one call")})
    both(tools, report, peer, ["user", "contract"])
    dialects = {"multiplexed": SOCKETS + TLS[:1] + HTTP[:2]}
    without_uuid = dict.fromkeys(("binary", "compact"), (["uuid"], "it knows no uuid"))
    both(tools, report, PythonPeer(name, "thriftpy2", dialects, dialects, without_uuid), ["multiplexed"])
    golden.check(tools, report, peer)
    return peer


def node(tools, report):
    dialects = {
        "contract": SOCKETS + JSON + TLS + HEADER[:2] + HTTP,
        "multiplexed": SOCKETS + JSON + TLS[:1] + HEADER[:2] + HTTP,
    }
    peer = NodePeer(f"node thrift {tools.versions['node']}", "node", dialects, dialects)
    both(tools, report, peer, ["contract", "multiplexed"])
    golden.check(tools, report, peer)
    return peer


def volo(tools, report):
    dialects = {"echo": [(transport, "binary") for transport in ("unframed", "framed", "ttheader")]}
    peer = VoloPeer(f"volo-thrift {tools.versions['volo']}", "volo", dialects, dialects)
    both(tools, report, peer, ["echo"])
    golden.check(tools, report, peer)
    return peer


PEERS = {"thrift": thrift, "thriftpy2": thriftpy2, "node": node, "volo": volo}


def both(tools, report, peer, services):
    for service in services:
        their_client(tools, report, peer, service, *SERVERS[service])
        our_client(tools, report, peer, service)
