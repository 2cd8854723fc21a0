"""设置的样子: the overview's lines with their addresses, a draft beside what holds, the versions before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.overview import Line
from lianxin.base.versions.queries import Standing
from lianxin.base.versions.terms import State
from lianxin.web.ui import nav
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW

TONES = {"draft": "todo", "submitted": "doing", "approved": "done"}


@dataclass(frozen=True)
class Draft:
    """草稿 beside what holds: each line old and new; what the try-out told, with the matters that the reader may open."""

    version: SettingVersion
    rows: list[tuple[str, str, str]]
    tried: list[tuple[str, list[Concern]]]
    tone: str


@dataclass(frozen=True)
class Past:
    """一版 of the history; without `version` what was given."""

    number: int
    version: SettingVersion | None
    words: list[tuple[str, str]]
    tone: str
    back: str
    since: date | datetime | None = None


def lines(found: Iterable[Line], by: Actor) -> list[tuple[Line, str]]:
    """Each line with its address, as far as the post opens the page."""
    return [(one, reverse(one.page, args=one.args) if _opens(one, by) else "") for one in found]


def _opens(one: Line, by: Actor) -> bool:
    return bool(one.page) and (bool(by.grants.get(one.needs)) if one.needs else nav.opens(one.page, by))


def draft(one: Standing, by: Actor) -> Draft | None:
    """What is in hand."""
    version = one.in_hand
    if version is None:
        return None
    now = dict(one.words)
    rows = [(str(label), now.get(str(label), ""), text) for label, text in one.kind.words(version.value)]
    told: list[dict[str, Any]] = version.tried.get("lines", [])
    codes = {code for line in told for code in line["codes"]}
    seen = {row.code: row for row in Concern.objects.reachable(by=by, to=VIEW).filter(code__in=codes)} if codes else {}
    tried = [(str(line["words"]), [seen[code] for code in line["codes"] if code in seen]) for line in told]
    return Draft(version, rows, tried, TONES.get(version.state, "quiet"))


def history(one: Standing, versions: Iterable[SettingVersion]) -> list[Past]:
    """Every version with its words, the newest first, what was given last."""
    found = [
        Past(row.number, row, _words(one, row.value), TONES.get(row.state, "quiet"), str(row.number), row.valid_from)
        for row in versions if row.state in (State.APPROVED, State.WITHDRAWN, State.DROPPED)
    ]  # fmt: skip
    given = Past(one.given.number, None, _words(one, one.given.value), "quiet", "given", one.given.since)
    return [*found, given] if one.given.number else found


def _words(one: Standing, value: Any) -> list[tuple[str, str]]:
    return [(str(label), text) for label, text in one.kind.words(value)]
