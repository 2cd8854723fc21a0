"""常用数表的表单: a name, the indicators and their order, over which units, of which period."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import FIGURES, known
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.tables.commands import MOST_INDICATORS, Selection
from lianxin.reports.tables.models import SavedTable
from lianxin.reports.tables.queries import units_of
from lianxin.reports.tables.terms import Over, Span
from lianxin.web.ui.fields import labels
from lianxin.web.ui.rooms import LinesField


class TableForm(forms.Form):
    """存为常用数表. The unit that it is of comes from the address, the rest is chosen here."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=40, help_text=gettext_lazy("如“上月各村办理情况”。"))
    span = forms.ChoiceField(label=gettext_lazy("数哪一期"), choices=Span.choices)
    period = forms.CharField(
        label=gettext_lazy("固定的统计期"), required=False, max_length=7,
        help_text=gettext_lazy("选了“固定的统计期”才填：2026-11、2026-Q4、2026-H2 或 2026。"),
    )  # fmt: skip
    over = forms.ChoiceField(label=gettext_lazy("数哪些单位"), choices=Over.choices)
    units = LinesField(label=gettext_lazy("点名的单位"), help_text=gettext_lazy("选了“点名的单位”才填，一行一个。"))
    with_year_before = forms.BooleanField(label=gettext_lazy("并列去年同期"), required=False)
    indicators = forms.MultipleChoiceField(label=gettext_lazy("指标"), widget=forms.CheckboxSelectMultiple)
    order = LinesField(
        label=gettext_lazy("指标的顺序"),
        help_text=gettext_lazy("要换顺序的，把指标名称按想要的顺序写在这里，一行一个；没写的排在后面。"),
    )

    def __init__(self, data: Any = None, *, about: Unit, by: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.about, self.by = about, by
        self.every = {one.code: one for one in known()}
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in self.every.values():
            groups.setdefault(str(one.group), []).append((one.code, str(one.label)))
        self.groups = groups
        field: Any = self.fields["indicators"]
        field.choices = list(groups.items())
        field.error_messages["required"] = _("请选 1 到 %(most)s 个指标。") % {"most": MOST_INDICATORS}
        chosen = data.getlist("indicators") if data is not None else self.initial.get("indicators", ())
        self.chosen = set(chosen)

    def clean_units(self) -> list[Unit]:
        """The units by their names, among those whose figures one may read."""
        names = self.cleaned_data["units"]
        if not names:
            return []
        roots = Q(pk__in=())
        for root in self.by.grants.get(FIGURES.code, ()):
            roots |= within("path", root)
        readable = Unit.objects.filter(roots)
        by_name = labels(readable)
        if missing := [name for name in names if name not in by_name]:
            raise forms.ValidationError(_("没有找到这些单位：%(names)s。") % {"names": "、".join(missing[:5])})
        return list(readable.filter(pk__in=[by_name[name] for name in names]).order_by("path"))

    def clean_order(self) -> list[str]:
        """The codes in the order wanted. A name that is no chosen indicator's is refused."""
        by_label = {str(one.label): code for code, one in self.every.items()}
        if missing := [label for label in self.cleaned_data["order"] if label not in by_label]:
            raise forms.ValidationError(_("没有叫这些名称的指标：%(names)s。") % {"names": "、".join(missing[:5])})
        return [by_label[label] for label in self.cleaned_data["order"]]

    def as_command(self) -> dict[str, Any]:
        """What the deed needs."""
        told = self.cleaned_data
        ordered = [code for code in told["order"] if code in told["indicators"]]
        codes = [*ordered, *(code for code in self.every if code in told["indicators"] and code not in ordered)]
        selection = Selection(
            self.about, tuple(codes), told["over"], tuple(told["units"]), told["span"], told["period"],
            told["with_year_before"],
        )  # fmt: skip
        return {"name": told["name"], "selection": selection}


def initial_of(table: SavedTable, by: Actor, codes: Iterable[str]) -> dict[str, Any]:
    """The form as the table stands."""
    named = units_of(table, table.period_on(table.saved_on), by) if table.over == Over.NAMED else []
    every = {one.code: str(one.label) for one in known()}
    return {
        "name": table.name, "span": table.span, "period": table.period, "over": table.over,
        "units": [unit.name for unit in named], "with_year_before": table.with_year_before, "indicators": list(codes),
        "order": [every[code] for code in codes if code in every],
    }  # fmt: skip
