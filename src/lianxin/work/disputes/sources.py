"""纠纷、调解作指标来源: what happened to matters, never who was party to them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, choice, day, flag, register
from lianxin.work.disputes.indicators import disputes, mediations
from lianxin.work.disputes.terms import SETTLED_STATES, VIEW, DisputeStatus, Fulfilment, MediationResult, Origin

register(
    Source(
        code="dispute", label=_("矛盾纠纷"), of=disputes, to_open=VIEW, note=_("只计事情，不计人"),
        dates=(DateField("found", _("发现日期"), "found_on"),),
        fields=(
            choice("origin", _("来源"), "origin", Origin.choices),
            choice("status", _("状态"), "status", DisputeStatus.choices),
            flag("settled", _("已经处置"), _("还没有处置"), Q(status__in=SETTLED_STATES)),
            flag("in_sweep", _("时节排查中登记"), _("不是时节排查中登记"), Q(sweep__isnull=False)),
            flag("by_hazard", _("与隐患点有关"), _("与隐患点无关"), Q(hazard__isnull=False)),
        ),
    ),
    Source(
        code="mediation", label=_("调解"), of=mediations, to_open=VIEW, note=_("一次调解计一件"),
        dates=(
            DateField("started", _("开始日期"), "started_on"), DateField("concluded", _("结束日期"), "concluded_on"),
        ),
        fields=(
            choice("result", _("结果"), "result", MediationResult.choices),
            choice("fulfilment", _("履行情况"), "fulfilment", Fulfilment.choices),
            choice("origin", _("纠纷来源"), "dispute__origin", Origin.choices),
            flag("concluded", _("已经结束"), _("还没有结束"), Q(concluded_on__isnull=False)),
            day("fulfil_by", _("履行期限"), "fulfil_by"),
            day("fulfilled_on", _("履行日期"), "fulfilled_on"),
        ),
    ),
)  # fmt: skip
