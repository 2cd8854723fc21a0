"""走访抽查的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.web.ui.fields import DateField, PlainSelect, long_text
from lianxin.work.spotchecks.commands.drawing import MOST
from lianxin.work.spotchecks.terms import FindingKind, Mode, Result

#: read aloud; what may be said to no household stands in it as little as what another one said
SCRIPT = _(
    "您好，这里是%(office)s，想问一件事，说不说都可以，说什么都不影响您家办事，也不会告诉走访的人。"
    "%(first)s到%(last)s，有没有干部到您家来过？来过的话，说的事情后来有没有人管？"
)


def script_of(office: str, first: date, last: date) -> str:
    """问话 for these days."""
    return str(SCRIPT) % {
        "office": office,
        "first": f"{first.month}月{first.day}日",
        "last": f"{last.month}月{last.day}日",
    }


class DrawForm(forms.Form):
    """抽取."""

    checked = forms.TypedChoiceField(
        label=_("抽查哪个单位的走访"),
        coerce=int,
        widget=PlainSelect(),
        help_text=_("括号里是今年已经抽查几次。不要老抽一个单位，一个季度最多两次。"),
    )
    mode = forms.ChoiceField(label=_("方式"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.BY_PHONE)
    first = DateField(label=_("走访日期自"))
    last = DateField(label=_("走访日期至"))
    size = forms.IntegerField(
        label=_("抽几次走访"), min_value=1, max_value=MOST, initial=12, help_text=_("回答的不足 5 户，不算比例。")
    )
    script = long_text(_("怎样问"), _("照着念。群众可以不回答。"), rows=4, most=1000)
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, units: Iterable[tuple[Unit, str]], today: date, office: str, **kwargs: Any) -> None:
        first, last = today.replace(day=1) - timedelta(days=61), today
        initial = {"first": first, "last": last, "script": script_of(office, first, last), **kwargs.pop("initial", {})}
        super().__init__(*args, **{**kwargs, "initial": initial})
        fields = cast(Any, self.fields)
        self.units = {unit.pk: unit for unit, _words in units}
        fields["checked"].choices = [(unit.pk, words) for unit, words in units]
        fields["first"].today = fields["last"].today = today

    def clean_checked(self) -> Unit:
        return self.units[self.cleaned_data["checked"]]


class LookIntoForm(forms.Form):
    """列入抽查."""

    mode = forms.ChoiceField(label=_("方式"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.BY_PHONE)
    script = long_text(_("怎样问"), _("对每一户都照着念，问法一样。"), rows=4, most=1000)
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class ResultForm(forms.Form):
    """记结果."""

    result = forms.ChoiceField(label=_("群众怎么说"), choices=Result.choices, widget=forms.RadioSelect)
    note = long_text(_("原话"), _("可以不写。"), rows=3, most=1000, required=False)


class FindingForm(forms.Form):
    """记问题."""

    kind = forms.ChoiceField(label=_("类别"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = long_text(_("问题"), _("被抽查的单位会看到，不要写是哪一户、谁家说的。"), rows=4, most=1000)


class CorrectForm(forms.Form):
    """督促整改."""

    owner = forms.TypedChoiceField(label=_("由谁整改"), coerce=int)
    measure = long_text(_("整改措施"), _("写清做什么、做多少、到哪天。"), rows=4, most=2000)
    person = forms.CharField(label=_("责任人"), max_length=60)
    supervisor = forms.CharField(label=_("监督责任人"), max_length=60)
    starts_on = DateField(label=_("开始时间"), lean="future")
    ends_on = DateField(label=_("完成时间"), lean="future")
    outside_reason = long_text(_("不在责任清单内时的理由"), rows=2, most=500, required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(Any, self.fields)
        self.units = {unit.pk: unit for unit in units}
        fields["owner"].choices = [(unit.pk, unit.name) for unit in self.units.values()]
        fields["starts_on"].today = fields["ends_on"].today = today

    def clean_owner(self) -> Unit:
        return self.units[self.cleaned_data["owner"]]
