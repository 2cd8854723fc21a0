"""几个县: a further county stands beside the first, in surroundings of its own, and the gate hands each what is its own."""

import io
import json
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.project import cli, connecting, serve
from lianxin.project.counties import adding, databases, page, register, serving, surroundings
from lianxin.project.counties.gate import Gate
from lianxin.project.counties.register import House, Unfit

DINGAN = House("定安县", "469021", ("dingan.example",), 8100, is_first=True)
LINJIANG = {"name": "临江县", "code": "469022", "hosts": ["linjiang.example"]}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose first county is begun; its surroundings hold what is nobody else's business."""
    for name in (
        "DATABASE_URL",
        "LIANXIN_COUNTIES",
        "LIANXIN_HTTPS",
        "LIANXIN_PROXIES",
        "LIANXIN_PLAIN",
        "LIANXIN_POOLER",
    ):
        monkeypatch.delenv(name, raising=False)
    told = {
        "LIANXIN_DATA": str(tmp_path / "data"), "LIANXIN_KEYS": str(tmp_path / "keys"), "LIANXIN_HOSTS": "dingan.example",
        "LIANXIN_BACKUPS": str(tmp_path / "disk2"), "LIANXIN_SMS": "folder:/srv/sms", "LIANXIN_METRICS_TOKEN": "secret-of-a",
        "LIANXIN_WEBHOOK_HOSTS": "oa.dingan.example", "LIANXIN_CIPHER": "sm4", "LIANXIN_PUBLIC_HOSTS": "wen.dingan.example",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(adding, "first", lambda: DINGAN)
    return tmp_path


def add(**more: Any) -> House:
    return adding.add(**{**LINJIANG, **more})


class TestAFurtherCounty:
    def test_gets_folders_of_its_own_and_a_line_in_the_register(self, machine: Path) -> None:
        house = add(public=["wen.linjiang.example"])

        folder = machine / "data-counties" / "469022"
        assert {one.name for one in folder.iterdir()} == {"data", "keys", "backups"}
        assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o700}
        assert [(one.code, one.hosts) for one in register.read()] == [
            ("469021", ("dingan.example",)), ("469022", ("linjiang.example", "wen.linjiang.example")),
        ]  # fmt: skip
        assert house.port == 8101 and house.public == ("wen.linjiang.example",)
        assert add(code="469023", name="青山县", hosts=["qingshan.example"]).port == 8102

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"code": "4690"}, "6 位数字"), ({"code": "469021"}, "已经有了"), ({"code": "../../x"}, "6 位数字"),
            ({"name": " "}, "名称"), ({"hosts": []}, "--host"), ({"hosts": ["http://a.example"]}, "不像域名"),
            ({"hosts": ["dingan.example"]}, "已经是定安县的"), ({"hosts": ["DINGAN.example."]}, "已经是定安县的"),
            ({"hosts": ["a.example"], "public": ["dingan.example"]}, "已经是定安县的"), ({"hosts": ["*"]}, "不像域名"),
        ],
    )  # fmt: skip
    def test_is_refused_with_a_sentence_and_leaves_nothing(self, machine: Path, told: Any, sentence: str) -> None:
        with pytest.raises(Unfit, match=sentence):
            add(**told)

        assert register.read() == () and not (machine / "data-counties").exists()

    def test_never_takes_a_folder_in_which_something_lies(self, machine: Path) -> None:
        (machine / "data-counties" / "469022" / "data").mkdir(parents=True)

        with pytest.raises(Unfit, match="已经有东西"):
            add()
        assert register.read() == ()

    def test_takes_another_name_but_never_a_neighbours(self, machine: Path) -> None:
        add()
        add(code="469023", name="青山县", hosts=["qingshan.example"])

        assert adding.change(code="469022", name="临江市", hosts=["lj.example"], public=[]).hosts == ("lj.example",)
        assert register.read()[1].name == "临江市"
        for told, sentence in (({"hosts": ["qingshan.example"]}, "青山县"), ({}, "没有改动")):
            with pytest.raises(Unfit, match=sentence):
                adding.change(**{"code": "469022", "name": "", "hosts": [], "public": [], **told})
        with pytest.raises(Unfit, match="LIANXIN_HOSTS"):
            adding.change(code="469021", name="", hosts=["x.example"], public=[])

    def test_the_operator_is_told_on_the_command_line(self, machine: Path, monkeypatch: Any, capsys: Any) -> None:
        ran: list[tuple[str, list[str]]] = []
        monkeypatch.setattr(serving, "within", lambda house, _all, words: ran.append((house.code, words)) or 0)

        assert cli.main(["county", "list"]) == 0 and "只有一个县" in capsys.readouterr().out
        assert cli.main(["county", "each", "doctor"]) == 1
        assert cli.main(["county", "add", "469022", "临江县", "--host", "linjiang.example"]) == 0
        assert cli.main(["county", "run", "469022", "backup", "--status"]) == 0
        assert cli.main(["county", "each", "doctor", "--quiet"]) == 0
        assert ran == [("469022", ["begin"]), ("469022", ["backup", "--status"]),
                       ("469021", ["doctor", "--quiet"]), ("469022", ["doctor", "--quiet"])]  # fmt: skip
        for wrong in (["run", "469099", "doctor"], ["run", "469022"], ["run", "469022", "serve"], ["set", "469022"]):
            assert cli.main(["county", *wrong]) == 1 and capsys.readouterr().err
        monkeypatch.setenv("LIANXIN_COUNTIES", "off")
        assert cli.main(["county", "list"]) == 1 and "其中一个县" in capsys.readouterr().err


