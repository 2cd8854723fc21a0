"""下步打算的填写. Forms read and check what was typed; they never save."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import known
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps.commands import Target
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.terms import Aim
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text
from lianxin.web.ui.periods import period_words

AHEAD = 12


class StepForm(TodayForm):
    """一项下步打算; the last four say by which figure it is measured, if it is."""

    heading = forms.CharField(label=_("事项"), max_length=60, help_text=_("几个字，如 清理超期件。"))
    text = long_text(_("怎么做"), rows=3, most=400)
    owner_unit = UnitField(label=_("责任单位"), help_text=_("本单位，或者下级单位。"))
    owner = forms.CharField(label=_("责任人"), max_length=60, required=False, help_text=_("姓名或者岗位，可不写。"))
    due_on = DateField(label=_("完成时限"), lean="future")
    indicator = forms.ChoiceField(
        label=_("以哪个数为准"), required=False, widget=PlainSelect(), help_text=_("设了目标，到期由系统算，不用人报。")
    )
    aim = forms.ChoiceField(label=_("目标"), choices=[("", "—"), *Aim.choices], required=False)
    aim_value = forms.DecimalField(label=_("目标值"), max_digits=12, decimal_places=2, min_value=0, required=False)
    aim_period = forms.ChoiceField(label=_("看哪个时期"), required=False)

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = kwargs["today"]
        cast(UnitField, self.fields["owner_unit"]).offer(
            Unit.objects.valid(today).filter(within("path", here.path)).order_by("path")
        )
        named = [(one.code, str(one.label)) for one in known() if not one.is_momentary]
        cast(forms.ChoiceField, self.fields["indicator"]).choices = [("", _("不设")), *named]
        cast(forms.ChoiceField, self.fields["aim_period"]).choices = [("", "—"), *self._periods(today)]

    def _periods(self, today: Any) -> list[tuple[str, str]]:
        found = [Period.containing(today)]
        while len(found) < AHEAD:
            found.append(found[-1].next())
        held = str(self.initial.get("aim_period", ""))
        codes = [one.code for one in found]
        return [(held, held)] * bool(held and held not in codes) + [(one.code, period_words(one)) for one in found]

    def clean(self) -> dict[str, Any]:
        """The four fields of the aim become one target, or none."""
        typed = super().clean() or {}
        code, aim, value, period = (typed.pop(name, None) for name in ("indicator", "aim", "aim_value", "aim_period"))
        if code and not (aim and value is not None and period):
            self.add_error("indicator", _("设目标要写全：哪个数、不高于还是不低于、多少、看哪个时期。"))
            return typed
        return typed | {"target": Target(code, aim, value, period) if code else None}


def held_of(step: NextStep) -> dict[str, Any]:
    """What a step holds, for the form that changes it."""
    names = ("heading", "text", "owner_unit", "owner", "due_on", "indicator", "aim", "aim_value", "aim_period")
    return {name: getattr(step, name) for name in names}


class ResultForm(forms.Form):
    """报告已完成."""

    result = long_text(_("做了什么，结果怎样"), rows=3, most=400)


class ReasonForm(forms.Form):
    """结为未完成."""

    reason = long_text(_("为什么没有完成"), _("下一份总结里会写上。"), rows=3, most=400)


class DayForm(TodayForm):
    """改到新的日期, 重新落实."""

    due_on = DateField(label=_("新的完成时限"), lean="future")
    reason = long_text(_("原因"), _("原来的时限照样看得到。"), rows=3, most=400)
