"""核实与核定: by other hands than the nominator's; the county decides what is a typical example (M241, M279)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.paths import STEP
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.examples.commands.nominating import standing
from lianxin.work.examples.models import Example, ExampleConsent, ExampleUse
from lianxin.work.examples.terms import APPROVE, FLOW, NOMINATE, ExampleStatus, Medium, Side
from lianxin.work.publishing.checks import consent_of


@transaction.atomic
def check(*, example: Example, by: Actor, at: datetime) -> Example:
    """核实无误: somebody other than the nominator looked whether it happened so."""
    example = standing(example)
    by.must(APPROVE, example)
    _demand_other(example, by)
    example.status = ExampleStatus(FLOW.after("check", example.status))
    example.checked_on, example.checked_by_name = localdate(at), by.name
    return _saved(example, "check", by, at)


@transaction.atomic
def send_back(*, example: Example, reason: str, by: Actor, at: datetime) -> Example:
    """退回重写."""
    example = standing(example)
    by.must(APPROVE, example)
    example.status = ExampleStatus(FLOW.after("send_back", example.status))
    return _saved(example, "send_back", by, at, reason=_reason(reason))


@transaction.atomic
def approve(*, example: Example, by: Actor, at: datetime) -> Example:
    """核定入库 by the county; whoever is concerned has agreed, and no worker is named who did not."""
    example = standing(example)
    by.must_at(APPROVE, example.unit_path[:STEP])
    by.must(APPROVE, example)
    _demand_other(example, by)
    example.status = ExampleStatus(FLOW.after("approve", example.status))
    _demand_consents(example)
    example.approved_on, example.approved_by_name = localdate(at), by.name
    return _saved(example, "approve", by, at)


@transaction.atomic
def decline(*, example: Example, reason: str, by: Actor, at: datetime) -> Example:
    """不采用, with the reason told to who put it forward."""
    example = standing(example)
    by.must(APPROVE, example)
    example.status = ExampleStatus(FLOW.after("decline", example.status))
    example.ended_on, example.ended_why = localdate(at), _reason(reason)
    return _saved(example, "decline", by, at, reason=example.ended_why)


@transaction.atomic
def withdraw(*, example: Example, reason: str, by: Actor, at: datetime) -> Example:
    """撤出典型库: it is printed no more; what was printed stays printed."""
    example = standing(example)
    by.must(APPROVE, example)
    example.status = ExampleStatus(FLOW.after("withdraw", example.status))
    example.ended_on, example.ended_why = localdate(at), _reason(reason)
    return _saved(example, "withdraw", by, at, reason=example.ended_why)


@transaction.atomic
def note_use(
    *, example: Example, medium: str, issue: str, on: date, by: Actor, at: datetime, source: str = ""
) -> ExampleUse:
    """记用在哪里: the newsletter's number, the newspaper, the programme. With `source` the issuing deed asked the right."""
    example = standing(example)
    if not source:
        by.must(NOMINATE, example)
    FLOW.after("note_use", example.status)
    if not issue.strip():
        raise Unfit(_("请写哪一期或哪个栏目。"), "issue")
    if on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    use = ExampleUse.objects.create(
        example=example, medium=Medium(medium), issue=issue.strip()[:80], on=on, source=source[:60]
    )
    book.record(
        "example.used", of=example.ref, unit_path=example.unit_path, by=by, at=at, issue=use.issue,
        channel=Medium(medium).label,
    )  # fmt: skip
    return use


def _demand_other(example: Example, by: Actor) -> None:
    if example.nominated_by == by.ref:
        raise NotAllowed(_("自己推荐的典型，要由别人核实、核定。"))


def _demand_consents(example: Example) -> None:
    consents = list(ExampleConsent.objects.filter(example=example).select_related("person"))
    waiting = [one for one in consents if one.given_on is None or one.withdrawn_on is not None]
    if waiting:
        raise Unfit(_("还有人没有同意，等他同意了再核定。"))
    word = consent_of(example.concern) if example.concern else None
    if word is False and not any(one.side == Side.RESIDENT for one in consents):
        raise Unfit(_("这位群众没有同意公开，请先征求他的同意。"))
    if example.is_about_persons and not consents and not word:
        raise Unfit(_("写的是人和事，请先登记当事群众或工作人员本人的同意。"))
    agreed = {one.person_id for one in consents if one.person_id is not None}
    staff = Person.objects.filter(is_active=True).values_list("pk", "name")
    for key, name in staff:
        if len(name) > 1 and key not in agreed and (name in example.text or name in example.title):
            raise Unfit(_("文中写到工作人员%(name)s，请先征求本人同意，或者不写姓名。") % {"name": name}, "text")


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Unfit(_("请写明原因。"), "reason")
    return reason.strip()[:120]


def _saved(example: Example, verb: str, by: Actor, at: datetime, **told: str) -> Example:
    example.save()
    book.record(f"example.{verb}", of=example.ref, unit_path=example.unit_path, by=by, at=at, private=told)
    return example
