"""走访活动的事项: plan, revise, end or call off a drive; enter a concern in it (M091, M092, M136)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.drives.models import Drive, DriveArea, DriveConcern
from lianxin.work.drives.terms import DRIVE_FLOW, RUN, USUAL_PARTS, VIEW, DriveKind, DriveStatus, Measure, Part

LONGEST = 366  # days: a drive ends within a year, what goes on for longer is a duty and belongs to the quotas
MOST_PARTS = 8


@dataclass(frozen=True)
class Area:
    """一处: where the drive goes, to which groups, how many households are to be seen."""

    unit: Unit
    groups: tuple[str, ...] = ()
    households: int = 0


@transaction.atomic
def plan_drive(
    *, unit: Unit, title: str, kind: str, basis: str, purpose: str, starts_on: date, ends_on: date, by: Actor,
    at: datetime, areas: Sequence[Area] = (), parts: Sequence[Part] = (), asks: str = "", programme: str = "",
) -> Drive:  # fmt: skip
    """部署走访活动: what is asked, where, from when to when, on what basis and to what end (JF-6)."""
    by.must_at(RUN, unit.path)
    _must_be_sound(kind, title, basis, purpose, starts_on, ends_on)
    drive = Drive.objects.create(
        code=new_code(), title=title.strip(), kind=kind, programme=programme.strip(), unit=unit, unit_path=unit.path,
        basis=basis.strip(), purpose=purpose.strip(), asks=asks.strip(), parts=_kept(parts or USUAL_PARTS[kind]),
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    _lay_out(drive, areas)
    book.record(
        "drive.planned", of=drive.ref, unit_path=unit.path, by=by, at=at, private={"title": drive.title},
        kind=DriveKind(kind).label, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat(),
    )  # fmt: skip
    return drive


def _must_be_sound(kind: str, title: str, basis: str, purpose: str, starts_on: date, ends_on: date) -> None:
    if kind not in DriveKind.values:
        raise Unfit(_("请选活动类别。"), "kind")
    if not title.strip():
        raise Unfit(_("请写活动名称。"), "title")
    if not basis.strip():
        raise Unfit(_("请写依据，如哪一份文件。没有依据的活动不向基层布置。"), "basis")
    if not purpose.strip():
        raise Unfit(_("请写清楚为什么要走访。"), "purpose")
    if ends_on < starts_on:
        raise Unfit(_("截止日期不能早于开始日期。"), "ends_on")
    if (ends_on - starts_on).days >= LONGEST:
        raise Unfit(_("一次活动不超过一年，长期的要求请写进走访任务。"), "ends_on")


def _kept(parts: Sequence[Part]) -> list[dict[str, Any]]:
    found = [Part(one.name.strip(), one.measure, one.goal) for one in parts if one.name.strip()]
    if len(found) > MOST_PARTS:
        raise Unfit(_("工作内容最多 %(most)s 项。") % {"most": MOST_PARTS})
    if any(one.measure not in Measure.values or one.goal < 0 for one in found):
        raise Unfit(_("请选每项工作按什么看进度，目标写数字。"))
    return [{**asdict(one), "measure": str(one.measure)} for one in found]


def _lay_out(drive: Drive, areas: Sequence[Area]) -> None:
    if len({area.unit.pk for area in areas}) < len(areas):
        raise Unfit(_("同一个地方写了两次，请合成一行。"), "areas")
    DriveArea.objects.filter(drive=drive).delete()
    DriveArea.objects.bulk_create(
        DriveArea(
            drive=drive, unit=area.unit, unit_path=area.unit.path, groups=_groups(area), households=area.households
        )
        for area in areas
    )


def _groups(area: Area) -> list[str]:
    return list(dict.fromkeys(name.strip()[:20] for name in area.groups if name.strip()))


@transaction.atomic
def revise_drive(
    *, drive: Drive, title: str, basis: str, purpose: str, starts_on: date, ends_on: date, areas: Sequence[Area],
    by: Actor, at: datetime, asks: str = "", programme: str = "",
) -> Drive:  # fmt: skip
    """修改活动安排 while it runs; what was done stays counted as it was recorded."""
    drive = _open(drive, by)
    _must_be_sound(drive.kind, title, basis, purpose, starts_on, ends_on)
    drive.title, drive.programme, drive.basis = title.strip(), programme.strip(), basis.strip()
    drive.purpose, drive.asks, drive.starts_on, drive.ends_on = purpose.strip(), asks.strip(), starts_on, ends_on
    drive.save()
    _lay_out(drive, areas)
    book.record("drive.revised", of=drive.ref, unit_path=drive.unit_path, by=by, at=at, private={"title": drive.title})
    return drive


def _open(drive: Drive, by: Actor) -> Drive:
    drive = Drive.objects.select_for_update(of=("self",)).get(pk=drive.pk)
    by.must(RUN, drive)
    if drive.status != DriveStatus.OPEN:
        raise Unfit(_("活动已经结束，不再修改。"))
    return drive


@transaction.atomic
def set_parts(*, drive: Drive, parts: Sequence[Part], by: Actor, at: datetime) -> Drive:
    """写工作内容: the pieces of work and what shows the progress of each."""
    drive = _open(drive, by)
    drive.parts = _kept(parts)
    drive.save(update_fields=["parts"])
    book.record("drive.revised", of=drive.ref, unit_path=drive.unit_path, by=by, at=at, private={"title": drive.title})
    return drive


@transaction.atomic
def end_drive(*, drive: Drive, outcome: str, by: Actor, at: datetime) -> Drive:
    """结束活动, with a word on what came of it; the figures beside it are counted, not written."""
    drive = Drive.objects.select_for_update(of=("self",)).get(pk=drive.pk)
    by.must(RUN, drive)
    drive.status = DRIVE_FLOW.after("end", drive.status)
    if not outcome.strip():
        raise Unfit(_("请写几句活动小结。数字不用写，页面上会算出来。"), "outcome")
    if drive.starts_on > localdate(at):
        raise Unfit(_("活动还没有开始。不办了请点“取消活动”。"))
    drive.outcome, drive.ended_on = outcome.strip(), localdate(at)
    drive.save(update_fields=["status", "outcome", "ended_on"])
    book.record(
        "drive.ended", of=drive.ref, unit_path=drive.unit_path, by=by, at=at,
        private={"title": drive.title, "outcome": drive.outcome},
    )  # fmt: skip
    return drive


@transaction.atomic
def call_off(*, drive: Drive, reason: str, by: Actor, at: datetime) -> Drive:
    """取消活动: it is not asked any more; visits that were made stay as they are."""
    drive = Drive.objects.select_for_update(of=("self",)).get(pk=drive.pk)
    by.must(RUN, drive)
    drive.status = DRIVE_FLOW.after("call_off", drive.status)
    if not reason.strip():
        raise Unfit(_("请写明取消的理由。"), "reason")
    drive.outcome, drive.ended_on = reason.strip(), localdate(at)
    drive.save(update_fields=["status", "outcome", "ended_on"])
    book.record(
        "drive.called_off", of=drive.ref, unit_path=drive.unit_path, by=by, at=at,
        private={"title": drive.title, "reason": drive.outcome},
    )  # fmt: skip
    return drive


@transaction.atomic
def enter_concern(*, drive: Drive, concern: Concern, by: Actor, at: datetime, why: str = "") -> DriveConcern:
    """列入活动: the concern is one that this named action takes up (M092); its handling is not changed by that."""
    _must_enter(drive, concern, by)
    if not Drive.objects.reachable(by=by, to=VIEW).filter(pk=drive.pk, status=DriveStatus.OPEN).exists():
        raise Unfit(_("只能列入正在进行的活动。"), "drive")
    if DriveConcern.objects.filter(drive=drive, concern=concern).exists():
        raise Unfit(_("这件诉求已经列入。"), "drive")
    entry = DriveConcern.objects.create(
        drive=drive, concern=concern, why=why.strip(), entered_on=localdate(at), entered_by_id=by.person_id
    )
    _tell_entry("drive.entered", entry, why.strip(), by, at)
    return entry


@transaction.atomic
def take_out(*, entry: DriveConcern, why: str, by: Actor, at: datetime) -> None:
    """移出活动: it was entered by mistake, or the action no longer takes it up."""
    _must_enter(entry.drive, entry.concern, by)
    if not why.strip():
        raise Unfit(_("请写明移出的理由。"), "why")
    _tell_entry("drive.taken_out", entry, why.strip(), by, at)
    entry.delete()


def _must_enter(drive: Drive, concern: Concern, by: Actor) -> None:
    """Whoever runs the drive, or drives of the unit that has the concern."""
    by.must(SEE_CONCERN, concern)
    if not by.may(RUN, drive) and not by.may_at(RUN, concern.handler_path or concern.unit_path):
        by.must(RUN, concern)


def _tell_entry(event: str, entry: DriveConcern, why: str, by: Actor, at: datetime) -> None:
    book.record(
        event, of=entry.concern.ref, unit_path=entry.concern.unit_path, by=by, at=at,
        private={"title": entry.drive.title, "why": why},
    )  # fmt: skip
