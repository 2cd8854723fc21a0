"""一台机器: an installation whose first county is begun, for the tests of several counties."""

from pathlib import Path

import pytest

from lianxin.project.counties import adding
from lianxin.project.counties.register import House

DINGAN = House("定安县", "469021", ("dingan.example",), 8100, is_first=True)


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
