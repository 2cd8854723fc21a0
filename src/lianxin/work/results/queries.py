"""评议结果的读法: what waits to be counted, what a reader may see of a result, who is low, who stands out."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from lianxin.base.orgs.permissions import Actor
from lianxin.work.ballots.models import PollBox
from lianxin.work.results.models import Brief, Result, own_codes
from lianxin.work.results.terms import PUBLISH, VIEW

LOW = Fraction(60)  # below 60 未达标 (lawyee.com.cn 17051768_5); a second round is proposed, nothing else follows
HIGH = Fraction(85)


def results(by: Actor) -> "QuerySet[Result]":
    """评议结果 that the actor may see."""
    found: QuerySet[Result] = Result.objects.reachable(by=by, to=VIEW).select_related("campaign")
    return found


def uncounted(by: Actor) -> "QuerySet[PollBox]":
    """待计票: closed boxes without a result, where the actor may count."""
    found: QuerySet[PollBox] = PollBox.objects.reachable(by=by, to=PUBLISH).filter(status="closed", result=None)
    return found


def is_rated(result: Result, by: Actor) -> bool:
    """Whether the actor's own unit is rated in this result, or is a part of one that is."""
    return any(by.own_path.startswith(path) for path in result.subjects.values_list("owner_path", flat=True))


def seen_by(result: Result, by: Actor) -> dict[str, Any]:
    """结果 as this actor may see it: who ran it sees all of it, a rated unit what concerns itself."""
    if by.may_at(VIEW, result.unit_path):
        return dict(result.data)
    own = own_codes(result, by.grants.get(VIEW.code, ()))
    return only(result.data, own)


def only(data: dict[str, Any], codes: Iterable[str], labels: Iterable[str] = ()) -> dict[str, Any]:
    """The result with these subjects alone; proxies, remarks and flags of others are left out."""
    subjects = [one for one in data["subjects"] if one["code"] in set(codes)]
    names = {one["label"] for one in subjects} | set(labels)
    return {
        **data, "subjects": subjects, "proxies": [one for one in data["proxies"] if one["subject"] in names],
        "remarks": [one for one in data["remarks"] if one["subject"] in names],
        "flags": [one for one in data["flags"] if one["subject"] in names],
    }  # fmt: skip


def public_data(result: Result) -> dict[str, Any]:
    """结果 as anybody may read it: units and organisations; single persons are not put before the public."""
    codes = {one["code"] for one in result.data["subjects"] if one["kind"] != "person"}
    return only(result.data, codes)


@dataclass(frozen=True)
class Standing:
    """One subject of a result beside a threshold: its label, the score as told, whether it is a single person."""

    code: str
    label: str
    score: str
    kind: str


def low(data: dict[str, Any]) -> list[Standing]:
    """得分低于 60 的评议对象, in the order of the plan: proposed for a second round (补课) and a talk."""
    return [_standing(one) for one in data["subjects"] if one["composite"] and Fraction(one["composite"]["high"]) < LOW]


def high(data: dict[str, Any]) -> list[Standing]:
    """得分 85 以上的评议对象, in the order of the plan: a person may propose them as examples."""
    return [
        _standing(one) for one in data["subjects"] if one["composite"] and Fraction(one["composite"]["low"]) >= HIGH
    ]


def proposable(result: Result) -> list[Standing]:
    """Those of the high that nobody has proposed yet."""
    proposed = set(result.nominations.values_list("subject__code", flat=True))
    return [one for one in high(result.data) if one.code not in proposed]


def _standing(one: dict[str, Any]) -> Standing:
    return Standing(one["code"], one["label"], one["composite"]["words"], one["kind"])


def public_brief(brief: Brief) -> dict[str, Any]:
    """小结 as anybody may read it, without single persons."""
    persons = {
        one["label"]
        for result in brief.results.all() for one in result.data["subjects"] if one["kind"] == "person"
    }  # fmt: skip
    results = [
        {**one, "composites": [row for row in one["composites"] if row[0] not in persons]}
        for one in brief.data["results"]
    ]
    notes = [one for one in brief.data["notes"] if not any(one.startswith(f"{name}：") for name in persons)]
    lines = [one for one in brief.data["lines"] if one["subject"] not in persons]
    return {**brief.data, "results": results, "lines": lines, "notes": notes}
