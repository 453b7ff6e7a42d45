"""Whether two values are the same on the wire: NaN is NaN, -0.0 is not 0.0, text is not bytes."""

import math

COLLECTIONS = (set, frozenset, list)


def alike(one, other):
    if isinstance(one, float) and isinstance(other, float):
        same = one == other and math.copysign(1, one) == math.copysign(1, other)
        return same or (math.isnan(one) and math.isnan(other))
    if isinstance(one, dict):
        return isinstance(other, dict) and pairwise(one.items(), other.items())
    if isinstance(one, (set, frozenset)) or isinstance(other, (set, frozenset)):
        # thriftpy2 reads sets as lists.
        return isinstance(one, COLLECTIONS) and isinstance(other, COLLECTIONS) and pairwise(one, other)
    if isinstance(one, (list, tuple)):
        is_sequence = isinstance(other, (list, tuple)) and len(one) == len(other)
        return is_sequence and all(map(alike, one, other))
    if hasattr(one, "thrift_spec"):
        return type(one) is type(other) and alike(vars(one), vars(other))
    is_text = isinstance(one, str) == isinstance(other, str)
    return is_text and one == other


def pairwise(some, others):
    """Without regard to order, and to hashes, which not all peers give their structs."""
    left = list(others)
    for one in some:
        for place, other in enumerate(left):
            if alike(one, other):
                del left[place]
                break
        else:
            return False
    return not left
