"""结果旁边: the ordinary rating of the year, and what may come next for the low. Nothing is computed here that is not told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from lianxin.base.indicators import Figure, Indicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.web.ui.request import Request
from lianxin.work.results import queries
from lianxin.work.results.models import Result
from lianxin.work.results.terms import PUBLISH

ORDINARY = "concern.satisfaction_rate"


@dataclass(frozen=True)
class Ordinary:
    """平时了解: the year's rating of concerns of the same unit, beside the appraisal and never put into it (M160)."""

    unit: Unit
    period: Period
    figure: Figure


def ordinary(request: Request, result: Result, code: str) -> Ordinary | None:
    """The satisfaction rate of the concerns of the subject's unit in the year; None without the right or without any."""
    subject = result.subjects.filter(code=code, kind="unit").first()
    unit = Unit.objects.filter(path=subject.owner_path).first() if subject else None
    if unit is None:
        return None
    one: Indicator = get(ORDINARY)
    period = Period.containing(result.settled_on, "year")
    try:
        found = one.figure(period, unit, by=request.actor, today=request.today)
    except NotAllowed:
        return None
    return Ordinary(unit, period, found) if found.value is not None else None


@dataclass(frozen=True)
class Onward:
    """下一步 for a low subject: where a second round is opened and a talk is recorded, if those rooms have such pages."""

    standing: queries.Standing
    round_url: str
    talk_url: str


def campaign_url(result: Result) -> str:
    """The page of the campaign; empty where a box was counted without one."""
    return _first((("appraisals:campaign", [result.campaign.code]),)) if result.campaign else ""


def onward(result: Result, low: Iterable[queries.Standing]) -> list[Onward]:
    """补课、谈心 of the low subjects, as proposals."""
    code = result.campaign.code if result.campaign else ""
    again = _first((("appraisals:deed", [code, "round"]), ("appraisals:campaign", [code]))) if code else ""
    return [Onward(one, again, _first((("rectification:talks", []),))) for one in low]


def _first(pages: Sequence[tuple[str, list[str]]]) -> str:
    for name, args in pages:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""


def may_publish(request: Request, result: Result) -> bool:
    """Whether the page offers to publish."""
    return not result.is_published and request.actor.may(PUBLISH, result)
