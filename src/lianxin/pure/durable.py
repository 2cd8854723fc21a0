"""落盘: what must still be there when the power has gone."""

import os
from pathlib import Path


def settle(place: Path) -> None:
    """Wait until the names in this folder are on the disk: a new or a renamed file is safe only then.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     settle(Path(folder))
    """
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
