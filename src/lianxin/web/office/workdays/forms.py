"""群众工作日的填写. Forms read and check what was typed; they never save."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, long_text, shape
from lianxin.web.ui.rooms import LinesField
from lianxin.work.stations.models import StationMember
from lianxin.work.workdays.commands.confirming import Away
from lianxin.work.workdays.models import Absence
from lianxin.work.workdays.terms import Rule

Reasons = Iterable[tuple[str, str]]


class ThemeForm(forms.Form):
    """拟月度主题."""

    title = forms.CharField(
        label=gettext_lazy("主题"), max_length=60, help_text=gettext_lazy("一句话，如“冬季安全走访”。")
    )
    text = long_text(gettext_lazy("具体要求"), gettext_lazy("这个月的工作日做什么，怎么做。"), rows=5)
    stress = LinesField(label=gettext_lazy("工作重点"), help_text=gettext_lazy("一行一项，最多 8 项。"), most=8)


class RuleForm(TodayForm):
    """定工作日规则."""

    days = forms.CharField(
        label=gettext_lazy("每月几日"), max_length=40, help_text=gettext_lazy("1 到 28，用逗号隔开，如 5,15,25。")
    )
    moves = forms.BooleanField(label=gettext_lazy("遇休息日顺延到下一个工作日"), required=False)
    confirm_days = forms.IntegerField(label=gettext_lazy("几个工作日内确认"), min_value=1, max_value=20)
    reasons = LinesField(
        label=gettext_lazy("不在岗事由"), rows=8, help_text=gettext_lazy("一行一项；原有的写法不改，新旧数字才连得上。")
    )
    valid_from = DateField(label=gettext_lazy("启用日期"), lean="future")
    basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, required=False, help_text=gettext_lazy("如 文号。")
    )

    def clean_days(self) -> list[int]:
        parts = [part for part in re.split(r"[,，、\s]+", self.cleaned_data["days"].strip()) if part]
        if not parts or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
            raise forms.ValidationError(_("每月的日子请写 1 到 28，用逗号隔开，如 5,15,25。"))
        return [int(part) for part in parts]


class DayForm(forms.Form):
    """确认工作日: nothing to fill in where all were there as planned; a row each for those who might not have been."""

    def __init__(
        self,
        data: Any,
        *,
        members: Sequence[StationMember],
        rule: Rule,
        noted: Iterable[Absence] = (),
        is_correction: bool = False,
    ) -> None:
        super().__init__(data)
        self.members = members
        held = {one.member_id: one for one in noted}
        here = [("", _("按安排到岗"))]
        for one in members:
            known = held.get(one.pk)
            others = [("", _("没有替代"))] + [(str(m.pk), m.name) for m in members if m.pk != one.pk]
            self.fields[f"reason_{one.pk}"] = forms.ChoiceField(
                label=one.name, choices=[*here, *rule.reasons], required=False, initial=known.reason if known else ""
            )
            self.fields[f"instead_{one.pk}"] = forms.ChoiceField(
                label=_("谁替代"), choices=others, required=False,
                initial=str(known.substitute_id) if known and known.substitute_id else "",
            )  # fmt: skip
        if is_correction:
            self.fields["why"] = forms.CharField(label=_("为什么更正"), max_length=200)

    def rows(self) -> list[tuple[StationMember, Any, Any]]:
        """A member with his two fields."""
        return [(one, self[f"reason_{one.pk}"], self[f"instead_{one.pk}"]) for one in self.members]

    def away(self) -> list[Away]:
        """Who was named as not there."""
        by_key = {str(one.pk): one for one in self.members}
        found = []
        for one in self.members:
            reason = self.cleaned_data.get(f"reason_{one.pk}")
            if reason:
                found.append(Away(one, reason, by_key.get(self.cleaned_data.get(f"instead_{one.pk}") or "")))
        return found


class AskForm(TodayForm):
    """请假."""

    member = forms.ChoiceField(label=gettext_lazy("谁请假"))
    since = DateField(label=gettext_lazy("从哪天"), lean="future")
    until = DateField(
        label=gettext_lazy("到哪天"), lean="future", required=False, help_text=gettext_lazy("只请一天的不填。")
    )
    reason = forms.ChoiceField(label=gettext_lazy("事由类别"), widget=forms.RadioSelect)
    matter = forms.CharField(
        label=gettext_lazy("具体事由"), max_length=200, required=False,
        help_text=gettext_lazy("可以不写。只有核准、审批的人和本人看得到，会写进报上级的情况说明。"),
    )  # fmt: skip
    substitute = forms.ChoiceField(label=gettext_lazy("替代人员"), required=False)

    def __init__(self, *args: Any, members: Sequence[StationMember], rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in members}
        named = [(key, f"{one.name}（{one.post}）") for key, one in self.by_key.items()]
        shape(self, "member", choices=named)
        shape(self, "substitute", choices=[("", _("没有替代"))] + named)
        shape(self, "reason", choices=rule.reasons)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["until"] = data.get("until") or data.get("since")
        data["member"] = self.by_key.get(data.get("member", ""))
        data["substitute"] = self.by_key.get(data.get("substitute", ""))
        return data


class CommentForm(forms.Form):
    """核准、审批意见."""

    comment = forms.CharField(label=gettext_lazy("意见"), max_length=200, required=False)


class RefuseForm(forms.Form):
    """不准."""

    comment = forms.CharField(
        label=gettext_lazy("为什么不准"), max_length=200, help_text=gettext_lazy("站里看得到，好另作安排。")
    )


class LetterForm(TodayForm):
    """请假情况说明."""

    first = DateField(
        label=gettext_lazy("从哪天"), help_text=gettext_lazy("这几天里经过审批、还没有说明过的请假都写进去。")
    )
    last = DateField(label=gettext_lazy("到哪天"), required=False, help_text=gettext_lazy("只说明一个工作日的不填。"))
    addressee = forms.CharField(
        label=gettext_lazy("报送给"), max_length=60, help_text=gettext_lazy("如 市群众工作办公室。")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["last"] = data.get("last") or data.get("first")
        return data


def day_of(text: str) -> date | None:
    """A day of the address, or None."""
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-11-05") else None
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 2100 else None
