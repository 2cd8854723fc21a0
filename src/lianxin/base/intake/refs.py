"""引用: "unit:5" as a file keeps what it made, read back kind by kind."""

from collections.abc import Iterable


def keys_of(refs: Iterable[str], kind: str) -> list[int]:
    """The keys of the references of one kind of record.

    >>> keys_of(["unit:5", "person:2", "unit:7"], "unit")
    [5, 7]
    """
    return [int(key) for ref in refs for name, _colon, key in [ref.partition(":")] if name == kind]
