"""困难情况的事项: noted with causes, basis and purpose, reviewed, ended; how long it is kept follows from the basis."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.households.commands.register import without_identity, years_after
from lianxin.work.households.lists import Basis, Lists, lists_of, lists_on
from lianxin.work.households.models import Household, Need
from lianxin.work.households.terms import EDIT

MOST_UNREVIEWED = timedelta(days=366)


@transaction.atomic
def note_need(
    *, household: Household, causes: Sequence[str], basis: str, by: Actor, at: datetime, since: date | None = None,
    review_on: date | None = None, document: str = "", note: str = "", income_yuan: int | None = None,
) -> Need:  # fmt: skip
    """记为困难户: at least one cause and the basis; reviewed within a year; an income only where the basis asks for it."""
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    by.must(EDIT, household)
    today = localdate(at)
    since, review_on, lists = since or today, review_on or years_after(today, 1), lists_on(today)
    entry = _fit(lists, causes, basis, income_yuan)
    without_identity(note, "note")
    if household.valid_to is not None:
        raise Unfit(_("这一户已经离册。"))
    if Need.objects.filter(household=household, until=None).exists():
        raise Unfit(_("这一户已经记为困难户，请在原来的记录上复核或结束。"))
    if since > today:
        raise Unfit(_("起始日期不能晚于今天。"), "since")
    _must_be_near(review_on, today)
    need = Need.objects.create(
        code=new_code(), household=household, unit_id=household.unit_id, unit_path=household.unit_path, basis=basis,
        lists_version=lists.version, document=document.strip(), causes=_ordered(lists, causes), note=note.strip(),
        income_yuan=income_yuan, since=since, review_on=review_on, keep_until=years_after(review_on, entry.keep_years),
        by_name=by.name,
    )  # fmt: skip
    book.record(
        "need.noted", of=household.ref, unit_path=household.unit_path, by=by, at=at, kind=entry.label,
        review_on=review_on.isoformat(), private={"note": need.note},
    )  # fmt: skip
    return need


@transaction.atomic
def review_need(
    *, need: Need, review_on: date, by: Actor, at: datetime, causes: Sequence[str] | None = None, note: str | None = None,
) -> Need:  # fmt: skip
    """复核困难情况: still in need, until the next review; causes and note may be set right, and the keeping is prolonged."""
    need = _held(need, by)
    lists, today = lists_of(need.lists_version), localdate(at)
    _must_be_near(review_on, today)
    if causes is not None:
        _fit(lists, causes, need.basis, need.income_yuan)
        need.causes = _ordered(lists, causes)
    if note is not None:
        without_identity(note, "note")
        need.note = note.strip()
    need.review_on, need.reviewed_on = review_on, today
    need.keep_until = _keep_until(need, review_on)
    need.save(update_fields=["causes", "note", "review_on", "reviewed_on", "keep_until"])
    book.record(
        "need.reviewed", of=need.household.ref, unit_path=need.unit_path, by=by, at=at,
        review_on=review_on.isoformat(), private={"note": need.note},
    )  # fmt: skip
    return need


@transaction.atomic
def end_need(*, need: Need, reason: str, by: Actor, at: datetime, until: date | None = None) -> Need:
    """结束困难情况: from `until` (today) no longer in need, and why; the particulars are kept as long as the basis says."""
    need = _held(need, by)
    until = until or localdate(at)
    if not reason.strip():
        raise Unfit(_("请写明为什么不再记为困难户。"), "reason")
    if not need.since <= until <= localdate(at):
        raise Unfit(_("结束日期应在起始日期和今天之间。"), "until")
    need.until, need.keep_until = until, _keep_until(need, until)
    need.save(update_fields=["until", "keep_until"])
    book.record(
        "need.ended", of=need.household.ref, unit_path=need.unit_path, by=by, at=at, until=until.isoformat(),
        private={"reason": reason.strip()},
    )  # fmt: skip
    return need


def _held(need: Need, by: Actor) -> Need:
    need = Need.objects.select_for_update(of=("self",)).select_related("household").get(pk=need.pk)
    by.must(EDIT, need)
    if need.until is not None or need.erased_on is not None:
        raise Unfit(_("这条困难情况已经结束。"))
    return need


def _keep_until(need: Need, from_: date) -> date:
    entry = need.basis_entry
    return years_after(from_, entry.keep_years if entry else 1)


def _fit(lists: Lists, causes: Sequence[str], basis: str, income_yuan: int | None) -> Basis:
    entry = lists.basis(basis)
    if entry is None:
        raise Unfit(_("请选择认定依据。"), "basis")
    if not causes or set(causes) - {cause.code for cause in lists.causes}:
        raise Unfit(_("请在目录里选致困原因，可以选几项。"), "causes")
    if income_yuan is not None and not entry.asks_income:
        raise Unfit(_("“%(basis)s”不需要家庭收入，请不要填写。") % {"basis": entry.label}, "income_yuan")
    return entry


def _ordered(lists: Lists, causes: Sequence[str]) -> list[str]:
    return [cause.code for cause in lists.causes if cause.code in causes]


def _must_be_near(review_on: date, today: date) -> None:
    if not today < review_on <= today + MOST_UNREVIEWED:
        raise Unfit(_("下次复核日期应在明天到一年之内。"), "review_on")
