"""整改的指标: declarations only. Items withdrawn are in none; on time is against the promise, never against a later round's date."""

from datetime import date
from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from lianxin.base.indicators.kinds import Count, Rate, Stock
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.rectification.models import Rectification, Talk
from lianxin.work.rectification.terms import TALK, VIEW

ITEMS, TALKS = _("整改"), _("约谈谈心")
ITEM, TIMES = _("项"), _("次")
# the names of the dates, as the page of definitions shows them
DATES = (gettext_noop("下达日期"), gettext_noop("销号日期"), gettext_noop("谈话日期"))


def items() -> PlacedQuerySet:
    """All items but those withdrawn."""
    return Rectification.objects.standing()


def talks() -> PlacedQuerySet:
    """All talks but those dropped."""
    return Talk.objects.standing()


_issued = partial(Count, of=items, dated="issued_on", to_open=VIEW, group=ITEMS, measure=ITEM)
_signed_off = partial(Count, of=items, dated="signed_off_on", to_open=VIEW, group=ITEMS, measure=ITEM)

issued = _issued(
    code="rectification.issued", label=_("下达整改事项"), basis=_("下达日期在本期内的整改事项，不含撤销的。")
)
again = _issued(
    code="rectification.again", label=_("改过两轮以上"), where=Q(round__gt=1), better="low",
    basis=_("下达日期在本期内、核查没通过或建议者不满意而再改的整改事项。"),
)  # fmt: skip
signed_off = _signed_off(
    code="rectification.signed_off", label=_("整改销号"),
    basis=_("销号日期在本期内、现在仍算销号的整改事项；建议者不满意被取消销号的不计。"),
)  # fmt: skip
on_time = _signed_off(
    code="rectification.on_time", label=_("按时完成销号"), where=Q(done_on__lte=F("ends_on")), better="high",
    basis=_("销号日期在本期内、报完成的日期不晚于完成时间的整改事项；经批准延长的按延长后的时间算，再改一轮的仍按第一轮的时间算。"),
)  # fmt: skip
on_time_rate = Rate(
    code="rectification.on_time_rate", label=_("整改按时完成率"), part=on_time, whole=signed_off, better="high", group=ITEMS,
    basis=_("按时完成销号 ÷ 整改销号。"),
)  # fmt: skip
told = _signed_off(
    code="rectification.told", label=_("销号后已反馈"), where=Q(told_on__isnull=False), better="high",
    basis=_("销号日期在本期内、已把结果反馈给建议者的整改事项。"),
)  # fmt: skip


def _open_on(day: date) -> Q:
    return Q(issued_on__lte=day) & (Q(signed_off_on=None) | Q(signed_off_on__gt=day))


def _late_on(day: date) -> Q:
    return Q(issued_on__lte=day, due_on__lt=day) & (Q(done_on=None) | Q(done_on__gt=day))


in_progress = Stock(
    code="rectification.in_progress", label=_("期末未销号"), of=items, to_open=VIEW, standing=_open_on, group=ITEMS,
    measure=ITEM, is_momentary=True, basis=_("期末当日（本期未结束的，为今天）已经下达、没有销号的整改事项。"),
)  # fmt: skip
overdue = Stock(
    code="rectification.overdue", label=_("期末超时限"), of=items, to_open=VIEW, standing=_late_on, group=ITEMS, better="low",
    measure=ITEM, is_momentary=True, basis=_("期末当日（本期未结束的，为今天）本轮完成时间已过、责任单位还没有报完成的整改事项。"),
)  # fmt: skip
outside = _issued(
    code="rectification.outside", label=_("清单外交村社区整改"), where=~Q(outside_reason=""), better="low",
    basis=_("下达日期在本期内、不在责任清单内而写明理由交给村、社区的整改事项。"),
)  # fmt: skip

held = Count(
    code="talk.held", label=_("约谈谈心记录"), of=talks, dated="held_on", to_open=TALK, group=TALKS, measure=TIMES,
    basis=_("谈话日期在本期内的约谈、谈心，一人一次，有记录或纸质记录表；只数次数，不看内容。"),
)  # fmt: skip


def _untalked_on(day: date) -> Q:
    return Q(paired_on__lte=day) & (Q(held_on=None) | Q(held_on__gt=day))


open_talks = Stock(
    code="talk.open", label=_("期末还没谈的"), of=talks, to_open=TALK, standing=_untalked_on, group=TALKS, measure=TIMES,
    basis=_("期末当日（本期未结束的，为今天）已经安排、还没有谈的约谈、谈心。"),
)  # fmt: skip

register(issued, in_progress, overdue, signed_off, on_time, on_time_rate, told, again, outside, held, open_talks)
