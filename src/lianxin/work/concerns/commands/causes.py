"""写明成因, 报送成因, 消除成因, 撤回成因: why a matter is stuck, on which line, and whose it is to mend (M068–M070)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Cause, Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.sorting_terms import CODE_CAUSE, Fault, Line, OwnerLevel
from lianxin.work.concerns.terms import Status

SHORTEST_NAME = 2
MOST_CAUSES = 12


@transaction.atomic
def code_cause(
    *, concern: Concern, line: str, fault: str, level: str, evidence: str, by: Actor, at: datetime, rule: str = "",
    owner: Unit | None = None,
) -> Cause:  # fmt: skip
    """写明成因: upward (a rule is missing or blocked above) or downward (not carried out), of which kind, with evidence.

    About rules and units, never about a person: a text that names somebody who works here is refused. What lies on
    the upward line names the rule; where its owner is a unit of the county it goes to that unit at once.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(CODE_CAUSE, concern)
    if concern.accepted_on is None or concern.status in (Status.DECLINED, Status.VOIDED):
        raise Unfit(_("请先分类受理，再写明成因。"))
    _check(concern, line, evidence, rule, owner)
    if concern.causes.filter(withdrawn_on=None).count() >= MOST_CAUSES:
        raise Unfit(_("一件最多写 %(most)s 条成因。") % {"most": MOST_CAUSES})
    pushed_on = clocking.today(at) if line == Line.UP and owner is not None else None
    cause = Cause.objects.create(
        concern=concern, line=line, fault=fault, level=level, owner=owner, rule=rule.strip(), evidence=evidence.strip(),
        by_name=by.name, at=at, pushed_on=pushed_on,
    )  # fmt: skip
    book.record(
        "concern.cause_coded", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"evidence": evidence},
        line=Line(line).label, fault=Fault(fault).label, level=OwnerLevel(level).label,
    )  # fmt: skip
    if pushed_on is not None and owner is not None:
        book.record("concern.cause_pushed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, to=owner.name)
    return cause


def _check(concern: Concern, line: str, evidence: str, rule: str, owner: Unit | None) -> None:
    if not evidence.strip():
        raise Unfit(_("请写明依据的事实：从哪份文件、哪次核实看出来的。"), "evidence")
    if line == Line.UP and not rule.strip():
        raise Unfit(_("上行线的请写明缺哪项规定、卡在哪一条。"), "rule")
    for text, field in ((evidence, "evidence"), (rule, "rule")):
        if _names_somebody(text):
            raise Unfit(_("成因只写制度和单位，不写个人。请去掉文字里的姓名。"), field)
    for subject in concern.subjects.all():
        if owner is not None and subject.unit_path and is_within(owner.path, subject.unit_path):
            raise Unfit(_("不能报送被反映的单位，请选它的上级单位。"), "owner")


def _names_somebody(text: str) -> bool:
    names = Person.objects.filter(is_active=True).values_list("name", flat=True)
    return any(len(name) >= SHORTEST_NAME and name in text for name in names.iterator())


@transaction.atomic
def push_cause(*, cause: Cause, by: Actor, at: datetime) -> Cause:
    """报送成因: an upward cause was sent on paper to a level above the county that owns the rule."""
    cause = _taken(cause, by)
    if cause.line != Line.UP:
        raise Unfit(_("下行线的由本地落实，不用报送。"))
    if cause.pushed_on is not None:
        raise Unfit(_("这一条已经报送过了。"))
    cause.pushed_on = clocking.today(at)
    cause.save(update_fields=["pushed_on"])
    to = cause.owner.name if cause.owner else OwnerLevel(cause.level).label
    book.record(
        "concern.cause_pushed", of=cause.concern.ref, unit_path=cause.concern.unit_path, by=by, at=at, to=str(to)
    )
    return cause


@transaction.atomic
def settle_cause(*, cause: Cause, note: str, by: Actor, at: datetime) -> Cause:
    """消除成因: the rule has come, or is carried out now; with what was done. The unit that owns the rule may say so too."""
    cause = _taken(cause, by, owner_too=True)
    if not note.strip():
        raise Unfit(_("请写明出台了什么规定，或怎样落实了。"), "note")
    cause.settled_on, cause.settled_note = clocking.today(at), note.strip()
    cause.save(update_fields=["settled_on", "settled_note"])
    book.record(
        "concern.cause_settled", of=cause.concern.ref, unit_path=cause.concern.unit_path, by=by, at=at,
        private={"note": note}, line=Line(cause.line).label,
    )  # fmt: skip
    return cause


@transaction.atomic
def withdraw_cause(*, cause: Cause, reason: str, by: Actor, at: datetime) -> Cause:
    """撤回成因: written down wrongly; it stays readable and counts nowhere."""
    cause = _taken(cause, by)
    if not reason.strip():
        raise Unfit(_("请写明撤回的理由。"), "reason")
    cause.withdrawn_on = clocking.today(at)
    cause.save(update_fields=["withdrawn_on"])
    book.record(
        "concern.cause_withdrawn", of=cause.concern.ref, unit_path=cause.concern.unit_path, by=by, at=at,
        private={"reason": reason},
    )  # fmt: skip
    return cause


def _taken(cause: Cause, by: Actor, *, owner_too: bool = False) -> Cause:
    """May, and whether it still stands."""
    cause = Cause.objects.select_for_update(of=("self",)).select_related("concern").get(pk=cause.pk)
    is_owner = cause.owner_id is not None and cause.owner_id == by.unit_id and by.has(CODE_CAUSE)
    if not (owner_too and is_owner and not cause.concern.is_hidden_from(by)):
        by.must(CODE_CAUSE, cause.concern)
    if cause.settled_on is not None or cause.withdrawn_on is not None:
        raise Unfit(_("这一条成因已经了结。"))
    return cause
