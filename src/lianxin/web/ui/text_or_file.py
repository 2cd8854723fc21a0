"""文字或文件: a text that is pasted or uploaded, one of the two. A room says its own sentences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_BYTES, MAX_CHARACTERS = 5 * 1024 * 1024, 200_000
PASTED = "粘贴的文字"
ENDINGS = ".docx,.xlsx,.txt,.pdf,.html,.htm,text/plain"


class TextOrFile(forms.Form):
    """一份文字, pasted or uploaded. `sentences` are those of the room: what to paste, and what is wrong."""

    sentences: dict[str, Any] = {}

    text = forms.CharField(label=_("粘贴文字"), required=False, max_length=MAX_CHARACTERS, strip=False,
                           widget=forms.Textarea(attrs={"rows": 9}))  # fmt: skip
    file = forms.FileField(label=_("或者上传文件"), required=False, allow_empty_file=True,
                           widget=forms.FileInput(attrs={"accept": ENDINGS}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text, file = self.fields["text"], self.fields["file"]
        text.widget.attrs["placeholder"] = self.sentences["paste"]
        text.error_messages["max_length"] = self.sentences["too_long"]
        file.help_text = self.sentences["upload"]

    def clean(self) -> dict[str, Any]:
        """Something to read, and one thing only."""
        found = super().clean() or {}
        if "text" in self.errors or "file" in self.errors:
            return found
        file, text = found.get("file"), (found.get("text") or "").strip()
        if file and text:
            self.add_error("file", _("粘贴和上传请只选一种：清空上面的文字，或者不选文件。"))
        elif file and file.size > MAX_BYTES:
            self.add_error("file", self.sentences["too_big"])
        elif not file and not text:
            self.add_error("text", self.sentences["nothing"])
        return found

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """What was given, as bytes, and what it is called."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name or ""
        return self.cleaned_data["text"].encode("utf-8", errors="replace"), PASTED
