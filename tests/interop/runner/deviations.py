"""What other implementations do wrong. Each is asserted to be so still: what passes after all is a failure, too."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Deviation:
    peer: str
    # Of theirs, that is at fault: `client`, `server`, or both as a `library`.
    part: str
    # Patterns of whole words: of the dialect, the case, and what is said of it.
    dialect: str
    case: str
    says: str
    why: str
    # A pattern of the bytes that were sent, by whom it says itself.
    sender: str
    sent: bytes

    def covers(self, place, case):
        peer, direction, dialect = place
        part = "client" if direction.startswith("its client") else "server"
        return (
            peer.split()[0] == self.peer
            and self.part in (part, "library")
            and re.fullmatch(self.dialect, dialect)
            and re.fullmatch(self.case, case)
        )

    def explains(self, why):
        return re.search(self.says, why)


DEVIATIONS = [
    Deviation(
        "thrift", "server", ".*", "unknown method of binary and then a call", "closed",
        "what it skips, it decodes: a binary that is no UTF-8 ends the connection (`TProtocol.skip`)",
        "us", rb"\x7e\x7f\x80\x81",
    ),
    Deviation(
        "thriftpy2", "client", ".*", "listKeys full|everything with list keys", "unhashable type: 'list'",
        "it has no type for a map whose keys are lists",
        "us", rb"two",
    ),
    Deviation(
        "thriftpy2", "server", ".*", "listKeys full|everything with list keys", "closed",
        "it has no type for a map whose keys are lists",
        "us", rb"two",
    ),
]


def covering(place, case):
    return next((deviation for deviation in DEVIATIONS if deviation.covers(place, case)), None)
