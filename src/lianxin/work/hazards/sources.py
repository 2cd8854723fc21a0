"""隐患点作指标来源: things that are dangerous and what became of them; how often somebody looked is no figure (JF-3)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, Standing, choice, flag, number, register
from lianxin.work.hazards.indicators import hazards
from lianxin.work.hazards.terms import VIEW, HazardKind


def standing_on(day: date) -> Q:
    """Registered by then, and not removed by then."""
    return Q(registered_on__lte=day) & (Q(removed_on=None) | Q(removed_on__gt=day))


register(Source(
    code="hazard", label=_("隐患点"), of=hazards, to_open=VIEW, measure=_("处"), note=_("只计东西，不计人"),
    dates=(DateField("registered", _("登记日期"), "registered_on"), DateField("removed", _("消除日期"), "removed_on")),
    standings=(Standing("standing", _("还没有消除"), standing_on),),
    fields=(
        choice("kind", _("类别"), "kind", HazardKind.choices),
        flag("removed_yet", _("已经消除"), _("还没有消除"), Q(removed_on__isnull=False)),
        number("check_days", _("几天查一次"), "check_days", _("天")),
    ),
))  # fmt: skip
