"""手册的页面: what helps at the page one comes from, everything by reader, one article, searching."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.web.office.help import articles, finding
from lianxin.web.ui.request import Request

MOST_ASKED, MOST_BESIDE = 60, 8


@require_safe
def index(request: Request) -> HttpResponse:
    """手册: `at` is the part of the addresses one comes from, `q` what is looked for; the reader's own part stands first."""
    asked = request.GET.get("q", "").strip()[:MOST_ASKED]
    every = articles.every()
    mine = articles.reader(request.actor.role)
    groups = [(code == mine, word, [one for one in every if code in one.readers and not one.is_for_all])
              for code, word in articles.READERS.items()]  # fmt: skip
    return render(request, "help/index.html", {
        "asked": asked, "hits": finding.find(asked, every), "here": articles.at(request.GET.get("at", "")[:40]),
        "groups": sorted(groups, key=lambda group: not group[0]), "for_all": [one for one in every if one.is_for_all],
    })  # fmt: skip


@require_safe
def article(request: Request, slug: str) -> HttpResponse:
    """一篇."""
    try:
        found = articles.one(slug)
    except articles.NoArticle as problem:
        raise Http404 from problem
    beside = [one for one in articles.every() if one != found and set(one.pages) & set(found.pages)][:MOST_BESIDE]
    return render(request, "help/article.html", {"article": found, "beside": beside})