class TestItsSurroundings:
    def test_hold_nothing_of_the_first_county(self, machine: Path) -> None:
        house = add()
        houses = register.read()

        found = surroundings.environment_of(house, houses)
        own = machine / "data-counties" / "469022"
        assert (found["LIANXIN_DATA"], found["LIANXIN_KEYS"]) == (str(own / "data"), str(own / "keys"))
        assert found["LIANXIN_BACKUPS"] == str(machine / "disk2" / "county-469022")
        assert found["LIANXIN_HOSTS"] == "linjiang.example" and found["LIANXIN_COUNTIES"] == "off"
        assert not {
            "LIANXIN_SMS",
            "LIANXIN_METRICS_TOKEN",
            "LIANXIN_WEBHOOK_HOSTS",
            "LIANXIN_PUBLIC_HOSTS",
            "DATABASE_URL",
        } & {*found}
        assert found["LIANXIN_CIPHER"] == "sm4" and found["LIANXIN_BEGIN_AS"] == "469022 临江县"
        assert not any(str(machine / "keys") in told or "secret-of-a" in told for told in found.values())
        first = surroundings.environment_of(houses[0], houses)
        assert first["LIANXIN_DATA"] == str(machine / "data") and first["LIANXIN_SMS"] == "folder:/srv/sms"
        assert not any(str(own) in told for told in first.values())
        assert json.loads(first["LIANXIN_NEIGHBOURS"]) == [{"name": "临江县", "host": "linjiang.example"}]

    def test_take_what_its_own_file_says_but_not_where_it_lies(self, machine: Path) -> None:
        house = add()
        file = machine / "data-counties" / "469022" / "county.env"
        file.write_text("# 短信\nLIANXIN_SMS=folder:/srv/sms-linjiang\n\n")

        assert surroundings.environment_of(house, register.read())["LIANXIN_SMS"] == "folder:/srv/sms-linjiang"
        for line in ("LIANXIN_DATA=/srv/other", "LIANXIN_HOSTS=dingan.example", "PATH=/tmp", "words"):
            file.write_text(line)
            with pytest.raises(Unfit, match="不能用"):
                surroundings.environment_of(house, register.read())

    def test_of_the_gate_hold_no_county(self, machine: Path, monkeypatch: Any) -> None:
        add()
        monkeypatch.setenv("DATABASE_URL", "postgresql://lianxin:geheim@127.0.0.1/lianxin")

        found = surroundings.of_the_gate()
        assert {"DATABASE_URL", "LIANXIN_DATA", "LIANXIN_KEYS", "LIANXIN_SMS", "LIANXIN_BACKUPS"} & {*found} == set()
        assert [one.code for one in register.read(found)] == ["469021", "469022"]

    def test_two_counties_never_write_in_one_database(self, machine: Path, monkeypatch: Any) -> None:
        monkeypatch.setattr(databases, "make", lambda _server, _new: True)
        monkeypatch.setenv("DATABASE_URL", "postgresql://lianxin:geheim@127.0.0.1/lianxin")
        house = add()
        file = machine / "data-counties" / "469022" / "county.env"

        assert file.read_text() == "DATABASE_URL=postgresql://lianxin:geheim@127.0.0.1/lianxin_469022\n"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert surroundings.environment_of(house, register.read())["DATABASE_URL"].endswith("/lianxin_469022")
        surroundings.must_stand_apart(register.read())
        file.write_text("DATABASE_URL=postgresql://another@127.0.0.1:5432/lianxin\n")
        with pytest.raises(Unfit, match="同一个数据库"):
            surroundings.must_stand_apart(register.read())

    def test_a_name_that_became_two_counties_stops_the_start(self, machine: Path, monkeypatch: Any) -> None:
        add()
        register.must_not_meet(register.read())
        monkeypatch.setenv("LIANXIN_HOSTS", "dingan.example,linjiang.example")

        with pytest.raises(Unfit, match="linjiang"):
            register.must_not_meet(register.read())
        assert cli.main(["serve"]) == 2

    def test_a_county_whose_file_is_wrong_takes_no_other_with_it(self, machine: Path, monkeypatch: Any) -> None:
        add()
        (machine / "data-counties" / "469022" / "county.env").write_text("words")
        started: dict[str, dict[str, str]] = {}
        children = serve.Children()
        monkeypatch.setattr(children, "start", lambda name, words, told: started.update({name: told}))

        serving.Counties(children, 1, 4, demo=False, is_alone=True).look(register.read())
        assert started["county-469021"]["LIANXIN_HOSTS"] == "dingan.example" and started["county-469022"] == {}


