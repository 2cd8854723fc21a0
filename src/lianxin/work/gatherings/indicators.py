"""座谈与征求意见的指标: declarations only."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.gatherings.models import Gathering, Opinion
from lianxin.work.gatherings.terms import OPINION_VIEW, VIEW, OpinionOutcome

GROUP = _("座谈征求")


def gatherings() -> PlacedQuerySet:
    """All gatherings."""
    return Gathering.objects.all()


def opinions() -> PlacedQuerySet:
    """All opinions."""
    return Opinion.objects.all()


held = Count(
    code="gathering.held", label=_("座谈走访"), of=gatherings, dated="held_on", to_open=VIEW, group=GROUP, measure=_("次"),
    basis=_("日期在本期内的座谈会、家长会、恳谈会和走访，按次计。"),
)  # fmt: skip
people = Sum(
    code="gathering.people", label=_("参加座谈人次"), over=held, measured="people", measure=_("人次"), group=GROUP, places=0,
    basis=_("本期座谈走访登记的参加人数之和。"),
)  # fmt: skip
_noted = partial(Count, of=opinions, dated="on", to_open=OPINION_VIEW, group=GROUP, measure=_("条"))
noted = _noted(
    code="gathering.opinions", label=_("征求到的意见"), basis=_("日期在本期内、座谈会上提出或征求意见表上写下的意见，按条计。"),
)  # fmt: skip
answered = _noted(
    code="gathering.opinions_answered", label=_("当场答复的意见"), where=Q(outcome=OpinionOutcome.ANSWERED),
    basis=_("本期征求到的意见中当场答复的。"),
)  # fmt: skip
raised = _noted(
    code="gathering.opinions_raised", label=_("转为诉求的意见"), where=Q(outcome=OpinionOutcome.CONCERN),
    basis=_("本期征求到的意见中已经登记为诉求的；诉求另按诉求的口径计数。"),
)  # fmt: skip

register(held, people, noted, answered, raised)
