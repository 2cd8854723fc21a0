"""制度库的读法: what is in force on a day, articles to refer to, how two versions differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.work.regulations.models import Article, Regulation, RegulationVersion
from lianxin.work.regulations.models.library import VersionQuerySet
from lianxin.work.regulations.terms import VIEW


def in_force(on: date) -> VersionQuerySet:
    """现行制度 on that day, everywhere: of every regulation the one version that binds."""
    found: VersionQuerySet = RegulationVersion.objects.all()
    return found.in_force(on).select_related("regulation", "regulation__unit")


def in_force_of(unit: Unit, on: date) -> VersionQuerySet:
    """现行制度 that bind this unit: its own and those of the units above it."""
    return in_force(on).filter(unit_path__in=ancestors(unit.path))


def of_kind(kind: str, on: date) -> VersionQuerySet:
    """现行制度 of one kind, for example 责任追究."""
    return in_force(on).filter(regulation__kind=kind)


def articles(on: date, unit: Unit | None = None, kinds: Sequence[str] = ()) -> "QuerySet[Article]":
    """可以引用的条文 on that day: for the select of a finding; of one unit and those above it, of some kinds (M244)."""
    found = in_force_of(unit, on) if unit is not None else in_force(on)
    if kinds:
        found = found.filter(regulation__kind__in=kinds)
    rows = Article.objects.filter(version__in=found.values("pk")).select_related("version", "version__regulation")
    return rows.order_by("version__regulation__title", "number")


def library(by: Actor) -> "QuerySet[Regulation]":
    """制度库: the regulations that the actor may read: those of places he sees, and those of the units above his own."""
    own = Regulation.objects.filter(unit_path__in=ancestors(by.own_path)) if by.has(VIEW) else Regulation.objects.none()
    found = Regulation.objects.reachable(by=by, to=VIEW) | own
    return found.select_related("unit").order_by("unit_path", "kind", "title", "pk")


@dataclass(frozen=True)
class Change:
    """一处不同 between two versions: "same", "gone", "new" or "changed"; `was` and `now` with their numbers."""

    kind: str
    was: str = ""
    now: str = ""
    was_number: int | None = None
    now_number: int | None = None


def changes(older: RegulationVersion | None, newer: RegulationVersion) -> list[Change]:
    """版本对照: article by article, in reading order; an article that moved and stayed the same is the same."""
    before = [one.text for one in older.articles.all()] if older is not None else []
    after = [one.text for one in newer.articles.all()]
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        pairs = max(b - a, d - c)
        for n in range(pairs):
            was, now = (a + n if a + n < b else None), (c + n if c + n < d else None)
            found.append(_change(tag, before, after, was, now))
    return found


def _change(tag: str, before: list[str], after: list[str], was: int | None, now: int | None) -> Change:
    if tag == "equal" and was is not None and now is not None:
        return Change("same", before[was], after[now], was + 1, now + 1)
    if was is None and now is not None:
        return Change("new", "", after[now], None, now + 1)
    if now is None and was is not None:
        return Change("gone", before[was], "", was + 1, None)
    assert was is not None and now is not None
    return Change("changed", before[was], after[now], was + 1, now + 1)


def versions_of(regulations: Sequence[Regulation]) -> dict[int, list[RegulationVersion]]:
    """The versions of some regulations, the newest first; one statement, and one for their articles."""
    found: dict[int, list[RegulationVersion]] = {one.pk: [] for one in regulations}
    rows = RegulationVersion.objects.filter(regulation__in=found).select_related("regulation", "regulation__unit")
    for version in rows.prefetch_related("articles").order_by("regulation_id", "-number"):
        found[version.regulation_id].append(version)
    return found


def version_for(regulation: Regulation, status: str) -> RegulationVersion | None:
    """The draft, or the newest approved version without an end."""
    found = regulation.versions.filter(status=status, valid_to=None).select_related("regulation")
    return found.prefetch_related("articles").order_by("-number").first()


def typed(version: RegulationVersion) -> str:
    """The articles as one would type them: one a line, or numbered where an article has several lines."""
    texts = [one.text for one in version.articles.all()]
    if any("\n" in text for text in texts):
        return "\n".join(f"第{number}条 {text}" for number, text in enumerate(texts, 1))
    return "\n".join(texts)
