"""摸底表带出、带入: the county's own that are in force and name no unit; each comes in as the draft of its next version."""

import re
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import UnknownIndicator, get
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.base.versions.carried_rows import Rows, of_rows, shaped, texts, unreadable
from lianxin.base.versions.carrying import carries
from lianxin.pure.problems import Unfit
from lianxin.reports.returns.commands import draft_form
from lianxin.reports.returns.commands.forms import MOST_LINES, LevelSpec, LineSpec
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.reports.returns.terms import FORM

CODE = re.compile("[-a-zA-Z0-9_]{1,20}")
FORM_SHAPE = {
    "title": str, "basis": str, "purpose": str, "every": str, "due_day": int, "levels": list, "lines": list,
}  # fmt: skip
LINE_SHAPE = {
    "kind": str, "label": str, "indicator": str, "kinds": list, "origin": str, "measure": str, "is_rolled": bool,
}  # fmt: skip


def here(on: date) -> dict[str, dict[str, Any]]:
    """The newest version in force of each form of the county, by its code; one that names units stays where they are."""
    found = ReturnForm.objects.filter(unit=top_unit()).exclude(valid_from="").prefetch_related("lines")
    newest = {one.code: one for one in found.order_by("code", "version")}
    return {code: _told(one) for code, one in newest.items() if not _names_units(one)}


def _names_units(one: ReturnForm) -> bool:
    return any("units" in level for level in one.levels) or any(
        part[:1] == "u" and part[1:].isdigit() for line in one.lines.all() for part in line.scope.split("+")
    )


def _told(one: ReturnForm) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("title", "basis", "purpose", "every", "due_day")}
    levels = [{"kinds": list(level["kinds"]), "due_day": level["due_day"]} for level in one.levels]
    return told | {"levels": levels, "lines": [_line_told(line) for line in one.lines.all()]}


def _line_told(line: FormLine) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in LINE_SHAPE if name != "kinds"}
    return told | {"kinds": line.scope.split("+") if line.scope else []}


def checked(key: str, value: Any) -> dict[str, Any]:
    """A form that can be drafted. Raises Unfit."""
    found = shaped(value, FORM_SHAPE)
    if not CODE.fullmatch(key) or not 0 < len(found["lines"]) <= MOST_LINES or len(found["levels"]) > MOST_LINES:
        raise unreadable()
    for level in found["levels"]:
        _level(level)
    for line in found["lines"]:
        one = _line(line)
        try:
            known = not one.indicator or get(one.indicator)
        except UnknownIndicator:
            known = None
        if not known:
            raise Unfit(_("“%(line)s”用的指标这里没有，请先设那个指标。") % {"line": one.label})
    if ReturnForm.objects.filter(code=key, valid_from="").exists():
        raise Unfit(_("这里已经拟了一版还没有启用，请先启用那一版。"))
    return found


def _level(value: Any) -> LevelSpec:
    told = shaped(value, {"kinds": list, "due_day": int})
    return LevelSpec(tuple(texts(told["kinds"])), told["due_day"])


def _line(value: Any) -> LineSpec:
    told = shaped(value, LINE_SHAPE)
    return LineSpec(**{**told, "kinds": tuple(texts(told["kinds"]))})


def words(key: str, value: Any) -> str:
    """What is asked, line by line."""
    return _("%(title)s：%(lines)s") % {
        "title": value["title"],
        "lines": "、".join(str(line["label"]) for line in value["lines"]),
    }


def take(key: str, value: Any, by: Actor, at: datetime) -> object:
    """The draft of the next version."""
    unit = top_unit()
    if unit is None:
        raise unreadable()
    told = {name: value[name] for name in ("title", "basis", "purpose", "every", "due_day")}
    return draft_form(
        code=key, unit=unit, lines=[_line(one) for one in value["lines"]], levels=[_level(one) for one in value["levels"]],
        by=by, at=at, **told,
    )  # fmt: skip


carries(of_rows("returns", gettext_lazy("摸底表"), FORM, Rows(here, checked, words, take), is_at_once=False))
