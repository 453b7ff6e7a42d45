"""The handler of the peers' servers of `contract.thrift`."""

from collections import Counter
from threading import Lock

from alike import alike
from contract_samples import samples


class Contract:
    def __init__(self, peer):
        self.peer = peer
        self.types = peer.contract
        self.samples = samples(self.types)
        self.lock = Lock()
        self.counts = Counter()

    def ping(self):
        self.count()

    def calls(self):
        return self.count()

    def count(self):
        with self.lock:
            self.counts["calls"] += 1
            return self.counts["calls"]

    def check(self, method, sample, value):
        self.count()
        ours = self.samples[method][sample]
        if not alike(value, ours):
            raise self.types.Mismatch(expected=repr(ours)[:2000], got=repr(value)[:2000])
        return ours

    def fail(self, how):
        self.count()
        failure = self.types.Failure
        if how == failure.REFUSED:
            raise self.types.Refused(reason="refused", detail=self.types.Choice(text="no"))
        if how == failure.BUSY:
            raise self.types.Busy(retry_after=2**40)
        if how == failure.UNDECLARED:
            raise ValueError("undeclared")
        return 7

    def note(self, text):
        self.count()
        with self.lock:
            self.counts["note", text] += 1

    def notes(self, text):
        self.count()
        with self.lock:
            return self.counts["note", text]

    def metadata(self):
        self.count()
        return self.peer.metadata()


def checked(method):
    return lambda contract, sample, value: contract.check(method, sample, value)


def echo(contract, value):
    contract.count()
    return value


CHECKED = ("scalars", "containers", "keys", "oddKeys", "structKeys", "listKeys")

for _method in (*CHECKED, "choice", "tree", "defaults", "everything"):
    setattr(Contract, _method, checked(_method))

for _kind in ("Bool", "Byte", "Short", "Int", "Long", "Real", "Text", "Raw", "Color", "List", "Map"):
    setattr(Contract, f"echo{_kind}", echo)
