"""走访抽查页面上显示的: how often each unit was checked, one check with its list, how it was drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.ui.request import Request
from lianxin.work.households.models import Household
from lianxin.work.households.terms import OPEN
from lianxin.work.spotchecks import queries
from lianxin.work.spotchecks.models import SpotCheck
from lianxin.work.spotchecks.queries import Heard
from lianxin.work.spotchecks.terms import RUN, Result

TABS = ((gettext_lazy("抽查"), "spotchecks:index"), (gettext_lazy("本单位被抽查"), "spotchecks:of_us"))
TONES = {Result.CAME: "done", Result.DID_NOT_COME: "todo"}


def units_to_check(by: Actor, request: Request) -> list[tuple[Unit, int]]:
    """The units below, each with how often it was checked at random this year: in the order of the units. Two statements."""
    roots = by.grants.get(RUN.code, ())
    if not roots:
        return []
    counts = queries.often(by, request.today)
    below = Unit.objects.valid(request.today).under(request.posting.unit).exclude(pk=request.posting.unit.pk)
    return [(unit, counts.get(unit.pk, 0)) for unit in below.order_by("path") if is_within(unit.path, roots[0])]


def words_of(unit: Unit, times: int, names: Mapping[int, str]) -> str:
    """石桥村（清水镇，今年 1 次）."""
    above = names.get(unit.parent_id or 0, "")
    told = _("今年 %(times)s 次") % {"times": times}
    return f"{unit.name}（{above}，{told}）" if above else f"{unit.name}（{told}）"


def choices(by: Actor, request: Request) -> list[tuple[Unit, str]]:
    """The same for a form."""
    found = units_to_check(by, request)
    names = {unit.pk: unit.name for unit, _times in found}
    return [(unit, words_of(unit, times, names)) for unit, times in found]


@dataclass(frozen=True)
class Row:
    """抽中的一次走访: which, what was said; the telephone only after it was opened."""

    number: int
    visit: Any
    said: str
    tone: str
    name: str
    phone: str


def rows(spotcheck: SpotCheck, opened: Mapping[int, Household] | None = None) -> list[Row]:
    """The items in the order of the draw: one statement."""
    found = []
    for item in queries.items_of(spotcheck):
        home = (opened or {}).get(item.visit.household_id)
        said = str(Result(item.said).label) if item.said else ""
        tone = TONES.get(item.said, "quiet")
        found.append(Row(item.number, item.visit, said, tone, home.head_name if home else "",
                         (home.phone or _("未留")) if home else ""))  # fmt: skip
    return found


def share(heard: Heard) -> str:
    """有人来过 as an interval in per cent; empty of fewer than five answers."""
    return "{:.0%}–{:.0%}".format(*heard.interval) if heard.interval else ""


def check_context(
    request: Request, spotcheck: SpotCheck, opened: Mapping[int, Household] | None = None
) -> dict[str, Any]:
    """一次抽查 as its page shows it; the constant number of statements."""
    by, heard = request.actor, queries.heard(spotcheck.items.all())
    may_run = by.may(RUN, spotcheck) and spotcheck.closed_on is None
    findings = spotcheck.findings.select_related("rectification")
    return {
        "check": spotcheck, "rows": rows(spotcheck, opened), "heard": heard, "share": share(heard), "may_run": may_run,
        "may_find": by.may(RUN, spotcheck), "is_opened": opened is not None, "findings": findings,
        "may_open": may_run and any(is_within(spotcheck.checked_path, root) for root in by.grants.get(OPEN.code, ())),
        "agrees": queries.is_the_same(spotcheck),
        "entries": [(entry.n, entry.at, book.sentence(entry)) for entry in book.story(spotcheck.ref).filter(
            event__in=("spotcheck.opened", "spotcheck.drawn"))],
    }  # fmt: skip
