"""对比的页面: like with like, the tree as a map, the files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.compare import rows, trees
from lianxin.web.office.compare.asked import CompareForm, Comparison, asked_for
from lianxin.web.office.figures.asked import files_of
from lianxin.web.ui.figure_sheet import sent
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab

PAGES = (("index", gettext_lazy("同类比")), ("map", gettext_lazy("按隶属看图")))


def index(request: Request) -> HttpResponse:
    """同类比: one indicator, the units of one kind, their intervals and bands."""
    found = asked_for(request)
    made = rows.board(found)
    context = {
        "board": made, "drawing": rows.drawn(found, made), "narrow": rows.drawn(found, made, is_narrow=True),
        **_frame(found, "index"),
    }  # fmt: skip
    return render(request, "compare/index.html", context)


def tree_map(request: Request) -> HttpResponse:
    """按隶属看图: the townships and villages as nested tiles."""
    found = asked_for(request)
    return render(request, "compare/map.html", {"tree": trees.tree(found), **_frame(found, "map")})


def export(request: Request, view: str) -> HttpResponse:
    """带走 the comparison or the map: Excel, Word, a picture."""
    found = asked_for(request)
    foot = _("%(name)s（%(post)s）%(on)s 导出；每个数字按各自口径从记录算出。") % {
        "name": request.actor.name, "post": request.actor.post, "on": request.today,
    }  # fmt: skip
    if view == "index" and not found.refused:
        made = rows.sheet(found, rows.board(found), foot)
    elif view == "map" and not (drawn := trees.tree(found)).refused:
        made = trees.sheet(found, drawn, foot)
    else:
        raise Http404(found.refused or _("没有这张表。"))
    return sent(made, request.GET.get("as", "xlsx"), rows.title_of(found))


def _frame(found: Comparison, page: str) -> dict[str, object]:
    """What both pages need around them."""
    query = found.query()
    tabs = [RoomTab(word, reverse(f"compare:{name}", query=query), name == page) for name, word in PAGES]
    form = CompareForm(query, found=found)
    if page == "map":
        form.fields.pop("kind", None)  # the map shows the whole tree
    return {
        "found": found, "asked": found.asked, "form": form, "tabs_shown": tabs,
        "files": files_of(reverse("compare:export", args=[page], query=query)), "title": rows.title_of(found),
        "here_url": reverse(f"compare:{page}", query=query),
    }  # fmt: skip
