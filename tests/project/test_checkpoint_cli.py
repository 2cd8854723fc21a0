"""lianxin checkpoint: on the screen, as a file, the proof since an old one, the package; and by the hour's timer."""

import argparse
import json
from datetime import timedelta

import pytest

from lianxin.base.checkpoints import verify
from lianxin.base.checkpoints.models import Checkpoint
from lianxin.project import checkpoint_cli, tidying
from tests.conftest import NOON


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path, monkeypatch) -> None:
    settings.KEYS = tmp_path / "keys"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    checkpoint_cli.add(parser.add_subparsers())
    return checkpoint_cli.run(parser.parse_args(["checkpoint", *words]))


class TestTheCommand:
    def test_writes_what_the_program_verifies(self, town, tmp_path, capsys) -> None:
        old, proof, package = (str(tmp_path / name) for name in ("old.txt", "proof.json", "journal.zip"))

        assert run("-o", old) == 0
        assert run() == 0
        assert run("--since", old, "-o", proof) == 0
        assert run("--package", package) == 0

        assert Checkpoint.objects.first().note in capsys.readouterr().out
        assert verify.main(["growth", proof, "--against", old]) == 0
        assert verify.main(["journal", package, "--against", old]) == 0
        assert json.loads((tmp_path / "proof.json").read_text("utf-8"))["old_size"] == Checkpoint.objects.last().size

    def test_overwrites_nothing_and_says_what_is_wrong(self, town, tmp_path, capsys) -> None:
        there = tmp_path / "there.txt"
        there.write_bytes(b"\xff\xfe")

        assert run("-o", str(there)) == run("--package", str(there)) == 1
        assert there.read_bytes() == b"\xff\xfe"
        assert run("--since", str(there)) == run("--since", str(tmp_path / "nowhere")) == 1
        said = capsys.readouterr().err
        assert said.count("已存在，没有覆盖") == 2 and "不是检查点文件" in said and "请检查路径" in said

    def test_verifies_the_whole_journal_in_place(self, town, capsys, monkeypatch) -> None:
        assert run() == 0

        assert run("--verify") == 0
        assert "核验无误" in (said := capsys.readouterr().out) and "1 个检查点" in said
        altered = (1, "0" * 64, "0" * 64, b"{}")
        monkeypatch.setattr("lianxin.base.journal.originals.rows", lambda *_args: iter([altered]))
        assert run("--verify") == 1 and "流水第 1 条与前文不符" in capsys.readouterr().err

    def test_takes_a_new_key_only_when_told(self, town, capsys) -> None:
        assert run("--new-key") == 1  # there is none to replace
        assert run() == 0
        assert run("--new-key") == 0
        assert "请告知保存检查点的单位" in capsys.readouterr().out


class TestTheTimer:
    def test_makes_one_a_day_and_goes_on_where_it_cannot(self, town, settings, tmp_path, capsys) -> None:
        for hours in (0, 1, 24):
            tidying.tidy(at=NOON + timedelta(hours=hours))
        assert Checkpoint.objects.count() == 2

        settings.KEYS = tmp_path / "lost"
        tidying.tidy(at=NOON + timedelta(hours=48))
        assert Checkpoint.objects.count() == 2 and "没有生成流水检查点：签名密钥不在" in capsys.readouterr().err
