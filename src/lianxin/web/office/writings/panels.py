"""日记与报告在别处的: publicity about a concern, suggestions that wait for an answer, the answer to one's own."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet, Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.drives.models import Drive
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT
from lianxin.work.writings import queries
from lianxin.work.writings.terms import ANSWER, PUBLICIZE, VIEW, WRITE, WritingKind

FOR_DAYS = timedelta(days=14)  # an answer is mentioned for two weeks


def _publicity(request: Request, concern: Concern) -> dict[str, Any] | None:
    """关于这件诉求的宣传: one statement."""
    if not request.actor.has(VIEW):
        return None
    found = list(queries.about(concern, request.actor))
    return {"rows": found} if found else None


def _steps(request: Request, concern: Concern) -> Iterator[Step]:
    """登记宣传稿件, where nothing is confidential."""
    if not concern.is_confidential and request.actor.may_at(PUBLICIZE, request.actor.own_path):
        yield Step(_("登记宣传稿件"), reverse("writings:enter", query={"concern": concern.code}))


def _drive_publicity(request: Request, drive: Drive) -> dict[str, Any] | None:
    """关于这项活动的宣传: one statement."""
    found = (
        list(queries.publicity(request.actor).filter(drive=drive, withdrawn_on=None)) if request.actor.has(VIEW) else []
    )
    return {"rows": found} if found else None


def _drive_steps(request: Request, drive: Drive) -> Iterator[Step]:
    """登记宣传稿件 and a report about a drive."""
    if request.actor.may_at(WRITE, request.actor.own_path):
        address = reverse("writings:new", args=[WritingKind.FIELD_REPORT], query={"drive": drive.code})
        yield Step(_("写民情报告"), address)
    if request.actor.may_at(PUBLICIZE, request.actor.own_path):
        yield Step(_("登记宣传稿件"), reverse("writings:enter", query={"drive": drive.code}))


def _visit_publicity(request: Request, visit: Visit) -> dict[str, Any] | None:
    """关于这次走访的宣传: one statement."""
    found = (
        list(queries.publicity(request.actor).filter(visit=visit, withdrawn_on=None)) if request.actor.has(VIEW) else []
    )
    return {"rows": found} if found else None


def _visit_steps(request: Request, visit: Visit) -> Iterator[Step]:
    """写民情日记, 写民情报告 for who went; 登记宣传稿件."""
    if visit.voided_on is not None:
        return
    if request.actor.may_at(WRITE, request.actor.own_path) and visit.is_own_of(request.actor, SEE_VISIT):
        for kind, word in ((WritingKind.DIARY, _("写民情日记")), (WritingKind.FIELD_REPORT, _("写民情报告"))):
            yield Step(word, reverse("writings:new", args=[kind], query={"visit": visit.code}))
    if request.actor.may_at(PUBLICIZE, request.actor.own_path):
        yield Step(_("登记宣传稿件"), reverse("writings:enter", query={"visit": visit.code}))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """待答复的建议."""
    if not actor.has(ANSWER):
        return
    for one in queries.to_answer(actor)[:most]:
        where = one.home.name if one.home else ""
        yield Waiting(_("答复建议"), one.title, where, reverse("writings:writing", args=[one.code]))


def _quiet(actor: Actor, today: date) -> Iterator[Quiet]:
    """建议有了答复."""
    if not actor.has(WRITE):
        return
    for one in queries.answered(actor, today - FOR_DAYS)[:1]:
        said = _("您的建议“%(title)s”有了答复：%(result)s。") % {"title": one.title, "result": one.get_status_display()}
        yield Quiet(said, reverse("writings:writing", args=[one.code]))


panels.panel("concern", "writings/panel.html", _publicity, where="aside", order=80)
panels.steps("concern", _steps, group="open")
panels.panel("drive", "writings/panel.html", _drive_publicity, where="aside")
panels.steps("drive", _drive_steps)
panels.panel("visit", "writings/panel.html", _visit_publicity, where="aside")
panels.steps("visit", _visit_steps)
panels.rows("publicity", "writings/rows_publicity.html")
panels.waits(_waits)
panels.quiet(_quiet)
