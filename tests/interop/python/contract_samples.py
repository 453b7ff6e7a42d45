"""The samples of `contract.thrift`, out of a peer's types: `contract/samples.rs` of our side has the same."""

import math
import sys

HOSTILE = "\"quoted\" \\back/slash\\ \u0001\u001f\b\f\n\r\t\u007f é \u2028\u2029 😀 \U0010ffff </script> {[:,]}"
LONG = 128 * 1024


def samples(t):
    """By method, by name."""
    return {
        "scalars": scalars(t),
        "containers": containers(t),
        "keys": keys(t),
        "oddKeys": odd_keys(t),
        "structKeys": struct_keys(t),
        "listKeys": list_keys(t),
        "choice": choice(t),
        "tree": tree(t),
        "defaults": defaults(t),
        "everything": {"plain": everything(t), "with odd keys": everything(t, "odd_keys"),
                       "with struct keys": everything(t, "struct_keys"), "with list keys": everything(t, "list_keys")},
    }


def scalars(t):
    def of(**values):
        zero = {"truth": False, "tiny": 0, "small": 0, "medium": 0, "large": 0, "real": 0.0, "text": "", "raw": b""}
        return t.Scalars(**{**zero, "color": t.Color.RED, **values})

    return {
        "zeros and empty": of(),
        "lowest": of(truth=True, tiny=-2**7, small=-2**15, medium=-2**31, large=-2**63, real=-sys.float_info.max),
        "highest": of(
            truth=True, tiny=2**7 - 1, small=2**15 - 1, medium=2**31 - 1, large=2**63 - 1, real=sys.float_info.max,
            color=t.Color.LAST,
        ),
        "beyond double": of(large=2**53 + 1, real=0.1),
        "tiny reals": of(real=5e-324),
        "negative zero": of(real=-0.0),
        "nan": of(real=math.nan),
        "infinity": of(real=math.inf),
        "negative infinity": of(real=-math.inf),
        "hostile text": of(text=HOSTILE),
        "nul": of(text="a\0b"),
        "every byte": of(raw=bytes(range(256))),
        "one byte": of(raw=b"\xff"),
        "two bytes": of(raw=b"\xff\xfe"),
        "long": of(text="é" * (LONG // 2), raw=bytes(range(256)) * (LONG // 256)),
    }


def containers(t):
    empty = {
        **dict.fromkeys(("bools", "bytes", "shorts", "ints", "longs", "reals", "texts", "blobs"), []),
        **dict.fromkeys(("colors", "points", "matrix", "choices"), []),
        **dict.fromkeys(("numbers", "words"), set()),
        **dict.fromkeys(("counts", "nested"), {}),
    }
    return {
        "empty": t.Containers(**empty),
        "full": t.Containers(
            bools=[True, False, True],
            bytes=[-128, 127, 0],
            shorts=[-2**15, 2**15 - 1, 0],
            ints=[-2**31, 2**31 - 1, 0],
            longs=[-2**63, 2**63 - 1, 0],
            reals=[0.1, -1e300],
            texts=["", HOSTILE],
            blobs=[b"", bytes(range(256))],
            colors=[t.Color.GREEN, t.Color.LAST],
            points=[t.Point(x=1, y=-1), t.Point(x=0, y=0)],
            matrix=[[], [1], [2, 3]],
            numbers={-1, 0, 2**31 - 1},
            words={"", "a", HOSTILE},
            counts={"": 0, HOSTILE: -1},
            nested={"a": [{}, {"b": 2**40}], "c": []},
            choices=[t.Choice(number=1), t.Choice(text=HOSTILE), t.Choice(names=[])],
        ),
        "not finite": t.Containers(**{**empty, "reals": [math.nan, math.inf, -math.inf]}),
        # More than compact's short form holds, and than one read takes.
        "many": t.Containers(**{
            **empty,
            "bools": [number % 3 == 0 for number in range(1000)],
            "ints": list(range(-10_000, 10_000)),
            "longs": [number * 2**40 for number in range(-1000, 1000)],
            "counts": {str(number): number for number in range(1000)},
            "points": [t.Point(x=number, y=-number) for number in range(1000)],
        }),
    }


def keys(t):
    return {
        "empty": t.Keys(by_byte={}, by_short={}, by_int={}, by_text={}, by_color={}),
        "full": t.Keys(
            by_byte={-128: "low", 127: "high"},
            by_short={-2**15: "low", 2**15 - 1: "high"},
            by_int={-2**31: "low", 0: "", 2**31 - 1: "high"},
            by_text={"": "empty", HOSTILE: "hostile"},
            by_color={t.Color.GREEN: "green", t.Color.LAST: "last"},
        ),
    }


def odd_keys(t):
    return {
        "small": t.OddKeys(by_bool={}, by_long={7: "seven"}, by_real={1.5: "real"}),
        "extremes": t.OddKeys(
            by_bool={True: "yes", False: "no"}, by_long={-2**63: "low", 2**63 - 1: "high"}, by_real={0.1: "tenth", -1e300: ""}
        ),
        "infinite": t.OddKeys(by_bool={}, by_long={}, by_real={math.inf: "infinity"}),
    }


def struct_keys(t):
    points = [t.Point(x=1, y=2), t.Point(x=-1, y=2**31 - 1)]
    return {
        "empty": t.StructKeys(by_point={}, points=set()),
        "full": t.StructKeys(by_point={points[0]: "one", points[1]: "other"}, points=set(points)),
    }


def list_keys(t):
    return {"empty": t.ListKeys(by_list={}), "full": t.ListKeys(by_list={(): "none", (1, 2): "two"})}


def choice(t):
    return {
        "number": t.Choice(number=0),
        "text": t.Choice(text=HOSTILE),
        "point": t.Choice(point=t.Point(x=1, y=2)),
        "names": t.Choice(names=["", "a"]),
    }


def tree(t):
    deep = t.Tree(value=0, children=[])
    for value in range(1, 20):
        deep = t.Tree(value=value, children=[deep])
    wide = [t.Tree(value=value, children=[]) for value in range(100)]
    return {"leaf": t.Tree(value=1, children=[]), "deep": deep, "wide": t.Tree(value=-1, children=wide)}


def defaults(t):
    return {
        "untouched": t.Defaults(always="there"),
        "set": t.Defaults(
            number=0, text="", numbers=[], color=t.Color.RED, always="", maybe=0, perhaps="", names=[]
        ),
        "other": t.Defaults(always="there", maybe=-1, perhaps="mine", names=["a"]),
    }


def everything(t, *keys):
    """Maps and sets have one element, so that there is one way to write it."""
    some_keys = {
        "odd_keys": t.OddKeys(by_bool={False: "no"}, by_long={-2**63: "low"}, by_real={1.5: "real"}),
        "struct_keys": t.StructKeys(by_point={t.Point(x=1, y=2): "one"}, points={t.Point(x=-1, y=-2)}),
        "list_keys": t.ListKeys(by_list={(1, 2): "two"}),
    }
    return t.Everything(
        scalars=t.Scalars(
            truth=True, tiny=-2**7, small=2**15 - 1, medium=-2**31, large=2**63 - 1, real=0.1, text=HOSTILE,
            raw=bytes(range(256)), color=t.Color.GREEN,
        ),
        containers=t.Containers(
            bools=[True, False], bytes=[-1, 1], shorts=[-300, 300], ints=[-70_000, 70_000], longs=[-2**40, 2**40],
            reals=[1.5, -1e300], texts=["", "日本語"], blobs=[b"", b"\xff"], colors=[t.Color.LAST],
            points=[t.Point(x=1, y=-1)], matrix=[[], [1, 2]], numbers={7}, words={"seven"}, counts={"seven": 7},
            nested={"a": [{}, {"b": 2**40}]}, choices=[t.Choice(number=1), t.Choice(names=["a", "b"])],
        ),
        keys=t.Keys(
            by_byte={-128: "low"}, by_short={-2**15: "low"}, by_int={2**31 - 1: "high"},
            by_text={HOSTILE: "hostile"}, by_color={t.Color.GREEN: "green"},
        ),
        tree=t.Tree(value=1, children=[t.Tree(value=2, children=[]), t.Tree(value=3, children=[])]),
        choice=t.Choice(point=t.Point(x=-1, y=0)),
        defaults=t.Defaults(always="there", maybe=-1, perhaps="mine", names=["a"]),
        **{name: some_keys[name] for name in keys},
    )
