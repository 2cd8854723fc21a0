"""走访任务规定带出、带入: the county's own that are in force, without the people who are named; each comes in as a draft."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.base.versions.carried_rows import Rows, of_rows, shaped, texts, unreadable
from lianxin.base.versions.carrying import carries
from lianxin.pure.problems import Unfit
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.commands import draft_set
from lianxin.work.quotas.commands.sets import MOST_RULES
from lianxin.work.quotas.models import QuotaSet
from lianxin.work.quotas.terms import EDIT, QuotaStatus

LISTS, DAYS = ("kinds", "where", "link_kinds"), ("first", "last")
SET_SHAPE = {"basis": str, "subject": str, "roles": list, "unit_kinds": list, "clauses": list}
CLAUSE_SHAPE: dict[str, Any] = {
    "label": str, "measure": str, "unit": str, "period": str, "minimum": int, "most": (int, type(None)), "kinds": list,
    "where": list, "link": str, "link_kinds": list, "part": str, "sharing": str, "wider": str, "first": (str, type(None)),
    "last": (str, type(None)),
}  # fmt: skip


def here(on: date) -> dict[str, dict[str, Any]]:
    """Those of the county that are in force on a day, by their titles."""
    found = QuotaSet.objects.in_force(on).filter(unit=top_unit()).prefetch_related("rules").order_by("version")
    return {one.title: _told(one) for one in found}


def _told(one: QuotaSet) -> dict[str, Any]:
    """A set as plain data; the wider clauses first, so that each is there when another names it."""
    rules = sorted(one.rules.all(), key=lambda rule: (bool(rule.wider), rule.number))
    codes = {rule.code: f"r{number}" for number, rule in enumerate(rules, 1)}
    clauses = []
    for rule in rules:
        told = asdict(Clause.of(rule)) | {"wider": codes.get(rule.wider, "")}
        told |= {name: list(told[name]) for name in LISTS}
        clauses.append(told | {name: told[name].isoformat() if told[name] else None for name in DAYS})
    return {
        "basis": one.basis, "subject": one.subject, "roles": list(one.roles), "unit_kinds": list(one.unit_kinds), "clauses": clauses,
    }  # fmt: skip


def checked(key: str, value: Any) -> dict[str, Any]:
    """A set that can be drafted. Raises Unfit."""
    found = shaped(value, SET_SHAPE)
    texts(found["roles"]), texts(found["unit_kinds"])
    if not 0 < len(key) <= 60 or len(found["basis"]) > 200 or not 0 < len(found["clauses"]) <= MOST_RULES:
        raise unreadable()
    for clause in found["clauses"]:
        _clause(clause)
    if QuotaSet.objects.filter(title=key, unit=top_unit(), status=QuotaStatus.DRAFT).exists():
        raise Unfit(_("这里已经有一份同名的草稿，请先审定或者改名。"))
    return found


def _clause(value: Any) -> Clause:
    """A clause of plain data. Raises Unfit."""
    told = shaped(value, CLAUSE_SHAPE)
    lists = {name: tuple(texts(told[name])) for name in LISTS}
    try:
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in DAYS}
    except ValueError:
        raise unreadable() from None
    most = told["most"]
    if not 0 <= told["minimum"] <= 9_999 or (most is not None and not 0 <= most <= 9_999) or len(told["label"]) > 40:
        raise unreadable()
    return Clause(**{**told, **lists, **days})


def words(key: str, value: Any) -> str:
    """The clauses by their words."""
    return "；".join(str(clause["label"]) for clause in value["clauses"])


def take(key: str, value: Any, by: Actor, at: datetime) -> object:
    """A draft; where one of that title is here, its next version."""
    unit = top_unit()
    if unit is None:
        raise unreadable()
    last = QuotaSet.objects.filter(title=key, unit=unit).order_by("-version").first()
    return draft_set(
        unit=unit, title=key, basis=value["basis"], subject=value["subject"], roles=value["roles"],
        unit_kinds=value["unit_kinds"], clauses=[_clause(one) for one in value["clauses"]], series=last.series if last else "",
        by=by, at=at,
    )  # fmt: skip


carries(of_rows("quotas", gettext_lazy("走访任务规定"), EDIT, Rows(here, checked, words, take), is_at_once=False))
