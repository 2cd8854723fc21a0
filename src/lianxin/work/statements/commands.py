"""情况报告的事项: draft from the records, edit the sentences, submit, take back; the personal plan of the year."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.statements import queries
from lianxin.work.statements.models import FourPlan, Statement
from lianxin.work.statements.terms import READ, STATEMENT_FLOW, WRITE, Four, StatementKind, StatementStatus

LONGEST = 366  # days
MOST_TEXT = 6000  # characters of one part


@transaction.atomic
def begin(*, kind: str, first: date, last: date, by: Actor, at: datetime) -> Statement:
    """起草情况报告: one's own, or with the right to read the team's that of one's unit; its figures come from the records."""
    if kind not in StatementKind.values:
        raise Unfit(_("请选报告类别。"), "kind")
    by.must_at(WRITE if kind == StatementKind.PERSONAL else READ, by.own_path)
    if by.person_id is None or by.unit_id is None:
        raise NotAllowed(_("请用自己的账号起草。"))
    today = localdate(at)
    if not first <= last or (last - first).days >= LONGEST:
        raise Unfit(_("起止日期要有先后，最长一年。"), "last")
    if first > today:
        raise Unfit(_("开始日期不能晚于今天。"), "first")
    unit = Unit.objects.get(pk=by.unit_id)
    statement = Statement(
        code=new_code(), kind=kind, person_id=by.person_id, home=unit, home_path=unit.path, first=first, last=last,
        title=queries.title(kind, unit), begun_on=today,
    )  # fmt: skip
    found = queries.facts(queries.scope_of(statement, by), queries.codes_of(statement))
    statement.sections = queries.sections(kind, first, last, found)
    statement.save()
    _tell("statement.begun", statement, by, at, first=first.isoformat(), last=last.isoformat())
    return statement


def _tell(event: str, statement: Statement, by: Actor, at: datetime, **detail: Any) -> None:
    label = StatementKind(statement.kind).label
    book.record(event, of=statement.ref, unit_path=statement.home_path, by=by, at=at, kind=label, **detail)


def _own(statement: Statement, by: Actor) -> Statement:
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if not by.is_person or statement.person_id != by.person_id:
        raise NotAllowed(_("只有起草人本人能办。"))
    return statement


def _own_draft(statement: Statement, by: Actor) -> Statement:
    statement = _own(statement, by)
    if statement.status == StatementStatus.SUBMITTED:
        raise Unfit(_("已经报送，要改请先撤回。"))
    return statement


@transaction.atomic
def write(*, statement: Statement, title: str, texts: Sequence[str], by: Actor, at: datetime) -> Statement:
    """修改句子: the heads and the figures stay; a slot is one of those that are counted."""
    statement = _own_draft(statement, by)
    if not title.strip() or len(texts) != len(statement.sections):
        raise Unfit(_("请写标题。"), "title")
    known = queries.slots()
    allowed = {word for word, code in known.items() if code in queries.codes_of(statement)}
    for number, text in enumerate(texts):
        if len(text) > MOST_TEXT:
            raise Unfit(_("这一部分太长，请压缩。"), f"text_{number}")
        for word in queries.used([text]):
            if word not in allowed:
                raise Unfit(_("没有叫【%(word)s】的数字，可用的见右边。") % {"word": word}, f"text_{number}")
    statement.title = title.strip()
    statement.sections = [
        {"head": one["head"], "text": text.strip()} for one, text in zip(statement.sections, texts, strict=True)
    ]
    statement.save(update_fields=["title", "sections"])
    _tell("statement.written", statement, by, at)
    return statement


@transaction.atomic
def submit(*, statement: Statement, by: Actor, at: datetime) -> Statement:
    """报送: to one's unit (党支部); the figures are frozen as they are today."""
    statement = _own(statement, by)
    statement.status = STATEMENT_FLOW.after("submit", statement.status)
    if statement.first > localdate(at):
        raise Unfit(_("还没有开始的时段不能报送。"))
    frozen: dict[str, Any] = {}
    for code, one in queries.figures(_as_draft(statement), by).items():
        frozen |= {code: one.number, f"{code}_text": one.text}
    statement.figures, statement.submitted_on = frozen, localdate(at)
    statement.save(update_fields=["status", "figures", "submitted_on"])
    days = {"first": statement.first.isoformat(), "last": statement.last.isoformat()}
    _tell("statement.submitted", statement, by, at, **days)
    return statement


def _as_draft(statement: Statement) -> Statement:
    """The same with its figures not frozen yet."""
    fields = ("kind", "person_id", "home_path", "first", "last", "sections")
    return Statement(**{name: getattr(statement, name) for name in fields})


@transaction.atomic
def take_back(*, statement: Statement, by: Actor, at: datetime) -> Statement:
    """撤回: to be corrected; the figures are computed anew from then on."""
    statement = _own(statement, by)
    statement.status = STATEMENT_FLOW.after("take_back", statement.status)
    statement.figures, statement.submitted_on = {}, None
    statement.save(update_fields=["status", "figures", "submitted_on"])
    _tell("statement.taken_back", statement, by, at)
    return statement


@transaction.atomic
def discard(*, statement: Statement, by: Actor, at: datetime) -> None:
    """丢弃草稿: drafted and never wanted; the records that it counted stay."""
    statement = _own_draft(statement, by)
    _tell("statement.discarded", statement, by, at)
    statement.delete()


@transaction.atomic
def keep_plan(*, year: int, goals: Mapping[str, int], by: Actor, at: datetime, note: str = "") -> FourPlan:
    """写四个一批计划: how many one means to see, pair with, do and solve this year (M083); nobody sets it for another."""
    by.must_at(WRITE, by.own_path)
    if by.person_id is None or by.unit_id is None:
        raise NotAllowed(_("请用自己的账号起草。"))
    if not localdate(at).year - 1 <= year <= localdate(at).year + 1:
        raise Unfit(_("只能写今年和前后一年的计划。"), "year")
    if set(goals) - set(Four.values) or any(not 0 <= number <= 9999 for number in goals.values()):
        raise Unfit(_("计划数写 0 到 9999。"))
    plan, _is_new = FourPlan.objects.update_or_create(
        person_id=by.person_id, year=year,
        defaults={"home_id": by.unit_id, "home_path": by.own_path, "goals": dict(goals), "note": note.strip()},
    )  # fmt: skip
    book.record("four_plan.kept", of=plan.ref, unit_path=plan.home_path, by=by, at=at, year=year)
    return plan
