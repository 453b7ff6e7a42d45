#!/usr/bin/env python3
"""What Apache's Python library writes as JSON, and whether it reads what we write.

    pip install thrift==0.25.0
    python3 tests/json/golden.py write > tests/json/python.tsv    # its texts, which `golden.rs` reads
    python3 tests/json/golden.py read tests/json/ours.tsv         # our texts, which `golden.rs` renews with BLESS=1

One line a value: its name, TJSONProtocol's text, TSimpleJSONProtocol's text.
"""

import math
import sys
import uuid
from types import SimpleNamespace as Struct

from thrift.protocol.TJSONProtocol import TJSONProtocol, TSimpleJSONProtocol
from thrift.Thrift import TType
from thrift.transport.TTransport import TMemoryBuffer


def spec(fields):
    """A `thrift_spec`: its fields are at the places of their ids."""
    table = [None] * (max(fields) + 1)
    for number, (ttype, name, more) in fields.items():
        table[number] = (number, ttype, name, more, None)
    return tuple(table)


POINT = spec({1: (TType.I32, "x", None), 2: (TType.DOUBLE, "y", None)})
SCALARS = spec({
    1: (TType.BOOL, "truth", None), 2: (TType.BYTE, "tiny", None), 3: (TType.I16, "small", None),
    4: (TType.I32, "medium", None), 5: (TType.I64, "large", None), 6: (TType.DOUBLE, "real", None),
    7: (TType.STRING, "text", "UTF8"), 8: (TType.STRING, "raw", "BINARY"), 9: (TType.UUID, "id", None),
    10: (TType.I32, "color", None), 11: (TType.I64, "when", None),
})
CONTAINERS = spec({
    1: (TType.LIST, "ints", (TType.I32, None, False)),
    2: (TType.LIST, "texts", (TType.STRING, "UTF8", False)),
    3: (TType.SET, "longs", (TType.I64, None, False)),
    4: (TType.MAP, "counts", (TType.STRING, "UTF8", TType.I32, None, False)),
    5: (TType.LIST, "matrix", (TType.LIST, (TType.DOUBLE, None, False), False)),
    6: (TType.MAP, "by_color", (TType.I32, None, TType.SET, (TType.STRING, "UTF8", False), False)),
    8: (TType.MAP, "by_double", (TType.DOUBLE, None, TType.STRING, "UTF8", False)),
    15: (TType.LIST, "bools", (TType.BOOL, None, False)),
    16: (TType.LIST, "bytes", (TType.BYTE, None, False)),
    17: (TType.LIST, "shorts", (TType.I16, None, False)),
    18: (TType.LIST, "ids", (TType.UUID, None, False)),
    19: (TType.SET, "blobs", (TType.STRING, "BINARY", False)),
})

ID = uuid.UUID("00112233-4455-6677-8899-aabbccddeeff")
HOSTILE = "\"quoted\" \\back/slash\\ \u0001\u001f\b\f\n\r\t\u007f é \u2028 😀 </script>"

VALUES = {
    "zeros": (SCALARS, Struct(truth=False, tiny=0, small=0, medium=0, large=0, real=0.0, text="", raw=b"",
                              id=uuid.UUID(int=0), color=0, when=0)),
    "lowest": (SCALARS, Struct(truth=True, tiny=-2**7, small=-2**15, medium=-2**31, large=-2**63, real=5e-324,
                               text=HOSTILE, raw=bytes(range(256)), id=ID, color=-3, when=-1)),
    "highest": (SCALARS, Struct(truth=True, tiny=2**7 - 1, small=2**15 - 1, medium=2**31 - 1, large=2**63 - 1,
                                real=sys.float_info.max, text="日本語", raw=b"\xff\xfe", id=uuid.UUID(int=2**128 - 1),
                                color=99, when=2**63 - 1)),
    "empty": (CONTAINERS, Struct(ints=[], texts=[], longs=set(), counts={}, matrix=[], by_color={}, by_double={}, bools=[],
                                 bytes=[], shorts=[], ids=[], blobs=set())),
    "full": (CONTAINERS, Struct(ints=[1, -1], texts=["", HOSTILE], longs={-2**63}, counts={HOSTILE: 7},
                                matrix=[[], [0.1, -0.0]], by_color={5: {"a"}}, by_double={1.5: "x"}, bools=[True, False],
                                bytes=[-128, 127], shorts=[-1, 1], ids=[ID], blobs={b"\x00"})),
    "nan": (POINT, Struct(x=1, y=math.nan)),
    "infinity": (POINT, Struct(x=2, y=math.inf)),
    "negative_infinity": (POINT, Struct(x=3, y=-math.inf)),
    "nan_key": (CONTAINERS, Struct(ints=None, texts=None, longs=None, counts=None, matrix=None, by_color=None,
                                   by_double={math.inf: "x"}, bools=None, bytes=None, shorts=None, ids=None, blobs=None)),
}


def written(protocol, value, fields):
    buffer = TMemoryBuffer()
    protocol(buffer).writeStruct(value, fields)
    return buffer.getvalue().decode()


def write():
    for name, (fields, value) in VALUES.items():
        print(name, written(TJSONProtocol, value, fields), written(TSimpleJSONProtocol, value, fields), sep="\t")


def read(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        texts = dict(line.rstrip("\n").split("\t")[:2] for line in lines)
    for name, (fields, value) in VALUES.items():
        got = Struct(**{field[2]: None for field in fields if field})
        TJSONProtocol(TMemoryBuffer(texts[name].encode())).readStruct(got, fields)
        # As text: no two NaNs are equal.
        same = {key: item for key, item in vars(got).items() if item}
        wanted = {key: item for key, item in vars(value).items() if item}
        assert str(sorted(same.items())) == str(sorted(wanted.items())), f"{name}: {same} != {wanted}"
    print(f"{len(VALUES)} values are read")


if __name__ == "__main__":
    write() if sys.argv[1] == "write" else read(sys.argv[2])