@pytest.mark.django_db
class TestTheAdministratorsPage:
    def test_names_the_neighbours_and_nobody_else_is_told(self, town: Any, client: Client, settings: Any) -> None:
        settings.NEIGHBOURS = [{"name": "临江<b>县", "host": "linjiang.example"}]
        seen = {}
        for who in ("admin", "clerk", "worker"):
            client.force_login(town.people[who])
            seen[who] = client.get(reverse("setup:index")).content.decode()

        assert "临江&lt;b&gt;县" in seen["admin"] and "彼此看不见" in seen["admin"]
        assert all("临江" not in seen[who] and "同一安装" not in seen[who] for who in ("clerk", "worker"))
        settings.NEIGHBOURS = []
        client.force_login(town.people["admin"])
        assert "同一安装" not in client.get(reverse("setup:index")).content.decode()


class TestADatabaseBehindAPooler:
    URL = "postgresql://lianxin@127.0.0.1:6432/lianxin"

    def test_keeps_nothing_on_a_connection(self) -> None:
        straight = connecting.database_of(self.URL, Path("x"))
        pooled = connecting.database_of(self.URL, Path("x"), "transaction")

        assert straight["CONN_MAX_AGE"] == 60 and "DISABLE_SERVER_SIDE_CURSORS" not in straight
        assert pooled["CONN_MAX_AGE"] == 0 and pooled["DISABLE_SERVER_SIDE_CURSORS"] is True
        assert pooled["OPTIONS"] == {"prepare_threshold": None}
        assert "sqlite" in connecting.database_of("", Path("x"), "transaction")["ENGINE"]

    def test_refuses_what_a_pooler_cannot_do(self) -> None:
        with pytest.raises(ValueError, match="options"):
            connecting.database_of(self.URL + "?options=-c%20statement_timeout%3D5", Path("x"), "transaction")
        with pytest.raises(ValueError, match="transaction"):
            connecting.database_of(self.URL, Path("x"), "session")


