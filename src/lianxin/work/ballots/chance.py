"""随机: the one source of chance of the votes, so that a test can put its own in place."""

import secrets
from random import Random

SOURCE: Random = secrets.SystemRandom()


def some_bytes(number: int) -> bytes:
    """That many random bytes."""
    return SOURCE.getrandbits(8 * number).to_bytes(number, "big")
