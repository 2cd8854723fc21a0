"""下步打算的指标: what was set down in a period and what came of it; what was due, and done by the day promised first."""

from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import Count, Rate, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.terms import VIEW, State

GROUP = _("下步打算")


def steps() -> PlacedQuerySet:
    """All next steps."""
    return NextStep.objects.all()


_planned = partial(Count, of=steps, dated="about_on", to_open=VIEW, group=GROUP, measure=_("项"))
planned = _planned(
    code="next_step.planned", label=_("提出的下步打算"),
    basis=_("本期（按所属时期的最后一天算）列入的下步打算，不论现在做到哪一步。"),
)  # fmt: skip
planned_done = _planned(
    code="next_step.planned_done", label=_("提出的下步打算中已完成的"), where=Q(state=State.DONE), is_momentary=True,
    basis=_("本期列入的下步打算中，到查看时已经报告完成的。"),
)  # fmt: skip
planned_undone = _planned(
    code="next_step.planned_undone", label=_("提出的下步打算中未完成的"), where=Q(state=State.UNDONE), is_momentary=True,
    basis=_("本期列入的下步打算中，到查看时已经结为未完成并写明原因的。"),
)  # fmt: skip
planned_open = _planned(
    code="next_step.planned_open", label=_("提出的下步打算中还在落实的"), where=Q(state=State.OPEN), is_momentary=True,
    basis=_("本期列入的下步打算中，到查看时还在落实的，含改到新日期的。"),
)  # fmt: skip

_due = partial(Count, of=steps, dated="first_due_on", to_open=VIEW, group=GROUP, measure=_("项"))
due = _due(
    code="next_step.due", label=_("到期的下步打算"),
    basis=_("原定完成时限在本期内的下步打算；改到新日期的，仍按原定时限算。"),
)  # fmt: skip
done_in_time = _due(
    code="next_step.done_in_time", label=_("按时完成的下步打算"), where=Q(state=State.DONE, closed_on__lte=F("first_due_on")),
    better="high", basis=_("原定完成时限在本期内、在这个时限以前报告完成的下步打算。"),
)  # fmt: skip
on_time_rate = Rate(
    code="next_step.on_time_rate", label=_("下步打算按时完成率"), part=done_in_time, whole=due, better="high", group=GROUP,
    basis=_("按时完成的下步打算 ÷ 到期的下步打算。"),
)  # fmt: skip

register(planned, planned_done, planned_undone, planned_open, due, done_in_time, on_time_rate)
