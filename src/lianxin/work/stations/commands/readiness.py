"""建设清单的事项: which things a station should have, and what a look found."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations import queries
from lianxin.work.stations.models import ReadyItem, ReadyLine, ReadyList, ReadyLook, Station
from lianxin.work.stations.terms import OPEN, READY, ReadyGroup, ReadyState

MOST_ITEMS = 40


@transaction.atomic
def set_ready_list(*, items: Sequence[tuple[str, str]], valid_from: date, by: Actor, at: datetime) -> ReadyList:
    """制定建设清单: the county's items by kind and words, a new version from that day on; the same words keep what was found."""
    top = top_unit()
    by.must_at(OPEN, top.path if top else "")
    wanted = list(dict.fromkeys((ReadyGroup(group), text.strip()[:120]) for group, text in items if text.strip()))
    if not wanted or len(wanted) > MOST_ITEMS:
        raise Unfit(_("请写 1 到 %(most)s 项。") % {"most": MOST_ITEMS}, "items")
    before = ReadyList.objects.select_for_update().order_by("-version").first()
    if before is not None and valid_from < before.valid_from:
        raise Unfit(_("施行日期不能早于现行这一版。"), "valid_from")
    found = ReadyList.objects.create(
        version=before.version + 1 if before else 1, valid_from=valid_from, by_name=by.name
    )  # fmt: skip
    for number, (group, text) in enumerate(wanted, 1):
        item, _new = ReadyItem.objects.get_or_create(group=group, text=text)
        ReadyLine.objects.create(list=found, item=item, number=number)
    book.record(
        "readiness.listed", of=f"ready_list:{found.version}", unit_path=by.own_path, by=by, at=at,
        version=found.version, valid_from=valid_from.isoformat(),
    )  # fmt: skip
    return found


@transaction.atomic
def look_over(
    *, station: Station, found: Sequence[tuple[ReadyItem, str, str]], by: Actor, at: datetime, on: date | None = None
) -> list[ReadyLook]:
    """核对建设清单: item, what it is like, a note; a photograph is never asked for. Each look stays, the last one counts."""
    by.must(READY, station)
    today = localdate(at)
    on = on or today
    if not found:
        raise Unfit(_("请至少核对一项。"))
    if on > today or on < station.opened_on:
        raise Unfit(_("核对日期不能晚于今天，也不能早于设站。"), "on")
    if not queries.on_list({item.pk for item, _state, _note in found}, on):
        raise Unfit(_("有的项目不在这一版清单里。"))
    looks = []
    for item, state, note in found:
        last = ReadyLook.objects.select_for_update().filter(station=station, item=item, is_last=True).first()
        is_last = last is None or last.on <= on
        if last is not None and is_last:
            last.is_last = False
            last.save(update_fields=["is_last"])
        looks.append(
            ReadyLook.objects.create(
                station=station, unit_path=station.unit_path, item=item, state=ReadyState(state), on=on,
                note=note.strip()[:200], by_name=by.name, is_last=is_last,
            )
        )  # fmt: skip
    book.record_many([
        book.Line("readiness.looked", station.ref, station.unit_path, by, at,
                  {"item": one.item.text, "state": ReadyState(one.state).label}, {"note": one.note} if one.note else {})
        for one in looks
    ])  # fmt: skip
    return looks
