"""批准、退回、停用: by another person than whoever drafted it; a version that was in force is never edited."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.definitions import queries
from lianxin.reports.definitions.compliance import SETTING, breaches_of, key_of, value_of
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.problems import Unfit
from lianxin.reports.definitions.terms import APPROVE, FLOW, State


@transaction.atomic
def approve(*, definition: Definition, month: str, by: Actor, at: datetime) -> Definition:
    """批准: in force from a month on. The last version holds until then; periods on both sides are not compared."""
    made = _held(definition, by)
    state = State(FLOW.after("approve", made.state))
    if made.made_ref == by.ref:
        raise Unfit(_("拟定的人不能批准自己拟的，请另一位领导批准。"))
    last = Definition.objects.approved().filter(code=made.code).first()
    _check_month(month, Period.containing(localdate(at)).code, last)
    guard(SETTING, key_of(made), value_of(made), breaches_of(made), by=by, at=at)
    made.state, made.valid_from = state, month
    made.approved_by, made.approved_on = by.name, localdate(at)
    made.save(update_fields=["state", "valid_from", "approved_by", "approved_on"])
    queries.forget()
    book.record(
        "definition.approved", of=made.ref, unit_path=made.unit_path, by=by, at=at, name=made.name,
        version=made.version, month=month,
    )  # fmt: skip
    return made


@transaction.atomic
def send_back(*, definition: Definition, reason: str, by: Actor, at: datetime) -> Definition:
    """退回修改, with the reason."""
    made = _held(definition, by)
    made.state = State(FLOW.after("send_back", made.state))
    if not reason.strip():
        raise Unfit(_("请写明为什么退回。"), "reason")
    made.sent_back_why = reason.strip()[:200]
    made.save(update_fields=["state", "sent_back_why"])
    book.record(
        "definition.sent_back", of=made.ref, unit_path=made.unit_path, by=by, at=at, name=made.name,
        version=made.version, private={"reason": made.sent_back_why},
    )  # fmt: skip
    return made


@transaction.atomic
def retire(*, definition: Definition, month: str, reason: str, by: Actor, at: datetime) -> Definition:
    """停用 from a month on: it is offered no more; what was counted by it keeps its definition."""
    made = _held(definition, by)
    state = State(FLOW.after("retire", made.state))
    if Definition.objects.approved().filter(code=made.code, version__gt=made.version).exists():
        raise Unfit(_("后面还有新的一版，请停用最新的一版。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么停用。"), "reason")
    _read_month(month)
    if month <= made.valid_from:
        raise Unfit(_("停用月份要在启用月份之后。"), "month")
    made.state, made.valid_to, made.retired_why = state, month, reason.strip()[:200]
    made.save(update_fields=["state", "valid_to", "retired_why"])
    queries.forget()
    book.record(
        "definition.retired", of=made.ref, unit_path=made.unit_path, by=by, at=at, name=made.name, month=month,
        private={"reason": made.retired_why},
    )  # fmt: skip
    return made


def _held(definition: Definition, by: Actor) -> Definition:
    made = Definition.objects.select_for_update(of=("self",)).select_related("unit").get(pk=definition.pk)
    by.must(APPROVE, made)
    return made


def _check_month(month: str, this: str, last: Definition | None) -> None:
    """A first version may look back; a later one changes nothing that is past."""
    _read_month(month)
    if last is None:
        return
    if month <= last.valid_from:
        raise Unfit(_("第 %(n)s 版自%(month)s起用，新的一版要在它之后。") % {"n": last.version, "month": last.valid_from},
                    "month")  # fmt: skip
    if month < this:
        raise Unfit(_("新的一版只能从本月或以后起用，过去的数不改口径。"), "month")


def _read_month(month: str) -> None:
    try:
        period = Period.parse(month)
    except NotAPeriod as wrong:
        raise Unfit(_("月份请写成 2026-11 这样。"), "month") from wrong
    if period.kind != "month":
        raise Unfit(_("月份请写成 2026-11 这样。"), "month")
