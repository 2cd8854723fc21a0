"""换签名密钥: what was signed before is known for twelve hours more, and not a day; the files stay their owner's alone."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.core import signing
from django.test import Client, override_settings

from lianxin.project import settings as real
from lianxin.project.keys_cli import renew
from tests.house import source


def test_the_old_key_is_known_for_twelve_hours(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "secret_key").write_text("the first one")
    monkeypatch.setattr(real, "KEYS", tmp_path)
    assert real.old_key("secret_key", hours=12) == []

    renew(tmp_path)
    first = (tmp_path / "secret_key").read_text()
    assert len(first) >= 64 and first != "the first one" and real.old_key("secret_key", hours=12) == ["the first one"]
    assert {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir() if one.name != "secret_key.first"} == {
        "secret_key": 0o600, "secret_key.old": 0o600,
    }  # fmt: skip
    renew(tmp_path)
    assert real.old_key("secret_key", hours=12) == [first], "of two the nearer one"
    os.utime(tmp_path / "secret_key.old", (time.time() - 13 * 3600,) * 2)
    assert real.old_key("secret_key", hours=12) == []


def test_a_start_reads_both(tmp_path: Path) -> None:
    told = {**os.environ, "LIANXIN_KEYS": str(tmp_path), "LIANXIN_DATA": str(tmp_path / "data")}
    code = "from lianxin.project import settings as s; print(s.SECRET_KEY, *s.SECRET_KEY_FALLBACKS)"

    def start() -> list[str]:
        return subprocess.run(
            [sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True
        ).stdout.split()

    (first,) = start()
    renew(tmp_path)
    assert start()[1:] == [first] and start()[0] != first


def test_who_was_logged_in_stays_and_what_was_signed_opens_until_the_old_one_is_forgotten(town: Any) -> None:
    with override_settings(SECRET_KEY="old-" * 16):
        client, word = Client(), signing.dumps("x", salt="s")
        client.force_login(town.people["clerk"])
    with override_settings(SECRET_KEY="new-" * 16, SECRET_KEY_FALLBACKS=["old-" * 16]):
        assert signing.loads(word, salt="s", max_age=60) == "x" and client.get("/ui/me/").status_code == 200
    with override_settings(SECRET_KEY="newer-" * 16, SECRET_KEY_FALLBACKS=[]):
        assert Client(HTTP_COOKIE=f"sessionid={client.cookies['sessionid'].value}x").get("/ui/me/").status_code == 302


def test_the_policy_names_every_key_and_its_life() -> None:
    told = (source.ROOT / "docs" / "security" / "keys.md").read_text("utf-8")
    for name in (
        "secret_key",
        "pepper",
        "fields",
        "backup",
        "tls",
        "评议盒",
        "凭证签名",
        "离线包",
        "检查点",
        "会话",
        "登录密码",
    ):
        assert name in told, name
    for heading in ("谁保管", "产生", "更换", "泄露了", "销毁", "算法"):
        assert f"## {heading}" in told, heading
    assert "lianxin keys renew" in told and "lianxin keys rotate" in told and "SP 800-57" in told


def test_the_page_of_parts_is_not_there_where_real_work_is_done(town: Any) -> None:
    client = Client()
    client.force_login(town.people["admin"])
    assert not real.SHOWS_COMPONENTS and "构件" in client.get("/setup/").content.decode()

    with override_settings(SHOWS_COMPONENTS=False):
        assert (
            client.get("/ui/components/").status_code == 404
            and "/ui/components/" not in client.get("/setup/").content.decode()
        )
