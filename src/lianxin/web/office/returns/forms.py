"""摸底统计的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import DIMENSIONS, Count, known
from lianxin.base.indicators.scopes import units_of
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Period
from lianxin.reports.returns.commands import LineSpec
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.reports.returns.terms import CheckHow, LineKind
from lianxin.web.ui.fields import PlainSelect, labels
from lianxin.web.ui.periods import period_words

EXTERNAL, SPARE, MONTHS = "external", 4, 14
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
    due_day = forms.IntegerField(label=gettext_lazy("次月几日前上报"), min_value=1, max_value=28, initial=5)


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

    def __init__(self, *args: Any, offered: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["source"].choices = [(EXTERNAL, _("外部数字，人工填报")), *sources()]  # type: ignore[attr-defined]

    def clean_units(self) -> tuple[Unit, ...]:
        names = [part.strip() for part in self.cleaned_data["units"].replace("，", "、").split("、") if part.strip()]
        known = labels(self.offered) if names else {}
        if missing := [name for name in names if name not in known]:
            raise forms.ValidationError(_("没有叫“%(name)s”的单位，请核对名称。") % {"name": missing[0][:20]})
        return tuple(self.offered.get(pk=known[name]) for name in names)

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
        )  # fmt: skip


def line_forms(data: Any, offered: "QuerySet[Unit]", held: Iterable[FormLine] = ()) -> list[LineForm]:
    """The lines of the version before, and a few empty ones."""
    known = [
        {"label": line.label, "kind": line.kind, "source": line.indicator or EXTERNAL, "origin": line.origin,
         "measure": line.measure, **_scope_of(line)}
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
    month = forms.ChoiceField(label=gettext_lazy("月份"))

    def __init__(self, *args: Any, held: Iterable[ReturnForm], this: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [this]
        while len(months) < MONTHS:
            months.append(months[-1].previous())
        named = {form.code: form.title for form in held if form.valid_from}
        self.fields["form_code"].choices = list(named.items())  # type: ignore[attr-defined]
        self.fields["month"].choices = [(one.code, period_words(one)) for one in months]  # type: ignore[attr-defined]


class StartForm(forms.Form):
    """启用."""

    month = forms.CharField(label=gettext_lazy("从哪个月起"), max_length=7, help_text=gettext_lazy("如 2026-11。"))


class CommentForm(forms.Form):
    """说明."""

    comment = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)


class BackForm(forms.Form):
    """退回."""

    reason = forms.CharField(label=gettext_lazy("为什么退回"), max_length=200)


class ReportForm(forms.Form):
    """上报."""

    to = forms.CharField(
        label=gettext_lazy("上报给"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("报给县里的不填。"),
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
