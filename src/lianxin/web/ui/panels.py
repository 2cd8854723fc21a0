"""插页: what other rooms add to a record's page, and to the list of what waits for me.

The record's page knows none of them; each room declares its panel, its steps and its waiting list in a module
`panels.py` of its folder in `web/office`, which `web/ui/apps.py` imports at the start.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui.request import Request


@dataclass(frozen=True)
class Panel:
    """插页 of a record: a template, and what it shows (None: nothing to show here). At most two statements each."""

    of: str
    template: str
    shows: Callable[[Request, Any], dict[str, Any] | None]
    order: int = 50
    where: str = "main"


@dataclass(frozen=True)
class Step:
    """办法: a further button on a record's page, in a group of its like (one of GROUPS; empty: the room's)."""

    word: str | Promise
    url: str
    group: str = ""


@dataclass(frozen=True)
class Waiting:
    """要我办的一件 of another room: the verb, what it is about, where, its page, how long is left."""

    word: str | Promise
    title: str
    where: str
    url: str
    due_on: date | None = None
    left: str = ""
    tone: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Quiet:
    """提一句: one sentence of one's own on 今日, and its page. Nobody else is ever shown it."""

    sentence: str
    url: str


#: the groups of further buttons, in the order of the page
GROUPS: dict[str, str | Promise] = {
    "hand": _("分办"), "time": _("期限"), "note": _("记一笔"), "up": _("上报督办"), "ask": _("回访复查"), "open": _("公开"),
    "study": _("分析"), "write": _("公文"),
}  # fmt: skip

Steps = Callable[[Request, Any], Iterable[Step]]
Waits = Callable[[Actor, date, Calendar, int], Iterable[Waiting]]
Quiets = Callable[[Actor, date], Iterable[Quiet]]
#: a reminder that speaks of everything is heard by nobody
MOST_QUIET = 3

_panels: list[Panel] = []
_steps: list[tuple[str, Steps, str]] = []
_waits: list[Waits] = []
_quiets: list[Quiets] = []
ROW_TEMPLATES: dict[str, str] = {}


def panel(of: str, template: str, shows: Callable[[Request, Any], dict[str, Any] | None], **how: Any) -> None:
    """Declare a panel; `where` is "main" (under the story) or "aside" (among the facts)."""
    _panels.append(Panel(of, template, shows, **how))


def steps(of: str, find: Steps, group: str = "note") -> None:
    """Declare further buttons of a record; `find` gives those that this actor may press in this state."""
    _steps.append((of, find, group))


def waits(find: Waits) -> None:
    """Declare what waits for an actor: `find(actor, today, calendar, most)`, most urgent first."""
    _waits.append(find)


def quiet(find: Quiets) -> None:
    """Declare what may be said on 今日 to the person himself: `find(actor, today)`, the most useful first."""
    _quiets.append(find)


def rows(kind: str, template: str) -> None:
    """Declare how the records of a kind are listed behind a figure: a template that gets `rows`."""
    ROW_TEMPLATES[kind] = template


def shown(of: str, request: Request, record: Any, where: str) -> list[SafeString]:
    """The panels of a record's page, as they stand."""
    found = []
    for one in sorted((p for p in _panels if p.of == of and p.where == where), key=lambda p: p.order):
        context = one.shows(request, record)
        if context is not None:
            found.append(render_to_string(one.template, {"record": record, **context}, request))
    return found


def further_steps(of: str, request: Request, record: Any) -> list[tuple[str | Promise, list[Step]]]:
    """The further buttons of a record's page, by group; groups without one are left out."""
    found: dict[str, list[Step]] = {group: [] for group in GROUPS}
    for kind, find, group in _steps:
        if kind == of:
            for step in find(request, record):
                found[step.group or group].append(step)
    return [(GROUPS[group], buttons) for group, buttons in found.items() if buttons]


def waiting(actor: Actor, today: date, calendar: Calendar, most: int) -> list[Waiting]:
    """What waits for the actor in all rooms, most urgent first."""
    found = [one for find in _waits for one in find(actor, today, calendar, most)]
    return sorted(found, key=lambda one: one.due_on or date.max)[:most]


def said_quietly(actor: Actor, today: date) -> list[Quiet]:
    """What is said to this actor on 今日, a few sentences at most; without a person there is nobody to say it to."""
    if not actor.is_person:
        return []
    return [one for find in _quiets for one in find(actor, today)][:MOST_QUIET]
