"""公开的指标: what became of suggestions, opinions and criticism. Declarations only."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import register
from lianxin.work.concerns.indicators import standing
from lianxin.work.concerns.terms import VIEW
from lianxin.work.publishing.terms import OPINIONS, Decision

_of_received = partial(
    Count,
    of=standing,
    dated="received_on",
    month="received_month",
    to_open=VIEW,
    group=_("意见采纳"),
    is_momentary=True,
)
opinions = _of_received(
    code="adoption.opinions", label=_("收到的建议、意见和批评"), where=Q(kind__in=OPINIONS),
    basis=_("收到日期在本期内、性质为建议、意见或批评的诉求，不含作废的。"),
)  # fmt: skip
adopted = _of_received(
    code="adoption.adopted", label=_("采纳的建议、意见和批评"),
    where=Q(kind__in=OPINIONS, adoption__decision__in=[Decision.ADOPTED, Decision.PARTLY]),
    basis=_("收到日期在本期内的建议、意见、批评中，到查看时已登记采纳或部分采纳的。"),
)  # fmt: skip
decided = _of_received(
    code="adoption.decided", label=_("已登记采纳情况的意见"), where=Q(kind__in=OPINIONS, adoption__isnull=False),
    basis=_("收到日期在本期内的建议、意见、批评中，到查看时已登记采纳、部分采纳或未采纳的。"),
)  # fmt: skip
decided_rate = Rate(
    code="adoption.decided_rate", label=_("意见答复采纳情况的比例"), part=decided, whole=opinions, group=_("意见采纳"),
    basis=_("已登记采纳情况的意见 ÷ 收到的建议、意见和批评。只看有没有给出采纳或不采纳的答复，不比采纳了多少。"),
)  # fmt: skip
register(opinions, adopted, decided, decided_rate)
