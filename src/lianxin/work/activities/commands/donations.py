"""捐助专账的事项: what came in, what went out to how many; no more can go out than is there (M276)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.activities.models import Account, Activity, Donation
from lianxin.work.activities.queries import balance
from lianxin.work.activities.terms import RUN, Direction
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code


@transaction.atomic
def open_account(*, unit: Unit, title: str, purpose: str, by: Actor, at: datetime) -> Account:
    """设立捐助专账: for one purpose, which stands over its sheet."""
    by.must_at(RUN, unit.path)
    if not title.strip() or not purpose.strip():
        raise Unfit(_("请写名称和用途。"), "purpose" if title.strip() else "title")
    account = Account.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, title=title.strip(), purpose=purpose.strip(),
        opened_on=localdate(at),
    )  # fmt: skip
    _tell("donation.opened", account, by, at, {"title": account.title})
    return account


@transaction.atomic
def take_in(
    *, account: Account, text: str, by: Actor, at: datetime, on: date | None = None, amount_yuan: int = 0, goods: str = "",
    activity: Activity | None = None,
) -> Donation:  # fmt: skip
    """收到捐助: money or goods, from whom in words; who gave little or much is listed nowhere."""
    account = _locked(account, by)
    entry = _entry(account, Direction.IN, text, on, amount_yuan, goods, activity, by, at)
    entry.save()
    _tell("donation.received", account, by, at, {"text": entry.text}, yuan=amount_yuan)
    return entry


@transaction.atomic
def give_out(
    *, account: Account, text: str, group: str, people: int, by: Actor, at: datetime, on: date | None = None,
    amount_yuan: int = 0, goods: str = "", activity: Activity | None = None,
) -> Donation:  # fmt: skip
    """发放捐助: for what, to how many of which group; never to whom by name, never more than is left."""
    account = _locked(account, by)
    if people < 1 or not group.strip():
        raise Unfit(_("请写受助的是哪些人、几个人，不写姓名。"), "people" if group.strip() else "group")
    left = balance(account).left
    if amount_yuan > left:
        raise Unfit(_("专账结余 %(left)s 元，不够这次发放。") % {"left": left}, "amount_yuan")
    entry = _entry(account, Direction.OUT, text, on, amount_yuan, goods, activity, by, at)
    entry.group, entry.people = group.strip(), people
    entry.save()
    _tell("donation.granted", account, by, at, {"text": entry.text}, yuan=amount_yuan, people=people)
    return entry


@transaction.atomic
def strike_donation(*, entry: Donation, reason: str, by: Actor, at: datetime) -> Donation:
    """划去一笔捐助 that was entered wrongly; money that has gone out cannot lose what it came from."""
    account = _locked(entry.account, by)
    if entry.struck_on is not None:
        raise Unfit(_("这一笔已经划去。"))
    if not reason.strip():
        raise Unfit(_("请写划去的理由。"), "reason")
    if entry.direction == Direction.IN and entry.amount_yuan > balance(account).left:
        raise Unfit(_("这笔钱已经发放出去，请先划去发放的那笔。"))
    entry.struck_on, entry.struck_why = localdate(at), reason.strip()[:200]
    entry.save(update_fields=["struck_on", "struck_why"])
    _tell("donation.struck", account, by, at, {"reason": entry.struck_why})
    return entry


@transaction.atomic
def close_account(*, account: Account, by: Actor, at: datetime) -> Account:
    """结清捐助专账: once nothing is left in it."""
    account = _locked(account, by)
    if left := balance(account).left:
        raise Unfit(_("专账还有结余 %(left)s 元，发放完了再结清。") % {"left": left})
    account.closed_on = localdate(at)
    account.save(update_fields=["closed_on"])
    _tell("donation.closed", account, by, at, {})
    return account


def _entry(
    account: Account, direction: Direction, text: str, on: date | None, amount_yuan: int, goods: str,
    activity: Activity | None, by: Actor, at: datetime,
) -> Donation:  # fmt: skip
    today = localdate(at)
    if not text.strip():
        raise Unfit(_("请写从哪里来或用在哪里。"), "text")
    if amount_yuan < 1 and not goods.strip():
        raise Unfit(_("请写金额，或写物资。"), "amount_yuan")
    if (on or today) > today:
        raise Unfit(_("日期不能晚于今天。"), "on")
    if activity is not None:
        by.must(RUN, activity)
    return Donation(
        account=account, activity=activity, unit=account.unit, unit_path=account.unit_path, direction=direction, on=on or today,
        amount_yuan=amount_yuan, goods=goods.strip(), text=text.strip(),
    )  # fmt: skip


def _locked(account: Account, by: Actor) -> Account:
    account = Account.objects.select_for_update(of=("self",)).select_related("unit").get(pk=account.pk)
    by.must(RUN, account)
    if account.closed_on is not None:
        raise Unfit(_("这个专账已经结清。"))
    return account


def _tell(event: str, account: Account, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    book.record(event, of=account.ref, unit_path=account.unit_path, by=by, at=at, private=private, **detail)
