"""手册的页面: what helps at the page one comes from, everything by reader, one article, searching."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.web.office.help import articles, finding
from lianxin.web.ui.request import Request

MOST_ASKED = 60


@require_safe
def index(request: Request) -> HttpResponse:
    """手册: `at` is the part of the addresses one comes from, `q` what is looked for."""
    asked = request.GET.get("q", "").strip()[:MOST_ASKED]
    every = articles.every()
    return render(request, "help/index.html", {
        "asked": asked, "hits": finding.find(asked, every), "here": articles.at(request.GET.get("at", "")[:40]),
        "groups": [(word, [one for one in every if code in one.readers]) for code, word in articles.READERS.items()],
    })  # fmt: skip


@require_safe
def article(request: Request, slug: str) -> HttpResponse:
    """一篇."""
    try:
        found = articles.one(slug)
    except articles.NoArticle as problem:
        raise Http404 from problem
    beside = [one for one in articles.every() if one != found and set(one.pages) & set(found.pages)]
    return render(request, "help/article.html", {"article": found, "beside": beside})
