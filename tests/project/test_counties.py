"""几个县: a further county stands beside the first, in surroundings of its own, and the gate hands each what is its own."""

import json
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.project import cli, connecting, serve
from lianxin.project.counties import adding, databases, register, serving, surroundings
from lianxin.project.counties.register import House, Unfit

LINJIANG = {"name": "临江县", "code": "469022", "hosts": ["linjiang.example"]}


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


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends the children of a process that was killed")
def test_what_a_server_started_ends_with_it_even_where_it_was_killed() -> None:
    program = (
        "import time; from lianxin.project.serve import Children; "
        "print(Children().start('one', ['-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    child, deadline = Path(f"/proc/{int(server.stdout.readline())}/stat"), time.monotonic() + 20
    assert child.exists()
    server.kill()
    server.wait()

    while child.exists() and child.read_text().rpartition(")")[2].split()[0] != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert time.monotonic() < deadline, "it would hold the county's port for ever"


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
