"""数据质量的填写. Forms read and check what was typed; they never save."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import known
from lianxin.reports.quality.checking import INDICATOR
from lianxin.reports.quality.models import ValidationRule
from lianxin.reports.quality.terms import RuleKind
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.web.ui.fields import PlainSelect, long_text


class RuleForm(forms.Form):
    """设置校验规则: lines are chosen, nothing is written as a formula."""

    name = forms.CharField(label=_("规则"), max_length=60, help_text=_("如 当日办结不大于受理。"))
    kind = forms.ChoiceField(label=_("怎么比"), choices=RuleKind.choices, widget=forms.RadioSelect)
    first = forms.ChoiceField(label=_("甲"), widget=PlainSelect(), help_text=_("要核对的那一行。"))
    others = forms.MultipleChoiceField(
        label=_("乙（或各分项）"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("比大小选一项；合计把各分项都选上；与上期比、在两个数之间、连续三期相同的不用选。"),
    )  # fmt: skip
    indicator = forms.ChoiceField(
        label=_("或者与系统里的一个数比"), required=False, widget=PlainSelect(), help_text=_("乙不在这张表里时选。")
    )
    low = forms.DecimalField(label=_("最低"), max_digits=14, decimal_places=2, required=False)
    high = forms.DecimalField(label=_("最高，或相差不超过百分之几"), max_digits=14, decimal_places=2, required=False)
    mend = long_text(_("不合时怎么办"), _("告诉填报的人看哪里、问谁。"), rows=2, most=200)
    month = forms.CharField(label=_("从哪个月起"), max_length=7, help_text=_("如 2026-12。以前的月份按以前的规则。"))

    def __init__(self, *args: Any, form: ReturnForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = list(FormLine.objects.filter(form=form).values_list("label", flat=True))
        lines = [(label, label) for label in dict.fromkeys(labels)]
        named = [(INDICATOR + one.code, str(one.label)) for one in known()]
        cast(forms.ChoiceField, self.fields["first"]).choices = lines
        cast(forms.MultipleChoiceField, self.fields["others"]).choices = lines
        cast(forms.ChoiceField, self.fields["indicator"]).choices = [("", _("不用")), *named]

    def clean(self) -> dict[str, Any]:
        """甲 first, then the others."""
        typed = super().clean() or {}
        beside = typed.pop("indicator", "")
        others: Sequence[str] = [*typed.pop("others", ()), *([beside] if beside else [])]
        first = typed.pop("first", "")
        return typed | {"operands": [first, *(one for one in others if one != first)]}


def held_of(rule: ValidationRule) -> dict[str, Any]:
    """What a rule holds, for the form of its next version."""
    beside = next((one for one in rule.operands if one.startswith(INDICATOR)), "")
    lines = [one for one in rule.operands if not one.startswith(INDICATOR)]
    return {"name": rule.name, "kind": rule.kind, "first": lines[0], "others": lines[1:], "indicator": beside,
            "low": rule.low, "high": rule.high, "mend": rule.mend}  # fmt: skip


class ChooseForm(forms.Form):
    """哪张摸底表的规则."""

    form = forms.ChoiceField(label=_("摸底表"))

    def __init__(self, *args: Any, held: Sequence[ReturnForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = {one.code: one.title for one in held}
        cast(forms.ChoiceField, self.fields["form"]).choices = list(newest.items())


class EndForm(forms.Form):
    """停用校验规则."""

    month = forms.CharField(label=_("用到哪个月为止"), max_length=7, help_text=_("如 2026-12。"))


class ExplainForm(forms.Form):
    """说明疑点."""

    explanation = long_text(_("数为什么是这样"), _("一句话。上级看得到，跟数一起保存。"), rows=2, most=300)


class ReasonForm(forms.Form):
    """说明迟报、漏报的原因."""

    reason = long_text(_("原因"), _("照实写，记在这一期旁边。"), rows=2, most=200)
