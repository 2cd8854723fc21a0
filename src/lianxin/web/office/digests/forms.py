"""每日待办邮件的填写."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """要每日待办邮件."""

    address = forms.EmailField(
        label=_("您的邮箱"), max_length=200, help_text=_("工作邮箱最好。会先往那里发一个验证码。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip


class ProveForm(forms.Form):
    """确认邮箱."""

    code = forms.CharField(
        label=_("验证码"), max_length=12, help_text=_("邮件里的 6 位数字，30 分钟内有效。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip
