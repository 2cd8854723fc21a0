"""摸底统计的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import DIMENSIONS, Count, known
from lianxin.base.indicators.scopes import units_of
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Kind, Period
from lianxin.reports.returns.commands import LevelSpec, LineSpec
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.reports.returns.queries import levels_of
from lianxin.reports.returns.terms import CheckHow, Every, LineKind
from lianxin.web.ui.fields import PlainSelect, labels, shape
from lianxin.web.ui.periods import period_words

EXTERNAL, SPARE, PERIODS, MOST_LEVELS = "external", 4, 14, 3
LEVELS = (
    ("township", gettext_lazy("乡镇")), ("township+department", gettext_lazy("乡镇和部门")),
    ("department", gettext_lazy("部门")), ("school", gettext_lazy("学校")),
    ("village+community", gettext_lazy("村、社区")),
)  # fmt: skip
SCOPES = (
    ("", gettext_lazy("全部")), ("township", gettext_lazy("乡镇本级（总站）")),
    ("village+community", gettext_lazy("村、社区本级（工作站）")), ("department", gettext_lazy("部门本级")),
    ("school", gettext_lazy("学校本级")), ("units", gettext_lazy("下面写明的单位")),
    ("county", gettext_lazy("县本级（县领导）")),
)  # fmt: skip


class FormForm(forms.Form):
    """摸底表的表头."""

    code = forms.SlugField(
        label=gettext_lazy("代码"),
        max_length=20,
        help_text=gettext_lazy("如 monthly；各版用同一个。"),
    )
    title = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("根据哪份文件要这些数。")
    )
    purpose = forms.CharField(label=gettext_lazy("用途"), max_length=200)
    every = forms.ChoiceField(
        label=gettext_lazy("多久一次"), choices=Every.choices, initial=Every.MONTH, required=False
    )
    due_day = forms.IntegerField(
        label=gettext_lazy("期后的第一个月几日前上报"), min_value=1, max_value=28, initial=5,
    )  # fmt: skip

    def clean_every(self) -> str:
        return self.cleaned_data["every"] or Every.MONTH


class LevelForm(forms.Form):
    """报送层级: which units below report; empty does not count."""

    kinds = forms.ChoiceField(
        label=gettext_lazy("哪些单位报"), choices=(("", gettext_lazy("不要求")), *LEVELS), required=False
    )
    due_day = forms.IntegerField(label=gettext_lazy("几日前报"), min_value=1, max_value=28, required=False)
    units = forms.CharField(
        label=gettext_lazy("只要其中几个单位报的，写明单位"), max_length=400, required=False,
        help_text=gettext_lazy("几个单位用顿号隔开；不写就是全部。"),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered

    def clean_units(self) -> tuple[Unit, ...]:
        return named_units(self.cleaned_data["units"], self.offered)

    def spec(self) -> LevelSpec | None:
        """The level as the command takes it."""
        data = self.cleaned_data
        if not data.get("kinds"):
            return None
        return LevelSpec(tuple(data["kinds"].split("+")), data.get("due_day") or 0, data.get("units") or ())


def level_forms(data: Any, offered: "QuerySet[Unit]", held: "ReturnForm | None") -> list[LevelForm]:
    """Three levels at most, with those of the version before."""
    known = levels_of(held) if held else []
    names = {unit.pk: unit.name for unit in offered} if any(level.units for level in known) else {}
    rows = [
        {"kinds": "+".join(level.kinds), "due_day": level.due_day,
         "units": "、".join(names[key] for key in level.units if key in names)} for level in known
    ]  # fmt: skip
    rows += [{}] * (MOST_LEVELS - len(rows))
    return [LevelForm(data, prefix=f"v{n}", initial=row, offered=offered) for n, row in enumerate(rows)]


def named_units(text: str, offered: "QuerySet[Unit]") -> tuple[Unit, ...]:
    """The units that are named, with a pause mark between them. Raises ValidationError for one that there is not."""
    names = [part.strip() for part in text.replace("，", "、").split("、") if part.strip()]
    known = labels(offered) if names else {}
    if missing := [name for name in names if name not in known]:
        raise forms.ValidationError(_("没有叫“%(name)s”的单位，请核对名称。") % {"name": missing[0][:20]})
    return tuple(offered.get(pk=known[name]) for name in names)


def sources() -> list[tuple[str, str]]:
    """Every indicator, and the parts of a count along what is a closed list: 领导督导（主要领导）."""
    found = []
    for one in known():
        code = one.code
        found.append((code, str(one.label)))
        for name in one.dimensions if isinstance(one, Count) else ():
            if DIMENSIONS[name].fold is None:
                found += [
                    (f"{code}:{name}={key}", f"{one.label}（{label}）") for key, label in DIMENSIONS[name].choices()
                ]
    return found


class LineForm(forms.Form):
    """摸底表的一行; without words it does not count."""

    label = forms.CharField(label=gettext_lazy("项目"), max_length=60, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=LineKind.choices, required=False)
    source = forms.ChoiceField(label=gettext_lazy("数从哪里来"), required=False, widget=PlainSelect)
    scope = forms.ChoiceField(label=gettext_lazy("范围"), choices=SCOPES, required=False)
    units = forms.CharField(
        label=gettext_lazy("单位"), max_length=400, required=False, help_text=gettext_lazy("几个单位用顿号隔开。")
    )
    origin = forms.CharField(label=gettext_lazy("外部来源"), max_length=80, required=False)
    measure = forms.CharField(label=gettext_lazy("计量单位"), max_length=12, required=False)
    is_rolled = forms.BooleanField(label=gettext_lazy("由下级填报，本级自动汇总"), required=False)

    def __init__(self, *args: Any, offered: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        shape(self, "source", choices=[(EXTERNAL, _("外部数字，人工填报")), *sources()])

    def clean_units(self) -> tuple[Unit, ...]:
        return named_units(self.cleaned_data["units"], self.offered)

    def spec(self) -> LineSpec | None:
        """The line as the command takes it."""
        data = self.cleaned_data
        if not data.get("label", "").strip():
            return None
        source, scope = data.get("source", ""), data.get("scope", "")
        kinds = tuple(scope.split("+")) if scope not in ("", "units") else ()
        return LineSpec(
            data.get("kind") or LineKind.OTHER, data["label"], "" if source in ("", EXTERNAL) else source, kinds,
            data.get("units") or () if scope == "units" else (), data.get("origin", ""), data.get("measure", ""),
            data.get("is_rolled", False),
        )  # fmt: skip


def line_forms(data: Any, offered: "QuerySet[Unit]", held: Iterable[FormLine] = ()) -> list[LineForm]:
    """The lines of the version before, and a few empty ones."""
    known = [
        {"label": line.label, "kind": line.kind, "source": line.indicator or EXTERNAL, "origin": line.origin,
         "measure": line.measure, "is_rolled": line.is_rolled, **_scope_of(line)}
        for line in held
    ]  # fmt: skip
    count = int(data.get("lines", "0")) if data and str(data.get("lines", "")).isdigit() else len(known) + SPARE
    rows = known + [{}] * max(count - len(known), 0)
    return [
        LineForm(data, prefix=f"l{n}", initial=row, offered=offered) for n, row in enumerate(rows[: min(count, 44)])
    ]


def _scope_of(line: FormLine) -> dict[str, str]:
    units = units_of(line.scope) if line.scope else []
    kinds = "+".join(sorted(line.scope.split("+"), reverse=True)) if line.scope and not units else ""
    return {"scope": "units" if units else kinds, "units": "、".join(unit.name for unit in units)}


class MonthForm(forms.Form):
    """开始收集."""

    form_code = forms.ChoiceField(label=gettext_lazy("摸底表"))
    month = forms.ChoiceField(label=gettext_lazy("统计期"))

    def __init__(self, *args: Any, held: Iterable[ReturnForm], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {form.code: form for form in held if form.valid_from}
        periods = [one for kind in KINDS if any(form.kind == kind for form in named.values())
                   for one in _periods(today, kind)]  # fmt: skip
        shape(
            self,
            "form_code",
            choices=[(code, f"{form.title}（{form.get_every_display()}）") for code, form in named.items()],
        )
        shape(self, "month", choices=[(one.code, period_words(one)) for one in periods])


KINDS: dict[Kind, int] = {"month": PERIODS, "quarter": 6, "half_year": 4, "year": 3}


def _periods(today: date, kind: Kind) -> list[Period]:
    """This period of the kind and those before it."""
    return Period.latest(today, kind, count=KINDS[kind])


class StartForm(forms.Form):
    """启用."""

    month = forms.CharField(
        label=gettext_lazy("从哪一期起"), max_length=7,
        help_text=gettext_lazy("月如 2026-11，季如 2026-Q4，半年如 2026-H2，年如 2026。"),
    )  # fmt: skip


class CommentForm(forms.Form):
    """说明."""

    comment = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)


class ReasonForm(forms.Form):
    """退回, 撤回, 退还接收, 免报: with the reason."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=120)


