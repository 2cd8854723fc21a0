"""要核对的文字: pasted or uploaded; nothing of it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 5 * 1024 * 1024
MAX_CHARACTERS = 200_000
PASTED = "粘贴的文字"


class CheckForm(forms.Form):
    """One of the two."""

    text = forms.CharField(
        label=_("粘贴文字"), required=False, max_length=MAX_CHARACTERS, strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": _("把总结、汇报或通报的文字粘贴在这里")}),
        error_messages={"max_length": _("文字超过 20 万字，不能一次核对。请分成几份。")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("或者上传文件"), required=False, allow_empty_file=True,
        help_text=_("docx、txt 或文字版 PDF，不超过 5 MB。系统写的总结（docx）还会与记录核对。"),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.pdf,text/plain"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something to check, and one thing only."""
        found = super().clean() or {}
        if self.errors:
            return found
        file, text = found.get("file"), (found.get("text") or "").strip()
        if file and text:
            self.add_error("file", _("粘贴和上传请只选一种：清空上面的文字，或者不选文件。"))
        elif file and file.size > MAX_BYTES:
            self.add_error("file", _("文件超过 5 MB。请删去图片、拆分，或把要核对的段落粘贴过来。"))
        elif not file and not text:
            self.add_error("text", _("请粘贴要核对的文字，或者上传一个文件。"))
        return found

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """What is to be checked, as bytes, and what it is called."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name or ""
        return self.cleaned_data["text"].encode("utf-8", errors="replace"), PASTED
