"""成批交办: the ones waiting to be handed out, each with what the list says; the ticked ones go out together."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.duties import shown
from lianxin.web.office.duties.forms import SeveralForm
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns import duty_queries as queries
from lianxin.work.concerns.duty_book import DutyBook, Owner
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ASSIGN

MOST = 100


@dataclass(frozen=True)
class Row:
    """待交办的一件: its title, and the one owner that the list names for it, if it does."""

    concern: Concern
    title: str
    owner: Owner | None


def several(request: Request) -> HttpResponse:
    """成批交办."""
    if not request.actor.has(ASSIGN):
        raise NotAllowed(_("您现在的职务没有这项权限：%(what)s。") % {"what": ASSIGN.label})
    rows = _rows(request)
    form = SeveralForm(request.POST or None, today=request.today)
    if form.is_valid():
        ticked = set(request.POST.getlist("code"))
        _hand_out(request, [row for row in rows if row.concern.code in ticked], form.cleaned_data["to"])
        return redirect("duties:several")
    return render(request, "duties/several.html", {"rows": rows, "form": form, "most": MOST})


def _rows(request: Request) -> list[Row]:
    book, found = DutyBook(whole=True), queries.to_hand_out(request.actor, MOST)
    return [
        Row(one, shown.title_of(one, request.actor), book.owners(one.topic, one.unit, request.today).owner)
        for one in found
    ]


def _hand_out(request: Request, rows: list[Row], to: Unit | None) -> None:
    """Each by itself: what is refused stays, and the reason is said."""
    handed = 0
    for row in rows:
        unit = to or (row.owner.lead if row.owner else None)
        helpers = row.owner.helpers if row.owner and to is None else ()
        if unit is None:
            messages.error(request, _("%(title)s：责任清单没有唯一的主办单位，请单独交办。") % {"title": row.title})
            continue
        try:
            commands.assign(concern=row.concern, to=unit, helpers=helpers, by=request.actor, at=request.now)
        except Unfit as problem:
            messages.error(request, _("%(title)s：%(why)s") % {"title": row.title, "why": problem})
        else:
            handed += 1
    messages.success(request, _("已交办 %(count)s 件。") % {"count": handed})
