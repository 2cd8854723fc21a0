"""销毁名单: what was erased, by kind and number, beside the backups and not in them: a restored backup erases it again.

A backup of last week still holds what was erased yesterday, and its tables know of no erasing. So the numbers of what
was erased stand in a file of their own in the folder of the backups, and in the folder of the data; the hour after a
restore reads both. A line holds kind, number, day and a mark of this installation: a line that somebody else wrote
erases nothing, and nobody learns a name from it.
"""

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.retention import commands
from lianxin.base.retention.kinds import KINDS
from lianxin.base.retention.models import Restriction
from lianxin.base.retention.terms import State
from lianxin.base.sealing import keys
from lianxin.pure import durable

NAME = "erased.txt"
FROM = "erased"


def places() -> list[Path]:
    """Beside the data and beside the backups; where there is no folder of backups, beside the data alone."""
    folders = [Path(settings.DATA), Path(settings.BACKUPS)]
    return [folder / NAME for folder in folders if folder.is_dir()]


def tidy_nightly(*, at: datetime) -> None:
    """到期清理 of the whole county, what came back with a restore first; then the file is brought up to date."""
    night = commands.tidy_nightly(by=SYSTEM, at=at, gone_before=missed())
    for kind in night.failed:
        print(f"到期清理没有做成：{KINDS[kind].label}", file=sys.stderr)
    write()


def missed() -> list[tuple[str, str]]:
    """What the files say was erased and the database knows nothing of."""
    listed = {(kind, key) for kind, key, _on in read()}
    return sorted(listed - {(kind, key) for kind, key, _on in _erased()}) if listed else []


def carry(backup: Path) -> None:
    """随备份带来: the list that lies beside a backup which is being restored goes to the data, before anybody works on them."""
    beside, here = backup.parent / NAME, Path(settings.DATA) / NAME
    if beside.is_file() and not here.exists():
        _put(here, beside.read_text("utf-8"))


def read() -> list[tuple[str, str, str]]:
    """The lines of both files that this installation wrote."""
    found = set()
    for place in places():
        for line in place.read_text("utf-8").splitlines() if place.is_file() else ():
            *told, mark = line.split("\t")
            if len(told) == 3 and mark == _mark(told):
                found.add((told[0], told[1], told[2]))
    return sorted(found)


def write() -> None:
    """Both files anew, with what they held and what was erased since; a folder that is full or gone is told, not fatal."""
    lines = sorted({*read(), *_erased()})
    text = "".join("\t".join([*line, _mark(line)]) + "\n" for line in lines)
    for place in places():
        try:
            if text and not (place.is_file() and place.read_text("utf-8") == text):
                _put(place, text)
        except OSError as problem:
            print(f"销毁名单没有写成：{problem}", file=sys.stderr)


def _put(place: Path, text: str) -> None:
    beside = place.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
    durable.settle(place.parent)


def _erased() -> list[tuple[str, str, str]]:
    rows = Restriction.objects.filter(state=State.ERASED).values_list("kind", "key", "erased_on")
    return [(kind, key, on.isoformat()) for kind, key, on in rows]


def _mark(line: Iterable[str]) -> str:
    return keys.ring().mark("\t".join(line), FROM)
