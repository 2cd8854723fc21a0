"""写入: residents and an official at work through the product's own pages, and votes into sealed boxes.

Run as `python -m tests.durability.writer SEED DEEDS FULL|NORMAL`, with the shim loaded. What was answered is acknowledged by a line
in a file beside the data: that write is seen by the shim like every other, so its place in the log tells what was safe.
"""

import json
import os
import sys
from pathlib import Path
from random import Random
from typing import Any

from lianxin.project.starting import start_django

start_django()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

settings.BALLOT_SCRYPT_COST = 2
settings.DATABASES["default"]["OPTIONS"]["init_command"] += f"PRAGMA synchronous={sys.argv[3]};"

from lianxin.base.orgs.models import Person, Unit  # noqa: E402
from lianxin.project.boot import everyone  # noqa: E402
from lianxin.work.ballots import box as boxes  # noqa: E402
from lianxin.work.ballots import commands as ballots  # noqa: E402
from lianxin.work.concerns.models import Concern  # noqa: E402
from tests.work import ballot_scenes as scenes  # noqa: E402

FILE = Path(settings.DATA).parent / "acknowledged"


def acknowledge(**what: Any) -> None:
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(what, ensure_ascii=False) + "\n")


def resident(client: Client, key: str, peer: str) -> None:
    """我要反映."""
    answer = client.post("/public/submit/", {"text": f"路灯坏了 {key}", "kind": "help", "entry_key": key, "screen": "5",
                                             "name": "某某", "phone": "13900000000"}, HTTP_X_FORWARDED_FOR=peer)  # fmt: skip
    assert answer.status_code == 302, (answer.status_code, answer.content.decode()[:4000])
    acknowledge(kind="concern", key=key)


def official(client: Client, key: str) -> None:
    """登记, 当场答复: two deeds, each acknowledged by itself."""
    answer = client.post("/concerns/register/", {"text": f"水管漏水 {key}", "kind": "help", "channel": "counter",
                                                 "unit": "石桥村", "entry_key": key, "people_count": "1"})  # fmt: skip
    assert answer.status_code == 302, (answer.status_code, answer.content.decode()[-6000:])
    acknowledge(kind="concern", key=key)
    concern = Concern.objects.get(entry_key=key)
    answer = client.post(f"/concerns/{concern.code}/answer-now/", {"text": f"当场修好了 {key}"})
    assert answer.status_code == 302, (answer.status_code, answer.content.decode()[-6000:])
    acknowledge(kind="answer", key=key)


def voted(random: Random) -> None:
    """A box is opened, filled in several goes, and closed."""
    by, unit, now = everyone(), Unit.objects.get(parent=None), timezone.now()
    box = ballots.prepare(poll=scenes.poll(), unit=unit, opens_on=now.date(), closes_on=now.date(), by=by, at=now)
    ballots.open_box(box=box, passphrases=scenes.WORDS, by=by, at=now)
    box.refresh_from_db()
    acknowledge(kind="box", code=box.code)
    cast = 0
    for _ in range(random.randint(2, 4)):
        boxes.cast_papers(box=box, group="g0", ballots=[({"": {"q1": ["fairly"]}}, {})])
        cast += 1
        acknowledge(kind="ballots", code=box.code, number=cast)
    ballots.account(box=box, group="g0", printed=cast, handed_out=cast, returned=cast, by=by, at=now)
    if random.random() < 0.7:
        ballots.close_box(box=box, passphrases=scenes.WORDS, by=by, at=now)
        acknowledge(kind="closed", code=box.code)


def main(seed: str, deeds: str, _synchronous: str) -> None:
    random, public, office = Random(int(seed)), Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    office.force_login(Person.objects.get(username="qgb"), backend=settings.AUTHENTICATION_BACKENDS[0])
    for number in range(int(deeds)):
        chosen = random.random()
        if chosen < 0.5:
            resident(public, f"p{seed}-{number}", f"10.0.{number // 250}.{number % 250}")
        elif chosen < 0.88:
            official(office, f"o{seed}-{number}")
        else:
            voted(random)
    os._exit(0)  # no last checkpoint: a machine that loses its power says no goodbye


if __name__ == "__main__":
    main(*sys.argv[1:])
