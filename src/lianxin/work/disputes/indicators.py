"""矛盾纠纷的指标: declarations only. What was found stands in exactly one state, so that the parts add up (M251, M252)."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.disputes.models import Dispute, Mediation
from lianxin.work.disputes.terms import SETTLED_STATES, VIEW, DisputeStatus, MediationResult, Origin

GROUP = _("矛盾纠纷")
SCREENED = Q(origin=Origin.SCREENED)


def disputes() -> PlacedQuerySet:
    """All disputes."""
    return Dispute.objects.all()


def mediations() -> PlacedQuerySet:
    """All mediations."""
    return Mediation.objects.all()


_of_found = partial(Count, of=disputes, dated="found_on", to_open=VIEW, group=GROUP)
screened = _of_found(
    code="dispute.screened", label=_("排查出的纠纷"), where=SCREENED,
    basis=_("发现日期在本期内、排查发现的纠纷，按件计；只计事情，不计人。等于已处置、已上报、在处置、移交和未达成的四项之和。"),
)  # fmt: skip
screened_settled = _of_found(
    code="dispute.screened_settled", label=_("排查后已处置"), where=SCREENED & Q(status__in=SETTLED_STATES),
    is_momentary=True, basis=_("本期排查发现的纠纷中，到查看时已达成调解协议或者已处置的。"),
)  # fmt: skip
screened_reported = _of_found(
    code="dispute.screened_reported", label=_("排查后已上报"), where=SCREENED & Q(status=DisputeStatus.REPORTED),
    is_momentary=True, basis=_("本期排查发现的纠纷中，到查看时已上报上级、还没有结果的。"),
)  # fmt: skip
screened_open = _of_found(
    code="dispute.screened_open", label=_("排查后在处置"), is_momentary=True,
    where=SCREENED & Q(status__in=(DisputeStatus.FOUND, DisputeStatus.MEDIATING)),
    basis=_("本期排查发现的纠纷中，到查看时待处置或者正在调解的。"),
)  # fmt: skip
screened_other = _of_found(
    code="dispute.screened_other", label=_("排查后移交或未达成"), is_momentary=True,
    where=SCREENED & Q(status__in=(DisputeStatus.NOT_AGREED, DisputeStatus.TRANSFERRED)),
    basis=_("本期排查发现的纠纷中，到查看时已移交别处或者调解未达成的。"),
)  # fmt: skip
swept = _of_found(
    code="dispute.swept", label=_("时节排查出的纠纷"), where=Q(sweep__isnull=False),
    basis=_("发现日期在本期内、在某一次时节排查中登记的纠纷；是排查出的纠纷的一部分，不另加。"),
)  # fmt: skip

_of_concluded = partial(Count, of=mediations, dated="concluded_on", to_open=VIEW, group=GROUP)
concluded = _of_concluded(
    code="mediation.concluded", label=_("结束的调解"),
    basis=_("结束日期在本期内的调解，达成协议和未达成协议的都计；还在调解的不计。"),
)  # fmt: skip
agreed = _of_concluded(
    code="mediation.agreed", label=_("达成协议的调解"), where=Q(result=MediationResult.AGREED), better="high",
    basis=_("结束日期在本期内、达成协议的调解。"),
)  # fmt: skip
success_rate = Rate(
    code="mediation.success_rate", label=_("调解成功率"), part=agreed, whole=concluded, better="high", group=GROUP,
    basis=_(
        "达成协议的调解 ÷ 本期结束的调解。还在调解的不在分母里，另列；调解中上报、移交的算结束、未达成，在分母里。"
    ),
)  # fmt: skip
unfinished = Count(
    code="mediation.unfinished", label=_("还在调解的"), of=mediations, dated="started_on", to_open=VIEW, group=GROUP,
    where=Q(concluded_on=None), is_momentary=True, basis=_("开始日期在本期内、到查看时还没有结束的调解，不进成功率。"),
)  # fmt: skip

register(
    screened, screened_settled, screened_reported, screened_open, screened_other, swept, concluded, agreed,
    success_rate, unfinished,
)  # fmt: skip
