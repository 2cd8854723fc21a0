"""公开的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.pure import codes
from lianxin.web.ui.fields import long_text
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel
from lianxin.work.publishing import checks
from lianxin.work.publishing.terms import DELAY_DAYS, LONGEST_DELAY, Basis, Decision, RuleOf

LOOKED = _("标出的内容我逐处看过，可以公开")
NO_SUBJECT = _("文中没有写出、也看不出反映的是哪个单位、哪个人")


class _Sworn(forms.Form):
    """What has to be affirmed: of a complaint, that it names no subject; where something is marked, that it was looked at."""

    is_checked = forms.BooleanField(label=LOOKED, required=False)
    names_no_subject = forms.BooleanField(label=NO_SUBJECT, required=False)

    def ask(self, concern: Concern, *, has_marks: bool) -> None:
        """Leave out what need not be affirmed."""
        if not has_marks:
            del self.fields["is_checked"]
        if not checks.is_strict(concern) and not concern.subjects.exists():
            del self.fields["names_no_subject"]


class PrepareForm(_Sworn):
    """拟公开稿."""

    field_order = ("title", "asked", "answered", "basis", "delay_days", "is_checked", "names_no_subject")
    title = forms.CharField(label=_("标题"), max_length=80)
    asked = long_text(_("反映的内容"), _("写清什么事就行，不写谁反映的、住哪一户。"), rows=6, most=5000)
    answered = long_text(_("答复的内容"), rows=8, most=5000)
    basis = forms.ChoiceField(
        label=_("公开依据"), choices=Basis.choices, initial=Basis.DEIDENTIFIED, widget=forms.RadioSelect,
        help_text=_("没有本人同意的，只能公开认不出个人的内容（个人信息保护法第二十五条）。"),
    )  # fmt: skip
    delay_days = forms.IntegerField(
        label=_("复核后几日公开"), min_value=0, max_value=LONGEST_DELAY, initial=DELAY_DAYS, help_text=_("按自然日算。")
    )


class ConfirmForm(_Sworn):
    """复核."""


class ReasonForm(forms.Form):
    """退回修改, 撤下."""

    reason = forms.CharField(label=_("理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class AdoptForm(forms.Form):
    """采纳情况."""

    decision = forms.ChoiceField(label=_("采纳情况"), choices=Decision.choices, widget=forms.RadioSelect)
    reason = long_text(_("理由"), _("怎么采纳、什么时候做，或者为什么没有采纳。群众凭回执能看到。"), rows=5, most=2000)


class RuleForm(forms.Form):
    """公开设置的一行."""

    of = forms.ChoiceField(choices=RuleOf.choices)
    code = forms.ChoiceField(choices=[*((kind.value, kind.label) for kind in checks.KINDS), *Channel.choices])
    is_open = forms.BooleanField(required=False)
    delay_days = forms.IntegerField(min_value=0, max_value=LONGEST_DELAY, required=False)

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.set_rule` takes them."""
        typed = self.cleaned_data
        return {**typed, "delay_days": DELAY_DAYS if typed["delay_days"] is None else typed["delay_days"]}


class TellForm(forms.Form):
    """电话查询: the code that the caller reads out; never his secret."""

    code = forms.CharField(
        label=_("回执编号"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("只问编号。查询密码只有群众自己用，不要问，也不要替他输。"),
    )  # fmt: skip

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if codes.read_code(typed) is None:
            raise forms.ValidationError(_("编号是 8 位数字和字母，没有字母 I、L、O、U，请对照回执核对。"))
        return typed
