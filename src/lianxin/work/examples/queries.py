"""典型的读法: the pipeline, the library, what a finished concern gives as a draft, what waits for one's own word."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import redaction
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Status
from lianxin.work.examples.models import Example, ExampleConsent, ExampleQuerySet, ExampleVisit
from lianxin.work.examples.terms import VIEW, ExampleStatus

USED = "used"


@dataclass(frozen=True)
class Wanted:
    """要看哪些: `status` is a state, or `used`; everything empty means all."""

    status: str = ""
    kind: str = ""
    words: str = ""


def examples(by: Actor, wanted: Wanted = Wanted()) -> ExampleQuerySet:
    """典型一览 along the pipeline, the newest first."""
    found: ExampleQuerySet = Example.objects.reachable(by=by, to=VIEW)
    if wanted.status == USED:
        found = found.filter(uses__isnull=False).distinct()
    elif wanted.status == ExampleStatus.APPROVED:
        found = found.library()
    elif wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.words:
        found = found.filter(Q(title__contains=wanted.words) | Q(text__contains=wanted.words))
    return found.select_related("unit").order_by("-nominated_on", "-pk")


def pipeline(by: Actor) -> dict[str, int]:
    """推荐 → 核实 → 入库 → 用过 (M279): how many stand at each step; two statements."""
    found: ExampleQuerySet = Example.objects.reachable(by=by, to=VIEW)
    counted = found.order_by().aggregate(
        **{str(state): Count("pk", filter=Q(status=state), distinct=True) for state in ExampleStatus},
        **{USED: Count("pk", filter=Q(uses__isnull=False), distinct=True)},
    )
    counted[str(ExampleStatus.APPROVED)] = found.library().count()
    return counted


def library(by: Actor) -> ExampleQuerySet:
    """典型库: what may be used, as far as the actor may see it."""
    found: ExampleQuerySet = Example.objects.reachable(by=by, to=VIEW).library()
    return found.select_related("unit").order_by("-approved_on", "-pk")


def visits(by: Actor, on: date) -> "list[ExampleVisit]":
    """挖掘典型的走访 of one's own office, those to come first, then the last ones."""
    found = ExampleVisit.objects.reachable(by=by, to=VIEW).select_related("unit", "example")
    to_come = found.filter(done_on=None, dropped_why="").order_by("planned_on", "pk")[:100]
    past = found.exclude(done_on=None, dropped_why="").order_by("-planned_on", "-pk")[:50]
    return [*to_come, *past]


def asked_of(by: Actor) -> "list[ExampleConsent]":
    """请我同意的: one statement."""
    if by.person_id is None:
        return []
    found = ExampleConsent.objects.filter(person_id=by.person_id, given_on=None, withdrawn_on=None)
    found = found.exclude(example__status__in=(ExampleStatus.DECLINED, ExampleStatus.WITHDRAWN))
    return list(found.select_related("example__unit").order_by("asked_on", "pk")[:20])


def why_not(concern: Concern) -> str:
    """Why nobody puts this concern forward, or nothing. Reads its subjects: one statement."""
    if concern.kind in CONFIDENTIAL_KINDS or concern.is_confidential or concern.subjects.exists():
        return _("投诉、举报、保密和涉及具体单位、人员的诉求，不作典型推荐。")
    if concern.status != Status.CLOSED:
        return _("办结以后再推荐。")
    return ""


def draft_of(concern: Concern) -> tuple[str, str]:
    """Title and text without anybody's particulars: what was brought, then what was answered last."""
    asker = getattr(concern, "requester", None)
    names = list(Person.objects.order_by().values_list("name", flat=True))
    names += [asker.name] if asker and len(asker.name.strip()) > 1 else []
    reply = concern.replies.order_by("-at", "-pk").first()
    text = _("群众反映：%(text)s") % {"text": concern.text}
    if reply is not None:
        text += "\n" + _("办理情况：%(text)s") % {"text": reply.text}

    def plain(words: str) -> str:
        return redaction.blanked(words, redaction.find(words, [name for name in names if len(name) > 1]))

    return plain(concern.title)[:80], plain(text)[:3000]
