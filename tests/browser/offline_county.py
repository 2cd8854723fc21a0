"""离线的一个县: the town, and what the office finds in its books afterwards.

python -m tests.browser.offline_county prepare     the town of all tests, and a few households paired with 李青
python -m tests.browser.offline_county stop        every telephone is stopped by its owner
python -m tests.browser.offline_county found       how the parcels stand and what became of them, as JSON
"""

import json
import sys
from datetime import timedelta

from lianxin.project import prepare
from lianxin.project.starting import start_django

start_django()

from django.utils import timezone  # noqa: E402

NOW = timezone.now()


def main() -> None:
    """One of the three."""
    {"prepare": _prepare, "stop": _stop, "found": _found}[sys.argv[1]]()


def _prepare() -> None:
    from lianxin.work.households import commands as households
    from lianxin.work.pairings import commands as pairings
    from tests import conftest

    prepare.migrate()
    conftest.START = NOW - timedelta(days=5)
    town = conftest.build_town()
    codes = []
    for door in ("12 号", "15 号"):
        home = households.register_household(
            unit=town.shiqiao,
            group="三组",
            door=door,
            head_name="欧阳不留名",
            phone="13900007777",
            by=town.worker,
            at=NOW,
        )
        pairings.pair(
            kind="household", person=town.people["officer"], household=home, since=timezone.localdate(NOW),
            over_why="两户相邻", by=town.officer,
            at=NOW,
        )  # fmt: skip
        codes.append(home.code)
    print(json.dumps({"codes": codes}))


def _stop() -> None:
    from lianxin.base.orgs.queries import actor_for
    from lianxin.work.offline import commands
    from lianxin.work.offline.models import Handset

    for handset in Handset.objects.filter(revoked_at=None).select_related("person"):
        owner = actor_for(handset.person.postings.get())
        commands.revoke(handset=handset, by=owner, at=timezone.now())
    print("{}")


def _found() -> None:
    from lianxin.work.offline.models import Handset, Parcel
    from lianxin.work.visits.models import Visit
    from lianxin.work.writings.models import Writing

    print(json.dumps({
        "parcels": list(Parcel.objects.order_by("pk").values_list("client_key", "seq", "state", "sentence")),
        "visits": list(Visit.objects.standing().order_by("pk").values_list("note", flat=True)),
        "diaries": list(Writing.objects.order_by("pk").values_list("text", flat=True)),
        "handsets": list(Handset.objects.order_by("pk").values_list("code", "waiting")),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
