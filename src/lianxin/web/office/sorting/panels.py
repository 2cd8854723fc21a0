"""插页 on a concern's page: the class with its words, the shelf, causes, reports upward, tags, extra answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.workdays import Calendar
from lianxin.web.office.sorting.deeds import DEEDS
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns import sorting_queries as queries
from lianxin.work.concerns.commands.sorting import may_reclassify
from lianxin.work.concerns.models import Concern, Tag
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.sorting_terms import CODE_CAUSE, RECLASSIFY, REPORT_UP, REVIEW_SHELF, TAG
from lianxin.work.concerns.terms import FLOW, Status


def class_panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    """分类决定, the last one above, the others as history; and what was found when the shelf was looked at."""
    if not concern.handling:
        return None
    sortings = list(concern.sortings.all())
    reviews = list(concern.shelf_reviews.all()) if concern.shelved_on else []
    if not sortings and not reviews:
        return None
    is_shelved = concern.shelved_on is not None and concern.off_shelf_on is None and concern.status in queries.RUNNING
    return {
        "last": sortings[-1] if sortings else None, "before": sortings[-2::-1], "reviews": reviews, "is_shelved": is_shelved,
        "is_due": is_shelved and concern.review_on is not None and concern.review_on <= request.today,
    }  # fmt: skip


def cause_panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    """成因 that stand, with what may be done about them."""
    if concern.accepted_on is None:
        return None
    causes = [one for one in concern.causes.select_related("owner") if one.withdrawn_on is None]
    return {"causes": causes, "may": request.actor.may(CODE_CAUSE, concern)} if causes else None


def report_panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    """向上汇报, and the reminder where the staff of a school wait for one."""
    reports = list(concern.up_reports.select_related("to"))
    is_asked = queries.should_report(concern) and not reports
    if not reports and not is_asked:
        return None
    return {"reports": reports, "is_asked": is_asked, "own_path": request.actor.own_path}


def aside_panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    """标签和附加回答."""
    tags = [one.tag.label for one in concern.tags.select_related("tag")]
    answers = list(concern.extra_answers.select_related("question")) if concern.topic_id else []
    return {"tags": tags, "answers": answers} if tags or answers else None


GROUP = {"reclassify": "hand", "review": "time", "cause": "study", "report": "up", "tag": "note", "extra": "note"}


def further(request: Request, concern: Concern) -> Iterable[Step]:
    """The buttons of this room that this actor may press now."""
    by, found = request.actor, []
    if (
        concern.handling
        and FLOW.can("reclassify", concern.status)
        and by.has(RECLASSIFY)
        and may_reclassify(by, concern)
    ):
        found.append("reclassify")
    is_shelved = concern.shelved_on is not None and concern.off_shelf_on is None and concern.status in queries.RUNNING
    if is_shelved and by.may(REVIEW_SHELF, concern):
        found.append("review")
    if concern.accepted_on is not None and concern.status != Status.VOIDED and by.may(CODE_CAUSE, concern):
        found.append("cause")
    # 学校教职工反映的事 (M071); every other matter goes up by 上报, in the room of the levels
    if concern.status in queries.RUNNING and concern.unit.kind == UnitKind.SCHOOL and by.may(REPORT_UP, concern):
        found.append("report")
    if by.may(TAG, concern):
        found += ["tag"] if Tag.objects.filter(valid_to=None).exists() else []
        found += ["extra"] if concern.topic_id and queries.questions_of(concern) else []
    return [Step(DEEDS[what].word, reverse("sorting:deed", args=[concern.code, what]), GROUP[what]) for what in found]


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    """复核到期的挂账, 等答复的汇报, 等定的规矩: for 今日."""
    if actor.has(REVIEW_SHELF):
        for one in queries.reviews_due(actor, today, most):
            url = reverse("sorting:deed", args=[one.code, "review"])
            yield Waiting(
                _("复核"), shown(one.title, one, actor), one.unit.name, url, one.review_on, _("挂账到复核日"), "soon"
            )
    if actor.has(REPORT_UP):
        for report in queries.reports_waiting(actor, most):
            concern = report.concern
            url = reverse("sorting:answer_report", args=[concern.code, report.pk])
            yield Waiting(_("答复汇报"), shown(concern.title, concern, actor), concern.unit.name, url, concern.due_on)
    if actor.has(CODE_CAUSE):
        for cause in queries.pushed_to(actor, most):
            concern = cause.concern
            yield Waiting(
                _("定规矩"), cause.rule, concern.unit.name, reverse("sorting:rules"), None, _("等政策"), "quiet"
            )


panels.panel("concern", "sorting/panel_class.html", class_panel, order=10)
panels.panel("concern", "sorting/panel_report.html", report_panel, order=12)
panels.panel("concern", "sorting/panel_causes.html", cause_panel, order=30)
panels.panel("concern", "sorting/panel_aside.html", aside_panel, where="aside", order=40)
panels.steps("concern", further)
panels.waits(waits)
