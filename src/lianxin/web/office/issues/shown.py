"""热点怎么显示: bars of months, members with why they belong, the project's months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Status
from lianxin.work.issues.models import FoundMember, Issue, IssueMember

HIGH, WIDE = 28, 9
TONES = {Status.CLOSED: "done", Status.DECLINED: "quiet", Status.VOIDED: "quiet"}


@dataclass(frozen=True)
class Bar:
    """One month of a small chart."""

    x: int
    y: int
    height: int


def bars(counts: Sequence[int]) -> list[Bar]:
    """Small columns, the tallest as high as the chart."""
    most = max(counts, default=0) or 1
    tall = [-(-HIGH * n // most) for n in counts]
    return [Bar(n * WIDE, HIGH - height, height) for n, height in enumerate(tall)]


@dataclass(frozen=True)
class Member:
    """One concern of a group or an issue, as this actor may read it, and why it is in."""

    concern: Concern
    title: str
    tone: str
    words: str = ""
    places: str = ""
    why: str = ""


def _member(one: Concern, by: Actor, **why: str) -> Member:
    return Member(one, shown(one.title, one, by), TONES.get(Status(one.status), "doing"), **why)


def _seen(by: Actor) -> Any:
    return Concern.objects.reachable(by=by, to=SEE_CONCERN).standing().select_related("unit", "handler", "requester")


def of_group(group_pk: int, by: Actor) -> list[Member]:
    """The members of a found group that this actor sees, the newest first. Two statements."""
    rows = {row.concern_id: row for row in FoundMember.objects.filter(group=group_pk)}
    found = _seen(by).filter(pk__in=list(rows)).order_by("-received_on", "code")
    return [
        _member(one, by, words="、".join(rows[one.pk].words), places="、".join(rows[one.pk].places)) for one in found
    ]


def of_issue(issue: Issue, by: Actor) -> list[Member]:
    """The members of an issue that this actor sees, the newest first. Two statements."""
    rows = {row.concern_id: row for row in issue.members.filter(removed_at=None)}
    found = _seen(by).filter(pk__in=list(rows)).order_by("-received_on", "code")
    return [_member(one, by, why=rows[one.pk].reason) for one in found]


def taken_out(issue: Issue, by: Actor) -> list[tuple[IssueMember, str]]:
    """What was taken out, with the title as this actor may read it."""
    rows = issue.members.exclude(removed_at=None).filter(concern__in=_seen(by).values("pk")).order_by("-removed_at")
    return [(row, shown(row.concern.title, row.concern, by))
            for row in rows.select_related("concern__requester", "concern__unit")]  # fmt: skip


@dataclass(frozen=True)
class MonthBar:
    """A month of a project: its count, how wide its bar is in a hundred."""

    month: Period
    count: int
    share: int


def month_bars(months: Sequence[tuple[Period, int]], most: int) -> list[MonthBar]:
    """Bars that can be compared across both sides."""
    return [MonthBar(month, count, 100 * count // (most or 1)) for month, count in months]
