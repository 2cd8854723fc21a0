"""填表的填写. Forms read and check what was chosen; they never save."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base import ledgers
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Kind, NotAPeriod, Period
from lianxin.pure.templates import Layout
from lianxin.reports.filling import words
from lianxin.reports.filling.proposing import Item, Place
from lianxin.reports.filling.terms import VIEW, Below, TableKind
from lianxin.web.ui.fields import PlainSelect, UnitField, shape
from lianxin.web.ui.periods import period_groups

OFFERED: tuple[tuple[Kind, str | Promise, int], ...] = (
    ("month", gettext_lazy("月"), 14), ("quarter", gettext_lazy("季度"), 6), ("half_year", gettext_lazy("半年"), 4),
    ("year", gettext_lazy("年"), 3),
)  # fmt: skip
ALL = "all"


class UploadForm(forms.Form):
    """上传表样."""

    title = forms.CharField(
        label=gettext_lazy("名称"), max_length=80, help_text=gettext_lazy("如 县整改办月报表（附件2）。")
    )
    file = forms.FileField(
        label=gettext_lazy("表样文件"),
        help_text=gettext_lazy("发下来的空表，xlsx，不超过 2 MB。.xls、.et 请先“另存为”xlsx；带宏的不收。"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        upload = data.pop("file", None)
        if upload is not None:
            data |= {"name": upload.name, "data": upload.read()}
        return data


class ReplaceForm(UploadForm):
    """换一版文件."""

    title = None  # type: ignore[assignment]


class AskForm(forms.Form):
    """哪个单位、哪一期; in the address, so that a table is asked for again by its address."""

    unit = UnitField(label=gettext_lazy("单位"))
    period = forms.ChoiceField(label=gettext_lazy("统计期"))

    def __init__(self, data: Any, *, by: Actor, own: Unit, today: date, has_all: bool = False) -> None:
        start = Period.containing(today, "year").code if has_all else Period.containing(today).code
        given = {
            "unit": own.name,
            "period": start,
            **{name: data[name] for name in data if name in ("unit", "period", "filed")},
        }
        super().__init__(given)
        reach = Q(pk__in=())
        for root in by.grants.get(VIEW.code, ()):
            reach |= within("path", root)
        self.fields["unit"].offer(Unit.objects.valid(today).filter(reach))  # type: ignore[attr-defined]
        more = [(ALL, _("全部"))] if has_all else []
        shape(self, "period", choices=[*more, *period_groups(today, OFFERED)])

    def clean_period(self) -> Period | None:
        code = self.cleaned_data["period"]
        try:
            return None if code == ALL else Period.parse(code)
        except NotAPeriod as problem:
            raise forms.ValidationError(str(problem)) from problem


class FillForm(AskForm):
    """填表: of figures also which of two."""

    filed = forms.BooleanField(
        label=gettext_lazy("已封存备案的数优先"), required=False,
        help_text=gettext_lazy("有封存的数就填封存的，没有的按现在的记录算。"),
    )  # fmt: skip


class PurposeForm(forms.Form):
    """用途."""

    purpose = forms.CharField(
        label=gettext_lazy("用途"), max_length=200, required=False,
        help_text=gettext_lazy("报给谁、做什么用。超过 200 行的要写。每次下载都会留痕。"),
    )  # fmt: skip


class KindForm(forms.Form):
    """这是哪一种表; in the address."""

    kind = forms.ChoiceField(label=gettext_lazy("表的种类"), choices=TableKind.choices)
    ledger = forms.ChoiceField(label=gettext_lazy("从哪本台账取"), required=False)
    below = forms.ChoiceField(label=gettext_lazy("一行一个单位的，是哪些单位"), choices=Below.choices, required=False)

    def __init__(self, data: Any, *, by: Actor, held: str = "") -> None:
        super().__init__(data)
        seen = {one.code: str(one.label) for one in ledgers.seen(by)}
        if held in ledgers.LEDGERS:
            seen.setdefault(held, str(ledgers.get(held).label))
        shape(self, "ledger", choices=list(seen.items()))


class MapForm(forms.Form):
    """设置表样: rows of header and records, what stands in each column, place and item; empty: left as it is."""

    header_from = forms.IntegerField(label=gettext_lazy("表头从第几行"), min_value=1, max_value=500)
    header_to = forms.IntegerField(label=gettext_lazy("表头到第几行"), min_value=1, max_value=500)
    data_from = forms.IntegerField(label=gettext_lazy("填写从第几行"), min_value=1, max_value=20000)
    data_to = forms.IntegerField(label=gettext_lazy("填写到第几行"), min_value=1, max_value=20000)

    def __init__(
        self, data: Any, *, kind: str, ledger: str, below: str, by: Actor, layout: Layout, places: list[Place],
        items: list[Item], initial: dict[str, str],
    ) -> None:  # fmt: skip
        spans = {"header_from": layout.header_from, "header_to": layout.header_to, "data_from": layout.data_from,
                 "data_to": layout.data_to}  # fmt: skip
        super().__init__(data, initial={**spans, **initial})
        self.spans = spans
        figures = words.figure_offers(by)
        offers = {
            TableKind.LIST: lambda: words.ledger_offers(ledger), TableKind.UNITS: lambda: words.unit_offers(below, by),
            TableKind.ITEMS: words.item_offers,
        }[TableKind(kind)]()  # fmt: skip
        for one in layout.headings:
            self._choose(f"c{one.column}", f"{one.letter} {one.path}", words.names_of(offers))
        for place in places:
            self._choose(
                f"p{place.key}", f"{place.ref} {place.words}", words.names_of([*words.place_offers(), *figures])
            )
        for item in items if kind == TableKind.ITEMS else ():
            self._choose(f"i{item.row}", item.label[:60], words.names_of(figures))

    def _choose(self, name: str, label: str, choices: dict[str, str]) -> None:
        empty = {"": _("不填")}
        self.fields[name] = forms.ChoiceField(
            label=label, choices=list((empty | choices).items()), required=False, widget=PlainSelect
        )

    def chosen(self, sign: str) -> dict[str, str]:
        """What was chosen of one sort: columns (c), places (p), items (i)."""
        found = {name[1:]: value for name, value in self.cleaned_data.items() if name[:1] == sign and value}
        return {name: str(value) for name, value in found.items() if name[:1].isdigit()}

    def rows(self) -> dict[str, tuple[int, int]]:
        """Where header and records are, only where it is not what is read there anyway."""
        said = {name: self.cleaned_data[name] for name in self.spans}
        if said == self.spans:
            return {}
        return {"header": (said["header_from"], said["header_to"]), "data": (said["data_from"], said["data_to"])}
