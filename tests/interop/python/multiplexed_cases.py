"""What clients that name their service do with our server of two."""

from uuid import uuid4

from alike import alike
from contract_samples import HOSTILE, samples
from expect import Unexpected, equal, raised
from session import Session


class MultiplexedCases(Session):
    def connect(self, service="Contract"):
        return self.peer.connect_multiplexed(self.target, service)

    def survives(self):
        with self.connect() as client:
            client.ping()

    def case_everything_plain(self):
        value = samples(self.peer.contract)["everything"]["plain"]
        with self.connect() as client:
            got = client.everything("plain", value)
            if not alike(got, value):
                raise Unexpected(f"expected {value!r:.1000}, got {got!r:.1000}")
            equal(client.echoText(HOSTILE), HOSTILE)

    def case_declared_exceptions(self):
        contract = self.peer.contract
        with self.connect() as client:
            equal(raised(contract.Refused, client.fail, contract.Failure.REFUSED).detail.text, "no")
            equal(client.fail(contract.Failure.NONE), 7)

    def case_oneway_and_then_a_call(self):
        text = str(uuid4())
        with self.connect() as client:
            client.note(text)
            equal(client.echoText(text), text)
            equal(client.notes(text), 1)

    def case_unknown_service_and_then_a_call(self):
        with self.peer.connect_multiplexed(self.target, "Contract", "Nobody") as client:
            for _ in range(2):
                message = self.application_error("UNKNOWN_METHOD", client.echoList, ["", HOSTILE])
                equal(message, "there is no service for `Nobody:echoList`")

    def case_without_a_name_and_then_a_call(self):
        with self.peer.connect_contract(self.target, "Contract") as client:
            for _ in range(2):
                self.application_error("UNKNOWN_METHOD", client.echoInt, 1)

    def case_uuid(self):
        ids = self.peer.ids
        with self.connect("Registry") as client:
            for one in ids.UUIDS:
                equal(client.one(one), one)
            for value in (ids.sample(), ids.Ids(one=ids.UUIDS[0], many=[], named={})):
                got = client.ids(value)
                equal((got.one, got.many, got.named), (value.one, value.many, value.named))
