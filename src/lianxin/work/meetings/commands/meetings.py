"""会议的事项: series set, meetings planned, moved, held, written up; what a unit means to hold at most (M215, M249, M250)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.schedule import Days
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.meetings.models import Meeting, MeetingSeries, PaperBudget
from lianxin.work.meetings.queries.schedule import days_of
from lianxin.work.meetings.terms import HOLD, MEETING_FLOW, Counted, MeetingKind, Rhythm

MOST_PEOPLE = 99_999
AHEAD = timedelta(days=70)


@transaction.atomic
def set_series(
    *, unit: Unit, title: str, rhythm: str, since: date, by: Actor, at: datetime, kind: str = MeetingKind.MONTHLY,
    nth: int = 1, weekday: int = 0, day: int = 1, starts: time | None = None, place: str = "",
) -> MeetingSeries:  # fmt: skip
    """确定定期会议: 月例会 by the nth weekday of the month or by its day; a day of rest moves it (M215)."""
    by.must_at(HOLD, unit.path)
    if not title.strip():
        raise Unfit(_("请写会议的名称。"), "title")
    if not 1 <= nth <= 4 or not 0 <= weekday <= 6:
        raise Unfit(_("请选每月第一到第四个星期几。"), "nth")
    if not 1 <= day <= 28:
        raise Unfit(_("每月几日，请写 1 到 28。"), "day")
    series = MeetingSeries.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, kind=MeetingKind(kind), title=title.strip(),
        rhythm=Rhythm(rhythm), nth=nth, weekday=weekday, day=day, time=starts, place=place.strip(), since=since,
    )  # fmt: skip
    book.record(
        "meeting_series.set", of=series.ref, unit_path=unit.path, by=by, at=at, private={"title": series.title},
        kind=str(MeetingKind(kind).label),
    )  # fmt: skip
    return series


@transaction.atomic
def end_series(*, series: MeetingSeries, until: date, by: Actor, at: datetime) -> MeetingSeries:
    """停开定期会议 after a day; what was held stays, what is planned later must be cancelled first."""
    series = MeetingSeries.objects.select_for_update().get(pk=series.pk)
    by.must(HOLD, series)
    if series.until is not None or until < series.since:
        raise Unfit(_("最后一天不能早于开始的那天，已经停开的不再改。"), "until")
    if series.meetings.planned().filter(held_on__gt=until).exists():
        raise Unfit(_("那天以后还排着会，请先把它取消。"), "until")
    series.until = until
    series.save(update_fields=["until"])
    book.record(
        "meeting_series.ended", of=series.ref, unit_path=series.unit_path, by=by, at=at, until=until.isoformat()
    )
    return series


@transaction.atomic
def plan_meeting(
    *, unit: Unit, kind: str, title: str, held_on: date, by: Actor, at: datetime, subject: str = "", place: str = "",
    starts: time | None = None, chaired_by: str = "",
) -> Meeting:  # fmt: skip
    """安排会议 for a day to come: what for, and where; its agenda is put together until then."""
    by.must_at(HOLD, unit.path)
    if held_on < localdate(at):
        raise Unfit(_("已经开过的会请直接登记。"), "held_on")
    meeting = _meeting(unit, kind, title, held_on, subject, by)
    meeting.place, meeting.time, meeting.chaired_by = place.strip(), starts, chaired_by.strip()
    meeting.save()
    _tell("planned", meeting, by, at, {"title": meeting.title}, kind=str(meeting.kind_word), on=held_on.isoformat())
    return meeting


@transaction.atomic
def plan_next(*, series: MeetingSeries, calendar: Days, by: Actor, at: datetime) -> Meeting:
    """排下一次: the next day of the series that is not on the register yet, moved where it falls on a day of rest."""
    series = MeetingSeries.objects.select_for_update(of=("self",)).select_related("unit").get(pk=series.pk)
    by.must(HOLD, series)
    today = localdate(at)
    known = set(series.meetings.values_list("planned_on", flat=True))
    for day in days_of(series, today, today + AHEAD, calendar=calendar):
        if day.planned_on not in known and day.on >= today:
            meeting = _meeting(series.unit, series.kind, series.title, day.on, "", by)
            meeting.series, meeting.planned_on, meeting.moved_why = series, day.planned_on, day.why
            meeting.place, meeting.time = series.place, series.time
            meeting.save()
            _tell("planned", meeting, by, at, {"title": meeting.title}, kind=str(meeting.kind_word),
                  on=day.on.isoformat())  # fmt: skip
            return meeting
    raise Unfit(_("两个月之内的都已经排好，或者已经停开。"))


@transaction.atomic
def move_meeting(*, meeting: Meeting, held_on: date, reason: str, by: Actor, at: datetime) -> Meeting:
    """改期: to another day, with the reason; the first day stays in the register."""
    meeting = _held_for(meeting, by)
    MEETING_FLOW.after("move", meeting.status)
    if held_on < localdate(at) or held_on == meeting.held_on:
        raise Unfit(_("请写今天或以后的另一天。"), "held_on")
    if not reason.strip():
        raise Unfit(_("请写明为什么改期。"), "reason")
    meeting.held_on, meeting.moved_why = held_on, reason.strip()[:120]
    meeting.save(update_fields=["held_on", "moved_why"])
    _tell("moved", meeting, by, at, {"reason": meeting.moved_why}, on=held_on.isoformat())
    return meeting


@transaction.atomic
def hold_meeting(
    *, meeting: Meeting, people: int, by: Actor, at: datetime, held_on: date | None = None, chaired_by: str = "",
    units_present: str = "", heard: str = "", subject: str = "",
) -> Meeting:  # fmt: skip
    """登记开会: it was held, on which day, how many took part, which reports were heard (M239)."""
    meeting = _held_for(meeting, by)
    meeting.status = MEETING_FLOW.after("hold", meeting.status)
    _hold(meeting, held_on or meeting.held_on, people, at)
    meeting.units_present, meeting.heard = units_present.strip(), heard.strip()
    meeting.chaired_by = chaired_by.strip() or meeting.chaired_by
    meeting.subject = subject.strip()[:40] or meeting.subject
    meeting.save()
    _tell("held", meeting, by, at, {"title": meeting.title}, kind=str(meeting.kind_word), people=people)
    return meeting


@transaction.atomic
def register_meeting(
    *, unit: Unit, kind: str, title: str, held_on: date, people: int, by: Actor, at: datetime, subject: str = "",
    place: str = "", chaired_by: str = "", units_present: str = "", heard: str = "",
) -> Meeting:  # fmt: skip
    """登记一次已开的会 that nobody planned here: enters the register as held (M249)."""
    by.must_at(HOLD, unit.path)
    meeting = _meeting(unit, kind, title, held_on, subject, by)
    meeting.status = MEETING_FLOW.after("hold", meeting.status)
    _hold(meeting, held_on, people, at)
    meeting.place, meeting.chaired_by = place.strip(), chaired_by.strip()
    meeting.units_present, meeting.heard = units_present.strip(), heard.strip()
    meeting.save()
    _tell("held", meeting, by, at, {"title": meeting.title}, kind=str(meeting.kind_word), people=people)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Actor, at: datetime) -> Meeting:
    """不开了, with the reason: fewer meetings is a result too."""
    meeting = _held_for(meeting, by)
    meeting.status = MEETING_FLOW.after("cancel", meeting.status)
    if not reason.strip():
        raise Unfit(_("请写明为什么不开。"), "reason")
    meeting.cancelled_why = reason.strip()[:120]
    meeting.save(update_fields=["status", "cancelled_why"])
    _tell("cancelled", meeting, by, at, {"reason": meeting.cancelled_why})
    return meeting


@transaction.atomic
def write_minutes(*, meeting: Meeting, text: str, by: Actor, at: datetime) -> Meeting:
    """写会议纪要: what cannot be read from the items; the items themselves are printed with it and are not typed again."""
    meeting = _held_for(meeting, by)
    if meeting.status != "held":
        raise Unfit(_("开了会再写纪要。"))
    meeting.minutes = text.strip()
    meeting.save(update_fields=["minutes"])
    _tell("minuted", meeting, by, at, {"text": meeting.minutes})
    return meeting


@transaction.atomic
def set_budget(*, unit: Unit, year: int, counted: str, most: int, by: Actor, at: datetime) -> PaperBudget:
    """确定文件会议限额: at most so many this year; fewer than last year is the aim (M250)."""
    by.must_at(HOLD, unit.path)
    if most < 0 or most > MOST_PEOPLE:
        raise Unfit(_("请写一个数。"), "most")
    if not 2000 <= year <= 2999:
        raise Unfit(_("请写年度，如 2026。"), "year")
    given = {"most": most, "set_on": localdate(at), "set_by_name": by.name, "unit_path": unit.path}
    budget, _new = PaperBudget.objects.update_or_create(unit=unit, year=year, counted=Counted(counted), defaults=given)
    book.record(
        "paper_budget.set", of=budget.ref, unit_path=unit.path, by=by, at=at, year=year,
        counted=str(Counted(counted).label), most=most,
    )  # fmt: skip
    return budget


def _meeting(unit: Unit, kind: str, title: str, held_on: date, subject: str, by: Actor) -> Meeting:
    if not title.strip():
        raise Unfit(_("请写会议的名称。"), "title")
    return Meeting(
        code=new_code(), kind=MeetingKind(kind), title=title.strip()[:80], subject=subject.strip()[:40], unit=unit,
        unit_path=unit.path, planned_on=held_on, held_on=held_on, by_name=by.name,
    )  # fmt: skip


def _hold(meeting: Meeting, held_on: date, people: int, at: datetime) -> None:
    if held_on > localdate(at):
        raise Unfit(_("还没有开的会，开了再登记。"), "held_on")
    if not 1 <= people <= MOST_PEOPLE:
        raise Unfit(_("请写参加的人数。"), "people")
    meeting.held_on, meeting.people = held_on, people


def _held_for(meeting: Meeting, by: Actor) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
    by.must(HOLD, found)
    return found


def _tell(deed: str, meeting: Meeting, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    event = f"meeting.{deed}"
    book.record(event, of=meeting.ref, unit_path=meeting.unit_path, by=by, at=at, private=private, **detail)
