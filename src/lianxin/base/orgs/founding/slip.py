"""开始设置码: printed once where the server was started; the data folder keeps its digest alone (ADR 0061).

60 bits of chance, and ten tries: who reads the data folder learns nothing, who guesses over the network does not get far.
Where it was lost, `lianxin begin` makes another one, and the one before it opens nothing any more.
"""

import json
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from lianxin.base import counting
from lianxin.pure import codes
from lianxin.pure.durable import settle

NAME = ".begin"
TRIES, WINDOW_SECONDS = 10, 30 * 86_400


def place() -> Path:
    """Where its digest lies."""
    return Path(settings.DATA) / NAME


def make() -> str:
    """A new code, to be told once; the one before it is worth nothing from now on."""
    code = codes.drawn(secrets.SystemRandom(), codes.TOKEN_LENGTH)
    told = json.dumps({"mark": secrets.token_hex(8), "digest": make_password(code)})
    new = place().with_name(NAME + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as handle:
        handle.write(told)
    new.replace(place())
    settle(place().parent)
    return codes.grouped(code).replace(" ", "-")


def is_made() -> bool:
    """Whether there is one that was told and not used."""
    return place().is_file()


def drop() -> None:
    """用过作废."""
    place().unlink(missing_ok=True)


def may_try(*, at: datetime) -> bool:
    """Count one more try at this code; False when there were too many: then it is worth nothing."""
    return counting.allowed("begin", _kept().get("mark", ""), most=TRIES, seconds=WINDOW_SECONDS, at=at)


def fits(typed: str) -> bool:
    """Whether this is the code, however it is grouped and written."""
    code, kept = codes.typed(typed, codes.TOKEN_LENGTH), _kept()
    return bool(code and kept and check_password(code, kept["digest"]))


def _kept() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(place().read_text())
    except (OSError, ValueError):
        return {}
    return found
