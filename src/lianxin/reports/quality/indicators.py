"""数据质量的指标: doubts and what became of them, sampled records that were as recorded. Nothing of persons."""

from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import Count, Rate, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.reports.quality.models import Doubt
from lianxin.reports.quality.terms import VIEW, DoubtState
from lianxin.reports.returns.models import SampleLook
from lianxin.reports.returns.terms import VIEW as SEE_RETURN

GROUP = _("数据质量")


def doubts() -> PlacedQuerySet:
    """All doubts."""
    return Doubt.objects.all()


def looks() -> PlacedQuerySet:
    """Every record that was looked at to verify a figure, placed where the return is."""
    figure = "draw__figure"
    return PlacedQuerySet(SampleLook).annotate(
        unit_path=F(f"{figure}__of__unit_path"), return_code=F(f"{figure}__of__code"), figure_key=F(figure),
        what=F(f"{figure}__line__label"),
    )  # fmt: skip


_doubts = partial(Count, of=doubts, dated="found_on", to_open=VIEW, group=GROUP, measure=_("处"))
found = _doubts(
    code="quality.doubts", label=_("数据疑点"),
    basis=_("本期发现的数据疑点：摸底统计的数不合校验规则的，一处算一次；疑点不等于差错。"),
)  # fmt: skip
settled = _doubts(
    code="quality.doubts_settled", label=_("已说明或更正的数据疑点"), where=~Q(state=DoubtState.OPEN), is_momentary=True,
    basis=_("本期发现的数据疑点中，到查看时已经写明说明或者更正的。"),
)  # fmt: skip
explained_rate = Rate(
    code="quality.explained_rate", label=_("数据疑点说明更正率"), part=settled, whole=found, better="high", group=GROUP,
    is_momentary=True, basis=_("已说明或更正的数据疑点 ÷ 数据疑点。"),
)  # fmt: skip

_looks = partial(Count, of=looks, dated="on", to_open=SEE_RETURN, group=GROUP, measure=_("条"))
looked = _looks(
    code="quality.looked", label=_("抽样核实的记录"), basis=_("核实日期在本期内、为核实摸底数字抽出来查看或回访的记录。"),
)  # fmt: skip
agreeing = _looks(
    code="quality.looked_agreeing", label=_("抽样核实与记录一致的"), where=Q(agrees=True),
    basis=_("本期抽样核实的记录中，与所记一致的。"),
)  # fmt: skip
agree_rate = Rate(
    code="quality.agree_rate", label=_("抽样核实一致率"), part=agreeing, whole=looked, better="high", group=GROUP,
    basis=_("抽样核实与记录一致的 ÷ 抽样核实的记录。"),
)  # fmt: skip

register(found, settled, explained_rate, looked, agreeing, agree_rate)
