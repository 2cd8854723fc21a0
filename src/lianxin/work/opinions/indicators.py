"""评议意见的指标: declarations only; each is the number of a list that opens."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.opinions.models import Remark
from lianxin.work.opinions.terms import VIEW, Fate

GROUP = _("评议意见")


def remarks() -> PlacedQuerySet:
    """All opinions."""
    return Remark.objects.all()


_dated = partial(Count, of=remarks, dated="on", to_open=VIEW, group=GROUP, measure=_("条"))
collected = _dated(
    code="remark.collected", label=_("评议意见和建议"),
    basis=_("日期在本期内、投票时写下或在会议、谈话、征求意见表、热线中录入的意见，按条计；投票时写的以列入日期为准。"),
)  # fmt: skip
decided = _dated(
    code="remark.decided", label=_("已定去向的意见"), where=~Q(fate=Fate.OPEN), basis=_("本期评议意见中已经确定去向的。"),
)  # fmt: skip
rectified = _dated(
    code="remark.rectified", label=_("列入整改的意见"), where=Q(fate=Fate.RECTIFY), basis=_("本期评议意见中列入整改台账的。"),
)  # fmt: skip
adopted = _dated(
    code="remark.adopted", label=_("采纳的意见"), where=Q(fate__in=(Fate.RECTIFY, Fate.ADOPTED)),
    basis=_("本期评议意见中列入整改或采纳入措施的。"), better="high",
)  # fmt: skip
decided_rate = Rate(
    code="remark.decided_rate", label=_("意见定去向率"), part=decided, whole=collected, group=GROUP, better="high",
    basis=_("已定去向的意见 ÷ 评议意见和建议。"),
)  # fmt: skip

register(collected, decided, rectified, adopted, decided_rate)
