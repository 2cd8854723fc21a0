"""践诺、评诺: progress, changes that everybody reads, results, the residents' word, the close (M207)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Satisfaction
from lianxin.work.pledges.commands.making import held
from lianxin.work.pledges.models import ItemChange, ItemProgress, Pledge, PledgeItem, PledgeRating
from lianxin.work.pledges.rules import must_be_concrete, must_be_in_year, must_say
from lianxin.work.pledges.terms import APPRAISE, FLOW, MAKE, ItemResult, PledgeStatus

SETTLED = (ItemResult.FULFILLED, ItemResult.PARTLY, ItemResult.BROKEN)


@transaction.atomic
def note_progress(
    *, item: PledgeItem, text: str, by: Actor, at: datetime, proof: str = "", on: date | None = None
) -> ItemProgress:
    """记践诺进展: what was done and where it can be looked up; as often or seldom as one likes, no picture is asked for."""
    pledge, item = _open_item(item, by, "note_progress")
    today = localdate(at)
    if on is not None and (on > today or on < (pledge.published_on or today)):
        raise Unfit(_("日期应在亮诺那天和今天之间。"), "on")
    said = must_say(text, _("请写做了什么。"), "text")[:300]
    clearance.demand({"text": said, "proof": proof})
    noted = ItemProgress.objects.create(
        item=item, on=on or today, text=said, proof=proof.strip()[:200], by_name=by.name
    )  # fmt: skip
    book.record(
        "pledge.progressed", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"text": said},
        number=item.number,
    )  # fmt: skip
    return noted


@transaction.atomic
def change_item(
    *, item: PledgeItem, what: str, due_on: date | None, seen_by: str, reason: str, by: Actor, at: datetime
) -> PledgeItem:
    """改承诺事项: in public; what it said before stays to be read, with the reason."""
    pledge, item = _open_item(item, by, "change_item")
    why = must_say(reason, _("请写明为什么改，群众会看到。"), "reason", 4)[:300]
    new = must_say(what, _("请写承诺做什么。"), "what")[:200]
    must_be_concrete(new, "what")
    seen = must_say(seen_by, _("请写怎样算做到，群众到哪里看得见。"), "seen_by", 4)[:200]
    clearance.demand({"reason": why, "what": new, "seen_by": seen})
    due = must_be_in_year(due_on, pledge.year)
    if (new, due, seen) == (item.what, item.due_on, item.seen_by):
        raise Unfit(_("和原来的一样，没有改动。"))
    _keep(item, why, by, localdate(at))
    item.what, item.due_on, item.seen_by = new, due, seen
    item.save(update_fields=["what", "due_on", "seen_by"])
    book.record(
        "pledge.item_changed", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"reason": why},
        number=item.number,
    )  # fmt: skip
    return item


@transaction.atomic
def withdraw_item(*, item: PledgeItem, reason: str, by: Actor, at: datetime) -> PledgeItem:
    """撤回一项: in public, with the reason; it stays on the board as withdrawn and counts as neither kept nor broken."""
    pledge, item = _open_item(item, by, "withdraw_item")
    why = must_say(reason, _("请写明为什么撤回，群众会看到。"), "reason", 4)[:300]
    clearance.demand({"reason": why})
    if not pledge.items.exclude(pk=item.pk).exclude(result=ItemResult.WITHDRAWN).exists():
        raise Unfit(_("只剩这一项了，请撤回整个承诺。"))
    _end(item, ItemResult.WITHDRAWN, why, by, localdate(at))
    book.record(
        "pledge.item_withdrawn", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"reason": why},
        number=item.number,
    )  # fmt: skip
    _report_if_all_settled(pledge, by, at)
    return item


@transaction.atomic
def settle_item(*, item: PledgeItem, result: str, words: str, by: Actor, at: datetime) -> PledgeItem:
    """报结果: fulfilled (and where it can be seen), partly or not at all (and why); after the last item 评诺 begins."""
    pledge, item = _open_item(item, by, "settle_item")
    if result not in SETTLED:
        raise Unfit(_("请选择已兑现、部分兑现或没有兑现。"), "result")
    sentence = (
        _("请写结果和在哪里看得到。") if result == ItemResult.FULFILLED else _("请写明为什么没有全部做到、后面怎么办。")
    )
    said = must_say(words, sentence, "words", 4)
    clearance.demand({"words": said})
    _end(item, ItemResult(result), said, by, localdate(at))
    book.record(
        "pledge.item_settled", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"words": item.words},
        number=item.number, outcome=ItemResult(result).label,
    )  # fmt: skip
    _report_if_all_settled(pledge, by, at)
    return item


def rate(*, pledge: Pledge, rating: str, at: datetime, by: Actor = RESIDENT) -> None:
    """群众评价: one tap of anybody; counted and nothing else, neither day nor person.

    Not journalled: an entry bears a time of day, and with it the person could be told who stood there.
    """
    if rating not in Satisfaction.values:
        raise Unfit(_("请点一个评价。"))
    with transaction.atomic():
        held_one = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
        FLOW.after("rate", held_one.status)
        PledgeRating.objects.get_or_create(pledge=pledge, rating=rating)
        PledgeRating.objects.filter(pledge=pledge, rating=rating).update(number=F("number") + 1)


@transaction.atomic
def appraise(*, pledge: Pledge, words: str, by: Actor, at: datetime) -> Pledge:
    """评诺: what came of it in the office's words, beside the residents' ratings; then it is closed."""
    pledge = held(pledge, by, APPRAISE, "appraise")
    said = must_say(words, _("请写评诺意见：做到了什么，没做到什么，群众怎么说。"), "words", 4)
    clearance.demand({"words": said})
    pledge.status, pledge.closed_on, pledge.closed_by = PledgeStatus.CLOSED, localdate(at), by.name
    pledge.closing_words = said
    pledge.save(update_fields=["status", "closed_on", "closed_by", "closing_words"])
    book.record("pledge.appraised", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"words": said})
    return pledge


@transaction.atomic
def withdraw(*, pledge: Pledge, reason: str, by: Actor, at: datetime) -> Pledge:
    """撤回承诺: the whole of it, with the reason; once it was public, it stays on the board as withdrawn."""
    pledge = held(pledge, by, MAKE, "withdraw")
    why = must_say(reason, _("请写明为什么撤回。"), "reason", 4)[:300]
    clearance.demand({"reason": why})
    pledge.status, pledge.withdrawn_on, pledge.withdrawn_why = PledgeStatus.WITHDRAWN, localdate(at), why
    pledge.save(update_fields=["status", "withdrawn_on", "withdrawn_why"])
    book.record("pledge.withdrawn", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"reason": why})
    return pledge


def _open_item(item: PledgeItem, by: Actor, verb: str) -> tuple[Pledge, PledgeItem]:
    """The pledge and its item, locked; raises NotAllowed, WrongState, or Unfit where the item has its result."""
    pledge = held(Pledge(pk=item.pledge_id), by, MAKE, verb)
    item = PledgeItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.result != ItemResult.OPEN:
        raise Unfit(_("这一项已经有结果。"))
    return pledge, item


def _keep(item: PledgeItem, why: str, by: Actor, today: date) -> None:
    ItemChange.objects.create(
        item=item, on=today, what=item.what, was_due_on=item.due_on, seen_by=item.seen_by, reason=why, by_name=by.name
    )


def _end(item: PledgeItem, result: ItemResult, words: str, by: Actor, today: date) -> None:
    item.result, item.words, item.settled_on, item.settled_by = result, words, today, by.name
    item.save(update_fields=["result", "words", "settled_on", "settled_by"])


def _report_if_all_settled(pledge: Pledge, by: Actor, at: datetime) -> None:
    if pledge.items.filter(result=ItemResult.OPEN).exists():
        return
    pledge.status, pledge.practised_on = PledgeStatus(FLOW.after("report", pledge.status)), localdate(at)
    pledge.save(update_fields=["status", "practised_on"])
    book.record("pledge.reported", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at)
