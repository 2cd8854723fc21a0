"""选单位和时期: what within one's reach a summary may be written of, over which months, with which parts."""

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import NotAPeriod, Period, Span, read_period
from lianxin.reports.summaries.options import PARTS, Options, UnknownSubject, read, rooms, topics
from lianxin.reports.summaries.terms import VIEW
from lianxin.web.ui.periods import OF_PAPERS, period_groups, period_words
from lianxin.web.ui.reach import units_within

SPAN, TOPIC = "span", "topic"
TABS: tuple[tuple[str, str | Promise], ...] = (
    ("month", _("月总结")), ("quarter", _("季度总结")), ("half_year", _("半年总结")), ("year", _("年度总结")),
    (SPAN, _("阶段性总结")), (TOPIC, _("专题总结")),
)  # fmt: skip
MONTHS_BACK = 36
EARLIEST = 2000


def period_choices(today: date, kinds: tuple[str, ...] = ()) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The periods that have begun, newest first, by kind; of all kinds where none is named."""
    return period_groups(today, [one for one in OF_PAPERS if not kinds or one[0] in kinds])


def month_choices(today: date) -> list[tuple[str, str]]:
    """The months from which and to which a phase may run, newest first."""
    return [(month.code, period_words(month)) for month in Period.latest(today, count=MONTHS_BACK)]


def usual_period(kind: str, today: date) -> Period:
    """What is shown where no period is asked for: the one that ended last; of phases, this year until now."""
    if kind == SPAN:
        return Span.between(Period.month(today.year, 1), Period.containing(today))
    return Period.containing(today, kind if kind in dict(TABS) and kind != TOPIC else "month").previous()  # type: ignore[arg-type]


class UnitField(forms.ModelChoiceField):
    """单位, indented by its depth."""

    def label_from_instance(self, obj: Any) -> str:
        return "\u3000" * (obj.depth - self.top) + obj.name

    top = 1


class ChooseForm(forms.Form):
    """One unit, one period, what is told of. A code that is not in the list may still be typed in the address.

    `subject` says everything that is told of in one word, as a document does; else it is put together from the boxes.
    """

    unit = UnitField(Unit.objects.none(), label=_("单位"), empty_label=None)
    period = forms.CharField(label=_("时期"), max_length=16, required=False)
    first = forms.CharField(label=_("从"), max_length=7, required=False)
    last = forms.CharField(label=_("到"), max_length=7, required=False)
    about = forms.ChoiceField(label=_("专题"), required=False)
    sections = forms.MultipleChoiceField(
        label=_("写哪些部分"), required=False, choices=list(PARTS.items()), widget=forms.CheckboxSelectMultiple
    )
    rooms = forms.MultipleChoiceField(label=_("写哪些工作"), required=False, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, today: date, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.kind = today, kind
        unit = self.fields["unit"]
        units = units_within(actor, VIEW)
        unit.queryset = units  # type: ignore[attr-defined]
        first = units.first()
        unit.top = first.depth if first else 1  # type: ignore[attr-defined]
        if units.count() > 30:
            unit.widget.attrs["data-lx-find"] = _("输入单位名称查找")
        self.fields["period"].widget = forms.Select(choices=self._choices())
        months = month_choices(today)
        for name in ("first", "last"):
            self.fields[name].widget = forms.Select(choices=months)
        self.fields["about"].choices = _abouts()  # type: ignore[attr-defined]
        self.fields["rooms"].choices = list(rooms().items())  # type: ignore[attr-defined]

    def _choices(self) -> list[tuple[Any, Any]]:
        groups: list[tuple[Any, Any]] = list(period_choices(self.today, () if self.kind == TOPIC else (self.kind,)))
        asked = str(self.data.get("period", ""))
        if all(asked != code for _label, listed in groups for code, _name in listed):
            with suppress(NotAPeriod):
                groups.append((_("所选"), [(asked, period_words(read_period(asked)))]))
        return groups

    def clean_period(self) -> Period:
        """The period; one that has not begun has nothing to tell."""
        try:
            if self.kind == SPAN and self.data.get("first") and self.data.get("last"):
                period: Period = Span.between(Period.parse(self.data["first"]), Period.parse(self.data["last"]))
            else:
                period = read_period(self.cleaned_data["period"])
        except NotAPeriod as problem:
            raise forms.ValidationError(str(problem)) from problem
        if period.first > self.today:
            raise forms.ValidationError(
                _("%(period)s还没有开始，请选择已经开始的时期。") % {"period": period_words(period)}
            )
        if period.year < EARLIEST:
            raise forms.ValidationError(_("请选择 2000 年以后的时期。"))
        return period

    def clean(self) -> dict[str, Any]:
        """Put what is told of together. A wrong subject is told of as a whole."""
        found = super().clean() or {}
        try:
            found["options"] = self._options(found)
        except UnknownSubject as problem:
            self.add_error("subject", str(problem))
        return found

    def _options(self, found: dict[str, Any]) -> Options:
        if found.get("subject"):
            return read(found["subject"])
        sections, chosen = tuple(found.get("sections") or ()), tuple(found.get("rooms") or ())
        if self.kind != TOPIC:
            return Options(sections, chosen)
        about = read(found.get("about") or _abouts()[0][1][0][0])
        return Options(sections, about.rooms, about.topic)


def _abouts() -> list[tuple[Any, list[tuple[str, str]]]]:
    """专题: one topic of the concerns, or one kind of work."""
    kinds = [(Options(rooms=(key,)).subject, label) for key, label in rooms().items()]
    found = [(Options(topic=key).subject, label) for key, label in topics().items()]
    return [(_("一类诉求"), found), (_("一类工作"), kinds)] if found else [(_("一类工作"), kinds)]
