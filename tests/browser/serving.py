"""真的服务器、真的浏览器: `lianxin serve` on a free loopback port with data of its own, and Debian's Chromium.

For the browser tests and for the pictures. The server runs as any county would run it, with the real settings; this
process never opens its database, because Playwright's loop and Django's do not share a thread.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip
SOURCE = Path(__file__).resolve().parents[2]
READY = re.compile(r"ready:\s+(http://\S+?)/?\s*$")


class Address(str):
    """Where a server answers, and the folder of its data."""

    data: Path


@contextmanager
def served(*prepare: str, demo: bool = False) -> Iterator[Address]:
    """The address of a server with fresh data; `prepare` is the module that fills them before it starts."""
    with tempfile.TemporaryDirectory(prefix="lianxin-browser-") as folder:
        surroundings = surroundings_in(Path(folder))
        if prepare:
            subprocess.run([sys.executable, "-m", *prepare], cwd=SOURCE, env=surroundings, check=True)
        words = ["--port", str(free_port()), *(["--demo"] if demo else [])]
        with running(surroundings, *words) as found:
            yield found


@contextmanager
def running(surroundings: dict[str, str], *words: str) -> Iterator[Address]:
    """The address of a server in these surroundings, as long as it runs."""
    server = subprocess.Popen(
        [sys.executable, "-m", "lianxin.project.cli", "serve", *words],
        cwd=SOURCE, env=surroundings, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        found = Address(_address(server))
        found.data = Path(surroundings["LIANXIN_DATA"])
        yield found
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium, without a word to the outside."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def surroundings_in(folder: Path) -> dict[str, str]:
    """The environment of a fresh installation: nothing of the test settings goes in."""
    mine = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LIANXIN_HTTPS")}
    return {
        **mine, "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "LIANXIN_DATA": str(folder / "data"),
        "LIANXIN_KEYS": str(folder / "keys"), "PYTHONPATH": f"{SOURCE / 'src'}{os.pathsep}{SOURCE}",
        "PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8",
    }  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _address(server: "subprocess.Popen[str]") -> str:
    """Wait for the line that says where it is; what it said before is told when it never comes."""
    assert server.stdout is not None
    said = []
    for line in server.stdout:
        said.append(line)
        if found := READY.search(line.strip()):
            return found.group(1)
    raise RuntimeError("the server did not start:\n" + "".join(said))
