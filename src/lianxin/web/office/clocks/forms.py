"""放假通知和本地规定的填写."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.files.tables import Unreadable, read_tables
from lianxin.pure.workdays import Notice, NoticeRow, read_notice, read_rows
from lianxin.pure.workdays.calendar import NOTICE_TITLE

MAX_BYTES = 2 * 1024 * 1024
MAX_CHARACTERS = 20_000
EXAMPLE = _("一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。")
KINDS = (("rest", _("放假")), ("work", _("上班")))


class YearForm(forms.Form):
    """Which year is shown."""

    year = forms.IntegerField(label=_("年份"), min_value=2015, max_value=2099)


class LoadForm(forms.Form):
    """放假通知: pasted or as a table; `notice` is what was read of it, `rows` as lines that may be changed by hand."""

    year = forms.IntegerField(label=_("年份"), min_value=2015, max_value=2099)
    text = forms.CharField(
        label=_("通知原文"), required=False, max_length=MAX_CHARACTERS, strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": EXAMPLE}),
        help_text=_("把国务院办公厅通知的正文粘贴在这里；也可以一行一天，例如：2027-01-01 放假 元旦。"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("或者上传表格"), required=False, help_text=_("xlsx、xls 或 csv，三列：日期、放假或上班、节日名称。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("通知名称"),
        required=False,
        max_length=120,
        help_text=_("不填就用“国务院办公厅关于某年部分节假日安排的通知”。"),
    )
    partial = forms.BooleanField(label=_("这是补充通知，只写了一部分节日"), required=False)
    notice: Notice | None = None

    def clean(self) -> dict[str, Any]:
        """Read what was given; the table becomes lines of text, so that it can be mended here."""
        found = super().clean() or {}
        if self.errors:
            return found
        year, text, file = found["year"], found.get("text") or "", found.get("file")
        if file:
            text = self._lines_of(file, year, has_text=bool(text.strip()))
        if not self.errors and not text.strip():
            self.add_error("text", _("请粘贴通知的正文，或者上传表格。"))
        if not self.errors:
            self.notice = read_notice(text, year)
            found["text"] = text
        return found

    def _lines_of(self, file: Any, year: int, *, has_text: bool) -> str:
        if file.size > MAX_BYTES:
            self.add_error("file", _("文件超过 2 MB。放假通知不会这么大，请核对是不是选错了文件。"))
            return ""
        try:
            sheets = read_tables(file.read(), file.name)
        except Unreadable as problem:
            self.add_error("file", str(problem))
            return ""
        read = [read_rows(sheet.rows, year) for sheet in sheets if sheet.rows and not sheet.is_hidden]
        lines = [as_line(row) for notice in read for row in notice.rows]
        lines += [error.text for notice in read for error in notice.errors if error.text]
        if has_text and not any(notice.rows for notice in read):  # what was typed is not lost to a wrong file
            self.add_error(
                "file", _("表里没有一行写明哪天放假或上班，请核对是不是选错了文件；不用表的，去掉文件再提交。")
            )
        return "\n".join(lines)[:MAX_CHARACTERS]

    @property
    def source_or_title(self) -> str:
        """The notice's name, by default the State Council's."""
        source: str = self.cleaned_data["source"].strip()
        return source or NOTICE_TITLE.format(year=self.cleaned_data["year"])


def as_line(row: NoticeRow) -> str:
    """One day as a line that is read back."""
    return f"{row.on.isoformat()} {'上班' if row.is_workday else '放假'} {row.name}".strip()


class DayForm(forms.Form):
    """本地规定的一天."""

    day = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("安排"), choices=KINDS, widget=forms.RadioSelect, initial="rest")
    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("例如：县庆日、火把节。"))
    source = forms.CharField(label=_("依据"), max_length=120, help_text=_("哪一级、哪一份文件规定的。"))

    def clean_day(self) -> date:
        """A day that calendars know."""
        day: date = self.cleaned_data["day"]
        if not 2015 <= day.year <= 2099:
            raise forms.ValidationError(_("年份应在 2015 到 2099 之间。"))
        return day
