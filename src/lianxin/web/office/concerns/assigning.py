"""交办的填写: what the duty list says stands beside the form, one click fills it in; nothing is applied unseen."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.web.office.concerns.forms import DeedForm
from lianxin.web.ui.fields import DateField, NamedInput, UnitField, labels
from lianxin.work.concerns.duty_book import DutyBook, Found, Owner
from lianxin.work.concerns.duty_terms import LEAST_REASON
from lianxin.work.issues.queries import suggest_unit

SEPARATORS = "，,；;\n"


class UnitsField(forms.CharField):
    """几个单位, by their names, separated by 、; the value is a list of units."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 400, "widget": NamedInput(), **kwargs})
        self.units: QuerySet[Unit] = Unit.objects.none()

    def offer(self, units: "QuerySet[Unit]") -> None:
        """The units one may name here."""
        self.units = units
        self.widget.proposals = lambda: labels(self.units)

    def clean(self, value: Any) -> list[Unit]:
        text = super().clean(value)
        for separator in SEPARATORS:
            text = text.replace(separator, "、")
        one, found = UnitField(), []
        one.offer(self.units)
        for name in filter(None, (part.strip() for part in text.split("、"))):
            unit = one.to_python(name)
            if unit is None:
                raise ValidationError(gettext("没有叫“%(name)s”的单位，请核对名称。") % {"name": name[:20]})
            found.append(unit)
        return found

    def prepare_value(self, value: Any) -> Any:
        return "、".join(one.name for one in value) if isinstance(value, list | tuple) else value


@dataclass(frozen=True)
class Suggestion:
    """清单的建议: the owner, the sentence with the reason, the address that fills it in; whether it is filled in."""

    owner: Owner
    url: str
    is_taken: bool


@dataclass(frozen=True)
class PastSuggestion:
    """以往的建议: a unit that handled such matters, how many, the address that fills it in."""

    unit: Unit
    why: str
    url: str
    is_taken: bool


class AssignForm(DeedForm):
    """交办: who is in charge, who helps, by when. `take` is the suggestion that was clicked."""

    page = "concerns/assign.html"

    to = UnitField(label=_("主办单位"), help_text=_("写单位名称，会自动提示。"))
    helpers = UnitsField(
        label=_("协办单位"),
        required=False,
        help_text=_("可以写几个，用“、”隔开。协办单位能看到这件诉求，向主办单位反馈。"),
    )
    due_on = DateField(label=_("办结期限"), lean="future", required=False)
    help_due_on = DateField(
        label=_("协办反馈期限"), lean="future", required=False, help_text=_("不写就与办理期限相同，只能提前。")
    )
    instruction = forms.CharField(
        label=_("交办要求"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    outside_reason = forms.CharField(
        label=_("清单外交办的理由"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, take: str = "", **kwargs: Any) -> None:
        self.take = take
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        fields = cast(Any, self.fields)
        standing = Unit.objects.valid(self.today)
        fields["to"].offer(standing)
        fields["helpers"].offer(standing)
        fields["due_on"].today = fields["help_due_on"].today = self.today
        if self.concern.due_on:
            fields["due_on"].help_text = gettext("不写就是承诺期限 %(due)s，只能提前。") % {"due": self.concern.due_on}
        fields["outside_reason"].help_text = gettext(
            "只在交给村、社区而不在其责任清单内，或把部门主办的事项交给乡镇时写，不少于 %(least)s 个字，会计入统计。"
        ) % {"least": LEAST_REASON}
        self.found: Found = DutyBook().owners(self.concern.topic, self.concern.unit, self.today)
        self._take()

    def _take(self) -> None:
        taken = [one for number, one in enumerate(self.found.owners) if str(number) == self.take]
        for owner in taken:
            self.initial = {"to": owner.lead, "helpers": list(owner.helpers)}
        for one in self.past():
            if one.is_taken:
                self.initial = {"to": one.unit}

    def past(self) -> list[PastSuggestion]:
        """Who handled such matters before, with the count as the reason; never a unit that the list names already, nor
        one that is complained about."""
        concern, leads = self.concern, {owner.lead.pk for owner in self.found.owners if owner.lead}
        about = [one.unit_path for one in concern.subjects.all() if one.unit_path]
        at = make_aware(datetime.combine(self.today, time(12)))
        advice = suggest_unit(topic=concern.topic, unit=concern.unit, by=self.by, at=at) if concern.topic else []
        return [
            PastSuggestion(one.unit, one.why, f"?take=u{one.unit.pk}", self.take == f"u{one.unit.pk}")
            for one in advice
            if one.unit.pk not in leads and not any(is_within(one.unit.path, path) for path in about)
        ]

    def suggestions(self) -> list[Suggestion]:
        """What the list says; several are a tie, and a person decides."""
        return [
            Suggestion(owner, f"?take={number}", str(number) == self.take)
            for number, owner in enumerate(self.found.owners)
        ]
