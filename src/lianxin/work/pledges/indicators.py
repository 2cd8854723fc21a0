"""公开承诺的指标: declarations only. How often somebody reported progress is no figure (JF-3)."""

from datetime import date
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from lianxin.base.indicators.kinds import Count, Rate, Stock, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.pledges.models import Pledge, PledgeItem, PracticalHelp, Signing
from lianxin.work.pledges.terms import VIEW, ItemResult, PracticalStatus

PLEDGES, PRACTICAL, LETTERS = _("公开承诺"), _("为民办实事"), _("责任书签订")
ITEM, COPY = _("项"), _("份")
# the names of the dates, as the page of definitions shows them
DATES = (
    gettext_noop("亮诺日期"), gettext_noop("评诺日期"), gettext_noop("公布日期"), gettext_noop("办成日期"),
    gettext_noop("请签日期"),
)  # fmt: skip


def pledges() -> PlacedQuerySet:
    """All pledges on the board, without those withdrawn."""
    return Pledge.objects.standing()


def items() -> PlacedQuerySet:
    """All items of those pledges, without items withdrawn."""
    return PledgeItem.objects.standing()


def practical() -> PlacedQuerySet:
    """All that was promised in public, without what was withdrawn."""
    return PracticalHelp.objects.standing()


def signings() -> PlacedQuerySet:
    """All who were asked to sign, without those released."""
    return Signing.objects.asked()


published = Count(
    code="pledge.published", label=_("公示承诺"), of=pledges, dated="published_on", to_open=VIEW, group=PLEDGES, measure=COPY,
    basis=_("亮诺日期在本期内的单位和个人承诺，按份计，不含撤回的。"),
)  # fmt: skip
appraised = Count(
    code="pledge.appraised", label=_("完成评诺"), of=pledges, dated="closed_on", to_open=VIEW, group=PLEDGES, measure=COPY,
    basis=_("评诺日期在本期内的承诺，按份计。"),
)  # fmt: skip


def _due_by(day: date) -> Q:
    return Q(due_on__lte=day, due_on__year=day.year)


def _fulfilled_by(day: date) -> Q:
    return _due_by(day) & Q(result=ItemResult.FULFILLED, settled_on__lte=day)


def _late_on(day: date) -> Q:
    return _due_by(day) & (Q(settled_on=None) | Q(settled_on__gt=day))


_items = partial(Stock, of=items, to_open=VIEW, group=PLEDGES, measure=ITEM, is_momentary=True)
due = _items(
    code="pledge.items_due", label=_("到期的承诺事项"), standing=_due_by,
    basis=_("办理期限在本年内、到期末（本期未结束的，到今天）已经到期的承诺事项，只计已经亮诺的，不含撤回的；改过期限的按公开的新期限算。"),
)  # fmt: skip
fulfilled = _items(
    code="pledge.items_fulfilled", label=_("兑现的承诺事项"), standing=_fulfilled_by, better="high",
    basis=_("到期的承诺事项中，到期末已经报告兑现的；部分兑现的不计。"),
)  # fmt: skip
fulfilled_rate = Rate(
    code="pledge.fulfilled_rate", label=_("承诺事项兑现率"), part=fulfilled, whole=due, better="high", group=PLEDGES,
    is_momentary=True, basis=_("兑现的承诺事项 ÷ 到期的承诺事项。"),
)  # fmt: skip
late = _items(
    code="pledge.items_late", label=_("过期没有结果的承诺"), standing=_late_on, better="low",
    basis=_("到期的承诺事项中，到期末还没有报告结果的。"),
)  # fmt: skip

promised = Count(
    code="practical.promised", label=_("公布实事"), of=practical, dated="promised_on", to_open=VIEW, group=PRACTICAL,
    basis=_("公布日期在本期内的为民办实事，按责任单位计，不含撤下的。"),
)  # fmt: skip
done = Count(
    code="practical.done", label=_("办成实事"), of=practical, dated="done_on", to_open=VIEW, group=PRACTICAL,
    where=Q(status=PracticalStatus.DONE), basis=_("办成日期在本期内的为民办实事，按责任单位计。"),
)  # fmt: skip
spent = Sum(
    code="practical.spent_yuan", label=_("实事资金"), over=done, measured="spent_yuan", measure=_("元"), group=PRACTICAL, places=0,
    basis=_("本期办成的实事登记的实际资金之和；没有登记的不计。"),
)  # fmt: skip
_asked = partial(Count, of=signings, dated="asked_on", to_open=VIEW, group=LETTERS, measure=COPY)
asked = _asked(
    code="letter.asked", label=_("应签责任书"), basis=_("请签日期在本期内的责任书、承诺书，一方一份，不含免签的。"),
)  # fmt: skip
signed = _asked(
    code="letter.signed", label=_("已签责任书"), where=Q(signed_on__isnull=False), better="high",
    basis=_("请签日期在本期内、现在已经签订的责任书、承诺书，一方一份。"),
)  # fmt: skip
signed_rate = Rate(
    code="letter.signed_rate", label=_("责任书签订率"), part=signed, whole=asked, better="high", group=LETTERS,
    basis=_("已签责任书 ÷ 应签责任书。"),
)  # fmt: skip

register(published, appraised, due, fulfilled, fulfilled_rate, late, promised, done, spent, asked, signed, signed_rate)
