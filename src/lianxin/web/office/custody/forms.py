"""信息保管的填写."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.custody.terms import PER_DAY, PER_HOUR
from lianxin.base.notices.commands import LONGEST, LONGEST_SHORT
from lianxin.base.notices.terms import PARTS


class ApproveForm(forms.Form):
    """批准: nothing to type; it is read and pressed."""


class DeclineForm(forms.Form):
    """不批准: why."""

    why_not = forms.CharField(label=_("理由"), max_length=200, help_text=_("申请人看得到。"))


class FindingForm(forms.Form):
    """核实超限."""

    finding = forms.CharField(
        label=_("核实情况"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("问过本人，为什么看了这么多，是不是工作需要。"),
    )  # fmt: skip


class LimitsForm(forms.Form):
    """限额."""

    per_hour = forms.IntegerField(label=_("每小时最多"), min_value=1, max_value=PER_HOUR)
    per_day = forms.IntegerField(label=_("二十四小时最多"), min_value=1, max_value=PER_DAY)


class CopyForm(forms.Form):
    """查副本: the number printed in the file, or the file itself."""

    code = forms.CharField(
        label=_("副本号"), max_length=12, required=False, help_text=_("文件最后一行印着的八位号码。")
    )
    file = forms.FileField(
        label=_("流出来的文件"),
        required=False,
        help_text=_("没有号码的，把文件拿来：至少二十行，表头和各栏照原样。"),
    )


class NoticeForm(forms.Form):
    """隐私告知的一版: the short line and its parts, in large letters for those who read it."""

    short = forms.CharField(
        label=_("一句话"),
        max_length=LONGEST_SHORT,
        help_text=_("显示在填写的地方，也印在纸上。说清用来做什么、什么可以不给。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, word in PARTS.items():
            self.fields[name] = forms.CharField(
                label=word, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
            )
