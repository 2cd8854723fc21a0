"""登记事后变化: only the reason is typed; what the value is now and which records came and went is counted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.reports.freezes.commands import LONGEST_REASON


class LateForm(forms.Form):
    """事后变化的原因."""

    reason = forms.CharField(
        label=_("原因"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("如：12月3日补录11月的来访登记；编号某某因重复登记作废。不写群众姓名。"),
    )  # fmt: skip
