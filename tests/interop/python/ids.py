"""`ids.thrift` for Apache's Python library, by hand: its compiler 0.17 knows no `uuid`, and the library does."""

from uuid import UUID

from thrift.protocol.TBase import TBase
from thrift.Thrift import TApplicationException, TMessageType, TProcessor, TType

# The least, the greatest, and one that shows the order of bytes.
UUIDS = [UUID(int=0), UUID(int=2**128 - 1), UUID("00112233-4455-6677-8899-aabbccddeeff")]


class Struct(TBase):
    def __init__(self, **values):
        for field in filter(None, self.thrift_spec):
            setattr(self, field[2], values.get(field[2]))


class Ids(Struct):
    thrift_spec = (
        None,
        (1, TType.UUID, "one", None, None),
        (2, TType.LIST, "many", (TType.UUID, None, False), None),
        (3, TType.MAP, "named", (TType.UUID, None, TType.STRING, "UTF8", False), None),
    )


def of(ttype, args=None):
    """The arguments, and the result, of a method that takes and gives one value."""

    class Args(Struct):
        thrift_spec = (None, (1, ttype, "value", args, None))

    class Result(Struct):
        thrift_spec = ((0, ttype, "success", args, None),)

    return Args, Result


METHODS = {"ids": of(TType.STRUCT, [Ids, Ids.thrift_spec]), "one": of(TType.UUID)}


def sample():
    return Ids(one=UUIDS[2], many=UUIDS, named={id: str(id) for id in UUIDS})


class Client:
    def __init__(self, protocol):
        self.protocol = protocol

    def call(self, method, value):
        args, result = METHODS[method]
        self.protocol.writeMessageBegin(method, TMessageType.CALL, 0)
        args(value=value).write(self.protocol)
        self.protocol.writeMessageEnd()
        self.protocol.trans.flush()
        _, kind, _ = self.protocol.readMessageBegin()
        answer = TApplicationException() if kind == TMessageType.EXCEPTION else result()
        answer.read(self.protocol)
        self.protocol.readMessageEnd()
        if kind == TMessageType.EXCEPTION:
            raise answer
        return answer.success

    def ids(self, value):
        return self.call("ids", value)

    def one(self, value):
        return self.call("one", value)


class Processor(TProcessor):
    """It gives back what comes."""

    def process(self, input, output):
        method, _, id = input.readMessageBegin()
        args, result = METHODS[method]
        given = args()
        given.read(input)
        input.readMessageEnd()
        output.writeMessageBegin(method, TMessageType.REPLY, id)
        result(success=given.value).write(output)
        output.writeMessageEnd()
        output.trans.flush()
        return True
