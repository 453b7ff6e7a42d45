"""What cases state."""


class Unexpected(Exception):
    """A case's statement is not true."""


def equal(actual, expected):
    if actual != expected:
        raise Unexpected(f"expected {expected!r}, got {actual!r}")


def raised(kind, call, *args):
    """The exception of this kind that the call raises."""
    try:
        result = call(*args)
    except kind as exception:
        return exception
    raise Unexpected(f"expected {kind.__name__}, got {result!r}")
