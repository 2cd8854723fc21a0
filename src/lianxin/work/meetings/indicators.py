"""会议的指标: declarations only. Meetings are counted so that there be fewer of them; what was settled is counted too."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.meetings.models import AgendaItem, Meeting
from lianxin.work.meetings.terms import VIEW, MeetingKind, MeetingStatus

GROUP = _("会议")


def meetings() -> PlacedQuerySet:
    """All meetings."""
    return Meeting.objects.all()


def items() -> PlacedQuerySet:
    """All agenda items."""
    return AgendaItem.objects.all()


HELD = Q(status=MeetingStatus.HELD)
_held = partial(Count, of=meetings, dated="held_on", to_open=VIEW, group=GROUP, measure=_("次"))
held = _held(
    code="meeting.held", label=_("召开会议"), where=HELD, better="low",
    basis=_("日期在本期内、登记为已开的会，按次计；和群众一起开的座谈会不在内。"),
)  # fmt: skip
council = _held(
    code="meeting.council", label=_("班子会议专题研究"), where=HELD & Q(kind=MeetingKind.COUNCIL) & ~Q(subject=""),
    basis=_("日期在本期内、已开的班子会议中写明专题的，按次计。"),
)  # fmt: skip
training = _held(
    code="meeting.training", label=_("召开培训会"), where=HELD & Q(kind=MeetingKind.TRAINING),
    basis=_("日期在本期内、已开的培训会，按次计；培训活动另在活动里登记，两处不重复。"),
)  # fmt: skip
trained = Sum(
    code="meeting.training_people", label=_("参加培训会人次"), over=training, measured="people", measure=_("人次"), group=GROUP,
    places=0, basis=_("本期培训会登记的参加人数之和。"),
)  # fmt: skip
_items = partial(Count, of=items, dated="due_on", to_open=VIEW, group=GROUP, measure=_("项"))
due = _items(
    code="meeting.items_due", label=_("到期的议定事项"), where=Q(due_on__isnull=False, dropped_on=None),
    basis=_("办理期限在本期内的议定事项，不再议的不计。"),
)  # fmt: skip
done = _items(
    code="meeting.items_done", label=_("办完的议定事项"), where=Q(due_on__isnull=False, done_on__isnull=False, dropped_on=None),
    basis=_("办理期限在本期内、已经办完的议定事项。"),
)  # fmt: skip
done_rate = Rate(
    code="meeting.items_done_rate", label=_("议定事项办完率"), part=done, whole=due, group=GROUP, better="high",
    basis=_("本期到期的议定事项中已经办完的所占比例。"),
)  # fmt: skip

register(held, council, training, trained, due, done, done_rate)
