"""公文模板的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import COMPOSERS
from lianxin.reports.documents.terms import OTHER

_MOST_READ = 4 * 1024 * 1024


def kinds() -> list[tuple[str, Any]]:
    """For which documents a template is."""
    own = [(code, one.label) for code, one in COMPOSERS.items()]
    return [("", _("各种公文")), *own, (OTHER, _("其他公文"))]


class FileForm(forms.Form):
    """换一个文件: the name stays."""

    file = forms.FileField(label=_("模板文件"), help_text=_("docx，不超过 3 MB。"))

    def clean(self) -> dict[str, Any]:
        """The file as its name and bytes."""
        found = super().clean() or {}
        file = found.pop("file", None)
        return found | ({"file_name": file.name, "data": file.read(_MOST_READ)} if file else {})


class TemplateForm(FileForm):
    """上传模板."""

    field_order = ("name", "kind", "file")

    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("如 红头文件、简报刊头。"))
    kind = forms.ChoiceField(
        label=_("类别"), choices=kinds, required=False, help_text=_("选“各种公文”的，没有专用模板的都用它。")
    )
