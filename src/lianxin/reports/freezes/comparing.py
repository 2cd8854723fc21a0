"""可不可以比: two frozen figures of one indicator, across a changed definition and across a merger of units."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.indicators.changes import versions_of
from lianxin.base.orgs.queries import former_words
from lianxin.pure.periods import Change, change
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.freezes.terms import FigureKind


@dataclass(frozen=True)
class Comparison:
    """比较: refused with a sentence, or allowed with footnotes."""

    refusal: str = ""
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The refusal or the footnotes; empty where there is nothing to say."""
        return self.refusal or _("；").join(self.notes)


def comparison(one: FrozenFigure, other: FrozenFigure) -> Comparison:
    """可不可以比, by definition, unit and length of the periods."""
    if one.code != other.code:
        return Comparison(_("两个数的指标不同，不作比较"))
    if one.unit_id != other.unit_id:
        return Comparison(_("两个数的单位不同，不作比较"))
    if one.in_period.kind != other.in_period.kind:
        return Comparison(_("两个统计期长短不同，不作比较"))
    early, late = sorted((one, other), key=lambda figure: figure.in_period.first)
    notes = []
    if one.version != other.version:
        since = [
            version for version in versions_of(one.code) if early.in_period.first < version.since <= late.signed_on
        ]
        if not since or not all(version.is_comparable for version in since):
            return Comparison(since[0].refusal if since else _("两个数的口径版本不同，不作比较"))
        notes += [version.note for version in since]
    if one.unit.former and (merged := former_words(one.unit, early.in_period.first)):
        notes.append(merged)
    return Comparison("", tuple(notes))


def comparable(one: FrozenFigure, other: FrozenFigure) -> str:
    """可不可以比: empty, or the refusal or footnote in words."""
    return comparison(one, other).words


def change_between(one: FrozenFigure, other: FrozenFigure, *, than: str) -> Change:
    """The change from the other to the one, as they were frozen; refused in words where they are not comparable."""
    if refusal := comparison(one, other).refusal:
        return Change(None, None, refusal)
    if one.value is None:
        return Change(None, None, "本期无数据")
    return change(one.value, other.value, than=than, unit="" if one.kind == FigureKind.RATE else one.measure,
                  of_rates=one.kind == FigureKind.RATE)  # fmt: skip
