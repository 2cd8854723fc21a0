"""诉求列表: filters from the address, tabs with exact counts, pages by key. The address holds no running number."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.search import index
from lianxin.pure.workdays import Calendar
from lianxin.web.ui.fields import DateField, PlainSelect
from lianxin.work.concerns import queries, topic_tree
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.queries import TABS, Tab
from lianxin.work.concerns.terms import VIEW, Channel, Kind

ROWS = 50
MANY = 1_000  # so many hits, whoever may see them, are sooner sifted along an index than fetched and sorted
FAR = date(9999, 12, 31)


class FilterForm(forms.Form):
    """筛选: everything may be empty; what cannot be read is left out and said beside its field."""

    words = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    tab = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    unit = forms.TypedChoiceField(label=_("单位"), required=False, coerce=int, empty_value=None, widget=PlainSelect)
    topic = forms.ChoiceField(label=_("分类"), required=False, widget=PlainSelect)
    kind = forms.ChoiceField(
        label=_("性质"), required=False, choices=[("", _("全部")), *Kind.choices], widget=PlainSelect
    )
    channel = forms.ChoiceField(
        label=_("渠道"), required=False, choices=[("", _("全部")), *Channel.choices], widget=PlainSelect
    )
    since = DateField(label=_("收到自"), required=False)
    until = DateField(label=_("到"), required=False)

    def __init__(self, data: Any, *, by: Actor, today: date) -> None:
        super().__init__(data)
        fields = cast(Any, self.fields)
        self.units = units_to_choose(by, str(data.get("unit", "")))
        fields["unit"].choices = [("", _("全部")), *((u.pk, "　" * (u.depth - 1) + u.name) for u in self.units)]
        fields["topic"].choices = [("", _("全部")), *_topics()]
        for name in ("since", "until"):
            fields[name].today = today
            fields[name].widget.attrs |= {"size": 9}
        self.is_valid()

    def shown(self) -> list[forms.BoundField]:
        """The fields of the filter row."""
        return [self[name] for name in ("unit", "topic", "kind", "channel", "since", "until")]

    def condition(self) -> Q:
        """The typed filters as a condition (without tab and words)."""
        typed, found = self.cleaned_data, Q()
        if unit := next((one for one in self.units if one.pk == typed.get("unit")), None):
            found &= within("unit_path", unit.path) | within("handler_path", unit.path)
        if topic := typed.get("topic"):
            found &= Q(topic__in=topic_tree.below([topic]))
        found &= Q(**{name: typed[name] for name in ("kind", "channel") if typed.get(name)})
        if since := typed.get("since"):
            found &= Q(received_on__gte=since)
        if until := typed.get("until"):
            found &= Q(received_on__lte=until)
        return found

    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return any(
            self.cleaned_data.get(name) for name in ("unit", "topic", "kind", "channel", "since", "until", "words")
        )


def _topics() -> list[tuple[str, str]]:
    nodes = topic_tree.flat(topic_tree.tree(topic_tree.valid()))
    return [(node.topic.code, "　" * (node.depth - 1) + node.topic.label) for node in nodes]


def units_to_choose(by: Actor, chosen: str) -> list[Unit]:
    """单位树, one step at a time: the actor's own subtree two levels deep, and below the chosen one."""
    roots = by.grants.get(VIEW.code, ())
    picked = (
        Unit.objects.filter(pk=int(chosen)).first()
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 10
        else None
    )
    opened = set(ancestors(picked.path)) if picked else set()
    wanted = Q(pk__in=())
    for root in roots:
        wanted |= Q(path=root) | Q(parent__path=root)
        wanted |= Q(parent__path__in=[path for path in opened if is_within(path, root)])
    return list(Unit.objects.filter(wanted).only("name", "path").order_by("path")) if roots else []


@dataclass(frozen=True)
class TabShown:
    """一个标签 with its count and address."""

    word: str | Promise
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Browsed:
    """诉求列表 as read from an address."""

    form: FilterForm
    tabs: list[TabShown]
    tab: Tab
    found: ConcernQuerySet
    total: int
    address: dict[str, str]
    calendar: Calendar

    @property
    def query(self) -> str:
        """The filters as a query, for printing and export."""
        return urlencode(self.address)


