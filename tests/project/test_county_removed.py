"""移走一个县: by its name typed, with a backup first, and nothing deleted; 体检 speaks of every county of the machine."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lianxin.project import cli, health, running, serve
from lianxin.project.counties import adding, examining, register, removing, serving, surroundings

LINJIANG, QINGSHAN = ("469022", "临江县", "linjiang.example"), ("469023", "青山县", "qingshan.example")


@pytest.fixture
def counties(machine: Path) -> Path:
    """Three counties of a machine; each of the further ones has a record of its own."""
    for code, name, host in (LINJIANG, QINGSHAN):
        adding.add(name=name, code=code, hosts=[host])
        (machine / "data-counties" / code / "data" / "lianxin.sqlite3").write_text(name)
    return machine


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Which command was run in which county; it succeeds."""
    found: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(serving, "within", lambda house, _all, words: found.append((house.code, words)) or 0)
    return found


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(words + "\n"))


class TestRemoving:
    def test_backs_up_first_and_lays_the_folder_aside(
        self, counties: Path, ran: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        typed(monkeypatch, " 临江县 ")

        assert cli.main(["county", "remove", "469022"]) == 0

        assert ran == [("469022", ["backup"])]
        assert [one.code for one in register.read()] == ["469021", "469023"]
        (gone,) = (counties / "data-counties" / "removed").iterdir()
        assert gone.name.startswith("469022-") and (gone / "data" / "lianxin.sqlite3").read_text() == "临江县"
        assert {one.name for one in gone.iterdir()} == {"data", "keys", "backups"}
        assert str(gone) in capsys.readouterr().out
        assert adding.add(code="469022", name="临江县", hosts=["linjiang.example"]).code == "469022"

    def test_changes_nothing_without_the_name_or_without_a_backup(
        self, counties: Path, ran: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        known = register.read()
        for words in ("", "469022", "青山县", "y"):
            typed(monkeypatch, words)
            assert cli.main(["county", "remove", "469022"]) == 1 and "没有移走" in capsys.readouterr().err
        for code, said in (("469021", "第一个县"), ("469099", "没有代码")):
            typed(monkeypatch, "定安县")
            assert cli.main(["county", "remove", code]) == 1 and said in capsys.readouterr().err
        assert ran == []
        monkeypatch.setattr(serving, "within", lambda *_told: 1)
        typed(monkeypatch, "临江县")
        assert cli.main(["county", "remove", "469022", "--to", "/nowhere/x.lianxin"]) == 1
        assert "备份没有完成" in capsys.readouterr().err

        assert register.read() == known and not (counties / "data-counties" / "removed").exists()

    def test_waits_for_its_server_and_gives_way_to_one_that_does_not_end(
        self, counties: Path, ran: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known, said = register.read(), list[str]()
        monkeypatch.setattr(removing, "STEP_SECONDS", 0.01)
        monkeypatch.setattr(removing, "WAIT_SECONDS", 0.05)
        with served(counties / "data-counties" / "469022" / "data"), pytest.raises(register.Unfit, match="还在运行"):
            removing.remove(code="469022", typed="临江县", say=said.append)
        assert said == ["等它的服务停下 …"] and register.read() == known and ran == []

        assert removing.remove(code="469022", typed="临江县", say=said.append).house.name == "临江县"

    def test_tells_of_the_database_but_not_its_password(
        self, counties: Path, ran: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        file = counties / "data-counties" / "469022" / surroundings.FILE
        file.write_text("DATABASE_URL=postgresql://lianxin:geheim@127.0.0.1:5432/lianxin_469022?sslmode=disable\n")
        typed(monkeypatch, "临江县")

        assert cli.main(["county", "remove", "469022"]) == 0
        out = capsys.readouterr().out
        assert "127.0.0.1:5432/lianxin_469022" in out and "geheim" not in out

    def test_ends_its_servers_and_no_others(
        self, counties: Path, ran: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        children, started = serve.Children(), list[str]()

        def start(name: str, *_told: Any) -> Any:
            started.append(name)
            return plain_start(name, ["-c", "import time; time.sleep(60)"])

        plain_start = children.start
        monkeypatch.setattr(children, "start", start)
        found = serving.Counties(children, 1, 4, demo=False, is_alone=True)
        found.look(register.read())
        ended = children.running["county-469022"]
        try:
            removing.remove(code="469022", typed="临江县", say=lambda _words: None)
            found.look(register.read())
            found.look(())  # a register that is away for a moment ends nobody

            assert ended.poll() is not None and sorted(children.running) == ["county-469021", "county-469023"]
            assert all(one.poll() is None for one in children.running.values()) and len(started) == 3
        finally:
            children.stop()


def served(folder: Path) -> Any:
    """As if a server worked on this folder."""
    from contextlib import contextmanager

    @contextmanager
    def held() -> Iterator[None]:
        import os

        descriptor = running.serving(folder)
        try:
            yield
        finally:
            os.close(descriptor)

    return held()


class TestTheDoctor:
    @pytest.fixture(autouse=True)
    def well(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "signs", lambda at: [health.Sign("disk", "磁盘", "good", "够")])

    def test_looks_at_every_county(self, counties: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        ended = {"469022": 0, "469023": 1}
        ran: list[tuple[str, list[str]]] = []
        monkeypatch.setattr(
            serving, "within", lambda one, _all, words: ran.append((one.code, words)) or ended[one.code]
        )

        assert cli.main(["doctor", "--quiet"]) == 1
        assert ran == [("469022", ["doctor", "--quiet"]), ("469023", ["doctor", "--quiet"])]
        assert [line[:2] for line in capsys.readouterr().out.splitlines()] == ["——"] * 3
        ended["469023"] = 0
        assert cli.main(["doctor"]) == 0
        out = capsys.readouterr().out
        assert "—— 临江县 469022" in out and "好    数据库：各县各用一个" in out and "都没有运行" in out
        ran.clear()
        assert cli.main(["doctor", "--one"]) == 0 and ran == []
        monkeypatch.setenv("LIANXIN_COUNTIES", "off")
        assert cli.main(["doctor"]) == 0 and ran == []

    def test_tells_of_a_county_that_is_not_served_or_whose_settings_are_wrong(
        self, counties: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        with served(counties / "data"):
            (sign,) = [one for one in examining.machine(register.read()) if one.name == "各县的服务"]
            assert sign.state == "bad" and "临江县、青山县没有运行" in sign.told
        monkeypatch.setattr(examining, "ROOM_OF_A_COUNTY", 10**15)
        assert [one.state for one in examining.machine(register.read())] == ["good", "good", "good", "warning"]
        (counties / "data-counties" / "469022" / surroundings.FILE).write_text("words")
        monkeypatch.setattr(serving, "within", lambda one, all_, _words: surroundings.environment_of(one, all_) and 0)

        assert cli.main(["doctor"]) == 1
        assert "不能用" in capsys.readouterr().out
        (counties / "data-counties" / register.FILE).write_text("{")
        assert cli.main(["doctor", "--quiet"]) == 1 and "读不懂" in capsys.readouterr().out
