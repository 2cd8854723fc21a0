"""为民办实事: propose, promise in public, say how far it is, finish, or say why not (M211)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.pledges.models import PracticalHelp, PracticalOrigin, PracticalStep
from lianxin.work.pledges.rules import must_be_concrete, must_be_in_year, must_say
from lianxin.work.pledges.terms import MAKE, PRACTICAL_FLOW, PUBLISH, PracticalSource, PracticalStatus


@transaction.atomic
def propose(
    *, unit: Unit, title: str, goal: str, year: int, due_on: date | None, source: str, by: Actor, at: datetime,
    planned_yuan: Decimal | None = None, source_words: str = "", concern: Concern | None = None,
) -> PracticalHelp:  # fmt: skip
    """拟办实事: what, until it is how, by which unit and when, for how much, and where the wish came from."""
    by.must_at(MAKE, unit.path)
    if source not in PracticalSource.values:
        raise Unfit(_("请选实事从哪里来。"), "source")
    if concern is not None:
        by.must(SEE_CONCERN, concern)
    title = must_say(title, _("请写办什么实事。"), "title")[:80]
    goal = must_say(goal, _("请写办成什么样，群众看得见。"), "goal", 4)[:200]
    must_be_concrete(goal, "goal")
    if planned_yuan is not None and planned_yuan < 0:
        raise Unfit(_("计划资金不能是负数。"), "planned_yuan")
    found = PracticalHelp.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, promiser=Unit.objects.get(path=by.own_path or unit.path), year=year,
        title=title, goal=goal, due_on=must_be_in_year(due_on, year), planned_yuan=planned_yuan, source=PracticalSource(source),
        source_words=source_words.strip()[:120], proposed_on=localdate(at),
    )  # fmt: skip
    if concern is not None:
        PracticalOrigin.objects.create(practical=found, unit_path=found.unit_path, concern=concern)
    book.record("practical.proposed", of=found.ref, unit_path=unit.path, by=by, at=at, private={"title": found.title})
    return found


@transaction.atomic
def promise(*, practical: PracticalHelp, by: Actor, at: datetime) -> PracticalHelp:
    """公布: from now on it stands on the public list with its date."""
    found = _held(practical, by, PUBLISH, "promise")
    clearance.demand({"title": found.title, "goal": found.goal, "source_words": found.source_words})
    found.status, found.promised_on = PracticalStatus.PROMISED, localdate(at)
    found.save(update_fields=["status", "promised_on"])
    book.record(
        "practical.promised", of=found.ref, unit_path=found.unit_path, by=by, at=at, due_on=found.due_on.isoformat()
    )
    return found


@transaction.atomic
def note_step(*, practical: PracticalHelp, text: str, by: Actor, at: datetime, proof: str = "") -> PracticalStep:
    """记实事进展: how far it is, and where one can see it; no picture is asked for."""
    found = _held(practical, by, MAKE, "note_step")
    said = must_say(text, _("请写做了什么。"), "text")[:300]
    clearance.demand({"text": said, "proof": proof})
    step = PracticalStep.objects.create(
        practical=found, on=localdate(at), text=said, proof=proof.strip()[:200], by_name=by.name
    )
    book.record("practical.progressed", of=found.ref, unit_path=found.unit_path, by=by, at=at, private={"text": said})
    return step


@transaction.atomic
def finish(
    *, practical: PracticalHelp, result: str, by: Actor, at: datetime, spent_yuan: Decimal | None = None
) -> PracticalHelp:
    """办成: what is there now, where one sees it, what it cost."""
    found = _held(practical, by, MAKE, "finish")
    if spent_yuan is not None and spent_yuan < 0:
        raise Unfit(_("实际资金不能是负数。"), "spent_yuan")
    found.result = must_say(result, _("请写办成了什么、在哪里看得到。"), "result", 4)
    clearance.demand({"result": found.result})
    found.status, found.done_on, found.spent_yuan = PracticalStatus.DONE, localdate(at), spent_yuan
    found.save(update_fields=["status", "done_on", "spent_yuan", "result"])
    book.record(
        "practical.finished", of=found.ref, unit_path=found.unit_path, by=by, at=at, private={"result": found.result}
    )
    return found


@transaction.atomic
def give_up(*, practical: PracticalHelp, reason: str, by: Actor, at: datetime) -> PracticalHelp:
    """说明没有办成: it stays on the public list with the reason and what comes next."""
    found = _held(practical, by, MAKE, "give_up")
    found.result = must_say(reason, _("请写明为什么没有办成、后面怎么办。"), "reason", 4)
    clearance.demand({"reason": found.result})
    found.status = PracticalStatus.NOT_DONE
    found.save(update_fields=["status", "result"])
    book.record(
        "practical.given_up", of=found.ref, unit_path=found.unit_path, by=by, at=at, private={"reason": found.result}
    )
    return found


@transaction.atomic
def withdraw_practical(*, practical: PracticalHelp, reason: str, by: Actor, at: datetime) -> PracticalHelp:
    """撤下实事: entered twice or by mistake; it is counted nowhere, the record stays with the reason."""
    found = _held(practical, by, PUBLISH, "withdraw")
    found.withdrawn_why = must_say(reason, _("请写明为什么撤下。"), "reason", 4)[:300]
    found.status = PracticalStatus.WITHDRAWN
    found.save(update_fields=["status", "withdrawn_why"])
    book.record(
        "practical.withdrawn", of=found.ref, unit_path=found.unit_path, by=by, at=at,
        private={"reason": found.withdrawn_why},
    )  # fmt: skip
    return found


def _held(practical: PracticalHelp, by: Actor, permission: object, verb: str) -> PracticalHelp:
    """The item, locked; raises NotAllowed or WrongState."""
    found = PracticalHelp.objects.select_for_update(of=("self",)).get(pk=practical.pk)
    by.must(permission, found)  # type: ignore[arg-type]
    PRACTICAL_FLOW.after(verb, found.status)
    return found
