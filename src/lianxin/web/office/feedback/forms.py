"""意见建议的填写."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.work.feedback.terms import About


class SayForm(forms.Form):
    """What the user says of the system."""

    about = forms.ChoiceField(
        label=_("关于什么"), choices=About.choices, widget=forms.RadioSelect, initial=About.SYSTEM
    )
    text = forms.CharField(
        label=_("意见或建议"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("哪一页、哪一步、多填了什么、少了什么，照直写。"),
    )  # fmt: skip
    with_name = forms.BooleanField(label=_("留下我的姓名，便于答复"), required=False, initial=True)
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
