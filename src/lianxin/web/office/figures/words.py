"""变化的说法: how a change stands in a table. A Chinese page takes the words of the summaries, another one the numbers."""

import re

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_noop

from lianxin.base.indicators.lines import MOMENTARY, RUNNING, UNLIKE
from lianxin.pure.periods import Change

# Words of the floors below that pages show; they are named here so that they find their translation.
BELOW = (
    gettext_noop("上月"), gettext_noop("上季度"), gettext_noop("上个半年"), gettext_noop("上年"),
    gettext_noop("收到日期"), gettext_noop("受理日期"), gettext_noop("交办日期"), gettext_noop("答复日期"),
    gettext_noop("办结日期"), gettext_noop("重办日期"), gettext_noop("评价日期"), gettext_noop("清单外交办日期"),
    gettext_noop("上级来件的收到日期"), gettext_noop("议定日期"), gettext_noop("消除日期"),
    gettext_noop("上级来件的反馈期限"), gettext_noop("批准日期"), gettext_noop("核定日期"), gettext_noop("其中第一个工作日"),
    gettext_noop("期末当日（本期未结束的，为今天）"), gettext_noop("随时变化，不作比较"), gettext_noop("本期未结束，不作比较"),
    gettext_noop("新旧分类无法对应，不作比较"), gettext_noop("时期的最后一天"),
)  # fmt: skip

CHANGED = re.compile(r"口径自(?P<month>\d{4}-\d{2})起改变，不作比较")


def said(change: Change, *, than: str = "", of_rates: bool = False) -> str:
    """A change in words; `than` is the name of the other period where the heading says it already.

    Under such a heading a running period has a dash: the line above the table says once that nothing is compared.
    """
    if than and change.words == RUNNING:
        return "—"
    if get_language() in (None, settings.LANGUAGE_CODE):
        return change.words.removeprefix(f"比{than}").removeprefix(f"与{than}") if than else change.words
    if change.words in (MOMENTARY, RUNNING, UNLIKE):
        return gettext(change.words)
    if since := CHANGED.fullmatch(change.words):
        return gettext("口径自%(month)s起改变，不作比较") % {"month": since["month"]}
    if change.difference is None:
        return gettext("无数据")
    if not change.difference:
        return gettext("持平")
    if of_rates:
        return gettext("%(n)s 个百分点") % {"n": f"{change.difference:+f}"}
    return f"{change.difference:+f}" + (f", {change.rate:+f}%" if change.rate is not None else "")
