"""到期清理, every night: what is over is restricted, what was restricted long enough is erased, what is held stays.

A few hundred records to a transaction: whoever works meanwhile waits for none of it, and a night that was cut short goes
on where it was the next hour.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention import queries
from lianxin.base.retention.commands.restricting import erase, shut
from lianxin.base.retention.kinds import KINDS, Kind
from lianxin.base.retention.models import Restriction
from lianxin.base.retention.terms import BATCH, MOST, RESTRICTED_DAYS, Ground, State
from lianxin.base.sealing import keys


@dataclass(frozen=True)
class Night:
    """一夜: how many were restricted, erased, erased again after a restore, left because they are held; which kinds failed."""

    restricted: int
    erased: int
    again: int
    held: int
    failed: tuple[str, ...] = ()


def tidy_nightly(*, by: Actor, at: datetime, gone_before: Collection[tuple[str, str]] = ()) -> Night:
    """到期清理 of all kinds; `gone_before` are kind and key of what was erased before the data were restored.

    A kind that cannot be done (a key that is gone, a table that is damaged) keeps no other from being done.
    """
    again, restricted, held, failed = erase_again(gone_before=gone_before, by=by, at=at), 0, 0, []
    for kind in KINDS.values():
        try:
            done, left = (0, 0) if kind.swept else restrict_due(kind=kind.code, by=by, at=at)
            restricted, held = restricted + done, held + left
        except (DatabaseError, keys.Unreadable):
            failed.append(kind.code)
    gone, left = erase_due(by=by, at=at)
    return Night(restricted, gone, again, held + left, tuple(failed))


def restrict_due(*, kind: str, by: Actor, at: datetime) -> tuple[int, int]:
    """限制到期的 of one kind; returns how many, and how many were left because they are held."""
    entry, holds = KINDS[kind], queries.holds()
    found = queries.due(entry, localdate(at))[:MOST]
    free = [one for one in found if not queries.is_held(one, holds)]
    until = localdate(at) + timedelta(days=RESTRICTED_DAYS)
    for start in range(0, len(free), BATCH):
        with transaction.atomic():
            shut(entry, free[start : start + BATCH], ground=Ground.EXPIRED, until=until, by=by, at=at)
    return len(free), len(found) - len(free)


def erase_due(*, by: Actor, at: datetime) -> tuple[int, int]:
    """清除限制期满的; returns how many, and how many were left because they are held."""
    rows = Restriction.objects.filter(state=State.RESTRICTED, erase_on__lte=localdate(at)).order_by("pk")
    found, holds, left = list(rows.values_list("pk", flat=True)[:MOST]), queries.holds(), 0
    for start in range(0, len(found), BATCH):
        with transaction.atomic():
            due = list(rows.select_for_update(of=("self",)).filter(pk__in=found[start : start + BATCH]))
            free = [one for one in due if one.held_by(holds) is None]
            left += len(due) - len(free)
            erase(free, by=by, at=at)
    return len(found) - left, left


def erase_again(*, gone_before: Collection[tuple[str, str]], by: Actor, at: datetime) -> int:
    """重新清除: what had been erased, and came back with a backup, goes at once; what is held stays."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in gone_before:
        if kind in KINDS and not KINDS[kind].swept:
            by_kind.setdefault(kind, []).append(key)
    return sum(_again(KINDS[kind], found, by, at) for kind, found in by_kind.items())


@transaction.atomic
def _again(kind: Kind, names: list[str], by: Actor, at: datetime) -> int:
    known = Restriction.objects.filter(kind=kind.code, key__in=names)
    done = set(known.filter(state=State.ERASED).values_list("key", flat=True))
    shut_now = list(known.filter(state=State.RESTRICTED).exclude(key__in=done))
    rest = [key for key in names if key not in done and key not in {one.key for one in shut_now}]
    held = queries.holds()
    length = queries.months(kind)
    rows = [queries.as_due(kind, row, length) for row in queries.records(kind).filter(**{f"{kind.key}__in": rest})]
    free = [one for one in rows if not queries.is_held(one, held)]
    shut_now = [one for one in shut_now if one.held_by(held) is None]
    if free:
        shut_now += shut(kind, free, ground=Ground.EXPIRED, until=localdate(at), by=by, at=at)
    erase(shut_now, by=by, at=at)
    return len(shut_now)
