"""暂停销毁: of one record or a span, with a reason; what is held is neither restricted nor erased until it is let go."""

from datetime import date, datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention.kinds import KINDS
from lianxin.base.retention.models import Hold, Restriction
from lianxin.base.retention.queries import as_due, months, records
from lianxin.base.retention.terms import HOLD, State
from lianxin.pure.codes import new_code
from lianxin.pure.problems import Unfit


@transaction.atomic
def place_hold(
    *, unit: Unit, reason: str, by: Actor, at: datetime, kind: str = "", key: str = "", first: date | None = None,
    last: date | None = None,
) -> Hold:  # fmt: skip
    """暂停销毁. With a key: that record, in all its kinds; without: what the unit's subtree has from that time."""
    by.must_at(HOLD, unit.path)
    key = key.strip()
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么要暂停销毁。"), "reason")
    if kind and (kind not in KINDS or KINDS[kind].swept):
        raise Unfit(_("请选择种类。"), "kind")
    if first and last and last < first:
        raise Unfit(_("“到”应不早于“从”。"), "last")
    path, about = (unit.path, "") if not key else _of(kind, key, by)
    made = Hold.objects.create(
        code=new_code(SystemRandom()), kind=kind, key=key, about=about, unit_path=path, unit_name=unit.name, first=first,
        last=last, reason=reason.strip()[:200], by_name=by.name, by_post=by.post, at=at,
    )  # fmt: skip
    _tell("retention.held", made, made.reason, by, at)
    return made


def _of(kind: str, key: str, by: Actor) -> tuple[str, str]:
    """Place and concern of the record that is named; one still worked on may be held as well. Raises Unfit."""
    if not kind:
        raise Unfit(_("写了编号的，请选择种类。"), "kind")
    entry = KINDS[kind]
    fits = entry.key != "pk" or key.isdecimal()
    model = records(entry).model
    row = model.objects.reachable(by=by, to=HOLD).filter(**{entry.key: key}).first() if fits else None
    if row is None:
        raise Unfit(_("没有找到这一件。"), "key")
    if Restriction.objects.filter(kind=kind, key=key, state=State.ERASED).exists():
        raise Unfit(_("这一件已经清除，无法暂停。"), "key")
    if getattr(row, entry.dated) is None:
        return row.unit_path, row.code if entry.concern == "code" else ""
    one = as_due(entry, row, months(entry))
    return one.unit_path, one.about


@transaction.atomic
def let_go(*, hold: Hold, reason: str, by: Actor, at: datetime) -> Hold:
    """解除暂停销毁: what is over goes the way of the others from the next night on."""
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    by.must(HOLD, hold)
    if hold.let_go_at is not None:
        raise Unfit(_("已经解除过。"))
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么可以解除。"), "reason")
    hold.let_go_at, hold.let_go_by, hold.let_go_reason = at, by.name, reason.strip()[:200]
    hold.save()
    _tell("retention.let_go", hold, hold.let_go_reason, by, at)
    return hold


def _tell(event: str, hold: Hold, reason: str, by: Actor, at: datetime) -> None:
    entry = hold.entry
    scope = f"{entry.label if entry else _('全部种类')} {hold.key or hold.unit_name}"
    book.record(event, of=hold.ref, unit_path=hold.unit_path, by=by, at=at, scope=scope, private={"reason": reason})
