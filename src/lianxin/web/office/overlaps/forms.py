"""雷同的填写. Forms read and check what was typed; they never save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.reports.overlaps.terms import Reason
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, long_text
from lianxin.web.ui.text_or_file import TextOrFile


class TextForm(TextOrFile):
    """要比对的文字."""

    sentences = {
        "paste": _("把文稿粘贴在这里"),
        "upload": _("docx、xlsx、txt、网页或文字版 PDF，不超过 5 MB。"),
        "too_long": _("文字超过 20 万字，请分成几份。"),
        "too_big": _("文件超过 5 MB。请删去图片、拆分，或把文字粘贴过来。"),
        "nothing": _("请粘贴文字，或者上传一个文件。"),
    }


class KeepForm(TodayForm, TextForm):
    """存入文库."""

    field_order = ("title", "origin", "on", "text", "file", "is_shared")

    title = forms.CharField(label=_("标题"), max_length=80)
    origin = forms.CharField(label=_("出自哪里"), max_length=80, help_text=_("如 本单位2019年、某县经验材料。"))
    on = DateField(label=_("成文日期"))
    is_shared = forms.BooleanField(
        label=_("全县都可比对"), required=False, help_text=_("不勾选的，只有本单位能看、能比对。")
    )


class ExplainForm(forms.Form):
    """说明."""

    reason = forms.ChoiceField(label=_("为什么相同"), choices=Reason.choices, widget=forms.RadioSelect)
    words = long_text(_("补充说明"), _("选“其他说明”的，请写一句。"), rows=3, most=500, required=False)


class IdiomForm(forms.Form):
    """增加套话."""

    text = forms.CharField(
        label=_("增加一句套话"), max_length=60, help_text=_("本单位及以下，只有这样的话相同不算雷同。")
    )


class RemoveIdiomForm(forms.Form):
    """不算套话, and why."""

    text = forms.CharField(label=_("套话"), max_length=60, widget=forms.TextInput(attrs={"readonly": True}))
    why = forms.CharField(
        label=_("为什么不算套话"), max_length=100, help_text=_("如 这是本县某镇的原话，别处不会这样写。")
    )
