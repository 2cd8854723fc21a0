"""我的任务: one's own progress in quiet sentences; every number opens to the records that count and those that do not."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.quotas import shown
from lianxin.web.ui.request import Request
from lianxin.work.quotas import queries
from lianxin.work.quotas.terms import EDIT, TEAM, VIEW


def must_view(request: Request) -> None:
    """What is asked is open to everybody who has to do with it."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能查看走访任务。"))


def mine(request: Request) -> list[queries.Asked]:
    """What is asked of the person who looks."""
    who = request.actor.person_id
    return queries.asked_of([who], request.today).get(who, []) if who is not None else []


def index(request: Request) -> HttpResponse:
    """我的任务."""
    must_view(request)
    duties = [shown.duty(one) for one in mine(request)]
    context = {
        "duties": [one for one in duties if one.is_owed], "not_owed": [one for one in duties if not one.is_owed],
        "open": sum(not one.is_met for one in duties), "may_edit": request.actor.has(EDIT), "may_lead": request.actor.has(TEAM),
    }  # fmt: skip
    return render(request, "quotas/index.html", context)


def duty(request: Request, code: str, clause: str) -> HttpResponse:
    """一条任务 of one's own, with its records."""
    must_view(request)
    asked = one_of(mine(request), code, clause)
    return render(request, "quotas/duty.html", {**shown.context(asked), "person": None})


def one_of(asked: list[queries.Asked], code: str, clause: str) -> queries.Asked:
    """That clause among what is asked (404: it is not asked)."""
    found = next((one for one in asked if (one.quota_set.code, one.clause.code) == (code, clause)), None)
    if found is None:
        raise Http404(_("没有找到。"))
    return found