def browse(data: Any, *, by: Actor, today: date) -> Browsed:
    """The list that an address asks for, and the exact count behind each tab under the same filters.

    Raises NotAllowed for a post that may see no concern anywhere, so that nobody takes his empty list for an empty town.
    """
    if not by.has(VIEW):
        raise NotAllowed(gettext("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})
    calendar = clocks.calendar()
    form = FilterForm(data, by=by, today=today)
    condition, words = form.condition(), form.cleaned_data.get("words", "")
    found = Concern.objects.reachable(by=by, to=VIEW).filter(condition)
    conditions = queries.tab_conditions(today, calendar)
    whole = None if condition else queries.count_whole(by, words)
    looked_at = queries.searched(found, words, by, is_sifted=whole is not None) if words else found
    counts = queries.count_tabs(looked_at, conditions, whole=whole, is_search=bool(words))
    tab = _tab(form.cleaned_data.get("tab", ""), bool(words), counts)
    if words:
        is_sifted = whole is not None and index.count("concern", words) >= MANY
        found = queries.searched(found, words, by, is_sifted=is_sifted)
    address = {
        name: str(data[name]) for name in form.fields if name != "tab" and data.get(name) and name not in form.errors
    }
    tabs = [
        TabShown(
            one.word,
            reverse("concerns:list") + "?" + urlencode({**address, "tab": one.code}),
            counts[one.code],
            one is tab,
        )
        for one in TABS
    ]
    return Browsed(
        form, tabs, tab, found.filter(conditions[tab.code]), counts[tab.code], {**address, "tab": tab.code}, calendar
    )


def _tab(asked: str, is_search: bool, counts: dict[str, int]) -> Tab:
    """The tab asked for; else all for a search, else the first that holds something."""
    by_code = {tab.code: tab for tab in TABS}
    if asked in by_code:
        return by_code[asked]
    if is_search:
        return by_code["all"]
    return next((tab for tab in TABS if counts[tab.code]), by_code["all"])


@dataclass(frozen=True)
class Page:
    """一页, and the addresses of its neighbours."""

    rows: list[Concern]
    newer_url: str
    older_url: str


def ordered(browsed: Browsed) -> ConcernQuerySet:
    """In the order of the tab: by due date what is still to do, else the newest first."""
    if browsed.tab.by_due:
        return browsed.found.annotate(key=Coalesce("due_on", Value(FAR))).order_by("key", "code")
    return browsed.found.annotate(key=F("received_on")).order_by("-key", "code")


def page_of(browsed: Browsed, after: str, before: str, rows: int = ROWS) -> Page:
    """The rows after (or before) a key; a key that cannot be read begins at the start."""
    everything = ordered(browsed)
    is_back = bool(_key(before))
    key = _key(before) or _key(after)
    found = everything.filter(_beyond(key, browsed.tab.by_due, is_back)) if key else everything
    taken = queries.first_of(found.reverse() if is_back else found, rows + 1)
    has_more, taken = len(taken) > rows, taken[:rows]
    if is_back:
        taken.reverse()
    start = reverse("concerns:list") + "?" + browsed.query
    older = has_more if not is_back else True
    newer = has_more if is_back else bool(key)
    return Page(
        taken,
        f"{start}&{urlencode({'before': _key_of(taken[0], browsed.tab)})}" if newer and taken else "",
        f"{start}&{urlencode({'after': _key_of(taken[-1], browsed.tab)})}" if older and taken else "",
    )


def _beyond(key: tuple[date, str], is_ascending: bool, is_back: bool) -> Q:
    """Behind the key in the order of the list (or before it)."""
    on, code = key
    step = "gt" if is_ascending != is_back else "lt"
    code_step = "lt" if is_back else "gt"
    return Q(**{f"key__{step}e": on}) & (Q(**{f"key__{step}": on}) | Q(**{"key": on, f"code__{code_step}": code}))


def _key_of(concern: Concern, tab: Tab) -> str:
    on = (concern.due_on or FAR) if tab.by_due else concern.received_on
    return f"{on:%Y%m%d}{concern.code}"


def _key(text: str) -> tuple[date, str] | None:
    try:
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]}"), text[8:20]
    except ValueError:
        return None
