"""服务: `lianxin serve` as any county starts it, on loopback, that can be killed, held, and started again."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.durability import places

READY = 200


class Server:
    """一台服务器: its place, its port, and the processes that it started; only these are ever killed."""

    def __init__(self, place: Path, *, workers: int = 2, **more: str) -> None:
        self.env = places.environment(place, **more)
        self.said = place.parent / "said"
        self.port, self.workers = free_port(), workers
        self.main: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_what: object) -> None:
        if self.main is None:
            return
        for pid in self.children():
            _send(pid, signal.SIGCONT)
        self.main.terminate()
        try:
            self.main.wait(40)
        except subprocess.TimeoutExpired:
            self.kill_all()

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.said.open("ab") as said:
            self.main = subprocess.Popen(
                [sys.executable, "-m", "lianxin.project.cli", "serve", "--port", str(self.port), "--workers",
                 str(self.workers)],
                cwd=places.HOUSE, env=self.env, stdout=said, stderr=said,
            )  # fmt: skip
        deadline = time.monotonic() + READY
        while not self.answers():
            assert self.main.poll() is None and time.monotonic() < deadline, self.said.read_text("utf-8")[-4000:]
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether a page comes."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", "/public/open/")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def children(self) -> list[int]:
        """Every process below the one that was started, the nearest first."""
        assert self.main is not None
        parents: dict[int, list[int]] = {}
        for one in Path("/proc").iterdir():
            if one.name.isdigit():
                try:
                    parent = int((one / "stat").read_text().rpartition(")")[2].split()[1])
                except (OSError, ValueError):
                    continue
                parents.setdefault(parent, []).append(int(one.name))
        found = [self.main.pid]
        for pid in found:
            found += parents.get(pid, [])
        return found[1:]

    def web_workers(self) -> list[int]:
        """The processes that answer pages: granian's children."""
        return [pid for pid in self.children() if b"granian" in _words(pid) and b"granian" in _words(_parent(pid))]

    def kill_one(self, random: Random) -> None:
        """kill -9 of one that answers pages; granian starts another."""
        if found := self.web_workers():
            _send(random.choice(found), signal.SIGKILL)

    def kill_all(self) -> None:
        """kill -9 of everything at once, as a machine that stops."""
        assert self.main is not None
        for pid in [self.main.pid, *self.children()]:
            _send(pid, signal.SIGKILL)
        self.main.wait()

    def hold(self, seconds: float, random: Random) -> None:
        """One that answers pages stands still, perhaps with the lock of the database in its hands."""
        if found := self.web_workers():
            chosen = random.choice(found)
            _send(chosen, signal.SIGSTOP)
            time.sleep(seconds)
            _send(chosen, signal.SIGCONT)


def _send(pid: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, what)


def _words(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
