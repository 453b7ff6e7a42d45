"""Who is run against whom."""

from itertools import product

from runner.direction import Peer, our_client, their_client

DIALECTS = [*product(("unframed", "framed"), ("strict", "old-style", "compact"))]
TUTORIAL = [("unframed", "strict")]


def run(tools, report):
    for library in ("thrift", "thriftpy2"):
        if library in tools.missing:
            report.failed(library, "", "", "the peer is there", tools.missing[library])
            continue
        peer = Peer(f"{library} {tools.versions[library]}", library, DIALECTS)
        their_client(tools, report, peer, "user_server", "UserCases")
        our_client(tools, report, peer)
        if library == "thrift":
            tutorial = Peer(f"{library} tutorial", "tutorial", TUTORIAL)
            their_client(tools, report, tutorial, "interop-tutorial-server", "TutorialCases")
            their_client(tools, report, tutorial, "user_server", "TutorialCasesWithThrows")
            our_client(tools, report, tutorial)
