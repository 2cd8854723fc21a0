"""字段保护的页面: the classes with what follows from each, and the fields of one class, table by table."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from lianxin.base.protection import register
from lianxin.base.protection.terms import RULES, VIEW, Kind
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see


@dataclass(frozen=True)
class Tab:
    """一类 as a tab, with how many fields it has."""

    word: str | Promise
    url: str
    is_current: bool
    count: int


@require_safe
def index(request: Request) -> HttpResponse:
    """字段保护: every field of every table has a class; this is the list that the program goes by."""
    see(request, VIEW)
    asked = request.GET.get("kind", "")
    chosen = Kind(asked) if asked in set(Kind) else Kind.CONTACT
    lines = register.lines()
    tabs = [
        Tab(rule.word, f"?kind={kind}", kind == chosen, sum(line.kind == kind for line in lines))
        for kind, rule in RULES.items()
    ]
    those = [line for line in lines if line.kind == chosen]
    tables = [(table, word, list(found)) for (table, word), found in groupby(those, lambda x: (x.table, x.table_word))]
    return render(request, "protection/index.html", {
        "rules": list(RULES.values()), "rule": RULES[chosen], "tabs": tabs, "tables": tables, "total": len(lines),
    })  # fmt: skip
