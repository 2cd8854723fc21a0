"""要核对的文字: pasted or uploaded; nothing of it is kept. And what it is held against."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.pure.periods import Kind, Period
from lianxin.reports.checks.terms import WaiverReason
from lianxin.reports.summaries.terms import VIEW
from lianxin.web.ui.fields import UnitField
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.reach import units_within
from lianxin.web.ui.request import Request
from lianxin.web.ui.text_or_file import ENDINGS as ENDINGS
from lianxin.web.ui.text_or_file import TextOrFile

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


class CheckForm(TextOrFile, HoldForm):
    """A text or a file, and what it is held against."""

    sentences = {
        "paste": _("把总结、汇报或通报的文字粘贴在这里"),
        "upload": _("docx、xlsx、txt、网页或文字版 PDF，不超过 5 MB。系统写的总结（docx）还会与记录核对。"),
        "too_long": _("文字超过 20 万字，不能一次核对。请分成几份。"),
        "too_big": _("文件超过 5 MB。请删去图片、拆分，或把要核对的段落粘贴过来。"),
        "nothing": _("请粘贴要核对的文字，或者上传一个文件。"),
    }
