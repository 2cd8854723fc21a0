"""问卷的读法: what may be asked, what was handed down to whom, who fell behind."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.questionnaires import sharing
from lianxin.work.questionnaires.models import PushDown, Questionnaire, Version
from lianxin.work.questionnaires.sharing import Difference
from lianxin.work.questionnaires.terms import APPROVE, EDIT, VIEW, VersionStatus


def approved(by: Actor) -> "QuerySet[Version]":
    """已审定的问卷 that the actor may use: of his unit and those below, and what was handed down to them."""
    found = Version.objects.reachable(by=by, to=VIEW).approved()
    return found.select_related("questionnaire").order_by("unit_path", "questionnaire__title", "pk")


def versions(questionnaire: Questionnaire, by: Actor) -> list[Version]:
    """The versions that the actor may see, newest first: a draft only within his own reach."""
    found = questionnaire.versions.select_related("parent", "parent__questionnaire")
    if not by.may_at(VIEW, questionnaire.unit_path):
        found = found.exclude(status=VersionStatus.DRAFT)
    return list(found.order_by("-number"))


@dataclass(frozen=True)
class Listed:
    """单子上的一行: the questionnaire, the version that stands for it, its counts, whether it fell behind its superior's."""

    questionnaire: Questionnaire
    version: Version
    counts: sharing.Counts
    is_handed_down: bool
    is_behind: bool


def listed(by: Actor, most: int = 200) -> list[Listed]:
    """问卷 that the actor may see, own unit's first; three statements however many there are."""
    newest = Version.objects.filter(questionnaire=OuterRef("pk")).order_by("-number").values("pk")[:1]
    open_ = Version.objects.filter(questionnaire=OuterRef("pk")).exclude(status=VersionStatus.DRAFT)
    above = Version.objects.filter(questionnaire=OuterRef("parent_id"), status=VersionStatus.APPROVED)
    found = list(
        Questionnaire.objects.reachable(by=by, to=VIEW)
        .annotate(newest=Subquery(newest), shown=Subquery(open_.order_by("-number").values("pk")[:1]),
                  above=Subquery(above.values("pk")[:1]))
        .order_by("unit_path", "-pk")[:most]
    )  # fmt: skip
    own = {one.pk: by.may_at(VIEW, one.unit_path) for one in found}
    stands: dict[int, Version] = Version.objects.in_bulk([one.newest if own[one.pk] else one.shown for one in found])
    rows = []
    for one in found:
        version = stands.get(one.newest if own[one.pk] else one.shown)
        if version is not None:
            behind = bool(one.above and version.parent_id and one.above != version.parent_id)
            rows.append(Listed(one, version, sharing.counts(version.form), not own[one.pk], behind))
    return sorted(rows, key=lambda row: row.questionnaire.unit_path != by.own_path)


@dataclass(frozen=True)
class Drift:
    """上级有新版: the superior's present version, and what is different in it."""

    newest: Version
    differences: list[Difference]


def drift(version: Version) -> Drift | None:
    """What the superior changed since the version that this one carries; None where it carries the present one."""
    if version.parent is None:
        return None
    newest = version.parent.questionnaire.versions.approved().select_related("questionnaire").first()
    if newest is None or newest.pk == version.parent_id:
        return None
    return Drift(newest, sharing.differences(version.parent.form, newest.form))


@dataclass(frozen=True)
class Below:
    """下级的一行: a unit to which it was handed down, the version it was handed, and its own copy as it stands."""

    unit: Unit
    pushed: int
    own: Version | None
    local: int
    is_behind: bool


def below(questionnaire: Questionnaire) -> list[Below]:
    """下发情况: every unit it was handed to; two statements."""
    pushes = (
        PushDown.objects.filter(questionnaire=questionnaire).select_related("unit", "version").order_by("unit_path")
    )
    copies: dict[int, Version] = {}
    carried = Version.objects.filter(questionnaire__parent=questionnaire).select_related("questionnaire", "parent")
    for one in carried.order_by("number"):
        before = copies.get(one.questionnaire.unit_id)
        if not (before and one.is_draft and before.status == VersionStatus.APPROVED):
            copies[one.questionnaire.unit_id] = one  # what stands there, not what is being prepared
    newest = questionnaire.versions.approved().values_list("pk", flat=True).first()
    rows = []
    for push in pushes:
        own = copies.get(push.unit_id)
        behind = bool(newest and own and own.parent_id != newest)
        local = sharing.counts(own.form).local if own else 0
        rows.append(Below(push.unit, push.version.number, own, local, behind))
    return rows


def units_below(questionnaire: Questionnaire) -> "QuerySet[Unit]":
    """Units to which it can be handed down."""
    return Unit.objects.filter(within("path", questionnaire.unit_path)).exclude(path=questionnaire.unit_path)


def may_edit(by: Actor, questionnaire: Questionnaire, shown: Iterable[Version]) -> Version | None:
    """The draft that the actor may change, if there is one."""
    draft = next((one for one in shown if one.is_draft), None)
    return draft if draft and by.may(EDIT, draft) else None


def may_approve(by: Actor, version: Version) -> bool:
    """Whether the actor may approve, hand down and withdraw this version."""
    return by.may(APPROVE, version)


def can_adopt(questionnaire: Questionnaire, by: Actor) -> bool:
    """Whether it was handed down to the actor's own unit, stands approved, and the unit has no copy of it yet."""
    handed = PushDown.objects.filter(questionnaire=questionnaire, unit_path=by.own_path).exists()
    if not handed or not questionnaire.versions.approved().exists():
        return False
    return not Questionnaire.objects.filter(parent=questionnaire, unit_path=by.own_path).exists()
