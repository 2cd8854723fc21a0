"""两县之间的墙: two counties as `lianxin serve` serves them; what happens in one changes no byte in the other.

The first county is asked while the second is empty, and again when it is full of people and matters. Pages that are not
the same twice by themselves are left out, and must be few. Two servers and a gate take a minute: only where LIANXIN_WALLS
is given; it says every how many-th address is asked, with 1 each, by six posts and by nobody. What is quick about the
gate and the surroundings stands in test_counties.py and test_county_gate.py.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import NoReverseMatch, reverse

from lianxin.project import serve
from lianxin.project.counties import register
from lianxin.project.counties.register import House
from tests.house import source
from tests.web.world import addresses

HERE, THERE, WORD, OTHER = "dingan.example", "linjiang.example", "红杉坡", "蓝鲸礁"
STEP = int(os.environ.get("LIANXIN_WALLS", "0"))
IS_FULL = STEP == 1
PEOPLE = ("qgb", "xld", "shenji", "xitong", "qingshui", "shiqiao") if IS_FULL else ("qgb", "xitong")
READY_SECONDS = 180
LEAVING = re.compile(r"logout|metrics|health|begin|static")
#: what is another one with each asking: tokens, and the moment
FRESH = re.compile(
    rb'(csrfmiddlewaretoken" value="|nonce="|entry_key" value="|"csrf": ")[^"]*|value="[0-9a-f]{32}"|\d\d?:\d\d(:\d\d)?'
)


@dataclass
class Window:
    """一个窗口: somebody's browser at one county's name, through the gate."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {
            "Host": self.host,
            "Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items()),
            **headers,
        }
        body = urlencode(form) if form is not None else None
        if body is not None:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        connection.request("GET" if form is None else "POST", path, body, told)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = answer.read()
        connection.close()
        return answer.status, found

    def send(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        """A form of that page, with the token that stands on it."""
        token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)', self.ask(path)[1])
        assert token, path
        return self.ask(path, {**form, "csrfmiddlewaretoken": token[1].decode()})

    def log_in(self, who: str) -> "Window":
        status, page = self.send("/accounts/login/", {"login": who, "password": "Lianxin-2026"})
        assert status == 302, re.findall(rb'class="[^"]*error[^"]*"[^>]*>([^<]+)', page)
        return self


@dataclass
class Machine:
    """一台机器 with two counties; what the people of the second hold once it is full."""

    folder: Path
    port: int
    surroundings: dict[str, str]
    server: "subprocess.Popen[bytes]"
    other: dict[str, list[str]] = field(default_factory=dict)

    def fill_the_other(self) -> None:
        done = filled(self.inside(), OTHER)
        self.other = json.loads(done.splitlines()[-1])

    def inside(self) -> dict[str, str]:
        place = self.folder / "data-counties" / "469022"
        return {**self.surroundings, "LIANXIN_DATA": str(place / "data"), "LIANXIN_KEYS": str(place / "keys")}


