"""报送要求的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.burden.addressed import COLLECTIVE
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.asking.commands import Typed
from lianxin.reports.asking.models import RequestAnswer, RequestedField, number_text
from lianxin.reports.asking.queries import Held
from lianxin.reports.asking.terms import Decision, FieldKind, Frequency
from lianxin.web.ui.fields import DateField, labels, long_text, shape
from lianxin.web.ui.periods import period_words

BACK, AHEAD = 3, 2


def periods_about(today: date) -> list[Period]:
    """The months, quarters, halves and years about a day, that somebody may ask for."""
    found: list[Period] = []
    for kind, back in (("month", BACK), ("quarter", 2), ("half_year", 1), ("year", 1)):
        one = Period.containing(today, kind)  # type: ignore[arg-type]
        for _step in range(back):
            one = one.previous()
        for _step in range(back + AHEAD):
            found.append(one)
            one = one.next()
    return found


class RequestForm(forms.Form):
    """拟报送要求: who, what for, on what ground, how often, until when, of whom."""

    title = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("文件的文号，或者法律法规的哪一条。")
    )
    purpose = forms.CharField(
        label=gettext_lazy("用途"), max_length=200, help_text=gettext_lazy("要来做什么用，谁用。")
    )
    frequency = forms.ChoiceField(label=gettext_lazy("频次"), choices=Frequency.choices)
    period = forms.ChoiceField(label=gettext_lazy("统计期"))
    due_on = DateField(label=gettext_lazy("截止日期"), lean="future", help_text=gettext_lazy("至少留 3 个工作日。"))
    units = long_text(
        gettext_lazy("向哪些单位要"), gettext_lazy("用顿号隔开；可以写各乡镇、各村、各社区、各部门、各学校。"), rows=2, most=4000,
        required=False,
    )  # fmt: skip
    outside = forms.CharField(label=gettext_lazy("哪个上级单位要的"), max_length=60)
    urgent_why = forms.CharField(label=gettext_lazy("紧急原因"), max_length=200, required=False)
    villages_why = forms.CharField(label=gettext_lazy("为什么要到村、社区"), max_length=200, required=False)

    def __init__(
        self, *args: Any, offered: "QuerySet[Unit]", today: date, is_above: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        shape(self, "due_on", today=today)
        self.fields["units"].required = not is_above
        self.fields["outside"].required = is_above
        if not is_above:
            del self.fields["outside"]
        found = periods_about(today)
        shape(self, "period", choices=[(one.code, period_words(one)) for one in found])
        held = self.initial.get("period", "")
        if held and held not in {one.code for one in found}:
            self.fields["period"].choices += [(held, period_words(Period.parse(held)))]  # type: ignore[attr-defined]

    def clean_units(self) -> list[Unit]:
        text = self.cleaned_data["units"]
        for separator in "，,；;\n ":
            text = text.replace(separator, "、")
        names = [part.strip() for part in text.split("、") if part.strip()]
        kinds = {kind for name in names for kind in COLLECTIVE.get(name, ())}
        names = [name for name in names if name not in COLLECTIVE]
        known = labels(self.offered) if names else {}
        if missing := [name for name in names if name not in known]:
            raise forms.ValidationError(_("没有叫“%(name)s”的单位，请核对名称。") % {"name": missing[0][:20]})
        keys = {known[name] for name in names}
        return [one for one in self.offered if one.pk in keys or one.kind in kinds]


class ItemForm(forms.Form):
    """加一项."""

    words = forms.CharField(
        label=gettext_lazy("项目"), max_length=60, help_text=gettext_lazy("写下就查：系统里有的会告诉您，不用再要。")
    )
    kind = forms.ChoiceField(label=gettext_lazy("填什么"), choices=FieldKind.choices, initial=FieldKind.NUMBER)
    measure = forms.CharField(label=gettext_lazy("计量单位"), max_length=12, required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("填一次大约几分钟"), min_value=1, max_value=480, initial=5,
        help_text=gettext_lazy("从查资料到填好，按一个单位算。"),
    )  # fmt: skip


class DecideForm(forms.Form):
    """一项怎么办."""

    choice = forms.ChoiceField(label=gettext_lazy("怎么办"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("不是同一项，因为"), max_length=200, required=False,
        help_text=gettext_lazy("批准的人会看到。"),
    )  # fmt: skip

    def __init__(self, *args: Any, hits: Sequence[tuple[Held, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        for one, now in hits:
            words = _("由系统取数：%(words)s，现在是 %(now)s") if now else _("由系统取数：%(words)s")
            choices.append((f"{Decision.RECORDS}|{one.key}", words % {"words": one.words, "now": now}))
        if not any(one.is_exact for one, _now in hits):
            choices.append((Decision.TYPED, _("不是同一项，由单位填") if hits else _("由单位填")))
        else:
            del self.fields["reason"]
        choices.append((Decision.DROPPED, _("不要了")))
        shape(self, "choice", choices=choices)

    def given(self) -> dict[str, str]:
        """What the command takes."""
        decision, _bar, key = self.cleaned_data["choice"].partition("|")
        return {"decision": decision, "held": key, "reason": self.cleaned_data.get("reason", "")}


class ReasonForm(forms.Form):
    """退回、撤销."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)


