"""所测: what a long test measured, in one line, for whoever watches it and for the report of `make soak`."""

import os
from pathlib import Path

FILE = "LIANXIN_MEASURED"  # set by `make soak`


def measured(line: str) -> None:
    """Say it, and keep it for the report where one is written."""
    print(line)
    if name := os.environ.get(FILE):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(line.replace("|", "/") + "\n")
