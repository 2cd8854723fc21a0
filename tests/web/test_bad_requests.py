"""坏请求: whatever is sent, to whatever address, by whomever: an answer in words, never a 500 (security.md §4).

The seed list is asked of every address of the resolver, so that a new page is covered the day it appears.
"""

import ast
import inspect
import os
import re
import time
from collections.abc import Iterator
from functools import cache as cache_once
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from lianxin.work.concerns.models import Concern
from tests.conftest import CAST
from tests.web import world as worlds
from tests.web.world import Address

ADDRESSES = worlds.addresses()

Asked = list[tuple[str, str, dict]]  # method ("odd": a body that is no form), path, what is sent

HUGE = "9" * 5000
LONGEST_SECONDS = 10
IN_PATH = [
    "abc", "%C2%B2", "1e5", "nan", "-1", "0", "9999999999999999999999", HUGE, "%00", "a%00b", "%0D%0ASet-Cookie:%20x=1",
    "%FF%FE", "..%2F..%2Fetc", "%F0%9F%98%80", "%ED%A0%80", "１２", "9223372036854775808", "-9223372036854775809",
    "0x10", "1;2", "%7B%22a%22:1%7D", "true", "'%20OR%201=1--", "%E2%80%AE", "x" * 3000,
]  # fmt: skip
IN_FIELD = [
    "", "abc", "²", "1e5", "nan", "-1", "0", "9999", "9" * 30, HUGE, "2024-02-30", "0000-00-00", "10000-01-01", "\0",
    "2024-01-01\0", "\r\nSet-Cookie: x=1", "😀", "\u202e王长青", "１２", "王　伟", "'; DROP TABLE x --", "=1+1", "__proto__",
    "-updated, -id", "9223372036854775807", "-9223372036854775809",
    "[]", "{}", "null", "[object Object]", "x" * 5000, "é\u0301" * 50,
]  # fmt: skip
WORST = ["²", "9" * 30, "-9223372036854775809", "2024-01-01\0", "2024-02-30", "2026-11-03"]
ALWAYS = {
    "page", "after", "before", "sort", "order", "words", "tab", "from", "to", "next", "unit", "period", "year", "month",
    "topic", "channel", "kind", "status", "id", "pk", "code", "columns", "q", "format",
}  # fmt: skip


