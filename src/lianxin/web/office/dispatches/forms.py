"""发文的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect
from lianxin.work.dispatches.terms import DispatchKind

MOST_BYTES = 6 * 1024 * 1024


class DispatchForm(TodayForm):
    """登记发文."""

    kind = forms.ChoiceField(label=_("文种"), choices=DispatchKind.choices, widget=PlainSelect)
    title = forms.CharField(label=_("标题"), max_length=120)
    on = DateField(label=_("发文日期"), help_text=_("按文件上的日期；编号按这一年。"))
    number = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("不填就编下一个号；纸上已有的号照写，如〔2026〕5号。"),
    )
    signer = forms.CharField(label=_("签发人"), max_length=60, required=False)
    pages = forms.IntegerField(label=_("页数"), min_value=1, max_value=500, required=False)
    copies_to = forms.CharField(label=_("主送、抄送"), max_length=200, required=False)


class FilterForm(forms.Form):
    """筛选: everything may be empty."""

    year = forms.IntegerField(label=_("年份"), min_value=1990, max_value=2999, required=False)
    kind = forms.ChoiceField(
        label=_("文种"), choices=[("", _("全部")), *DispatchKind.choices], required=False, widget=PlainSelect
    )
    words = forms.CharField(label=_("标题里有"), max_length=40, required=False)
    own = forms.BooleanField(label=_("只看本单位的"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["year"].widget.attrs |= {"size": 6}
        self.is_valid()

    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.fields)


class VoidForm(forms.Form):
    """文号作废."""

    reason = forms.CharField(label=_("为什么作废"), max_length=120)


class FileForm(forms.Form):
    """存电子件."""

    file = forms.FileField(
        label=_("电子件"), help_text=_("docx，不超过 5 MB。涉密文件不要上传。"), allow_empty_file=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )  # fmt: skip


class SignForm(forms.Form):
    """设定代字."""

    kind = forms.ChoiceField(label=_("文种"), choices=DispatchKind.choices, widget=PlainSelect)
    sign = forms.CharField(label=_("代字"), max_length=20, help_text=_("年份前面的字，如“群办发”。已编的号不变。"))
