"""Who is run against whom, and in which dialects."""

from itertools import product

from runner.direction import our_client, their_client
from runner.peers import CONTRACT, USER, PythonPeer

SOCKETS = [*product(("unframed", "framed"), ("binary", "compact"))]
OLD_STYLE = [*product(("unframed", "framed"), ("old-style",))]
TUTORIAL = [("unframed", "binary")]


def run(tools, report):
    for key, peer in (("thrift", thrift), ("thriftpy2", thriftpy2)):
        if key in tools.missing:
            report.failed((key, "", ""), "the peer is there", tools.missing[key])
        else:
            peer(tools, report)


def thrift(tools, report):
    dialects = {"user": SOCKETS + OLD_STYLE, "contract": SOCKETS}
    name = f"thrift {tools.versions['thrift']}"
    both(tools, report, PythonPeer(name, "thrift", dialects, dialects))
    dialects = {"tutorial": TUTORIAL}
    tutorial = PythonPeer(f"{name} tutorial", "tutorial", dialects, dialects)
    their_client(tools, report, tutorial, ("tutorial", "TutorialCases", "interop-tutorial-server"))
    their_client(tools, report, tutorial, ("tutorial", "TutorialCasesWithThrows", "user_server"))
    our_client(tools, report, tutorial, "tutorial")


def thriftpy2(tools, report):
    dialects = {"user": SOCKETS + OLD_STYLE, "contract": SOCKETS}
    both(tools, report, PythonPeer(f"thriftpy2 {tools.versions['thriftpy2']}", "thriftpy2", dialects, dialects))


def both(tools, report, peer):
    for served in (USER, CONTRACT):
        their_client(tools, report, peer, served)
        our_client(tools, report, peer, served[0])
