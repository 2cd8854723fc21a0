"""走访列表: filters from the address, pages by key."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.ui.fields import DateField, PlainSelect
from lianxin.work.visits import queries
from lianxin.work.visits.models import VisitQuerySet
from lianxin.work.visits.queries import Line
from lianxin.work.visits.terms import VisitKind

ROWS = 50
WHOSE = (("", _("全部")), ("mine", _("我的")), ("home", _("本单位去走访的")), ("here", _("到本单位来的")))


class FilterForm(forms.Form):
    """筛选: everything may be empty; what cannot be read is left out and said beside its field."""

    whose = forms.ChoiceField(label=_("谁的"), choices=WHOSE, required=False, widget=PlainSelect)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[("", _("全部")), *VisitKind.choices], required=False, widget=PlainSelect
    )
    drive = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    since = DateField(label=_("走访自"), required=False)
    until = DateField(label=_("到"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        for name in ("since", "until"):
            field = cast(Any, self.fields[name])
            field.today = today
            field.widget.attrs |= {"size": 9}
        self.is_valid()

    def condition(self, by: Actor) -> Q:
        """The typed filters as a condition."""
        typed, found = self.cleaned_data, Q()
        if typed.get("whose") == "mine":
            found &= Q(people__person=by.person_id or 0)
        elif typed.get("whose") == "home":
            found &= within("home_path", by.own_path)
        elif typed.get("whose") == "here":
            found &= within("unit_path", by.own_path)
        if kind := typed.get("kind"):
            found &= Q(kind=kind)
        if drive := typed.get("drive"):
            found &= Q(drive__code=drive)
        if since := typed.get("since"):
            found &= Q(on__gte=since)
        if until := typed.get("until"):
            found &= Q(on__lte=until)
        return found

    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.fields)


@dataclass(frozen=True)
class Browsed:
    """走访列表 as read from an address."""

    form: FilterForm
    found: VisitQuerySet
    total: int
    address: dict[str, str]

    @property
    def query(self) -> str:
        """The filters as a query, for printing and the file."""
        return urlencode(self.address)


@dataclass(frozen=True)
class Page:
    """一页, and the addresses of its neighbours."""

    rows: list[Line]
    newer_url: str
    older_url: str


def browse(data: Any, *, by: Actor, today: date) -> Browsed:
    """The list that an address asks for: visits that stand, the last first."""
    form = FilterForm(data, today=today)
    found = queries.seen(by).standing().filter(form.condition(by))
    address = {name: str(data[name]) for name in form.fields if data.get(name) and name not in form.errors}
    return Browsed(form, found, found.count(), address)


def page_of(browsed: Browsed, by: Actor, data: Any) -> Page:
    """The rows after or before a key; one that cannot be read begins at the start."""
    after, before = _key(data.get("after", "")), _key(data.get("before", ""))
    found = browsed.found
    if before:
        found = found.filter(Q(on__gt=before[0]) | Q(on=before[0], code__lt=before[1])).order_by("on", "-code")
    else:
        found = found.order_by("-on", "code")
        if after:
            found = found.filter(Q(on__lt=after[0]) | Q(on=after[0], code__gt=after[1]))
    taken = list(found[: ROWS + 1])
    has_more, taken = len(taken) > ROWS, taken[:ROWS]
    if before:
        taken.reverse()
    newer, older = (has_more, True) if before else (bool(after), has_more)
    start = f"{reverse('visits:index')}?{browsed.query}"
    return Page(
        queries.lines(taken, by),
        f"{start}&before={taken[0].on:%Y%m%d}{taken[0].code}" if taken and newer else "",
        f"{start}&after={taken[-1].on:%Y%m%d}{taken[-1].code}" if taken and older else "",
    )


def _key(text: str) -> tuple[date, str] | None:
    try:
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]}"), text[8:20]
    except ValueError:
        return None
