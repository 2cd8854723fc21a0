"""查验: what is found in a place after it was hurt, asked by the product's own means. One line of JSON for each folder.

Run as `python -m tests.durability.reader`; folders come in by lines. Alone where no server runs on them.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from lianxin.project.starting import start_django

start_django()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from lianxin.base.journal import book  # noqa: E402
from lianxin.base.journal.models import Entry  # noqa: E402
from lianxin.work.ballots import released, store  # noqa: E402
from lianxin.work.ballots.models import PollBox  # noqa: E402
from lianxin.work.concerns.models import Concern, Reply, Requester  # noqa: E402

CANNOT_BE_READ = ""


def look() -> dict[str, Any]:
    """Everything that can be wrong, and what is there: as of one moment, people may be at work."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _looked()


def _looked() -> dict[str, Any]:
    concerns = {text.split()[-1]: code for text, code in Concern.objects.values_list("text", "code")}
    told = Counter(Entry.objects.filter(event="concern.registered").values_list("of", flat=True))
    replied = Counter(Entry.objects.filter(event="concern.replied").values_list("of", flat=True))
    refs = {one.ref for one in Concern.objects.all()}
    answered = [text.split()[-1] for text in Reply.objects.values_list("concern__text", flat=True)]
    half = []
    if set(told) != refs or set(told.values()) - {1}:
        half.append("concerns and their entries differ")
    if Requester.objects.count() != len(refs):
        half.append("a concern without its requester")
    if len(concerns) != len(refs):
        half.append("a concern that is there twice")
    if sum(replied.values()) != len(answered) or len(set(answered)) != len(answered):
        half.append("answers and their entries differ")
    return {
        "journal": book.verify()[0], "concerns": sorted(concerns), "answers": sorted(answered),
        "codes": len(set(concerns.values())) == len(concerns), "half": half, "sound": sound(),
    }  # fmt: skip


def sound() -> str:
    """What SQLite itself says of its file; PostgreSQL answers for itself."""
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


def votes() -> dict[str, int]:
    """How many ballots each box holds, sealed or released; -1 where neither can be read."""
    released.tidy()
    return {box.code: _ballots(box) for box in PollBox.objects.all()}


def _ballots(box: PollBox) -> int:
    try:
        with store.opened(box.code) as file:
            return sum(sum(one.values()) for one in store.counts(file).values())
    except store.NoBox:
        pass
    try:
        return sum(number for _ballot, number in released.counted(box))
    except Exception as problem:  # whatever it is, the test that asked wants to hear of it
        print(type(problem).__name__, problem, file=sys.stderr)
        return -1


def main() -> None:
    for line in sys.stdin:
        place = Path(line.strip())
        if place.name:
            connection.close()
            connection.settings_dict["NAME"] = place / "data" / "lianxin.sqlite3"
            settings.BALLOTS, settings.KEYS = place / "data" / "ballots", place / "keys"
        try:
            found = look() | {"votes": votes()}
        except Exception as problem:
            found = {"broken": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
