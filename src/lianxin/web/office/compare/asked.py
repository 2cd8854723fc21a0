"""比什么: one rate, the units of one kind right below a unit, one period. Unlike things are refused with a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.indicators import Indicator, Rate, Stock, Sum, UnknownIndicator, get, known
from lianxin.base.indicators.kinds import Count
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.web.office.figures.asked import Asked, ChoiceForm, asked_of, units_to_choose
from lianxin.web.ui.request import Request

FIRST = "concern.on_time_rate"
HANDED = "concern.handled_on_time_rate"
GROUND = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL)


@dataclass(frozen=True)
class Comparison:
    """要比的: what the address asks for; `refused` says why it is not compared ("" = it is), `notice` what was read otherwise."""

    asked: Asked
    indicator: Indicator
    kind: str
    kinds: tuple[str, ...]
    units: tuple[Unit, ...]
    refused: str = ""
    notice: str = ""

    @property
    def whole_words(self) -> str:
        """全县, 全镇: what the units are compared with."""
        return {"county": str(_("全县")), "township": str(_("全乡镇"))}.get(self.asked.unit.kind, str(_("全部")))

    @property
    def kind_word(self) -> str:
        """乡镇, 村, 部门."""
        return str(UnitKind(self.kind).label) if self.kind else ""

    def query(self, **more: str) -> dict[str, str]:
        """What stands in the address."""
        return {**self.asked.query, "code": self.indicator.code, "kind": self.kind, **more}


def asked_for(request: Request) -> Comparison:
    """What an address asks for. Raises NotAllowed and Http404 as the figures do."""
    data = request.GET
    # by itself the last whole month: of one that runs little can be said
    asked = asked_of(request, usual=Period.containing(request.today).previous())
    below = _standing(asked)
    kinds = tuple(kind for kind in UnitKind.values if any(unit.kind == kind for unit in below))
    wanted = [kind for kind in data.getlist("kind") if kind in UnitKind.values]
    kind = wanted[0] if wanted and wanted[0] in kinds else kinds[0] if kinds else ""
    indicator, refused, notice = _indicator(data.get("code", ""), kind)
    units = tuple(unit for unit in below if unit.kind == kind)
    if len(set(wanted)) > 1:
        words = "、".join(str(UnitKind(one).label) for one in UnitKind.values if one in wanted)
        refused = _("%(kinds)s办的事不同，不放在一起比，请选一类。") % {"kinds": words}
    elif wanted and wanted[0] not in kinds:
        notice = _("下一级没有这一类单位，下面比的是另一类。")
    if not units:
        refused = _("这个单位没有下一级，没有可比的同类单位，请选上一级。")
    return Comparison(asked, indicator, kind, kinds, units, refused, notice or asked.notice)


def _standing(asked: Asked) -> list[Unit]:
    begun = Q(valid_from=None) | Q(valid_from__lte=asked.period.last)
    standing = Q(valid_to=None) | Q(valid_to__gte=asked.period.first)
    return list(Unit.objects.filter(begun, standing, parent=asked.unit).order_by("path"))


def _indicator(code: str, kind: str) -> tuple[Indicator, str, str]:
    """The indicator asked for; where departments are asked by their ground, that they have none."""
    if not code:
        return get(HANDED if kind == UnitKind.DEPARTMENT else FIRST), "", ""
    try:
        found = get(code[:200])
    except UnknownIndicator:
        return get(FIRST), "", _("没有这个指标，下面比的是按时办结率。")
    if kind in (UnitKind.DEPARTMENT, UnitKind.CENTRE) and not is_by_handler(found):
        return found, _("部门没有自己的属地，按属地统计的指标不能拿来比部门，请选承办的指标。"), ""
    return found, "", ""


def is_by_handler(indicator: Indicator) -> bool:
    """Whether it is counted by who worked on the matter."""
    return any(count.placed == "handler" for count in indicator.counts)


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """The indicators to choose from: rates first, which can be judged; then what can only be shown."""
    every = known()
    rates = [(one.code, str(one.label)) for one in every if isinstance(one, Rate)]
    counts = [
        (one.code, str(one.label)) for one in every if isinstance(one, Count | Sum) and not isinstance(one, Stock)
    ]
    others = [(one.code, str(one.label)) for one in every if not isinstance(one, Rate | Count | Sum)]
    return [(_("率（按区间判断）"), rates), (_("件数（按每千户）"), counts), (_("其他（只列出）"), others)]


class CompareForm(ChoiceForm):
    """指标, 单位, 同类单位, 统计期."""

    def __init__(self, data: Any, *, found: Comparison) -> None:
        asked = found.asked
        units = units_to_choose(asked.by, asked.unit)
        super().__init__(data, units=units, period=asked.period, today=asked.today)
        fields: dict[str, forms.Field] = {"code": forms.ChoiceField(label=_("指标"), choices=offered())}
        if len(found.kinds) > 1:
            kinds: Sequence[tuple[str, str]] = [(kind, str(UnitKind(kind).label)) for kind in found.kinds]
            fields["kind"] = forms.ChoiceField(label=_("同类单位"), choices=kinds)
        for name, field in fields.items():
            field.widget.attrs["data-lx-submit"] = True
            self.fields[name] = field
        self.order_fields(["code", "unit", "kind", "period"])
