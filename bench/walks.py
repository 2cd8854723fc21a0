"""百万次走访: a tenth written by the program, the rest copies by the database itself, as with the concerns."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.multiply import copy_rows
from lianxin.base.orgs.models import Unit
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import Method, VisitKind

TIMES, SEED, CHUNK = 10, 1_000_000, 5000


def ready(visits: int) -> bool:
    """Whether there are so many already."""
    return 0.9 * visits < Visit.objects.count() < 1.1 * visits


def fill(visits: int, first: date, until: datetime) -> None:
    """Write them, spread over the villages and the days since `first`; one in fifty was voided."""
    random = Random(SEED)
    places = list(Unit.objects.filter(kind__in=("village", "community")).order_by("path"))
    homes = list(Unit.objects.filter(kind__in=("department", "township", "village")).order_by("path"))
    days = (timezone.localdate(until) - first).days
    rows: list[Visit] = []
    for number in range(visits // TIMES):
        rows.append(_one(number, random, places, homes, first + timedelta(days=random.randrange(days)), until))
        if len(rows) == CHUNK:
            Visit.objects.bulk_create(rows)
            rows = []
    Visit.objects.bulk_create(rows)
    last = Visit.objects.latest("pk").pk
    with connection.cursor() as cursor:
        for number in range(1, TIMES):
            changed = {"code": f"code || '{number}'", "id": f"id + {number * last}"}
            copy_rows(cursor, Visit, changed, f"id <= {last}")
    print(f"  共 {Visit.objects.count()} 次走访", flush=True)


def _one(number: int, random: Random, places: list[Unit], homes: list[Unit], on: date, until: datetime) -> Visit:
    place, home = random.choice(places), random.choice(homes)
    kind = random.choice(VisitKind.values)
    seen = random.randrange(0, 9)
    is_void = random.random() < 0.02
    given: dict[str, Any] = {"voided_on": on, "void_reason": "重复登记"} if is_void else {}
    return Visit(
        code=f"W{number:07d}", kind=kind, unit=place, unit_path=place.path, home=home, home_path=home.path, on=on, until=on,
        households=seen, needy=random.randrange(0, seen + 1), methods=[random.choice(Method.values)],
        amount_yuan=random.choice((200, 500, None)) if kind == VisitKind.CONDOLENCE else None, recorded_at=until, **given,
    )  # fmt: skip
