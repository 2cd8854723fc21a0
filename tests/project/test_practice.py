"""练习: a county beside one's own; nothing of it counts, nothing of it reaches one's own, and its end takes it alone."""

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lianxin.project import cli, practice, practise_cli, running, serve

BAND = '<p class="practice" role="note">练习，记录不算数</p>'


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One's own county, with a record and a key."""
    for name, word in (("var", "lianxin.sqlite3"), ("var-keys", "pepper")):
        (tmp_path / name).mkdir()
        (tmp_path / name / word).write_text("mine")
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("LIANXIN_KEYS", str(tmp_path / "var-keys"))
    return tmp_path / "var"


def kept(mine: Path) -> list[str]:
    return sorted(str(one.relative_to(mine.parent)) for one in mine.parent.rglob("*") if one.is_file())


class TestTheFolder:
    def test_is_made_marked_beside_ones_own_and_goes_alone(self, mine: Path) -> None:
        before = kept(mine)
        folder, keys = practice.make(mine)
        keys.mkdir()
        (keys / "pepper").write_text("practice")
        (folder / "files").mkdir()
        (folder / "files" / "one").write_text("practice")

        assert (folder.name, keys.name) == ("var-practice", "var-practice-keys")
        assert practice.is_practice(folder) and not practice.is_practice(mine)
        assert practice.make(mine) == practice.make(folder) == (folder, keys), "of a practice there is no other one"
        practice.wipe(mine)
        assert kept(mine) == before and not folder.exists() and not keys.exists()
        with pytest.raises(practice.NotForPractice):
            practice.wipe(mine)

    def test_is_never_made_of_something_else(self, mine: Path) -> None:
        other = mine.with_name("var-practice")
        other.mkdir()
        (other / "lianxin.sqlite3").write_text("somebody's")

        for deed in (practice.make, practice.wipe):
            with pytest.raises(practice.NotForPractice):
                deed(mine)
        assert (other / "lianxin.sqlite3").read_text() == "somebody's"


class TestTheCommand:
    def test_serves_the_practice_alone_and_hands_nothing_of_ones_own_on(
        self, mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        seen: dict[str, Any] = {}
        monkeypatch.setenv("DATABASE_URL", "postgresql://mine")
        monkeypatch.setenv("LIANXIN_SMS", "folder:/mine")
        monkeypatch.setattr(serve, "serve", lambda **given: seen.update(given, **os.environ) or 0)

        assert practise_cli.run(Namespace(end=False, yes=False, port=8010)) == 0
        assert seen["LIANXIN_DATA"].endswith("var-practice") and seen["LIANXIN_KEYS"].endswith("var-practice-keys")
        assert (seen["port"], seen["host"]) == (8010, "127.0.0.1") and not {"DATABASE_URL", "LIANXIN_SMS"} & seen.keys()
        assert "不算数" in capsys.readouterr().out

    def test_ends_it_when_asked_twice_and_not_while_it_runs(
        self, mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        end = Namespace(end=True, yes=True, port=8010)
        assert practise_cli.run(end) == 1 and "没有练习用的记录" in capsys.readouterr().err
        folder, _keys = practice.make(mine)
        held = running.serving(folder)
        assert practise_cli.run(end) == 1 and "正在运行" in capsys.readouterr().err
        os.close(held)
        monkeypatch.setattr("builtins.input", lambda _asked: "no")
        assert practise_cli.run(Namespace(end=True, yes=False, port=8010)) == 1 and folder.exists()
        assert practise_cli.run(end) == 0 and not folder.exists() and (mine / "lianxin.sqlite3").exists()

    def test_is_one_of_the_commands(self) -> None:
        assert "practise" in cli.present()


@pytest.mark.thorough
def test_the_mark_alone_keeps_everything_of_ones_own_out(tmp_path: Path) -> None:
    folder, keys = practice.make(tmp_path / "var")
    told = {**os.environ, "LIANXIN_DATA": str(folder), "LIANXIN_KEYS": str(keys), "LIANXIN_SMS": "folder:/mine",
            "DATABASE_URL": "postgresql://somebody@127.0.0.1/mine", "LIANXIN_BACKUPS": str(tmp_path)}  # fmt: skip
    asked = "from lianxin.project import settings as s; print(s.PRACTICE, s.DATABASES['default']['NAME'], repr(s.SMS), " \
            "s.BACKUPS_ARE_MADE, s.SESSION_COOKIE_NAME)"  # fmt: skip
    said = subprocess.run([sys.executable, "-c", asked], env=told, capture_output=True, text=True, check=True).stdout

    assert said.split() == ["True", str(folder / "lianxin.sqlite3"), "''", "False", "lx_practice"]


@pytest.mark.django_db
def test_every_page_says_that_nothing_counts(client: Client, settings: Any) -> None:
    for address in ("/public/", "/accounts/login/", "/nothing/of/the/kind/"):
        settings.PRACTICE = False
        assert BAND not in client.get(address, follow=True).content.decode(), address
        settings.PRACTICE = True
        assert BAND in client.get(address, follow=True).content.decode(), address
