"""走访、走访发现的问题作指标来源: visits are a process, no ground of any assessment (JF-3); what was solved is a result."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, choice, flag, number, register
from lianxin.work.concerns.terms import Kind, Outcome
from lianxin.work.visits.indicators import findings, solved, visits
from lianxin.work.visits.models.findings import NOT_DENIED, ON_SPOT
from lianxin.work.visits.terms import NOT_A_VISIT, VIEW, VisitKind

BOTH = ("unit", "home")

register(
    Source(
        code="visit", label=_("走访"), of=visits, to_open=VIEW, measure=_("次"), places=BOTH, is_process=True,
        note=_("作废的不计；走访数是过程数，不得用于考核"), dates=(DateField("on", _("日期"), "on"),),
        fields=(
            choice("kind", _("走访类别"), "kind", VisitKind.choices),
            flag("in_person", _("当面走访"), _("电话联系"), ~Q(kind__in=NOT_A_VISIT)),
            number("households", _("走访户数"), "households", _("户次")),
            number("needy", _("其中困难户"), "needy", _("户次")),
            number("amount_yuan", _("慰问金额"), "amount_yuan", _("元")),
        ),
    ),
    Source(
        code="finding", label=_("走访发现的问题"), of=findings, to_open=VIEW, places=BOTH, note=_("作废的走访和诉求不计"),
        dates=(DateField("on", _("走访日期"), "on"),),
        fields=(
            choice("kind", _("性质"), "concern__kind", Kind.choices),
            choice("outcome", _("处理结果"), "concern__outcome", Outcome.choices),
            flag("on_spot", _("当场解决"), _("没有当场解决"), ON_SPOT & NOT_DENIED),
            flag("solved", _("已经解决"), _("还没有解决"), solved & NOT_DENIED),
            flag("closed", _("已经办结"), _("还没有办结"), Q(concern__closed_on__isnull=False)),
        ),
    ),
)  # fmt: skip
