"""选单位和时期: what within one's reach a summary may be written of."""

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.summaries.terms import VIEW
from lianxin.web.ui.periods import period_words

KINDS = (("month", _("月"), 15), ("quarter", _("季度"), 6), ("half_year", _("半年"), 4), ("year", _("年"), 3))


def units_in_reach(actor: Actor, to: Permission) -> QuerySet[Unit]:
    """The units at which the actor holds a permission, in the order of the tree."""
    found = Q(pk__in=())
    for root in actor.grants.get(to.code, ()):
        found |= within("path", root)
    return Unit.objects.filter(found).order_by("path")


def period_choices(today: date) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The periods that have begun, newest first, by kind."""
    groups: list[tuple[Any, list[tuple[str, str]]]] = []
    for kind, label, count in KINDS:
        period = Period.containing(today, kind)  # type: ignore[arg-type]
        listed = []
        for _step in range(count):
            listed.append((period.code, period_words(period)))
            period = period.previous()
        groups.append((label, listed))
    return groups


class UnitField(forms.ModelChoiceField):
    """单位, indented by its depth."""

    def label_from_instance(self, obj: Any) -> str:
        return "\u3000" * (obj.depth - self.top) + obj.name

    top = 1


class ChooseForm(forms.Form):
    """One unit and one period. A code that is not in the list may still be typed in the address."""

    unit = UnitField(Unit.objects.none(), label=_("单位"), empty_label=None)
    period = forms.CharField(label=_("时期"), max_length=8)

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        unit = self.fields["unit"]
        units = units_in_reach(actor, VIEW)
        unit.queryset = units  # type: ignore[attr-defined]
        first = units.first()
        unit.top = first.depth if first else 1  # type: ignore[attr-defined]
        if units.count() > 30:
            unit.widget.attrs["data-lx-find"] = _("输入单位名称查找")
        self.fields["period"].widget = forms.Select(choices=self._choices())

    def _choices(self) -> list[tuple[Any, Any]]:
        groups: list[tuple[Any, Any]] = list(period_choices(self.today))
        asked = str(self.data.get("period", ""))
        if all(asked != code for _label, listed in groups for code, _name in listed):
            with suppress(NotAPeriod):
                groups.append((_("所选"), [(asked, period_words(Period.parse(asked)))]))
        return groups

    def clean_period(self) -> Period:
        """The period; one that has not begun has nothing to tell."""
        try:
            period = Period.parse(self.cleaned_data["period"])
        except NotAPeriod as problem:
            raise forms.ValidationError(str(problem)) from problem
        if period.first > self.today:
            raise forms.ValidationError(
                _("%(period)s还没有开始，请选择已经开始的时期。") % {"period": period_words(period)}
            )
        return period
