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
    # Who sent bytes that show it, `we` or `it`, and a pattern of them; none, where it is in what was not sent.
    sender: str
    sent: bytes | None
    # Where it is shown.
    shown: str = "unframed binary"

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


NODE_KEYS = "it keeps a map as an object, whose keys are strings"
NODE_LISTS_OF_BOOL = "containers full|containers many|everything .*"

DEVIATIONS = [
    Deviation(
        "thrift", "server", ".* (binary|compact)", "unknown method of binary and then a call", "was lost",
        "what it skips, it decodes: a binary that is no UTF-8 ends the connection (`TProtocol.skip`)",
        "we", rb"\x7e\x7f\x80\x81",
    ),
    Deviation(
        "thriftpy2", "client", ".* json", "echoBool", "expected False, got True",
        "in JSON it never forgets the first answer of a connection, and gives it to each further call (`_req`)",
        "we", rb'\{"0":\{"tf":1\}\}\]\[.*\{"0":\{"tf":0\}\}\]', "unframed json",
    ),
    Deviation(
        "thriftpy2", "server", ".* json", "echo bool", "no end within",
        "in JSON it never forgets the first request of a connection, and answers no other",
        "it", None, "unframed json",
    ),
    Deviation(
        "thriftpy2", "client", ".* json", "containers full|(keys|structKeys|listKeys) .*|everything .*",
        "IndexError|KeyError",
        "in JSON it writes neither lists of empty lists nor maps with keys of enums, structs, or lists",
        "it", None, "unframed json",
    ),
    Deviation(
        "thriftpy2", "server", ".* json", "containers full|(keys|structKeys|listKeys) .*|everything .*", "closed|Mismatch",
        "in JSON it reads neither lists of empty lists nor maps with keys of enums, structs, or lists",
        "it", None, "unframed json",
    ),
    Deviation(
        "thriftpy2", "library", ".* json", "oddKeys .*", "'Infinity'|'0.1'|'1.5'",
        "in JSON a key that is a double stays the string that it is written as",
        "we", rb'\{"1.5":"real"\}', "unframed json",
    ),
    Deviation(
        "thriftpy2", "library", ".* json", "containers not finite", "Mismatch|expected",
        "in JSON it reads no NaN and no infinity within a list",
        "we", rb'"NaN","Infinity","-Infinity"', "unframed json",
    ),
    Deviation(
        "thriftpy2", "client", ".*", "listKeys full|everything with list keys", "unhashable type: 'list'",
        "it has no type for a map whose keys are lists",
        "we", rb"two",
    ),
    Deviation(
        "thriftpy2", "server", ".*", "listKeys full|everything with list keys", "closed",
        "it has no type for a map whose keys are lists",
        "we", rb"two",
    ),
    Deviation(
        "node", "library", ".* json", "containers full", "Mismatch|expected",
        "of lists within a list in JSON, it reads the third one and those behind it as empty (`TJSONProtocol.readListEnd`)",
        "we", rb'\["lst",3,\["i32",0\],\["i32",1,1\],\["i32",2,2,3\]\]', "unframed json",
    ),
    Deviation(
        "node", "server", "http .*", "oneway and then a call", "no end within",
        "over HTTP it answers no oneway, where all others do with an empty body",
        "it", None,
    ),
    Deviation(
        "node", "library", ".* compact", NODE_LISTS_OF_BOOL, "Mismatch|expected .*false",
        "a bool within a container is always false (`TCompactProtocol.readBool`)",
        "we", rb"\x21\x01\x02|\x31\x01\x02\x01", "unframed compact",
    ),
    Deviation(
        "node", "library", ".*", "scalars negative zero|echo ?[Rr]eal negative zero", "Mismatch|expected",
        "it writes -0.0 as 0.0 (`writeDouble` asks for `v < 0`)",
        "it", rb"\x04\0[\0\x01\x06]\0{8}",
    ),
    Deviation(
        "node", "library", ".*", "oddKeys extremes|everything with odd keys", "Mismatch|expected",
        f"{NODE_KEYS}: `false` as a key is true, and 64 bits do not fit",
        "it", rb"\x0d\0\x01\x02\x0b\0\0\0\x02\x01\0\0\0..?(yes|no)\x01",
    ),
    Deviation(
        "node", "client", ".*", "structKeys full|everything with struct keys", "kiter[0-9]*.write is not a function",
        f"{NODE_KEYS}: a struct as a key cannot be written",
        "it", None,
    ),
    Deviation(
        "node", "server", ".*", "structKeys full|everything with struct keys", "Mismatch|malformed message|closed|HTTP 500",
        f"{NODE_KEYS}: a struct as a key cannot be written, and the error comes behind the answer that was begun",
        "it", rb"\x0c\x0b\0\0\0[\x01\x02]\x80\x01\0\x03|\[object Object\]",
    ),
    Deviation(
        "node", "library", ".*", "listKeys full|everything with list keys", "Mismatch|expected|closed|Bad string|HTTP 500",
        f"{NODE_KEYS}: a list is its `toString`, of which each character becomes an element",
        "it", rb"\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\x02",
    ),
    Deviation(
        "volo-thrift", "server", ".*", "unknown (method|oneway) and then a call", "closed",
        "an unknown method ends the connection behind its answer, which a oneway gets, too, since nothing skips the arguments",
        "it", rb"unknown method unknown\x08\0\x02\0\0\0\x01\0\Z",
    ),
]


def covering(place, case):
    return [deviation for deviation in DEVIATIONS if deviation.covers(place, case)]
