"""隐私告知的页面: what each channel tells, in force and as it was; a blank form on paper that prints it (§17)."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.base.notices import queries
from lianxin.base.notices.models import Notice
from lianxin.base.notices.terms import Channel
from lianxin.base.orgs.queries import top_unit
from lianxin.base.retention import queries as retention
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request


@login_not_required
@require_safe
def privacy(request: Request) -> HttpResponse:
    """个人信息怎么用: the notice of this website, and where those of the other channels stand."""
    found = queries.all_standing()
    notice = next(one for one in found if one.channel == Channel.WEB)
    others = [one for one in found if one.channel != Channel.WEB]
    return public_page(request, "privacy", county=top_unit(), notice=notice, others=others, kept=retention.told())


@login_not_required
@require_safe
def notice(request: Request, channel: str) -> HttpResponse:
    """一个渠道现在的告知."""
    versions = _versions(channel)
    return _page(request, versions[0], versions)


@login_not_required
@require_safe
def notice_version(request: Request, channel: str, number: int) -> HttpResponse:
    """一个渠道的某一版: the old ones stay where they were."""
    versions = _versions(channel)
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Http404(_("没有找到。"))
    return _page(request, found, versions)


@login_not_required
@require_safe
def paper_form(request: Request) -> HttpResponse:
    """纸质登记表: blank, to print; what is told stands on the same sheet."""
    return public_page(request, "paper_form", county=top_unit(), notice=queries.standing(Channel.PAPER))


def _versions(channel: str) -> list[Notice]:
    if channel not in Channel.values:
        raise Http404(_("没有找到。"))
    return queries.versions(channel)


def _page(request: Request, shown: Notice, versions: list[Notice]) -> HttpResponse:
    return public_page(
        request, "notice", county=top_unit(), notice=shown, versions=versions, is_old=shown.number != versions[0].number
    )
