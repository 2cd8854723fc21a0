"""要核对的文字: pasted or uploaded; nothing of it is kept. And what it is held against."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.pure.periods import Kind, Period
from lianxin.reports.checks.terms import WaiverReason
from lianxin.reports.summaries.terms import VIEW
from lianxin.web.office.checker.state import MAX_CHARACTERS
from lianxin.web.ui.fields import UnitField
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.reach import units_within
from lianxin.web.ui.request import Request

MAX_BYTES = 5 * 1024 * 1024
PASTED = "粘贴的文字"
ENDINGS = ".docx,.xlsx,.txt,.pdf,.html,.htm,text/plain"
_KINDS: tuple[tuple[Kind, int], ...] = (("month", 13), ("quarter", 5), ("half_year", 3), ("year", 2))
#: why a finding may be left as it is; the words are what is kept with it
REASONS: dict[str, Any] = dict(WaiverReason.choices)


def period_choices(today: date, none: Any) -> list[tuple[str, Any]]:
    """The periods that a text is likely to be of, the newest first; `none` is the word for no period."""
    listed = [period for kind, count in _KINDS for period in Period.latest(today, kind, count=count)]
    return [("", none), *((period.code, period_words(period)) for period in listed)]


class HoldForm(forms.Form):
    """对照记录: a unit and a period, or neither."""

    unit = UnitField(label=_("对照哪个单位"), required=False)
    period = forms.CharField(label=_("对照哪个时期"), required=False, max_length=8)

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(UnitField, self.fields["unit"]).offer(units_within(request.actor, VIEW))
        choices = period_choices(request.today, _("不对照"))
        self.fields["period"].widget = forms.Select(choices=choices)

    def clean_period(self) -> str:
        """A code of the list; nothing where none is chosen."""
        code: str = self.cleaned_data["period"]
        if code not in dict(cast(forms.Select, self.fields["period"].widget).choices):
            raise forms.ValidationError(_("请在列表里选择时期。"))
        return code

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        found = super().clean() or {}
        if found.get("unit") and not found.get("period") and "period" not in self.errors:
            self.add_error("period", _("请选择对照哪个时期的记录。"))
        elif found.get("period") and not found.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("请填写对照哪个单位的记录。"))
        return found

    @property
    def held(self) -> dict[str, str]:
        """What the page carries on of it."""
        unit, period = self.cleaned_data.get("unit"), self.cleaned_data.get("period")
        return {"unit": str(unit.pk) if unit else "", "period": str(period or "")}


class CheckForm(HoldForm):
    """A text or a file, one of the two."""

    text = forms.CharField(
        label=_("粘贴文字"), required=False, max_length=MAX_CHARACTERS, strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": _("把总结、汇报或通报的文字粘贴在这里")}),
        error_messages={"max_length": _("文字超过 20 万字，不能一次核对。请分成几份。")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("或者上传文件"), required=False, allow_empty_file=True,
        help_text=_("docx、xlsx、txt、网页或文字版 PDF，不超过 5 MB。系统写的总结（docx）还会与记录核对。"),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something to check, and one thing only."""
        found = super().clean()
        if "text" in self.errors or "file" in self.errors:
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
