"""走访活动的填写. Forms read and check what was typed; they never save."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.pure.numerals import fold
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, labels, long_text
from lianxin.web.ui.rooms import LinesField
from lianxin.work.drives.commands import MOST_PARTS, Area
from lianxin.work.drives.models import Drive, DriveArea, DriveQuerySet
from lianxin.work.drives.terms import DriveKind, Measure, Part

LINE = re.compile(r"^(?P<unit>[^：:]+?)(?:[：:](?P<groups>.*?))?(?:[，,\s]*(?P<households>\d{1,5})\s*户?)?$")
MOST_AREAS = 60
EMPTY_ROWS = 2  # of the parts, to be filled in further


class AreasField(LinesField):
    """走访路线: one place per line: 石桥村：一组、二组，44户. The value is a list of Area."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=MOST_AREAS, rows=5, **kwargs)

    def clean(self, value: Any) -> list[Area]:  # type: ignore[override]
        lines = super().clean(value)
        known = labels(Unit.objects.filter(valid_to=None)) if lines else {}
        found = [_read(line, known) for line in lines]
        units = Unit.objects.in_bulk([pk for pk, _groups, _households in found])
        return [Area(units[pk], groups, households) for pk, groups, households in found]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        words = {pk: label for label, pk in labels(Unit.objects.filter(valid_to=None)).items()}
        return "\n".join(_written(one, words.get(one.unit.pk, one.unit.name)) for one in value)


def _read(line: str, known: dict[str, int]) -> tuple[int, tuple[str, ...], int]:
    match = LINE.match(fold(line).strip())
    name = "".join((match["unit"] if match else line).split())
    if match is None or name not in known:
        raise ValidationError(
            _("没有叫“%(name)s”的地方。每行写一处，如：石桥村：一组、二组，44户。") % {"name": name[:20]}
        )
    groups = tuple(part.strip() for part in re.split(r"[、,，;；]", match["groups"] or "") if part.strip())
    return known[name], groups, int(match["households"] or 0)


def _written(area: "DriveArea | Area", name: str) -> str:
    """A place as one writes it on its line."""
    line = name + (f"：{'、'.join(area.groups)}" if area.groups else "")
    return line + (f"，{area.households}户" if area.households else "")


class DriveForm(TodayForm):
    """部署走访活动."""

    title = forms.CharField(label=gettext_lazy("活动名称"), max_length=60)
    programme = forms.CharField(
        label=gettext_lazy("所属行动"), max_length=30, required=False, help_text=gettext_lazy("如 三大行动。没有不填。")
    )
    starts_on = DateField(label=gettext_lazy("开始日期"), lean="future")
    ends_on = DateField(label=gettext_lazy("截止日期"), lean="future")
    basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("哪一份文件、哪一次会议。")
    )
    purpose = long_text(gettext_lazy("目的"), gettext_lazy("为什么要走访，想弄清楚或办成什么。"), rows=3, most=1000)
    asks = long_text(
        gettext_lazy("工作要求"), gettext_lazy("频次、方法、注意什么。已经掌握的不再要求上报。"), rows=3, required=False
    )
    areas = AreasField(
        label=gettext_lazy("走访路线"), help_text=gettext_lazy("一行一处：石桥村：一组、二组，44户。组和户数可以不写。")
    )


class PlanForm(DriveForm):
    """新的活动: which kind, and which unit runs it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=DriveKind.choices, initial=DriveKind.THEME, widget=forms.RadioSelect
    )
    unit = UnitField(label=gettext_lazy("组织单位"))
    field_order = ("kind", "unit", "title")


class PartsForm(forms.Form):
    """工作内容: some rows of name, measure and goal; empty rows do not count."""

    def __init__(self, *args: Any, now: Iterable[dict[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = list(now)
        self.shown = min(MOST_PARTS, len(parts) + EMPTY_ROWS)
        for n in range(MOST_PARTS):
            part = parts[n] if n < len(parts) else {}
            given: dict[str, Any] = {"required": False}
            self.fields[f"name_{n}"] = forms.CharField(
                label=_("第 %(n)s 项工作") % {"n": n + 1}, max_length=30, initial=part.get("name", ""), **given
            )
            self.fields[f"measure_{n}"] = forms.ChoiceField(
                label=_("看什么数"), choices=Measure.choices, initial=part.get("measure", Measure.NONE), **given
            )
            self.fields[f"goal_{n}"] = forms.IntegerField(
                label=_("计划数"), min_value=0, max_value=999999, initial=part.get("goal") or None, **given
            )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields by row, as the page lays them out."""
        return [(self[f"name_{n}"], self[f"measure_{n}"], self[f"goal_{n}"]) for n in range(self.shown)]

    def parts(self) -> list[Part]:
        """What was typed."""
        typed = self.cleaned_data
        rows = (
            (typed[f"name_{n}"], typed[f"measure_{n}"] or Measure.NONE, typed[f"goal_{n}"] or 0)
            for n in range(MOST_PARTS)
        )
        return [Part(name, measure, goal) for name, measure, goal in rows if name]


class OutcomeForm(forms.Form):
    """结束活动."""

    outcome = long_text(
        gettext_lazy("活动小结"), gettext_lazy("做成了什么、还差什么。数字不用写，页面上会算出来。"), rows=5
    )


class ReasonForm(forms.Form):
    """取消活动."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)


class WhyForm(forms.Form):
    """移出活动."""

    why = forms.CharField(label=gettext_lazy("理由"), max_length=120)


class EnterForm(forms.Form):
    """列入活动."""

    drive = forms.ModelChoiceField(label=gettext_lazy("列入哪项活动"), queryset=Drive.objects.none(), empty_label=None)
    why = forms.CharField(label=gettext_lazy("列入理由"), max_length=120, required=False)

    def __init__(self, *args: Any, drives: DriveQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["drive"]
        field.queryset = drives