class ApproveForm(forms.Form):
    """批准."""

    reason = forms.CharField(
        label=gettext_lazy("批准意见"), max_length=200, required=False,
        help_text=gettext_lazy("部门要到村、社区的必须写明理由。"),
    )  # fmt: skip


class AgainForm(forms.Form):
    """开始下一期."""

    period = forms.ChoiceField(label=gettext_lazy("统计期"))
    due_on = DateField(label=gettext_lazy("截止日期"), lean="future")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "due_on", today=today)
        found = periods_about(today)
        shape(self, "period", choices=[(one.code, period_words(one)) for one in found])


class BudgetForm(forms.Form):
    """报送限额."""

    kind = forms.ChoiceField(label=gettext_lazy("单位类别"), choices=UnitKind.choices)
    fields_most = forms.IntegerField(label=gettext_lazy("每月最多手填几项"), min_value=0, max_value=9999)
    minutes = forms.IntegerField(label=gettext_lazy("每月最多几分钟"), min_value=0, max_value=9999)
    requests = forms.IntegerField(label=gettext_lazy("每月最多几份"), min_value=0, max_value=9999)
    since = forms.CharField(label=gettext_lazy("从哪个月起"), max_length=7, help_text=gettext_lazy("如 2026-11。"))

    def given(self) -> dict[str, Any]:
        """What the command takes."""
        found = dict(self.cleaned_data)
        return {"fields": found.pop("fields_most"), **found}


def _shown(answer: RequestAnswer | None) -> str:
    if answer is None:
        return ""
    return number_text(answer.amount) if answer.amount is not None else answer.value


class SheetForm(forms.Form):
    """填报单: one box for each item that nobody holds, and beside it 无此情况."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, wanted: Iterable[RequestedField], held: dict[int, RequestAnswer], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.wanted = list(wanted)
        for one in self.wanted:
            answer = held.get(one.pk)
            hint = {"date": _("写成 2026-11-03 这样"), "number": one.measure}.get(one.kind, "")
            box = {"number": forms.TextInput(attrs={"inputmode": "decimal"})}.get(one.kind, forms.TextInput())
            self.fields[f"f{one.pk}"] = forms.CharField(
                label=one.words, max_length=300, required=False, help_text=hint, widget=box,
                initial=_shown(answer),
            )  # fmt: skip
            self.fields[f"n{one.pk}"] = forms.BooleanField(
                label=_("无此情况"), required=False, initial=bool(answer and answer.is_none)
            )

    def as_asked(self) -> "SheetForm":
        """To be shown: a box left empty is saved too, but it is not optional."""
        for one in self.wanted:
            self.fields[f"f{one.pk}"].required = True
        return self

    def answers(self) -> dict[int, Typed]:
        """What the command takes."""
        data = self.cleaned_data
        return {one.pk: Typed(data.get(f"f{one.pk}", ""), bool(data.get(f"n{one.pk}"))) for one in self.wanted}

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each box with its 无此情况."""
        return [(self[f"f{one.pk}"], self[f"n{one.pk}"]) for one in self.wanted]