def filled(surroundings: dict[str, str], word: str) -> str:
    line = [sys.executable, "-m", "tests.project.walls_county", word]
    done = subprocess.run(line, env=surroundings, cwd=source.ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory: Any) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("counties")
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("LIANXIN_", "DATABASE_URL"))}
    told = {
        **kept, "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "LIANXIN_DATA": str(folder / "data"), "LIANXIN_BACKUPS": "off",
        "LIANXIN_KEYS": str(folder / "keys"), "LIANXIN_HOSTS": HERE, "PYTHONPATH": f"{source.ROOT / 'src'}{os.pathsep}{source.ROOT}",
    }  # fmt: skip
    filled(told, WORD)
    first = serve.free_port("127.0.0.1", 18110)
    second = serve.free_port("127.0.0.1", first + 1)
    port = serve.free_port("127.0.0.1", second + 1)
    houses = [House("定安县", "469021", (HERE,), first, is_first=True), House("临江县", "469022", (THERE,), second)]
    register.write(houses, told)
    line = [sys.executable, "-m", "lianxin.project.cli", "serve", "--port", str(port), "--pages-only", "--threads", "2"]
    server = subprocess.Popen(line, env=told, cwd=source.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield Machine(folder, port, told, server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if all(Window(port, host).ask("/")[0] == 302 for host in (HERE, THERE)):
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError("the counties did not answer")


def plain() -> list[str]:
    """Every address that needs no argument, one in so many."""
    found = set()
    for one in addresses():
        try:
            found.add(reverse(one.name) if not one.arguments else "")
        except NoReverseMatch:
            continue
    return ["/public/", "/today/", *sorted(one for one in found if one and not LEAVING.search(one))[::STEP]]


def looked_at(windows: dict[str, Window]) -> dict[tuple[str, str], bytes]:
    found = {}
    for who, window in windows.items():
        for path in plain():
            status, page = window.ask(path)
            assert status < 500, (who, path)
            found[who, path] = b"%d %s" % (status, FRESH.sub(b"", page))
    return found


@pytest.mark.skipif(not STEP, reason="LIANXIN_WALLS=1, make soak")
def test_what_happens_in_one_county_is_nothing_in_the_other(machine: Machine) -> None:
    changes_no_byte(machine)
    opens_nothing(machine)
    is_held_by_no_process(machine)


def changes_no_byte(machine: Machine) -> None:
    windows = {who: Window(machine.port, HERE).log_in(who) for who in PEOPLE} | {"": Window(machine.port, HERE)}
    first, again = looked_at(windows), looked_at(windows)
    machine.fill_the_other()
    full = looked_at(windows)

    steady = [one for one, page in first.items() if again[one] == page]
    assert len(steady) >= len(first) * 0.9, sorted({*first} - {*steady})
    assert [one for one in steady if full[one] != first[one]] == []
    assert not [one for one, page in full.items() if OTHER.encode() in page]
    assert any(WORD.encode() in page for page in full.values()), "its own it does see"
    there = Window(machine.port, THERE).log_in("qgb").ask("/concerns/")[1].decode()
    assert OTHER in there and WORD not in there, "and so does the other"


def opens_nothing(machine: Machine) -> None:
    clerk = Window(machine.port, HERE).log_in("qgb")
    assert clerk.ask("/concerns/")[0] == 200
    assert Window(machine.port, THERE, dict(clerk.cookies)).ask("/concerns/")[0] == 302, "a session is a county's own"

    code, secret = machine.other["codes"][0], machine.other["secrets"][0]
    slips = {
        host: Window(machine.port, host).send("/public/follow/", {"code": code, "secret": secret})
        for host in (HERE, THERE)
    }
    assert OTHER in slips[THERE][1].decode(), "a receipt opens its own county's matter"
    assert "编号或密码不对" in slips[HERE][1].decode() and OTHER not in slips[HERE][1].decode(), "and no other"
    for path in (
        "/search/?words=" + code,
        f"/concerns/?words={code}",
        f"/open311/v2/requests.json?service_request_id={code}",
    ):
        assert OTHER.encode() not in clerk.ask(path)[1], path
    for path in ("/open311/v2/services.json?jurisdiction_id=469022", "/api/v1/units/?county=469022"):
        assert clerk.ask(path)[0] in (302, 400, 401, 403, 404), path


def is_held_by_no_process(machine: Machine) -> None:
    own, other = f"{machine.folder / 'data'}/", f"{machine.folder / 'data-counties' / '469022'}/"
    seen = {}
    for pid in tree(machine.server.pid):
        words = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        held = {os.readlink(one) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink() and one.exists()}
        told = Path(f"/proc/{pid}/environ").read_text()
        seen[pid] = (
            words,
            any(one.startswith(own) for one in held),
            any(one.startswith(other) for one in held),
            other[:-1] in told,
        )

    assert any(mine for _words, mine, _theirs, _told in seen.values()) and any(
        theirs for _w, _m, theirs, _t in seen.values()
    )
    assert [words for words, mine, theirs, _told in seen.values() if mine and theirs] == []
    assert [words for words, mine, _theirs, told in seen.values() if mine and told] == [], (
        "nor is it told where it lies"
    )
    gate = [one for one in seen.values() if "counties.gate" in one[0]]
    assert gate and not any(mine or theirs for _words, mine, theirs, _told in gate)


def tree(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found
