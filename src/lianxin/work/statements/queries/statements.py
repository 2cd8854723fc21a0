"""报告的读法: whose figures a statement shows, one's own, what was submitted, the plan of the year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxin.base.orgs.permissions import Actor
from lianxin.work.statements.models import FourPlan, Statement
from lianxin.work.statements.queries.drafting import slots, used
from lianxin.work.statements.queries.due import members
from lianxin.work.statements.queries.facts import OF_UNIT, PERSONAL, Fact, Scope, fact, facts
from lianxin.work.statements.queries.wording import in_chinese
from lianxin.work.statements.terms import READ, Four, StatementKind, StatementStatus

#: what each of the four is counted from: visits, pairings, help given, findings
FOUR = {Four.SEE: "visits", Four.PAIR: "pairs", Four.DO: "help_given", Four.SOLVE: "solved"}


def scope_of(statement: Statement, by: Actor) -> Scope:
    """Whose records a statement counts, as this reader may know them."""
    days = (statement.first, statement.last)
    if statement.kind == StatementKind.PERSONAL:
        return Scope((statement.person_id,), *days, by)
    return Scope(members(statement.home_path, statement.kind, *days), *days, by, statement.home_path)


def codes_of(statement: Statement) -> tuple[str, ...]:
    """The figures that such a statement can hold."""
    return PERSONAL if statement.kind == StatementKind.PERSONAL else OF_UNIT


def open_codes(statement: Statement, by: Actor) -> tuple[str, ...]:
    """The figures that this reader may open: its writer any, others those that the text tells them of."""
    if statement.is_own_of(by, READ):
        return codes_of(statement)
    return tuple(_told(statement))


def _told(statement: Statement) -> list[str]:
    known = slots()
    return [known[word] for word in used(one["text"] for one in statement.sections) if word in known]


def figures(statement: Statement, by: Actor) -> dict[str, Fact]:
    """The figures of the slots that the text holds: computed anew until it is submitted, frozen from then on."""
    scope = scope_of(statement, by)
    with in_chinese():
        found = facts(scope, _told(statement))
        if statement.status != StatementStatus.SUBMITTED:
            return found
        return {code: _frozen(one, statement.figures) for code, one in found.items()}


def _frozen(live: Fact, kept: Mapping[str, object]) -> Fact:
    number = kept.get(live.kind.code, live.number)
    assert isinstance(number, int)
    return live if number == live.number else Fact(live.kind, number, (), live.is_of_unit, text_then=_then(live, kept))


def _then(live: Fact, kept: Mapping[str, object]) -> str:
    words = kept.get(f"{live.kind.code}_text", "")
    return str(words)


def one_figure(statement: Statement, code: str, by: Actor) -> Fact:
    """One figure with its records, as they are today."""
    with in_chinese():
        return fact(code, scope_of(statement, by))


def own(by: Actor) -> "QuerySet[Statement]":
    """我起草的, newest first."""
    return (
        Statement.objects.filter(person_id=by.person_id or 0).select_related("home", "person").order_by("-last", "-pk")
    )


def submitted(by: Actor) -> "QuerySet[Statement]":
    """报送来的, by unit and name: no order by number (JF-2)."""
    found = Statement.objects.reachable(by=by, to=READ).filter(status=StatementStatus.SUBMITTED)
    others = found.exclude(person_id=by.person_id or 0).select_related("home", "person")
    return others.order_by("-last", "home_path", "person__name", "pk")


@dataclass(frozen=True)
class FourLine:
    """一批: the words, what one set out to do, what was done."""

    four: Four
    goal: int
    done: Fact


def four_plan(by: Actor, year: int) -> tuple[FourPlan | None, list[FourLine]]:
    """我的四个一批: the plan of a year and what the records say of it (M083)."""
    plan = FourPlan.objects.filter(person_id=by.person_id or 0, year=year).first()
    scope = Scope((by.person_id or 0,), date(year, 1, 1), date(year, 12, 31), by)
    goals: Mapping[str, int] = plan.goals if plan else {}
    return plan, [FourLine(four, goals.get(four.value, 0), fact(code, scope)) for four, code in FOUR.items()]
