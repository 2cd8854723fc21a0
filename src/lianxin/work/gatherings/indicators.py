"""座谈与征求意见的指标: declarations only."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.gatherings.models import Gathering, Opinion, Resolution
from lianxin.work.gatherings.terms import EARLIER, EXPLAINING, OPINION_VIEW, THREE_MEETINGS, VIEW, OpinionOutcome

GROUP = _("座谈征求")


def gatherings() -> PlacedQuerySet:
    """All gatherings."""
    return Gathering.objects.all()


def opinions() -> PlacedQuerySet:
    """All opinions."""
    return Opinion.objects.all()


def resolutions() -> PlacedQuerySet:
    """All resolutions."""
    return Resolution.objects.all()


OPINION = Q(is_question=False)  # questions have figures of their own; the earlier figures keep their definition
TOLD = (OpinionOutcome.ANSWERED, OpinionOutcome.STUDIED)
_meetings = partial(Count, of=gatherings, dated="held_on", to_open=VIEW, group=GROUP, measure=_("次"))
held = Count(
    code="gathering.held", label=_("座谈走访"), of=gatherings, dated="held_on", to_open=VIEW, group=GROUP, measure=_("次"),
    where=Q(kind__in=EARLIER), basis=_("日期在本期内的座谈会、家长会、恳谈会和走访，按次计。"),
)  # fmt: skip
people = Sum(
    code="gathering.people", label=_("参加座谈人次"), over=held, measured="people", measure=_("人次"), group=GROUP, places=0,
    basis=_("本期座谈走访登记的参加人数之和。"),
)  # fmt: skip
_noted = partial(Count, of=opinions, dated="on", to_open=OPINION_VIEW, group=GROUP, measure=_("条"))
noted = _noted(
    code="gathering.opinions", label=_("征求到的意见"), where=OPINION,
    basis=_("日期在本期内、座谈会上提出或征求意见表上写下的意见，按条计。"),
)  # fmt: skip
answered = _noted(
    code="gathering.opinions_answered", label=_("当场答复的意见"), where=OPINION & Q(outcome=OpinionOutcome.ANSWERED),
    basis=_("本期征求到的意见中当场答复的。"),
)  # fmt: skip
raised = _noted(
    code="gathering.opinions_raised", label=_("转为诉求的意见"), where=OPINION & Q(outcome=OpinionOutcome.CONCERN),
    basis=_("本期征求到的意见中已经登记为诉求的；诉求另按诉求的口径计数。"),
)  # fmt: skip

three = _meetings(
    code="gathering.three_meetings", label=_("三会"), where=Q(kind__in=THREE_MEETINGS),
    basis=_("日期在本期内的座谈会、村“两委”会和帮扶会，按次计；座谈会同时计入座谈走访。"),
)  # fmt: skip
explaining = _meetings(
    code="gathering.explaining", label=_("政策宣讲会和动员会"), where=Q(kind__in=EXPLAINING),
    basis=_("日期在本期内的政策宣讲会和动员会，按次计。"),
)  # fmt: skip
asked = _noted(
    code="gathering.questions", label=_("宣讲会上的提问"), where=Q(is_question=True),
    basis=_("日期在本期内的政策宣讲会、动员会上群众的提问，按个计。"),
)  # fmt: skip
explained = _noted(
    code="gathering.questions_answered", label=_("已经答复的提问"), where=Q(is_question=True, outcome__in=TOLD),
    basis=_("本期提问中当场答复或会后已经答复的。"),
)  # fmt: skip
resolved = Count(
    code="gathering.resolutions", label=_("会议议定事项"), of=resolutions, dated="decided_on", to_open=OPINION_VIEW,
    group=GROUP, measure=_("项"), basis=_("开会日期在本期内的会议议定的事项，按项计。"),
)  # fmt: skip
carried = Count(
    code="gathering.resolutions_done", label=_("已经落实的议定事项"), of=resolutions, dated="finished_on",
    to_open=OPINION_VIEW, group=GROUP, measure=_("项"), basis=_("完成日期在本期内的会议议定事项，按项计。"),
)  # fmt: skip

register(held, people, noted, answered, raised, three, explaining, asked, explained, resolved, carried)