@pytest.fixture
def world(town, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    cache.clear()
    return worlds.build(town)


#: who asks: every role of the town in turn, whoever has no account, and every second time the one who may do most
ROLES = ["nobody", *(name for name, *_rest in CAST if name != "clerk")]


@pytest.fixture
def clients(world: worlds.World) -> list[Client]:
    """The clerk's browser first, then one of each other role."""
    found = [worlds.client_of(world, who) for who in ("clerk", *ROLES)]
    for client in found:
        client.raise_request_exception = False
    return found


def parameters(address: Address) -> set[str]:
    """What the pages of this address read: names asked of GET and POST, and the fields of the forms beside them."""
    file = inspect.getsourcefile(inspect.unwrap(address.view))
    return set(_read_in(Path(file).parent)) if file and "lianxin" in file else set()


@cache_once
def _read_in(folder: Path) -> frozenset[str]:
    return frozenset(name for one in folder.glob("*.py") for name in _names(one))


def _names(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    yield from re.findall(r"(?:GET|POST)(?:\.get|\.getlist)?[\[(]\s*[\"'](\w+)[\"']", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and any(
            "Form" in ast.unparse(base) or "Limited" in ast.unparse(base) for base in node.bases
        ):
            yield from (
                item.targets[0].id
                for item in node.body
                if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name)
            )


def filled(address: Address, world: worlds.World) -> str:
    """The address with what exists."""
    concern = world.concerns["in_hand"]
    given = {key: concern.pk if conv == "IntConverter" else concern.code for key, conv in address.arguments}
    return worlds.url(address, given)


def broken(clients: list[Client], asked: Asked) -> list[str]:
    """Those requests that end in a 500, or take ten seconds, in short."""
    found, (clerk, *others) = [], clients
    for number, (method, path, sent) in enumerate(asked):
        cache.clear()
        client, began = clerk if number % 2 else others[number // 2 % len(others)], time.process_time()
        verb = method.removeprefix("odd:") if method.startswith("odd:") else "POST"
        is_odd = method.startswith("odd")
        response = client.generic(verb, path, **sent) if is_odd else getattr(client, method)(path, **sent)
        took = time.process_time() - began
        if response.status_code >= 500 or took > LONGEST_SECONDS:
            why = response.exc_info and response.exc_info[1]
            found.append(f"{method} {path[:90]} {str(sent)[:120]} → {response.status_code}, {took:.0f} s: {why!r}")
    return found


#: by default every address is asked one in a hundred and sixty of what it can be asked, each its own part; LIANXIN_BAD_STEP=1 asks all
STEP = int(os.environ.get("LIANXIN_BAD_STEP", "160"))
RAW = ["%00=1", "=&=&&", "page=%FF&sort=%ED%A0%80", "page=1&page=x"]
GROUPS = sorted({address.route.partition("/")[0] for address in ADDRESSES})


#: setting up a world costs more than a few requests: where few are asked, eight rooms share one
SHARED = 8 if STEP > 3 else 1
HALLS = [GROUPS[n : n + SHARED] for n in range(0, len(GROUPS), SHARED)]


@pytest.mark.parametrize("rooms", HALLS, ids=lambda rooms: "+".join(room or "root" for room in rooms))
class TestEveryAddress:
    @pytest.mark.drawn
    @pytest.mark.thorough
    def test_answers_whatever_is_asked_of_it(
        self, world: worlds.World, clients: list[Client], rooms: list[str]
    ) -> None:
        """One test, four lists: the town with its matters is set up once for all that a room's addresses are asked."""
        asked = []
        for address in ADDRESSES:
            if address.route.partition("/")[0] in rooms:
                path, own = filled(address, world), parameters(address)
                asked += share(senseless_itself(address), address)
                asked += share(
                    [
                        *behind_the_question_mark(address, path, own),
                        *bodies(address, path, own),
                        *odd_methods_and_headers(address, path),
                    ],
                    address,
                )

        assert asked
        assert broken(clients, asked) == []


def share(bad: Asked, address: Address) -> Asked:
    """The part of a list that this address is asked by default, one at least."""
    return bad[ADDRESSES.index(address) % min(STEP, len(bad) or 1) :: STEP]


def senseless_itself(address: Address) -> Asked:
    asked: Asked = []
    for bad in IN_PATH if address.arguments else []:
        path = "/" + re.sub(r"<\w+:\w+>", lambda _match, bad=bad: bad, address.route)
        asked += [("get", path, {}), ("post", path, {"data": {}})]
    return asked


def behind_the_question_mark(address: Address, path: str, own: set[str]) -> Asked:
    asked: Asked = [("get", path, {"data": dict.fromkeys(own | ALWAYS, bad)}) for bad in IN_FIELD]
    asked += [("get", f"{path}?{raw}", {}) for raw in RAW]
    pairs = [(name, bad) for name in sorted(own) for bad in WORST] if not address.arguments else []
    return asked + [("get", path, {"data": {name: bad}}) for name, bad in pairs]


def bodies(address: Address, path: str, own: set[str]) -> Asked:
    asked: Asked = [("post", path, {"data": {}})]
    asked += [("post", path, {"data": dict.fromkeys(own, bad)}) for bad in IN_FIELD]
    return asked + [("odd", path, sent) for sent in odd_bodies()]


def odd_methods_and_headers(address: Address, path: str) -> Asked:
    requests: Asked = [(method, path, {}) for method in ("head", "options", "put", "patch", "delete", "trace")]
    requests += [(f"odd:{verb}", path, {}) for verb in ("CONNECT", "PROPFIND", "get", "G\xc9T", "X" * 500)]
    return requests + [("get", path, odd) for odd in ODD_HEADERS]


#: what proxies, old browsers and ill-wishers send
ODD_HEADERS: list[dict[str, str]] = [
    {"HTTP_ACCEPT_LANGUAGE": "xx-" + "y" * 3000, "HTTP_COOKIE": "lx_elder=\x7f; lx_receipt=a:b:c; sessionid=²"},
    {"HTTP_REFERER": "javascript:1", "HTTP_X_FORWARDED_FOR": "1.2.3.4", "HTTP_X_REMOTE_USER": "qgb"},
    {"HTTP_X_FORWARDED_FOR": "²,,::ffff:1.2.3.4%eth0," + "9" * 500, "HTTP_X_FORWARDED_PROTO": "gopher", "HTTP_FORWARDED": ";;"},
    {"HTTP_HOST": "a b\x00:99999999"}, {"HTTP_HOST": "[::1"}, {"HTTP_X_FORWARDED_HOST": "x.example\r\n"},
    {"HTTP_COOKIE": "sessionid=" + "a" * 8000 + "; csrftoken=\xff; messages=%00; django_language=../../x"},
    {"HTTP_COOKIE": "=;;;==;sessionid"}, {"HTTP_ACCEPT": "*/*;q=²", "HTTP_ACCEPT_ENCODING": "gzip;q=x, br" * 200},
    {"HTTP_IF_MODIFIED_SINCE": "Tue, 31 Feb 99999 99:99:99", "HTTP_IF_NONE_MATCH": 'W/"' + "x" * 4000, "HTTP_RANGE": "bytes=-0-,²"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest", "HTTP_USER_AGENT": "\xed\xa0\x80<script>"},
    {"HTTP_COOKIE": "lx_receipt=" + "A" * 4000 + "; lx_screen=\u00e4; lx_elder=1\x00"}, {"HTTP_COOKIE": "lx_receipt=eyJhIjpbXX0:1x:y"},
    {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "²"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE", "HTTP_CONTENT_ENCODING": "gzip"},
    {"HTTP_AUTHORIZATION": "Basic \xff", "HTTP_EXPECT": "100-continue"}, {"HTTP_ACCEPT": "application/json;q=9e999", "HTTP_TE": "x"},
    {"CONTENT_TYPE": "application/json; charset=\x01"}, {"CONTENT_TYPE": "multipart/form-data"}, {"CONTENT_TYPE": "x" * 9000},
    {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "²"}, {"CONTENT_TYPE": "multipart/form-data; boundary=" + "B" * 5000},
]  # fmt: skip


@cache_once
def odd_bodies() -> list[dict]:
    """Bodies that are no form, half a form, or far too much of one."""
    multipart = "multipart/form-data; boundary=B"
    part = b'--B\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
    form = "application/x-www-form-urlencoded"
    return [
        {"data": part + "路灯".encode()[:4], "content_type": multipart},
        {"data": b"--B", "content_type": multipart},
        {"data": b"", "content_type": "multipart/form-data"},
        {
            "data": b'--B\r\nContent-Disposition: form-data; name="file"; filename="a\0\r\n.xlsx"\r\n\r\nPK\r\n--B--',
            "content_type": multipart,
        },
        {"data": "text=路灯".encode("gb18030"), "content_type": f"{form}; charset=klingon"},
        {"data": b"text=%ED%A0%80&text=%00&%FF=1", "content_type": form},
        {"data": "&".join(f"f{n}=1" for n in range(1001)).encode(), "content_type": form},
        {"data": b"text=" + b"x" * 2_700_000, "content_type": form},
        {"data": b"[" * 100_000, "content_type": "application/json"},
        {"data": b'{"a": ' + b"9" * 5000 + b"}", "content_type": "application/json"},
        {"data": b'{"a": "\\ud800", "items": [NaN, {}]}', "content_type": "application/json"},
        {"data": b'{"a": "\xff"}', "content_type": "application/json; charset=utf-16"},
        {"data": b"\xff\xfe", "content_type": "text/plain"},
        {
            "data": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>",
            "content_type": "text/xml",
        },
        {
            "data": b"".join(
                b'--B\r\nContent-Disposition: form-data; name="file"; filename="%d.csv"\r\n\r\n1\r\n' % n
                for n in range(101)
            )
            + b"--B--\r\n",
            "content_type": multipart,
        },
        {
            "data": b'--B\r\nContent-Disposition: form-data; name="file"; filename="../../\xff.csv"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n\xff!\r\n--B--",
            "content_type": multipart,
        },
    ]


class TestTooMuch:
    @pytest.mark.parametrize("body", [6, 7], ids=["1,001 fields", "2.7 MB in one field"])
    def test_is_refused_in_words(self, world: worlds.World, body: int) -> None:
        response = Client(raise_request_exception=False).generic("POST", "/public/submit/", **odd_bodies()[body])

        assert response.status_code in (400, 413)
        assert re.search("[\u4e00-\u9fff]{4}", response.content.decode())


class TestHalfAForm:
    def test_is_never_taken_for_a_whole_one(self, world: worlds.World) -> None:
        before = Concern.objects.count()
        whole = b"".join(
            b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value.encode())
            for name, value in {"screen": "5", "kind": "help", "text": "村口的路灯坏了，请来修。"}.items()
        )
        cut = whole[:-20]

        response = Client(raise_request_exception=False).post(
            "/public/submit/", data=cut, content_type="multipart/form-data; boundary=B"
        )

        assert response.status_code == 400
        assert Concern.objects.count() == before


class TestTheListItself:
    def test_is_of_ten_thousand_requests_where_all_are_asked(self) -> None:
        """security.md I2, without those whose number hangs on what the town holds: bodies, lists, methods and headers."""
        each = len(IN_FIELD) * 2 + len(RAW) + 1 + len(odd_bodies()) + len(odd_methods_and_headers(ADDRESSES[0], "/"))

        assert each * len(ADDRESSES) >= 10_000

    def test_asks_every_address(self) -> None:
        assert len(ADDRESSES) == len({a.name for a in ADDRESSES}) > 30

    def test_finds_what_the_pages_read(self) -> None:
        submit = next(address for address in ADDRESSES if address.name == "public:submit")

        assert {"text", "kind", "phone", "entry_key", "code"} <= parameters(submit)

    def test_full_width_figures_are_figures(self, world: worlds.World) -> None:
        secret = "".join(chr(ord(digit) + 0xFEE0) for digit in world.secret)
        code = world.concerns["replied"].code

        assert (
            world.concerns["replied"].title
            in Client().post("/public/follow/", {"code": code, "secret": secret}).content.decode()
        )
