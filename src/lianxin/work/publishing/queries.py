"""公开的读法: what the public sees, what waits for whom, and what staff may say by telephone."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing.models import (
    Adoption,
    Disturbance,
    Opening,
    Publication,
    PublicationQuerySet,
    PublishRule,
    Version,
    days_after,
)  # fmt: skip
from lianxin.work.publishing.terms import ANSWERED, CONFIRM, NEVER, VIEW, Decision, RuleOf, VersionState

#: 现在: what whoever holds the code may know, in the resident's words; no more is said by telephone (F038)
NOW: dict[Status, str | Promise] = {
    Status.REGISTERED: _("已收到，正在分办"), Status.ASSIGNED: _("已交办，等待签收"), Status.IN_HAND: _("正在办理"),
    Status.MERGED: _("与同一件事一起办理"), Status.RETURNED: _("退回后正在重新分办"), Status.REPLIED: _("已答复"),
    Status.CLOSED: _("已办结"), Status.DECLINED: _("不予受理"), Status.VOIDED: _("已作废"),
}  # fmt: skip

SEALED = ("code", "version", "kind", "month", "place", "handled_by", "title", "asked", "answered", "before")
COLUMNS: dict[str, str | Promise] = {
    "code": _("公开编号，与回执编号无关"), "title": _("标题"), "kind": _("性质"), "topic": _("分类"), "month": _("收到的年月"),
    "place": _("所在乡镇，投诉、批评不写"), "handled_by": _("办理单位，投诉、批评不写"), "asked": _("反映的内容，已去除个人信息"),
    "answered": _("答复的内容"), "adoption": _("采纳情况，只有建议、意见、批评才有"), "published_on": _("公开日期"),
    "version": _("第几版"), "before": _("前一版的指纹，第一版为空"), "fingerprint": _("本版指纹"),
}  # fmt: skip


def canonical(publication: Publication, version: Version) -> str:
    """规范文本: the JSON whose SHA-256 is the fingerprint; keys sorted, no blanks, characters as they are."""
    held = _sealed(publication, version)
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(publication: Publication, version: Version) -> str:
    """指纹 (F123): of the text and of the version before it, so that none can be changed or left out unnoticed."""
    return hashlib.sha256(canonical(publication, version).encode()).hexdigest()


def _sealed(publication: Publication, version: Version) -> dict[str, Any]:
    return {
        "code": publication.code, "version": version.number, "kind": publication.kind, "month": publication.month,
        "place": publication.place_name, "handled_by": publication.handled_by, "title": version.title,
        "asked": version.asked, "answered": version.answered, "before": version.before,
    }  # fmt: skip


def exported(found: Iterable[Publication]) -> list[dict[str, Any]]:
    """开放数据 (F122): one row per published item, with the columns of COLUMNS."""
    rows = []
    for one in found:
        assert one.shown is not None
        adoption = getattr(one.concern, "adoption", None)
        row = {
            **_sealed(one, one.shown), "topic": one.topic.label if one.topic else "",
            "adoption": adoption.decision if adoption else "",
            "published_on": one.publish_on.isoformat() if one.publish_on else "", "fingerprint": one.shown.fingerprint,
        }  # fmt: skip
        rows.append({key: row[key] for key in COLUMNS})
    return rows


def ledger(on: date, *, words: str = "", topic: str = "", month: str = "") -> PublicationQuerySet:
    """公开台账: what is public on that day, newest first."""
    found = Publication.objects.public(on).select_related("shown", "topic__parent", "concern__adoption")
    for word in words.split()[:5]:
        found = found.filter(
            Q(shown__title__icontains=word) | Q(shown__asked__icontains=word) | Q(shown__answered__icontains=word)
        )
    if topic:
        found = found.filter(Q(topic__code=topic) | Q(topic__parent__code=topic))
    return found.filter(month=month) if month else found


def months(on: date) -> list[str]:
    """The months that the ledger can be narrowed to."""
    found = Publication.objects.public(on).order_by("-month")
    return list(found.values_list("month", flat=True).distinct())


def topics(on: date) -> list[tuple[str, str]]:
    """The top-level topics that the ledger can be narrowed to."""
    found = Publication.objects.public(on).filter(topic__isnull=False).order_by()
    rows = found.values_list("topic__parent__code", "topic__parent__label", "topic__code", "topic__label").distinct()
    return sorted({(top or code, top_label or label) for top, top_label, code, label in rows})


def adopted(on: date) -> tuple[PublicationQuerySet, list[tuple[str, int]]]:
    """群众意见采纳情况: the published ones that were decided on, and how many of each."""
    found = ledger(on).filter(concern__adoption__isnull=False)
    counted = found.order_by().values("concern__adoption__decision").annotate(number=Count("pk"))
    numbers = {row["concern__adoption__decision"]: row["number"] for row in counted}
    return found, [(str(one.label), numbers.get(one.value, 0)) for one in Decision]


def confirmed(publication: Publication) -> list[Version]:
    """The versions that became public, oldest first."""
    return list(publication.versions.filter(state=VersionState.CONFIRMED))


def pending(by: Actor) -> "QuerySet[Version]":
    """待复核: drafts of publications that the actor may see, oldest first."""
    seen = Publication.objects.reachable(by=by, to=VIEW)
    found = Version.objects.filter(state=VersionState.PREPARED, publication__in=seen.values("pk"))
    return found.select_related("publication__concern__requester").order_by("prepared_at")


def to_confirm(by: Actor, most: int) -> "list[Version]":
    """要我复核的: of others, where the actor may confirm."""
    if not by.has(CONFIRM):
        return []
    seen = Publication.objects.reachable(by=by, to=CONFIRM)
    found = pending(by).filter(publication__in=seen.values("pk")).exclude(prepared_by=by.ref)
    return list(found[:most])


def candidates(by: Actor, most: int) -> list[Concern]:
    """可以公开的: answered, of an open kind and channel, the resident agreed, not yet prepared."""
    rules = set(PublishRule.objects.filter(is_open=True).values_list("of", "code"))
    kinds, channels = ({code for one, code in rules if one == of} for of in (RuleOf.KIND, RuleOf.CHANNEL))
    if not kinds or not channels:
        return []
    found = (
        Concern.objects.reachable(by=by, to=SEE)
        .filter(status__in=ANSWERED, kind__in=kinds, channel__in=channels, publication=None)
        .filter(Q(consent__agrees=True) | Q(consent=None, may_publish=True))
        .exclude(kind__in=NEVER)
        .order_by("-received_on", "code")
    )
    return concerns.first_of(found, most)


@dataclass(frozen=True)
class State:
    """一件诉求的公开、采纳和打扰: what stands beside a concern in this room."""

    publication: Publication | None
    adoption: Adoption | None
    agrees: bool | None


def beside(concern: Concern) -> State:
    """Publication, adoption and the resident's word of one concern, in one statement."""
    row = Concern.objects.select_related("publication__shown", "adoption__unit", "consent").get(pk=concern.pk)
    word = getattr(row, "consent", None)
    return State(
        getattr(row, "publication", None), getattr(row, "adoption", None), word.agrees if word is not None else None
    )


def openings(concern: Concern) -> list[Opening]:
    """Every view of a confidential file by staff, oldest first: one line each (security.md T7)."""
    return list(concern.openings.all())


def disturbances(concern: Concern, by: Actor) -> list[Disturbance]:
    """被打扰 on either side of this concern, as far as the actor may see the other side."""
    found = Disturbance.objects.filter(Q(first=concern) | Q(second=concern)).select_related("first", "second")
    return [one for one in found if by.may(SEE, one.second if one.first_id == concern.pk else one.first)]


def first_public_day(version: Version, today: date, publication: Publication) -> date:
    """公开日期: the delay counts from the confirmation; a correction of what is public already comes at once."""
    return today if publication.is_public(today) else days_after(today, version.delay_days)
