"""按特长找人的页面: what was asked, who is proposed and why, what stands on the public card."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.web.office.pairings import browsing, forms
from lianxin.web.ui.request import Request
from lianxin.work.households.models import Household
from lianxin.work.households.queries import may_open
from lianxin.work.pairings import queries
from lianxin.work.pairings.models import Expert
from lianxin.work.pairings.queries import Proposal
from lianxin.work.pairings.terms import PairingKind, Skill


@dataclass(frozen=True)
class Asked:
    """要找的: for which household or place, which skills; the form that says it."""

    form: Any
    household: Household | None = None
    unit: Unit | None = None
    skills: tuple[Skill, ...] = ()
    by_cause: bool = False


def asked(request: Request) -> Asked:
    """What the address asks: a skill that was chosen, or those that fit the causes of the household's need."""
    household = browsing.household_of(request)
    initial = {"household": household, "unit": request.posting.unit}
    form = forms.MatchForm(request.GET or None, by=request.actor, today=request.today, initial=initial)
    form.fields["household"].offer(request.actor, request.today, browsing.near(request))  # type: ignore[attr-defined]
    if not form.is_valid():
        return Asked(form)
    given = form.cleaned_data
    found = Asked(form, given["household"], given["unit"] or request.posting.unit)
    if given["skill"]:
        return replace(found, skills=(Skill(given["skill"]),))
    if found.household is None or not may_open(found.household, request.actor, request.today):
        return found  # the causes are for whoever may open the household
    causes = queries.causes_of([found.household], request.today).get(found.household.pk, [])
    return replace(found, skills=queries.fitting(causes), by_cause=True)


@dataclass(frozen=True)
class Row:
    """一条建议 with its reasons, and where it is arranged."""

    proposal: Proposal
    reasons: list[str]
    url: str


def rows(request: Request, found: Asked) -> list[Row]:
    """Who is proposed; nothing without a skill."""
    place = found.household.unit if found.household else found.unit
    if not found.skills or place is None:
        return []
    proposals = queries.helpers(place, found.skills, request.today, request.actor, found.household)
    return [Row(one, _reasons(one), _url(one, found)) for one in proposals]


def _reasons(one: Proposal) -> list[str]:
    words = [_("特长：%(skills)s") % {"skills": "、".join(str(skill.label) for skill in one.skills)}]
    if one.expert is not None:
        words.append(_("%(unit)s登记") % {"unit": one.expert.unit.name})
    words.append(_("已包 %(n)s 户") % {"n": one.held} if one.held else _("还没有包户"))
    if one.is_over:
        words.append(_("再安排要写理由"))
    return words


def _url(one: Proposal, found: Asked) -> str:
    query = {"kind": PairingKind.HOUSEHOLD.value, "person": f"{one.person.name} {one.home.name}",
             "skill": one.skills[0].value}  # fmt: skip
    if found.household is not None:
        query["household"] = found.household.code
    return reverse("pairings:new", query=query)


def card(expert: Expert) -> str:
    """What everybody would read of him."""
    skills = "、".join(str(one.get_skill_display()) for one in expert.skills.all())
    return " · ".join(filter(None, (expert.name, skills, expert.about, expert.workplace)))
