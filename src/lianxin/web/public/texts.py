"""单位公开的文稿 for everybody: leaders' talks, documents from above, plans, circulars, reports, as the unit put them here (M298)."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.base.orgs.models import Unit
from lianxin.pure.checking.persons import private_marks
from lianxin.pure.redaction import blanked
from lianxin.reports.documents import queries
from lianxin.reports.documents.models import PageText
from lianxin.web.public import reading
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.writings.models import Publicity
from lianxin.work.writings.queries import published_of

ROWS, CLIPPINGS = 20, 50


@login_not_required
@require_safe
def all_texts(request: Request) -> HttpResponse:
    """各单位公开的文稿, the newest first."""
    found = PageText.objects.shown().select_related("unit").defer("text").order_by("-on", "-pk")
    return public_page(request, "texts", rows=Paginator(found, ROWS).get_page(request.GET.get("page")))


@login_not_required
@require_safe
def unit_texts(request: Request, pk: int) -> HttpResponse:
    """一个单位公开的文稿, the newest first."""
    unit = Unit.objects.valid(request.today).filter(pk=pk).first()
    if unit is None:
        raise Http404(_("没有找到。"))
    rows = Paginator(queries.shown_of(unit).defer("text"), ROWS).get_page(request.GET.get("page"))
    return public_page(
        request,
        "unit_texts",
        unit=unit,
        rows=rows,
        office=reading.office_of(unit),
        clippings=_clippings(unit),
        most=CLIPPINGS,
    )


def _clippings(unit: Unit) -> list[tuple[str, Publicity]]:
    """媒体报道 of the unit; a private person whom a headline names keeps the surname alone."""
    found = list(published_of(unit)[:CLIPPINGS])
    leaders = queries.staff_names(unit) if found else []
    return [(blanked(one.title, private_marks(one.title, leaders=leaders)), one) for one in found]


@login_not_required
@require_safe
def unit_text(request: Request, code: str) -> HttpResponse:
    """一份公开的文稿; gone as soon as it is taken down."""
    page = _shown(code)
    page.text = queries.words_shown(page)
    return public_page(
        request, "unit_text", page=page, pictures=page.pictures.defer("data"), office=reading.office_of(page.unit)
    )


@login_not_required
@require_safe
def unit_picture(request: Request, code: str, number: int) -> HttpResponse:
    """一张配图 of a text that is shown."""
    one = _shown(code).pictures.filter(number=number).first()
    if one is None:
        raise Http404(_("没有找到。"))
    return HttpResponse(bytes(one.data), content_type=one.media_type)


def _shown(code: str) -> PageText:
    page: PageText | None = PageText.objects.shown().filter(code=code).select_related("unit").first()
    if page is None:
        raise Http404(_("没有找到。"))
    return page
