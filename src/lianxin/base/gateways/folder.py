"""文件夹网关: messages as a table in a folder, from which the county's own SMS platform or a person takes them.

The server itself speaks to nobody (security.md, T-SSRF). A file is written under another name first and renamed when it
is whole; one that lies there already is not written again.
"""

import os
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from lianxin.base.gateways.terms import GatewayAway, Message
from lianxin.pure import durable, tabular

COLUMNS = ("编号", "手机号", "短信内容")
_MOBILE = re.compile(r"(?:0086|86)?(1[3-9]\d{9})$")


class Folder:
    """文件夹: one CSV file a batch (UTF-8 with a mark, so that Excel and WPS read it)."""

    def __init__(self, place: str) -> None:
        self.place = Path(place)

    def hand(self, messages: Sequence[Message]) -> dict[str, str]:
        """A file of those with a mobile number; the others are told. Raises GatewayAway where it cannot be written."""
        mobiles = {one.key: mobile_of(one.to) for one in messages}
        good = [one for one in messages if mobiles[one.key]]
        if good:
            self._write([(one.key, mobiles[one.key], " ".join(one.text.split())) for one in good])
        return {key: _("留的不是手机号") for key, mobile in mobiles.items() if not mobile}

    def _write(self, rows: Sequence[tuple[str, str, str]]) -> None:
        name = sha256("\n".join(row[0] for row in rows).encode()).hexdigest()[:24]
        try:
            self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
            whole(self.place / f"{name}.csv", tabular.csv_bytes([COLUMNS, *rows]))
        except OSError as problem:
            raise GatewayAway(str(problem)) from problem


def whole(file: Path, data: bytes) -> None:
    """Write it so that whoever looks into the folder sees the whole of it or nothing, also after a power cut."""
    part = file.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(part, file)
    durable.settle(file.parent)


def mobile_of(typed: str) -> str:
    """The eleven digits of a mobile number as it was typed, "" where it is none.

    >>> mobile_of("+86 139-0000-0011"), mobile_of("0812-5550101"), mobile_of("13900000011转2")
    ('13900000011', '', '')
    """
    found = _MOBILE.match(re.sub(r"[\s+\-()（）]", "", typed))
    return found.group(1) if found else ""
