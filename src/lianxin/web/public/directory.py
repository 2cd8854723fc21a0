"""专家和志愿者名录: by skill, only those who agreed, with the telephone that each agreed to show (004-l)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.pairings.queries import directory
from lianxin.work.pairings.terms import Skill


@login_not_required
@require_safe
def experts(request: Request) -> HttpResponse:
    """名录, by skill; `skill` shows one of them."""
    asked = request.GET.get("skill", "")
    skill = Skill(asked) if asked in Skill.values else None
    return public_page(request, "experts", groups=directory(skill), skills=Skill.choices, skill=asked)
