"""户册页面上显示的: the one door to a household, the rows of a register, its page.

A row shows code, group and door. The name and the telephone stand only where the household is open to the reader, and
those of a household in need only after he has opened it for a purpose (one line in the journal each time).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Permission
from lianxin.base.protection.masks import mask_name, mask_phone
from lianxin.web.ui.request import Request
from lianxin.work.households import queries
from lianxin.work.households.models import Household, Need, Trust
from lianxin.work.households.terms import EDIT, OPEN

STORY = 30


def fetched(request: Request, code: str, to: Permission | None = None) -> Household:
    """The household, if its line may be seen (by post, or entrusted); Http404 else, NotAllowed without `to`."""
    seen = Household.objects.seen_by(request.actor, request.today).select_related("unit")
    household = seen.filter(code=code).first()
    if household is None:
        raise Http404(_("没有找到。"))
    if to is not None:
        request.actor.must(to, household)
    return household


@dataclass(frozen=True)
class Row:
    """户册的一行: the name as far as this reader may see it in a list."""

    household: Household
    name: str
    is_in_need: bool


def rows(found: Sequence[Household], request: Request) -> list[Row]:
    """The rows of a register: two statements for all of them."""
    pks = [one.pk for one in found]
    open_pks = set(_open(request, pks))
    needy = set(queries.in_need(request.today).filter(pk__in=pks).values_list("pk", flat=True))
    return [Row(one, name_in_list(one, one.pk in open_pks, one.pk in needy), one.pk in needy) for one in found]


def _open(request: Request, pks: Sequence[int]) -> Any:
    return queries.open_to(request.actor, request.today).filter(pk__in=pks).order_by().values_list("pk", flat=True)


def name_in_list(household: Household, is_open: bool, is_in_need: bool) -> str:
    """Nothing where it is not open, masked where the household is in need, else the whole name."""
    if not is_open or not household.head_name:
        return ""
    return mask_name(household.head_name) if is_in_need else household.head_name


@dataclass(frozen=True)
class Facts:
    """一户的页面 on one moment: what may be read, what may be done."""

    household: Household
    need: Need | None
    past: Sequence[Need]
    name: str
    phone: str
    may_open: bool
    is_opened: bool
    may_edit: bool
    may_entrust: bool
    trusts: Sequence[Trust]
    story: Sequence[tuple[Any, str, str]]


def facts(request: Request, household: Household, *, is_opened: bool = False) -> Facts:
    """What the page of a household shows to this actor."""
    by, today = request.actor, request.today
    needs = list(household.needs.all())
    need = next((one for one in needs if _stands(one, today)), None)
    may_open = queries.may_open(household, by, today)
    is_opened = may_open and (is_opened or need is None)
    household.is_opened = is_opened
    masked = may_open and not is_opened
    may_entrust = by.may(OPEN, household) and household.valid_to is None
    trusts = list(household.trusts.valid(today).select_related("person")) if may_entrust else []
    return Facts(
        household, need, [one for one in needs if one is not need],
        mask_name(household.head_name) if masked else household.head_name if is_opened else "",
        mask_phone(household.phone) if masked and household.phone else household.phone if is_opened else "",
        may_open, is_opened, by.may(EDIT, household) and household.valid_to is None, may_entrust, trusts,
        _story(household, is_opened) if may_open else (),
    )  # fmt: skip


def _stands(need: Need, on: date) -> bool:
    return need.since <= on and (need.until is None or need.until > on)


def _story(household: Household, is_opened: bool) -> list[tuple[Any, str, str]]:
    """经过, the latest first; what was typed in words is read only by who has opened the household."""
    entries = list(book.story(household.ref).order_by("-n")[:STORY])
    private = book.private_of(entries) if is_opened else {}
    return [(one.at, book.sentence(one, private.get(one.n, {})), one.by_name) for one in entries]
