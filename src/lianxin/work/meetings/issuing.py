"""通知和会议材料 as documents that can be composed: of a meeting to come, or of the theme of a month's work days."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Heading, Item, Paper, Para, official_date, runs
from lianxin.pure.periods import Period
from lianxin.work.meetings import queries
from lianxin.work.meetings.models import AgendaItem, Meeting
from lianxin.work.meetings.papers import notice, pack
from lianxin.work.meetings.terms import HOLD, VIEW, MeetingStatus
from lianxin.work.workdays.models import Theme
from lianxin.work.workdays.terms import VIEW as SEE_THEME

MOST = 20


def compose_notice(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """通知 of a meeting to come or of a theme decided. Raises LookupError for one this reader may not see."""
    by.must_at(VIEW, unit.path)
    if subject.startswith("theme:"):
        return _theme(unit, subject.removeprefix("theme:"), by, dated)
    meeting = _meeting(unit, subject, by, planned=True)
    return notice(meeting, _items(meeting), dated)


def compose_pack(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """会议材料 of a meeting of the unit. Raises LookupError for one this reader may not see."""
    by.must_at(VIEW, unit.path)
    meeting = _meeting(unit, subject, by)
    return pack(meeting, _items(meeting), list(queries.carried(meeting)), dated)


def notices(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """Meetings to come of the unit, then its themes that were decided, the newest first."""
    planned = queries.meetings(by, status=MeetingStatus.PLANNED).filter(unit=unit, held_on__gte=today)
    found = [
        Choice(one.ref, f"{one.title}（{official_date(one.held_on)}）")
        for one in planned.order_by("held_on", "pk")[:MOST]
    ]
    themes = Theme.objects.reachable(by=by, to=SEE_THEME).filter(unit=unit, decided_on__isnull=False)
    return found + [Choice(f"theme:{one.month}", f"{Period.parse(one.month).label}主题：{one.title}")
                    for one in themes.order_by("-month")[:6]]  # fmt: skip


def packs(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """Meetings of the unit that were not called off."""
    found = queries.meetings(by).filter(unit=unit).exclude(status=MeetingStatus.CANCELLED)[:MOST]
    return [Choice(one.ref, f"{one.title}（{official_date(one.held_on)}）") for one in found]


def _meeting(unit: Unit, subject: str, by: Actor, *, planned: bool = False) -> Meeting:
    found = queries.meetings(by).filter(unit=unit, code=subject.removeprefix("meeting:"))
    meeting = found.exclude(status=MeetingStatus.CANCELLED).first()
    if meeting is None:
        raise LookupError("没有这次会议。")
    if planned and meeting.status != MeetingStatus.PLANNED:
        raise LookupError("会议已经开过，不再发通知。")
    return meeting


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.filter(dropped_on=None).order_by("number"))


def _theme(unit: Unit, month: str, by: Actor, dated: date) -> Paper:
    """关于本月群众工作主题的通知: the theme, its text, what is stressed."""
    found = (
        Theme.objects.reachable(by=by, to=SEE_THEME).filter(unit=unit, month=month, decided_on__isnull=False).first()
    )
    if found is None:
        raise LookupError("没有定下这个月的主题。")
    label = Period.parse(found.month).label
    body: list[Item] = [
        Para(runs(f"{label}群众工作的主题是“{found.title}”。现将有关事项通知如下。")),
        Heading(1, runs("主要内容")),
    ]
    body += [Para(runs(line.strip())) for line in found.text.splitlines() if line.strip()]
    if found.stress:
        body.append(Heading(1, runs("工作重点")))
        body += [Para(runs(f"{str(line).rstrip('。')}。")) for line in found.stress]
    body += [
        Heading(1, runs("有关要求")),
        Para(runs("请结合本单位实际安排，做了什么在群众工作日当天登记，不另报材料。")),
    ]
    return Paper(
        f"关于{label}群众工作主题的通知", tuple(body), addressee="各有关单位", signature=unit.name, dated=dated, is_sealed=True
    )  # fmt: skip


composer(Composer(
    "notice", _("通知"), compose_notice, HOLD, series="notice", subjects=notices, group=_("通知和会议"),
))  # fmt: skip
composer(Composer("meeting_pack", _("会议材料"), compose_pack, HOLD, subjects=packs, group=_("通知和会议")))
