"""雷同的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.reports.overlaps.terms import Reason
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, long_text

MAX_BYTES, MAX_CHARACTERS = 5 * 1024 * 1024, 200_000
PASTED = "粘贴的文字"


class TextForm(forms.Form):
    """一份文字, pasted or uploaded: one of the two."""

    text = forms.CharField(
        label=_("粘贴文字"), required=False, max_length=MAX_CHARACTERS, strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": _("把文稿粘贴在这里")}),
        error_messages={"max_length": _("文字超过 20 万字，请分成几份。")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("或者上传文件"), required=False, allow_empty_file=True,
        help_text=_("docx、xlsx、txt、网页或文字版 PDF，不超过 5 MB。"),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.txt,.pdf,.html,.htm,text/plain"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something to compare, and one thing only."""
        found = super().clean() or {}
        file, text = found.get("file"), (found.get("text") or "").strip()
        if self.errors:
            return found
        if file and text:
            self.add_error("file", _("粘贴和上传请只选一种：清空上面的文字，或者不选文件。"))
        elif file and file.size > MAX_BYTES:
            self.add_error("file", _("文件超过 5 MB。请删去图片、拆分，或把文字粘贴过来。"))
        elif not file and not text:
            self.add_error("text", _("请粘贴文字，或者上传一个文件。"))
        return found

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """What was given, as bytes, and what it is called."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name or ""
        return self.cleaned_data["text"].encode("utf-8", errors="replace"), PASTED


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
