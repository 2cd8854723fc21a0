"""公开的名录: who agreed, by skill."""

from django.utils.functional import Promise

from lianxin.work.pairings.models import Expert, ExpertSkill
from lianxin.work.pairings.terms import Skill

MOST = 500


def directory(skill: Skill | None = None) -> list[tuple[str | Promise, list[Expert]]]:
    """名录: experts and volunteers who agreed to be public, under each of their skills, by name; one statement."""
    found = ExpertSkill.objects.filter(expert__in=Expert.objects.listed()).select_related("expert")
    if skill is not None:
        found = found.filter(skill=skill)
    groups: dict[str, list[Expert]] = {}
    for one in found.order_by("expert__name", "expert__pk")[:MOST]:
        groups.setdefault(one.skill, []).append(one.expert)
    return [(each.label, groups[each.value]) for each in Skill if each.value in groups]
