"""名册、领凭据、抽查、现场的填写. Forms read and check what was typed; they never save."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.tables import MAX_BYTES, Unreadable, read_tables
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.rolls import Listed, read_lines
from lianxin.work.ballots.terms import RUN

MOST = 1_000_000


class RollForm(forms.Form):
    """录入名册: pasted, from a table, or the staff of a unit; exactly one of the three."""

    lines = forms.CharField(
        label=gettext_lazy("粘贴名单"), required=False, max_length=900_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("一行一人：姓名、单位，同名的再写区分。可从 Excel 直接复制。"),
    )  # fmt: skip
    table = forms.FileField(
        label=gettext_lazy("或上传表格"),
        required=False,
        help_text=gettext_lazy("xlsx、xls、csv；前三列为姓名、单位、区分。"),
    )
    unit = UnitField(
        label=gettext_lazy("或取这个单位的工作人员"),
        required=False,
        help_text=gettext_lazy("他们用自己的账号领凭据，不用信。"),
    )
    is_below = forms.BooleanField(label=gettext_lazy("连同下级单位"), required=False)

    def __init__(self, *args: Any, by: Actor, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Unit.objects.none()
        for root in by.grants.get(RUN.code, ()):
            here = here | Unit.objects.valid(today).filter(within("path", root))
        cast(Any, self.fields["unit"]).offer(here)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = [name for name in ("lines", "table", "unit") if typed.get(name)]
        if len(given) != 1 and not self.errors:
            raise ValidationError(_("三种办法请选一种：粘贴、上传或取单位人员。"))
        if typed.get("table"):
            typed["people"] = self._from_table(typed["table"])
        elif typed.get("lines"):
            typed["people"] = read_lines(_cells(line) for line in typed["lines"].splitlines())
        return typed

    def _from_table(self, upload: Any) -> list[Listed]:
        try:
            sheets = read_tables(upload.read(MAX_BYTES + 1), upload.name)
        except Unreadable as problem:
            raise ValidationError({"table": str(problem)}) from problem
        shown = next((sheet for sheet in sheets if not sheet.is_hidden), None)
        return read_lines(shown.rows if shown else ())


def _cells(line: str) -> list[str]:
    for mark in ("\t", "，", ",", "、"):
        if mark in line:
            return line.split(mark)
    return line.split()


class WindowForm(TodayForm):
    """领凭据时段."""

    opens_on = DateField(label=gettext_lazy("领凭据开始"), lean="future")
    closes_on = DateField(label=gettext_lazy("领凭据截止"), lean="future")


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST)


class CallBackForm(forms.Form):
    """抽查回访结果: counts alone."""

    took_part = _number(gettext_lazy("答“参加过”"))
    did_not = _number(gettext_lazy("答“没有参加”"))
    unreached = _number(gettext_lazy("没有联系上"))
    disputed = _number(gettext_lazy("其中有疑问"), gettext_lazy("名册上记为已领、本人却说没有领的，没有就填 0。"))


class SessionForm(forms.Form):
    """现场评议: place, chair, tellers; 应到 and 实到 of each group."""

    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)
    chair = forms.CharField(label=gettext_lazy("主持人"), max_length=40)
    tellers = forms.CharField(
        label=gettext_lazy("监票人"), max_length=120, help_text=gettext_lazy("两三位，与被评议单位没有关系的人。")
    )

    def __init__(self, *args: Any, box: PollBox, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = list(box.groups.all())
        for group in self.groups:
            told = {"group": group.label}
            self.fields[f"expected_{group.place}"] = _number(_("应到：%(group)s") % told)
            self.fields[f"expected_{group.place}"].initial = group.size
            self.fields[f"present_{group.place}"] = _number(_("实到：%(group)s") % told)

    def present(self) -> dict[str, tuple[int, int]]:
        """For each group (应到, 实到)."""
        typed = self.cleaned_data
        return {one.code: (typed[f"expected_{one.place}"], typed[f"present_{one.place}"]) for one in self.groups}
