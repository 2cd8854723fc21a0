"""自定指标的查询: which version is in force, all versions of one, and the indicator that a version makes.

What is in force is read once in a request: every page of figures asks for it many times (`registry.known`, `get`).
"""

import threading
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.signals import request_finished, request_started

from lianxin.base.indicators import Indicator
from lianxin.base.indicators.changes import Version
from lianxin.base.indicators.kinds import local_today
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.definitions.building import Built, Condition, Spec, Words, build, stored
from lianxin.reports.definitions.models import Definition, DefinitionQuerySet
from lianxin.reports.definitions.problems import Unfit
from lianxin.reports.definitions.terms import PREFIX, PUBLIC, VIEW

_request = threading.local()


def _begin(**_given: Any) -> None:
    _request.is_on, _request.rows = True, None


def _end(**_given: Any) -> None:
    _request.is_on = False


request_started.connect(_begin, dispatch_uid="definitions begin")
request_finished.connect(_end, dispatch_uid="definitions end")


def forget() -> None:
    """What was read in this request is no longer so."""
    _request.rows = None


def approved() -> list[Definition]:
    """Every version that was ever put in force, the newest of each first: a short table, read once in a request."""
    if not getattr(_request, "is_on", False):
        return list(Definition.objects.approved())
    if _request.rows is None:
        _request.rows = list(Definition.objects.approved())
    rows: list[Definition] = _request.rows
    return rows


def in_force(today: date) -> list[Definition]:
    """The version of each that holds on the day; none of one whose newest version was retired by then."""
    found: dict[str, Definition] = {}
    for one in approved():
        if one.code not in found and one.valid_from <= f"{today:%Y-%m}":
            found[one.code] = one
    return [one for one in found.values() if one.has_begun(today)]


def spec_of(definition: Definition) -> Spec:
    """What was chosen, as the editor hands it over."""
    plain = {name: getattr(definition, name) for name in (
        "name", "source", "kind", "timed", "placed", "measured", "group", "measure", "better", "remark",
    )}  # fmt: skip
    return Spec(
        **plain, conditions=tuple(map(Condition.read, definition.conditions)),
        part=tuple(map(Condition.read, definition.part)),
    )  # fmt: skip


def built(definition: Definition) -> Built:
    """The indicator of a version. Raises Unfit where its source has gone."""
    return build(spec_of(definition), code=definition.code, version=str(definition.version))


def indicator_of(definition: Definition) -> Indicator | None:
    """The indicator of a version, in its own words; None where the records it counts are counted no more."""
    words = Words(definition.basis, definition.numerator, definition.denominator)
    try:
        return stored(spec_of(definition), words, code=definition.code, version=str(definition.version))
    except Unfit:
        return None


# 登记簿问的 -----------------------------------------------------------------------------------------------------


def find(code: str, version: str = "") -> Indicator | None:
    """An own indicator by its code, as in force today or in a version (`registry.resolver`)."""
    if not code.startswith(PREFIX):
        return None
    rows = approved() if version else in_force(local_today())
    return next((indicator_of(one) for one in rows if one.code == code and version in ("", str(one.version))), None)


def every() -> Iterable[Indicator]:
    """All own indicators in force today."""
    return [found for one in in_force(local_today()) if (found := indicator_of(one)) is not None]


def changes(code: str) -> list[Version]:
    """From when on each later version holds (`changes.tell`): figures on both sides are not compared."""
    if not code.startswith(PREFIX):
        return []
    rows = [one for one in approved() if one.code == code and one.version > 1]
    return [
        Version(code, str(one.version), date.fromisoformat(f"{one.valid_from}-01"), one.remark or one.basis)
        for one in rows
    ]


# 页面问的 -------------------------------------------------------------------------------------------------------


def seen(by: Actor) -> DefinitionQuerySet:
    """All versions that the actor may read: drafts at his own place, and what is approved above him."""
    found: DefinitionQuerySet = Definition.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit")


def history(definition: Definition, by: Actor) -> list[Definition]:
    """Every version of the same indicator, the newest first."""
    return list(seen(by).filter(code=definition.code).order_by("-version"))


def newest(by: Actor) -> list[Definition]:
    """Each indicator by its newest version that is in force or was, then the drafts."""
    found: dict[str, Definition] = {}
    drafts = []
    for one in seen(by).order_by("code", "-version"):
        if one.state in PUBLIC:
            found.setdefault(one.code, one)
        else:
            drafts.append(one)
    return [*found.values(), *drafts]
