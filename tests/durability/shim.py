"""垫片: shim.c made into a library once, and the switch by which a test fills the disk or moves the clock of a server."""

import ctypes
import functools
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")
SECONDS, ERROR = (0, "q"), (8, "i")
MUST = "LIANXIN_MUST_BREAK"  # set by .ci/run: there a missing compiler is a failure, not a reason to skip


@functools.cache
def library() -> Path:
    """The library that LD_PRELOAD loads; without a compiler the tests that need it say so and are left out."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or not sys.platform.startswith("linux"):
        sentence = "没有 C 编译器（或不是 Linux），断电和磁盘故障的测试没有运行；在 Debian 上先安装 gcc 和 libc6-dev。"
        pytest.fail(sentence) if os.environ.get(MUST) else pytest.skip(sentence)
    made = Path(tempfile.mkdtemp(prefix="lianxin-shim-")) / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", made, SOURCE, "-ldl"], check=True)
    ctypes.CDLL(str(made))  # whether it can be loaded at all is told here, not by a server that does not start
    return made


@dataclass(frozen=True)
class Switch:
    """开关: what the shim does to whoever has loaded it, from now on."""

    place: Path

    def errors(self, number: int) -> None:
        """Every write below the root fails with this error of the system; 0: none does."""
        self._set(ERROR, number)

    def clock(self, seconds: int) -> None:
        """The clock goes wrong by so many seconds."""
        self._set(SECONDS, seconds)

    @contextmanager
    def failing(self, number: int) -> Iterator[None]:
        """For a while every write fails."""
        self.errors(number)
        try:
            yield
        finally:
            self.errors(0)

    @contextmanager
    def wrong_by(self, seconds: int) -> Iterator[None]:
        """For a while the clock is wrong."""
        self.clock(seconds)
        try:
            yield
        finally:
            self.clock(0)

    def _set(self, where: tuple[int, str], value: int) -> None:
        with self.place.open("r+b", buffering=0) as file:
            file.seek(where[0])
            file.write(struct.pack("<" + where[1], value))


def surroundings(root: Path, *, log: Path | None = None) -> tuple[dict[str, str], Switch]:
    """What the environment of a program needs for its writes below `root` to be told, and to be made to fail."""
    place = root.parent / "switch"
    place.write_bytes(bytes(16))
    found = {"LD_PRELOAD": str(library()), "LX_ROOT": str(root), "LX_SWITCH": str(place)}
    return {**found, **({"LX_LOG": str(log)} if log else {})}, Switch(place)