class Echo(BaseHTTPRequestHandler):
    """A county's server: says which one it is and what has come."""

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length) if length else self._chunks()
        told = {"county": self.server.server_address[1], "path": self.path, "method": self.command, "body": body.decode(),
                "headers": [[name.lower(), value] for name, value in self.headers.items()]}  # fmt: skip
        sent = json.dumps(told).encode()
        self.send_response(302 if self.path.startswith("/moved") else 200)
        for name, value in (
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("Connection", "close"),
            ("Location", "/there/"),
        ):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else sent)

    do_POST = do_HEAD = do_GET

    def _chunks(self) -> bytes:
        found = b""
        while self.headers.get("Transfer-Encoding") == "chunked" and (size := int(self.rfile.readline(), 16)):
            found += self.rfile.read(size)
            self.rfile.readline()
        return found

    def log_message(self, *_words: Any) -> None:
        """Nothing."""


@pytest.fixture
def counties(machine: Path) -> Iterator[list[int]]:
    """Two counties that answer, and a third that does not; the ports of the first two."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Echo) for _one in range(2)]
    for one in servers:
        one.handle_error = lambda *_words: None  # type: ignore[method-assign]  # the gate left: it is what is tested
        threading.Thread(target=one.serve_forever, args=(0.01,), daemon=True).start()
    ports = [int(one.server_address[1]) for one in servers]
    register.write([
        House("定安县", "469021", (), ports[0], is_first=True), House("临江县", "469022", ("linjiang.example",), ports[1]),
        House("青<山>县", "469023", ("qingshan.example",), serve.free_port("127.0.0.1", 18900)),
    ])  # fmt: skip
    yield ports
    for one in servers:
        one.shutdown()
        one.server_close()


def ask(
    host: str, path: str = "/", *, method: str = "GET", body: bytes = b"", peer: str = "203.0.113.9", **more: str
) -> Any:
    """What the gate says: the status, the headers, the body."""
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": host, "REMOTE_ADDR": peer,
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), **({"CONTENT_LENGTH": str(len(body))} if body else {}), **more,
    }  # fmt: skip
    said: list[Any] = []
    found = b"".join(Gate()(environ, lambda status, headers: said.append((status, headers))))
    return said[0][0], said[0][1], found


def came(*words: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(*words, **more)[2])
    return {**found, "headers": dict(found["headers"])}


class TestTheGate:
    def test_hands_each_request_to_the_county_whose_name_it_bears(self, counties: list[int]) -> None:
        first, second = counties

        assert came("dingan.example")["county"] == first and came("DINGAN.example.:8000")["county"] == first
        assert came("linjiang.example:8443", "/public/%e5/", QUERY_STRING="a=1&b=%2F")["county"] == second
        told = came(
            "linjiang.example", "/查询/".encode().decode("latin-1"), QUERY_STRING="a=1&b=%2F", HTTP_COOKIE="s=1"
        )
        assert told["path"] == "/%E6%9F%A5%E8%AF%A2/?a=1&b=%2F" and told["headers"]["cookie"] == "s=1"
        assert told["headers"]["host"] == "linjiang.example"
        for host in (
            "evil.example",
            "linjiang.example.evil.example",
            "xlinjiang.example",
            "",
            "127.0.0.1",
            "[::1]:8000",
        ):
            assert "请选择您所在的县" in ask(host)[2].decode(), host

    def test_shows_a_stranger_the_counties_and_nothing_of_them(self, counties: list[int]) -> None:
        status, headers, body = ask("10.1.2.3:8443")

        assert status == "200 OK" and ask("10.1.2.3", "/public/submit/")[0] == "404 Not Found"
        assert '<a href="//linjiang.example:8443/">临江县' in body.decode() and "青&lt;山&gt;县" in body.decode()
        assert "default-src 'none'" in dict(headers)["Content-Security-Policy"] and page.DIGEST in str(headers)
        assert '"//linjiang.example/"' in ask('x:1"><script>')[2].decode()
        assert ask("nobody.example", method="HEAD")[2] == b""

    def test_carries_bodies_answers_and_refusals_unchanged(self, counties: list[int]) -> None:
        big = b"x" * 300_000

        assert came("dingan.example", method="POST", body=big, CONTENT_TYPE="text/x")["body"] == big.decode()
        piece = came(
            "dingan.example",
            method="POST",
            **{"wsgi.input": io.BytesIO(b"y" * 99), "HTTP_TRANSFER_ENCODING": "chunked"},
        )
        assert piece["body"] == "y" * 99
        status, headers, body = ask("dingan.example", "/moved/")
        assert status == "302 Found" and ("Location", "/there/") in headers
        assert [told for name, told in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
        assert not [name for name, _told in headers if name.lower() in ("connection", "server", "date")]
        assert ask("dingan.example", method="HEAD")[2] == b""

    def test_a_county_that_does_not_answer_gets_a_sentence_and_takes_no_other_with_it(
        self, counties: list[int]
    ) -> None:
        status, headers, body = ask("qingshan.example", method="POST", body=b"words")

        assert status == "503 Service Unavailable" and ("Retry-After", "60") in headers
        assert "青&lt;山&gt;县的服务暂时没有应答" in body.decode() and "没有提交" in body.decode()
        assert ask("dingan.example")[0] == "200 OK"

    def test_a_body_that_ends_too_early_is_not_handed_on_as_a_whole_one(self, counties: list[int]) -> None:
        assert ask("dingan.example", method="POST", body=b"short", CONTENT_LENGTH="9")[0].startswith("503")

    def test_believes_nobody_about_the_way_but_the_proxies(self, counties: list[int], monkeypatch: Any) -> None:
        forged = {"HTTP_X_FORWARDED_FOR": "10.0.0.1", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_REAL_IP": "10.0.0.1",
                  "HTTP_FORWARDED": "for=10.0.0.1", "HTTP_X_FORWARDED_HOST": "linjiang.example", "HTTP_CONNECTION": "x"}  # fmt: skip

        told = came("dingan.example", **forged)["headers"]
        assert told["x-forwarded-for"] == "203.0.113.9" and told["x-forwarded-proto"] == "http"
        assert not {"x-real-ip", "forwarded", "x-forwarded-host", "connection"} & {*told}
        assert came("dingan.example", peer="127.0.0.1", **forged)["headers"]["x-forwarded-for"] == "127.0.0.1"
        assert "x-forwarded-for" not in came("dingan.example", peer="127.0.0.1")["headers"], "this machine itself"
        monkeypatch.setenv("LIANXIN_PROXIES", "192.0.2.0/24,127.0.0.1")
        told = came("dingan.example", peer="127.0.0.1", **forged)["headers"]
        assert told["x-forwarded-for"] == "10.0.0.1, 127.0.0.1" and told["x-forwarded-proto"] == "https"
        assert ask("dingan.example", peer="192.0.2.7", **forged)[0] == "403 Forbidden", "TLS ended on another machine"
        monkeypatch.setenv("LIANXIN_PLAIN", "inside")
        assert came("dingan.example", peer="192.0.2.7", **forged)["headers"]["x-forwarded-for"] == "10.0.0.1, 192.0.2.7"

    def test_knows_a_county_that_was_added_meanwhile(self, counties: list[int]) -> None:
        gate = Gate()
        assert len(gate.houses) == 3
        whole = (register.place() / register.FILE).read_text()
        (register.place() / register.FILE).write_text(whole[:40])
        assert len(gate.houses) == 3, "somebody spoiled it by hand"
        with pytest.raises(Unfit, match="不要手改"):
            register.read()
        (register.place() / register.FILE).write_text(whole)
        adding.add(name="白沙县", code="469030", hosts=["baisha.example"])
        assert [one.name for one in gate.houses][-1] == "白沙县"
