"""泄露过的密码: found in the site's file wherever its line stands, whatever stands behind it; nothing else is."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from lianxin.base.orgs import breached
from lianxin.project import settings as real

LEAKED = [f"leaked-{n}-Password" for n in range(300)]


def digest(word: str) -> str:
    return hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper()  # noqa: S324


@pytest.mark.parametrize("ending", ["\n", ":17\r\n"])
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_a_line_is_found_and_nothing_else(tmp_path: Path, ending: str, count: int) -> None:
    file = tmp_path / "leaked.txt"
    file.write_bytes("".join(sorted(digest(one) + ending for one in LEAKED[:count])).encode())

    assert [breached.is_in(file, one) for one in LEAKED] == [n < count for n in range(300)]
    assert not breached.is_in(file, "a good one of one's own") and not breached.is_in(file, "")


def test_none_of_them_becomes_a_password_and_a_lost_file_opens_nothing(db: None, tmp_path: Path, settings: Any) -> None:
    file = tmp_path / "leaked.txt"
    file.write_text(digest("柳树下的井-1987") + "\n")
    settings.AUTH_PASSWORD_VALIDATORS = real.AUTH_PASSWORD_VALIDATORS
    validate_password("柳树下的井-1987")

    settings.BREACHED = str(file)
    with pytest.raises(ValidationError, match="泄露"):
        validate_password("柳树下的井-1987")
    validate_password("柳树下的井-1988")
    file.unlink()
    with pytest.raises(FileNotFoundError):
        validate_password("柳树下的井-1988")
