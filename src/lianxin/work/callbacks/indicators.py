"""回访的指标: declarations only. All are lists of concerns; what staff noted of a call stands in none of the rates of opinion."""

from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import get, register
from lianxin.base.indicators.sql import DaysBetween
from lianxin.work.callbacks.queries import set_apart, with_feedback
from lianxin.work.concerns.models import Concern, Rating
from lianxin.work.concerns.terms import VIEW, RatedBy, Satisfaction, Status

DONE, RATED, SERVICE = _("办结"), _("群众评价"), _("有处说、有人听、有回应")
HEARD_DAYS = 15  # 信访工作条例 第二十三条: 15 日内书面告知


def standing() -> Any:
    """All but what was voided."""
    return Concern.objects.standing()


def with_record() -> Any:
    """Of these, those with a record that the answer came home."""
    return with_feedback(standing())


def counted_apart() -> Any:
    """Without those whose rating was set apart."""
    return standing().exclude(pk__in=set_apart())


def rated_by_reissue() -> Any:
    """Those that were rated by a reissued slip."""
    by_slip = Rating.objects.filter(concern=OuterRef("pk"), source=RatedBy.REISSUED, round=OuterRef("round"))
    return standing().filter(Exists(by_slip))


# 办结: 息访, 件件有反馈 ---------------------------------------------------------------------------------------------

_closed: Any = partial(Count, dated="closed_on", month="closed_month", to_open=VIEW, group=DONE)
closed: Any = get("concern.closed")
settled = _closed(
    code="concern.settled", label=pgettext_lazy("indicator", "息访诉求"), of=standing, where=Q(settled_on__isnull=False),
    basis=_("办结日期在本期内、群众书面同意息访的诉求，不论哪天登记息访；是办结诉求中的一部分。"),
)  # fmt: skip
fed_back = _closed(
    code="concern.fed_back", label=_("有反馈记录的办结诉求"), of=with_record,
    basis=_("办结日期在本期内、最近一轮有答复送达记录、回访记录或群众评价的诉求。"),
)  # fmt: skip
feedback_rate = Rate(
    code="concern.feedback_rate", label=_("件件有反馈率"), part=fed_back, whole=closed, better="high", group=DONE,
    basis=_("有反馈记录的办结诉求 ÷ 办结诉求。不到百分之百的，回访评价里列出缺哪几件。"),
)  # fmt: skip

# 群众评价: 异议单列, 补发凭证 ----------------------------------------------------------------------------------------

_rated: Any = partial(Count, dated="rated_on", month="rated_month", to_open=VIEW, group=RATED)
adjusted_rated = _rated(
    code="concern.rated_adjusted", label=_("群众评价诉求（除单列）"), of=counted_apart, where=~Q(rating=""),
    basis=_("本期群众评价诉求中，除去释明类经上级认定单列的。"),
)  # fmt: skip
adjusted_content = _rated(
    code="concern.content_adjusted", label=_("评价满意和基本满意的诉求（除单列）"), of=counted_apart,
    where=Q(rating__in=[Satisfaction.SATISFIED, Satisfaction.FAIRLY]),
    basis=_("本期群众评价为“满意”或“基本满意”的诉求，除去释明类经上级认定单列的。"),
)  # fmt: skip
adjusted_rate = Rate(
    code="concern.adjusted_rate", label=_("调整后满意率（除单列）"), part=adjusted_content, whole=adjusted_rated,
    better="high", guarded=True, group=RATED,
    basis=_("除去单列后，评价满意和基本满意的诉求 ÷ 群众评价诉求。只与未调整的满意率一同列出，不单独使用。"),
)  # fmt: skip
reissued = Count(
    code="concern.rated_reissued", label=_("凭补发凭证评价的诉求"), of=rated_by_reissue, dated="replied_on",
    month="replied_month", to_open=VIEW, group=RATED,
    basis=_("答复日期在本期内、群众凭补发的凭证评价过的诉求；单独统计，不计入任何满意率。"),
)  # fmt: skip

# 有处说、有人听、有回应 (M075) ----------------------------------------------------------------------------------------


def _within(days: int) -> Q:
    return Q(_heard__lte=days)


def heard_in_days() -> Any:
    """Each with the days from its receipt to 受理."""
    days: Combinable = DaysBetween("accepted_on", "received_on")
    return standing().annotate(_heard=days)


received: Any = get("concern.received")
heard = Count(
    code="concern.heard_in_time", label=_("及时受理诉求"), of=heard_in_days, dated="received_on", month="received_month",
    to_open=VIEW, group=SERVICE, where=_within(HEARD_DAYS) | Q(status=Status.DECLINED),
    basis=_("收到日期在本期内、收到之日起 15 日内受理，或者已告知不予受理的诉求（《信访工作条例》第二十三条）。"),
)  # fmt: skip
heard_rate = Rate(
    code="concern.heard_rate", label=_("及时受理率"), part=heard, whole=received, better="high", group=SERVICE,
    basis=_("及时受理诉求 ÷ 收到诉求。没有受理的不因时间没到而除去。"),
)  # fmt: skip
_answered: Any = partial(Count, of=standing, dated="replied_on", month="replied_month", to_open=VIEW, group=SERVICE)
answered = _answered(
    code="concern.replied_with_limit", label=_("有承诺期限的答复诉求"), where=Q(first_due_on__isnull=False),
    basis=_("答复日期在本期内、定有承诺期限的诉求；重办的，以最近一轮的答复为准。"),
)  # fmt: skip
answered_in_time = _answered(
    code="concern.replied_in_time", label=_("按期答复诉求"), where=Q(replied_on__lte=F("first_due_on")), better="high",
    basis=_("答复日期在本期内、不晚于承诺期限的诉求；重办不改承诺期限。"),
)  # fmt: skip
answered_rate = Rate(
    code="concern.replied_in_time_rate", label=_("按期答复率"), part=answered_in_time, whole=answered, better="high",
    group=SERVICE, basis=_("按期答复诉求 ÷ 有承诺期限的答复诉求。到期还没有答复的，看“期末超期诉求”。"),
)  # fmt: skip

register(
    settled, fed_back, feedback_rate, adjusted_rated, adjusted_content, adjusted_rate, reissued,
    heard, heard_rate, answered, answered_in_time, answered_rate,
)  # fmt: skip
