"""带来的检查点: pasted, or the file itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.pure.notes import LONGEST


class NoteForm(forms.Form):
    """检查点的内容; a file fills the field, so that nothing brought is lost where it is refused."""

    note = forms.CharField(
        label=_("检查点内容"), required=False, max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("从第一行到最后一行签名，完整粘贴；或在下面选择保存的文件。"),
    )  # fmt: skip
    file = forms.FileField(label=_("检查点文件"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if sent := data.pop("file", None):
            data["note"] = sent.read(LONGEST).decode("utf-8", "replace")
        if not data.get("note", "").strip() and not self.errors:
            self.add_error("note", _("请粘贴检查点，或选择文件。"))
        return data


class CosignForm(NoteForm):
    """见证签名: the same with the key of the witness."""

    key = forms.CharField(
        label=_("见证单位公钥"),
        max_length=240,
        help_text=_("照来函抄录：名称+8位代码+一串字符。请用电话核对后再登记。"),
    )
