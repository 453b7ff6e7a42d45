"""What clients of `contract.thrift` do with our server."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

from alike import alike
from contract_samples import HOSTILE, LONG, samples
from expect import Unexpected, equal, raised
from session import Session

# Extremes of what the base types can be, as results by themselves.
ECHOES = {
    "echoBool": [True, False],
    "echoByte": [-(2**7), 0, 2**7 - 1],
    "echoShort": [-(2**15), 0, 2**15 - 1],
    "echoInt": [-(2**31), 0, 2**31 - 1],
    "echoLong": [-(2**63), 0, 2**63 - 1],
    "echoReal": [5e-324, 0.1, -1e300],
    "echoReal not finite": [float("nan"), float("inf"), float("-inf")],
    "echoReal negative zero": [-0.0],
    "echoText": ["", HOSTILE, "x" * LONG],
    "echoRaw": [b"", bytes(range(256)), b"\xff" * LONG],
    "echoColor": [0, 5, 2**31 - 1, -77],
    "echoList": [[], ["", HOSTILE]],
    "echoMap": [{}, {"": 0, HOSTILE: -1}],
}


class ContractCases(Session):
    def cases(self):
        plan = {
            f"{method} {name}": partial(self.check, method, name, value)
            for method, by_name in samples(self.peer.contract).items()
            for name, value in by_name.items()
        }
        plan |= {name: partial(self.check_echo, name.split()[0], values) for name, values in ECHOES.items()}
        return plan | super().cases()

    def connect(self, service="Contract"):
        return self.peer.connect_contract(self.target, service)

    def survives(self):
        with self.connect() as client:
            client.ping()

    def check(self, method, name, value):
        with self.connect() as client:
            got = getattr(client, method)(name, value)
        if not alike(got, value):
            raise Unexpected(f"expected {value!r:.1000}, got {got!r:.1000}")

    def check_echo(self, method, values):
        with self.connect() as client:
            for value in values:
                got = getattr(client, method)(value)
                if not alike(got, value):
                    raise Unexpected(f"expected {value!r:.1000}, got {got!r:.1000}")

    def case_void(self):
        with self.connect() as client:
            equal(client.ping(), None)

    def case_server_counts(self):
        with self.connect() as client:
            before = client.calls()
            for number in range(10):
                equal(client.echoInt(number), number)
            equal(client.calls() - before, 11)

    def case_declared_exceptions(self):
        contract = self.peer.contract
        with self.connect() as client:
            equal(client.fail(contract.Failure.NONE), 7)
            refused = raised(contract.Refused, client.fail, contract.Failure.REFUSED)
            equal((refused.reason, refused.detail.text), ("refused", "no"))
            equal(raised(contract.Busy, client.fail, contract.Failure.BUSY).retry_after, 2**40)
            equal(client.fail(contract.Failure.NONE), 7)

    def case_undeclared_error(self):
        with self.connect() as client:
            self.application_error("INTERNAL_ERROR", client.fail, self.peer.contract.Failure.UNDECLARED)
            equal(client.echoInt(1), 1)

    def case_mismatch_is_told(self):
        value = samples(self.peer.contract)["scalars"]["lowest"]
        with self.connect() as client:
            raised(self.peer.contract.Mismatch, client.scalars, "highest", value)
            equal(client.echoInt(1), 1)

    def case_oneway_and_then_a_call(self):
        text = str(uuid4())
        with self.connect() as client:
            client.note(text)
            equal(client.echoText(text), text)
            # Whether the server has come to it, nobody says.
            for _ in range(100):
                if client.notes(text):
                    break
                time.sleep(0.01)
            equal(client.notes(text), 1)

    def case_unknown_method_and_then_a_call(self):
        ours = samples(self.peer.contract)
        keys, leaf = ours["keys"]["full"], ours["tree"]["leaf"]
        with self.connect("Later") as client:
            self.application_error("UNKNOWN_METHOD", client.unknown, keys, {"": [leaf], HOSTILE: []})
            equal(client.echoInt(1), 1)
            self.application_error("UNKNOWN_METHOD", client.unknown, keys, {})

    def case_unknown_method_of_binary_and_then_a_call(self):
        with self.connect("Later") as client:
            self.application_error("UNKNOWN_METHOD", client.unknownBinary, [b"", bytes(range(256))])
            equal(client.echoInt(1), 1)

    def case_unknown_oneway_and_then_a_call(self):
        with self.connect("Later") as client:
            client.unknownOneway(HOSTILE)
            equal(client.echoInt(1), 1)

    def case_metadata_both_ways(self):
        if self.target.dialect.header:
            pairs = {"test-key": "value", "test-empty": "", "test-text": "Ærøskøbing 東京"}
        elif self.target.dialect.transport == "http" and hasattr(self.peer, "beside"):
            pairs = {"test-key": "value", "test-empty": ""}
        else:
            return
        with self.connect() as client:
            equal(client.metadata(), {})
            # Of one call, and not of those behind it.
            equal(*self.peer.beside(client, pairs, client.metadata))
            equal(client.metadata(), {})

    def case_pipelined_calls(self):
        if self.target.dialect.transport == "http":
            return
        with self.connect() as client:
            for number in range(20):
                self.peer.send(client, "echoInt", value=number)
            equal([self.peer.receive(client, "echoInt") for _ in range(20)], list(range(20)))

    def case_many_calls_on_one_connection(self):
        with self.connect() as client:
            for number in range(100):
                equal(client.echoText(str(number)), str(number))

    def case_many_connections_at_once(self):
        def calls(number):
            with self.connect() as client:
                return [client.echoInt(number) for _ in range(5)]

        with ThreadPoolExecutor(8) as pool:
            equal(list(pool.map(calls, range(8))), [[number] * 5 for number in range(8)])
