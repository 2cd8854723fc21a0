"""各种总结 as documents that can be composed: 月, 季度, 半年, 年, 阶段性, 专题 (M292).

The subject of each says what is told of (options.py); a topical one must say of what.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper
from lianxin.pure.paper.document import LONG, TOO_LONG
from lianxin.pure.periods import Period
from lianxin.reports.summaries import options
from lianxin.reports.summaries.commands import hand_out_signed
from lianxin.reports.summaries.compose import compose
from lianxin.reports.summaries.options import Options, UnknownSubject
from lianxin.reports.summaries.terms import VIEW, WRITE

KINDS = {
    "month": ("summary_month", _("月总结")), "quarter": ("summary_quarter", _("季度总结")),
    "half_year": ("summary_half_year", _("半年总结")), "year": ("summary_year", _("年度总结")),
    "span": ("summary_phase", _("阶段性总结")),
}  # fmt: skip
TOPIC = "summary_topic"


def summary(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """工作总结 of a unit and a period. Raises NotAllowed, UnknownSubject."""
    by.must_at(VIEW, unit.path)
    if period is None or period.first > dated:
        raise UnknownSubject("请选择已经开始的时期。")
    return compose(unit=unit, period=period, by=by, dated=dated, options=options.read(subject))


def topical(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """专题总结 of one topic or one kind of work. Raises NotAllowed, UnknownSubject."""
    if not options.read(subject).subject_words:
        raise UnknownSubject("请选择一个分类，或者一类工作。")
    return summary(unit=unit, period=period, subject=subject, by=by, dated=dated)


def subjects(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """What a topical summary can be about: each topic, then each kind of work; nothing where its unit is not read."""
    if not by.may_at(VIEW, unit.path):
        return ()
    found = [Choice(Options(topic=key).subject, label) for key, label in options.topics().items()]
    return [*found, *(Choice(Options(rooms=(key,)).subject, label) for key, label in options.rooms().items())]


for _period, (_kind, _label) in KINDS.items():
    composer(Composer(
        _kind, _label, summary, WRITE, series="report", periods=(_period,), most=TOO_LONG, group=_("工作总结"),
        signed=hand_out_signed,
    ))  # fmt: skip
composer(Composer(
    TOPIC, _("专题总结"), topical, WRITE, series="report", periods=tuple(KINDS), subjects=subjects, most=LONG,
    group=_("工作总结"), signed=hand_out_signed,
))  # fmt: skip
