"""定诺、亮诺: draft, approve, publish; and whether the person is named on the board (M207, M208)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.indicators import UnknownIndicator, get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.pledges.counted import may_count
from lianxin.work.pledges.models import Pledge, PledgeItem
from lianxin.work.pledges.rules import MOST_ITEMS, must_be_about_work, must_be_concrete, must_be_in_year, must_say
from lianxin.work.pledges.terms import APPROVE, FLOW, MAKE, PUBLISH, PledgeStatus


@dataclass(frozen=True)
class Promise:
    """一项承诺 as it is written: what, by when, how it will be seen; a figure that counts it and how much of it."""

    what: str
    due_on: date | None
    seen_by: str
    indicator: str = ""
    target: Decimal | None = None


@transaction.atomic
def draft(
    *, unit: Unit, title: str, year: int, promises: Sequence[Promise], by: Actor, at: datetime, person: Person | None = None,
    name: str = "", post: str = "",
) -> Pledge:  # fmt: skip
    """草拟承诺 of a unit, or of a person there; items that nobody could check later are refused with a sentence."""
    by.must_at(MAKE, unit.path)
    today = localdate(at)
    name = _named(unit, person, name, today)
    found = _promises(promises, year)
    pledge = Pledge.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, person=person, name=name, post=post.strip() if name else "",
        title=must_say(title, _("请写题目，如“2026年公开承诺”。"), "title"), year=year, drafted_on=today, drafted_by=by.name,
        drafted_ref=by.ref,
    )  # fmt: skip
    _write(pledge, found)
    book.record(
        "pledge.drafted", of=pledge.ref, unit_path=unit.path, by=by, at=at, private={"title": pledge.title},
        count=len(found),
    )  # fmt: skip
    return pledge


@transaction.atomic
def edit(*, pledge: Pledge, title: str, promises: Sequence[Promise], by: Actor, at: datetime, post: str = "") -> Pledge:
    """修改草稿: as long as it is not on its way; later on a change is public, with its reason."""
    pledge = held(pledge, by, MAKE, "edit")
    found = _promises(promises, pledge.year)
    pledge.title = must_say(title, _("请写题目，如“2026年公开承诺”。"), "title")
    pledge.post = post.strip() if pledge.name else ""
    pledge.save(update_fields=["title", "post"])
    pledge.items.all().delete()
    _write(pledge, found)
    book.record("pledge.edited", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, count=len(found))
    return pledge


@transaction.atomic
def submit(*, pledge: Pledge, by: Actor, at: datetime) -> Pledge:
    """送审: to the head who approves it."""
    pledge = held(pledge, by, MAKE, "submit")
    return _moved(pledge, "submit", "pledge.submitted", by, at, sent_back_why="")


@transaction.atomic
def send_back(*, pledge: Pledge, reason: str, by: Actor, at: datetime) -> Pledge:
    """退回修改: the draft is open again, with the reason."""
    pledge = held(pledge, by, APPROVE, "send_back")
    why = must_say(reason, _("请写明要改什么。"), "reason")[:300]
    return _moved(pledge, "send_back", "pledge.sent_back", by, at, private={"reason": why}, sent_back_why=why)


@transaction.atomic
def approve(*, pledge: Pledge, by: Actor, at: datetime) -> Pledge:
    """审定（定诺）: by the head, whose own word it is from now on; nobody approves his own personal pledge."""
    pledge = held(pledge, by, APPROVE, "approve")
    if pledge.person_id is not None and pledge.person_id == by.person_id:
        raise NotAllowed(_("本人的承诺要由别人审定。"))
    if not pledge.items.exists():
        raise Unfit(_("还没有写承诺事项。"))
    return _moved(
        pledge, "approve", "pledge.approved", by, at, approved_on=localdate(at), approved_by=by.name
    )  # fmt: skip


@transaction.atomic
def publish(*, pledge: Pledge, by: Actor, at: datetime) -> Pledge:
    """亮诺: on the public board from now on; whoever is meant is named there only with his consent."""
    pledge = held(pledge, by, PUBLISH, "publish")
    items = list(pledge.items.all())
    clearance.demand({"title": pledge.title, "post": pledge.post, "what": [one.what for one in items],
                      "seen_by": [one.seen_by for one in items]})  # fmt: skip
    return _moved(pledge, "publish", "pledge.published", by, at, {"year": pledge.year}, published_on=localdate(at))


@transaction.atomic
def consent(*, pledge: Pledge, by: Actor, at: datetime, shows_party: bool = False, how: str = "") -> Pledge:
    """同意亮明: name and post stand on the public board, and the member's sign if he wants it (M208 “明示党员身份”).

    The person says so himself, or somebody who drafts there notes how he said so (`how`, as on the signed paper).
    """
    pledge = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
    is_self = pledge.person_id is not None and pledge.person_id == by.person_id
    if not is_self:
        by.must(MAKE, pledge)
    if not pledge.is_personal:
        raise Unfit(_("单位的承诺不用本人同意。"))
    said = _("本人") if is_self else must_say(how, _("请写明本人怎样表示同意，如“在承诺书上签字同意”。"), "how", 4)
    pledge.consented_on, pledge.consented_how, pledge.shows_party = localdate(at), said[:120], shows_party
    pledge.save(update_fields=["consented_on", "consented_how", "shows_party"])
    book.record(
        "pledge.consented", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private={"how": said[:120]}
    )
    return pledge


@transaction.atomic
def unconsent(*, pledge: Pledge, by: Actor, at: datetime) -> Pledge:
    """收回同意: at any time, without a reason; the board says at once “一名工作人员”."""
    pledge = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
    if pledge.person_id is None or pledge.person_id != by.person_id:
        by.must(MAKE, pledge)
    pledge.consented_on, pledge.consented_how, pledge.shows_party = None, "", False
    pledge.save(update_fields=["consented_on", "consented_how", "shows_party"])
    book.record("pledge.unconsented", of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at)
    return pledge


def held(pledge: Pledge, by: Actor, permission: Any, verb: str) -> Pledge:
    """The pledge, locked; raises NotAllowed or WrongState."""
    pledge = Pledge.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pledge.pk)
    by.must(permission, pledge)
    FLOW.after(verb, pledge.status)
    return pledge


def _moved(
    pledge: Pledge, verb: str, event: str, by: Actor, at: datetime, told: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None, **sets: Any,
) -> Pledge:  # fmt: skip
    pledge.status = PledgeStatus(FLOW.after(verb, pledge.status))
    for name, value in sets.items():
        setattr(pledge, name, value)
    pledge.save(update_fields=["status", *sets])
    book.record(event, of=pledge.ref, unit_path=pledge.unit_path, by=by, at=at, private=private, **(told or {}))
    return pledge


def _named(unit: Unit, person: Person | None, name: str, today: date) -> str:
    """The name of who promises; an account must be posted there."""
    if person is None:
        return name.strip()
    if not Posting.objects.valid(today).filter(person=person, unit=unit).exists():
        raise Unfit(_("这位工作人员现在不在这个单位任职，请核对。"), "person")
    return person.name


def _promises(promises: Sequence[Promise], year: int) -> list[dict[str, Any]]:
    """Each with what, by when and how it is seen; raises Unfit with the sentence that says what to mend."""
    if not 1 <= len(promises) <= MOST_ITEMS:
        raise Unfit(_("请写 1 到 %(most)s 项承诺。") % {"most": MOST_ITEMS}, "what_1")
    found = []
    for number, one in enumerate(promises, 1):
        what = must_say(one.what, _("请写承诺做什么。"), f"what_{number}")
        must_be_concrete(what, f"what_{number}")
        must_be_about_work(what, f"what_{number}")
        due_on = must_be_in_year(one.due_on, year, f"due_{number}")
        seen = must_say(one.seen_by, _("请写怎样算做到，群众到哪里看得见。"), f"seen_{number}", 4)
        indicator, target = _linked(one, number)
        found.append(
            {"what": what[:200], "due_on": due_on, "seen_by": seen[:200], "indicator": indicator, "target": target}
        )
    return found


def _linked(one: Promise, number: int) -> tuple[str, Decimal | None]:
    if not one.indicator:
        return "", None
    try:
        fits = may_count(get(one.indicator))
    except UnknownIndicator:
        fits = False
    if not fits:
        raise Unfit(_("这个数字不能用来核对承诺，请从列表里选。"), f"indicator_{number}")
    if one.target is None or one.target <= 0:
        raise Unfit(_("请写要达到多少。"), f"target_{number}")
    return one.indicator, one.target


def _write(pledge: Pledge, promises: Sequence[dict[str, Any]]) -> None:
    PledgeItem.objects.bulk_create(
        PledgeItem(pledge=pledge, unit_path=pledge.unit_path, number=number, **one)
        for number, one in enumerate(promises, 1)
    )
