"""投票的填写. Forms read and check what was typed; they never save, and never give a passphrase back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.web.ui.rooms import LinesField
from lianxin.work.ballots.commands.preparing import MOST_AT_ONCE
from lianxin.work.ballots.models import PaperAccount, PollBox
from lianxin.work.ballots.terms import Stock

MOST = 1_000_000


class OfGroup(forms.Form):
    """What concerns one group of the box."""

    group = forms.ChoiceField(label=_("评议主体"))

    def __init__(self, *args: Any, box: PollBox, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"] = forms.ChoiceField(
            label=_("评议主体"), choices=[(group.code, group.label) for group in box.groups.all()]
        )


class SlipsForm(OfGroup):
    """印抽签条."""

    count = forms.IntegerField(label=_("印几张"), min_value=1, max_value=MOST_AT_ONCE)


class SpoilForm(OfGroup):
    """作废抽签条."""

    slips = LinesField(label=_("抽签条上的编码"), most=200, required=True, help_text=_("一行一张。投过票的不能作废。"))


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST)


class AccountForm(forms.Form):
    """清点: 印制 = 发出 + 未发 + 作废."""

    printed = _number(_("印制"))
    handed_out = _number(_("发出"))
    unused = _number(_("未发"))
    spoiled = _number(_("作废"))
    returned = _number(_("收回"))

    def __init__(self, *args: Any, stock: str, known: PaperAccount | None, **kwargs: Any) -> None:
        kwargs["initial"] = known.numbers() if known else {}
        super().__init__(*args, **kwargs)
        is_slips = stock == Stock.SLIPS
        self.fields["returned"].help_text = (
            _("发出后原样交回、没有投票的。") if is_slips else _("交回来的答卷，空白的也算。")
        )
        if is_slips:
            self.fields["returned"].label = _("交回未用")
            self.fields["printed"].disabled = True


def _secret(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )


class KeyForm(forms.Form):
    """设口令."""

    passphrase = _secret(_("口令"))
    again = _secret(_("再输一遍"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("passphrase") != typed.get("again") and "again" in typed:
            self.add_error("again", _("两遍口令不一样，请重新输入。"))
        return typed


class CloseForm(forms.Form):
    """截止开箱."""

    first = _secret(_("第一位保管人的口令"))
    second = _secret(_("第二位保管人的口令"))

    def __init__(self, *args: Any, box: PollBox, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].help_text, self.fields["second"].help_text = box.first_holder, box.second_holder


class VoidForm(forms.Form):
    """作废."""

    reason = forms.CharField(label=_("为什么作废"), max_length=200)
