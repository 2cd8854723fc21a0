"""限制处理: at the end of the period, or because somebody asked for it; opened, brought back; erased by the night."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention import hooks, queries
from lianxin.base.retention.commands import moving
from lianxin.base.retention.kinds import KINDS, Kind
from lianxin.base.retention.models import Kept, Restriction
from lianxin.base.retention.queries import Due
from lianxin.base.retention.terms import KEEP, LONGEST_BACK, RESTRICTED_DAYS, Ground, State
from lianxin.pure import retention
from lianxin.pure.problems import Unfit


def shut(
    kind: Kind, found: Sequence[Due], *, ground: str, until: date, by: Actor, at: datetime, reason: str = ""
) -> list[Restriction]:
    """Put these records of one kind away, inside the transaction of the deed."""
    made = [
        Restriction.objects.create(
            kind=kind.code, key=one.key, of=one.of, about=one.about, unit_path=one.unit_path, event_on=one.event,
            ended_on=one.ended_on, since=localdate(at), erase_on=until, ground=ground, reason=reason, by_name=by.name,
        )
        for one in found
    ]  # fmt: skip
    with hooks.changing(kind.code, [one.key for one in found]):
        moving.put_away({one.key: one for one in made})
    book.record_many([
        book.Line("retention.restricted", of=one.of, unit_path=one.unit_path, by=by, at=at, private={"reason": reason},
                  detail={"kind": kind.label, "outcome": Ground(ground).label, "until": until.isoformat()})
        for one in made
    ])  # fmt: skip
    return made


@transaction.atomic
def restrict_asked(*, kind: str, key: str, reason: str, by: Actor, at: datetime) -> Restriction:
    """按本人申请限制: at once; erased when the law lets it be, not before thirty days (个人信息保护法 §47)."""
    entry, record = found_record(kind, key, by)
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明谁申请的、为什么。"), "reason")
    if Restriction.objects.filter(kind=kind, key=key, state__in=(State.RESTRICTED, State.ERASED)).exists():
        raise Unfit(_("这一件已经限制或清除过。"), "key")
    one = queries.as_due(entry, record, queries.months(entry))
    lawful = one.ended_on if entry.self_dated else retention.ends_on(one.event, entry.least)
    until = max(localdate(at) + timedelta(days=RESTRICTED_DAYS), lawful + timedelta(days=1))
    return shut(entry, [one], ground=Ground.ASKED, until=until, by=by, at=at, reason=reason.strip()[:200])[0]


def found_record(kind: str, key: str, by: Actor) -> tuple[Kind, Any]:
    """The record that is named, if it has come to its end and this actor keeps such. Raises Unfit."""
    entry = KINDS.get(kind)
    if entry is None or entry.swept:
        raise Unfit(_("请选择种类。"), "kind")
    if entry.key == "pk" and not key.isdecimal():
        raise Unfit(_("没有找到这一件，或者它还没有办完。"), "key")
    record = queries.records(entry).reachable(by=by, to=KEEP).filter(**{entry.key: key.strip()}).first()
    if record is None:
        raise Unfit(_("没有找到这一件，或者它还没有办完。"), "key")
    return entry, record


@transaction.atomic
def open_kept(*, restriction: Restriction, reason: str, by: Actor, at: datetime) -> list[tuple[str, dict[str, Any]]]:
    """查看已限制的内容: table and values; who and why stand in the journal."""
    restriction = _locked(restriction, by)
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么要看。"), "reason")
    book.record("retention.opened", of=restriction.of, unit_path=restriction.unit_path, by=by, at=at,
                kind=restriction.entry.label, private={"reason": reason.strip()[:200]})  # fmt: skip
    return [(kept.table, kept.values) for kept in Kept.objects.filter(restriction=restriction).order_by("pk")]


@transaction.atomic
def bring_back(*, restriction: Restriction, months: int, reason: str, by: Actor, at: datetime) -> Restriction:
    """恢复: everything stands where it stood, and comes to its end again after so many months."""
    restriction = _locked(restriction, by)
    if not 1 <= months <= LONGEST_BACK:
        raise Unfit(_("恢复的时间在 1 到 %(most)s 个月之间。") % {"most": LONGEST_BACK}, "months")
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么要恢复。"), "reason")
    with hooks.changing(restriction.kind, [restriction.key]):
        moving.write_back(restriction)
    restriction.state, restriction.back_on = State.BACK, localdate(at)
    restriction.again_on = retention.ends_on(localdate(at), months)
    restriction.back_reason, restriction.back_by_name = reason.strip()[:200], by.name
    restriction.save()
    book.record("retention.brought_back", of=restriction.of, unit_path=restriction.unit_path, by=by, at=at,
                kind=restriction.entry.label, until=restriction.again_on.isoformat(),
                private={"reason": restriction.back_reason})  # fmt: skip
    return restriction


def _locked(restriction: Restriction, by: Actor) -> Restriction:
    found = Restriction.objects.select_for_update(of=("self",)).get(pk=restriction.pk)
    by.must(KEEP, found)
    if found.state != State.RESTRICTED:
        raise Unfit(_("这一件已经恢复或清除。"))
    return found


def erase(gone: Collection[Restriction], *, by: Actor, at: datetime) -> None:
    """Erase what is restricted, inside the transaction of the deed: journalled by kind, without content."""
    with_keys: dict[str, list[str]] = {}
    for one in gone:
        with_keys.setdefault(one.kind, []).append(one.key)
    moving.destroy(gone)
    for kind, keys in with_keys.items():
        hooks.note_erased(kind, keys, by=by, at=at)
    book.record_many([
        book.Line("retention.erased", of=one.of, unit_path=one.unit_path, by=by, at=at, detail={"kind": one.entry.label})
        for one in gone
    ])  # fmt: skip
    for ref in {one.of for one in gone if moving.takes_story(one.kind)}:
        book.erase_private(ref)
    rows = Restriction.objects.filter(pk__in=[one.pk for one in gone])
    rows.update(state=State.ERASED, erased_on=localdate(at), reason="", back_reason="")


@transaction.atomic
def note_erased(*, kind: str, found: Sequence[Due], by: Actor, at: datetime) -> int:
    """记入销毁清册 what a person erased by hand in its own room, in the transaction of that deed."""
    today = localdate(at)
    Restriction.objects.bulk_create([
        Restriction(kind=kind, key=one.key, of=one.of, about=one.about, unit_path=one.unit_path, event_on=one.event,
                    ended_on=one.ended_on, since=today, erase_on=today, ground=Ground.EXPIRED, state=State.ERASED, erased_on=today,
                    by_name=by.name)
        for one in found
    ])  # fmt: skip
    return len(found)