class ReportForm(forms.Form):
    """上报."""

    to = forms.CharField(
        label=gettext_lazy("上报给"), max_length=60, required=False,
        help_text=gettext_lazy("报给系统里的上一级，不用填。"),
    )  # fmt: skip


class AskForm(forms.Form):
    """提疑问."""

    doubt = forms.CharField(
        label=gettext_lazy("疑在哪里"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("如与哪份材料对不上，比上期差在哪里。"),
    )  # fmt: skip


class WordForm(forms.Form):
    """疑问里的一段话."""

    text = forms.CharField(
        label=gettext_lazy("内容"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class EnterForm(forms.Form):
    """填外部数字."""

    value = forms.DecimalField(label=gettext_lazy("数"), max_digits=14, decimal_places=2, min_value=0, required=False)
    source = forms.CharField(
        label=gettext_lazy("来源"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("哪个系统、截到哪天。"),
    )
    evidence = forms.CharField(
        label=gettext_lazy("佐证说明"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("依据哪份材料的哪一页；也可以先附文件。"),
    )
    no_data = forms.CharField(label=gettext_lazy("没有数的，写原因"), max_length=120, required=False)


class FileForm(forms.Form):
    """附佐证材料."""

    file = forms.FileField(label=gettext_lazy("文件"), help_text=gettext_lazy("PDF、docx、xlsx 或图片，不超过 5 MB。"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        upload = data.pop("file", None)
        if upload is not None:
            data |= {"name": upload.name, "data": upload.read()}
        return data


class VerifyForm(forms.Form):
    """核实."""

    how = forms.ChoiceField(label=gettext_lazy("怎样核实的"), choices=CheckHow.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("核实情况"), max_length=200, required=False)


class SampleForm(forms.Form):
    """抽样."""

    size = forms.IntegerField(label=gettext_lazy("抽几条"), min_value=1, max_value=50, initial=5)
    seed = forms.CharField(
        label=gettext_lazy("种子"),
        max_length=32,
        required=False,
        help_text=gettext_lazy("不填就随机取一个；同一个种子谁来抽都一样。"),
    )


class LookForm(VerifyForm):
    """核实一条记录."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("与记录一致吗"), widget=forms.RadioSelect, coerce=lambda value: value == "1",
        choices=(("1", gettext_lazy("一致")), ("0", gettext_lazy("不一致"))),
    )  # fmt: skip


class ChangeForm(forms.Form):
    """更正说明."""

    new = forms.DecimalField(label=gettext_lazy("更正为"), max_digits=14, decimal_places=2, min_value=0)
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)
