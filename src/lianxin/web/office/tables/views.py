"""常用数表的页面: fetch – form – command – redirect. Two minutes: open, take it away."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.indicators import FIGURES
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.reports.tables import commands, queries
from lianxin.reports.tables.models import SavedTable
from lianxin.reports.tables.terms import USE, Over, Span
from lianxin.web.office.figures.asked import Asked, asked_of, files_of
from lianxin.web.office.figures.tables import USUAL
from lianxin.web.office.tables import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.figure_sheet import sent
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see

DEEDS = {"share": commands.share_table, "keep_back": commands.keep_table_back}


def index(request: Request) -> HttpResponse:
    """常用数表: one's own and the unit's, each to be opened or taken away at once; two that everybody has."""
    see(request, USE)
    by, today = request.actor, request.today
    rows = [
        (one, period_words(one.period_on(today)), files_of(reverse("tables:file", args=[one.code])))
        for one in queries.seen(by) if queries.may_read(one, by)
    ]  # fmt: skip
    ready: list[Any] = []
    if by.may_at(FIGURES, request.posting.unit.path):
        asked = Asked(request.posting.unit, Period.containing(today).previous(), by, today)
        for view, word in (("below", _("上月各下级单位")), ("index", _("上月总表，含同比和环比"))):
            ready.append((word, asked.url(view), asked.files(view), period_words(asked.period)))
    return render(request, "tables/index.html", {"rows": rows, "ready": ready})


def save(request: Request) -> HttpResponse:
    """存为常用数表: the selection of the address, to be named."""
    see(request, USE)
    last = Period.containing(request.today).previous()
    asked = asked_of(request, usual=last)
    is_last = asked.period == last
    initial = {
        "indicators": request.GET.getlist("code") or list(USUAL), "period": "" if is_last else asked.period.code,
        "span": Span.LAST_MONTH if is_last else Span.FIXED,
        "over": request.GET.get("over", "") if request.GET.get("over", "") in Over.values else Over.BELOW,
    }  # fmt: skip
    form: Any = forms.TableForm(request.POST or None, about=asked.unit, by=request.actor, initial=initial)
    unit = request.posting.unit
    if form.is_valid() and done(form, commands.save_table, request, unit=unit, **form.as_command()):
        messages.success(request, _("已保存。以后在“常用数表”里打开，数字按打开那天算。"))
        return redirect("tables:table", code=form.result.code)
    return render(request, "tables/form.html", {"form": form, "about": asked.unit, "back": reverse("tables:index")})


def _table(request: Request, code: str) -> SavedTable:
    """A table one may open; one of a unit whose figures one may not read is not there."""
    found: SavedTable = fetch(request, queries.seen(request.actor), see=USE, code=code)
    if not queries.may_read(found, request.actor):
        raise Http404(_("没有找到。"))
    return found


def _own(request: Request, code: str) -> SavedTable:
    """One's own table: a colleague's may be opened, not changed."""
    found = _table(request, code)
    if found.owner_id != request.actor.person_id:
        raise NotAllowed(_("这张表是同事保存的，请另存一张自己的再改。"))
    return found


def table(request: Request, code: str) -> HttpResponse:
    """打开常用数表: the selection with the figures of now."""
    found = _table(request, code)
    made = shown.opened(found, request.actor, request.today)
    here = reverse("tables:table", args=[found.code])
    context = {
        "table": found, "made": made, "asked": made.asked, "title": shown.title_of(found, made.asked.period),
        "files": files_of(reverse("tables:file", args=[found.code])), "here_url": here,
        "is_own": found.owner_id == request.actor.person_id, "may_share": found.unit_path == request.actor.own_path,
    }  # fmt: skip
    return render(request, "tables/table.html", context)


def file(request: Request, code: str) -> HttpResponse:
    """带走常用数表: Excel, Word, a picture."""
    found = _table(request, code)
    made = shown.opened(found, request.actor, request.today)
    return sent(shown.sheet(found, made), request.GET.get("as", "xlsx"), shown.title_of(found, made.asked.period))


def change(request: Request, code: str) -> HttpResponse:
    """修改常用数表."""
    found = _own(request, code)
    initial = forms.initial_of(found, request.actor, found.indicators)
    form = forms.TableForm(request.POST or None, about=found.about, by=request.actor, initial=initial)
    if form.is_valid() and done(form, commands.change_table, request, table=found, **form.as_command()):
        messages.success(request, _("已修改。"))
        return redirect("tables:table", code=found.code)
    back = reverse("tables:table", args=[found.code])
    return render(request, "tables/form.html", {"form": form, "about": found.about, "back": back, "table": found})


@require_POST
def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """给同事使用, 不再给同事使用."""
    found = _table(request, code)
    command = DEEDS.get(verb)
    if command is None:
        raise Http404(_("没有找到。"))
    form: Any = django_forms.Form(request.POST)
    if form.is_valid() and done(form, command, request, table=found):
        messages.success(request, _("已给本单位同事使用。") if verb == "share" else _("现在只有您自己能打开。"))
    for fault in form.non_field_errors():
        messages.error(request, str(fault))
    return redirect("tables:table", code=found.code)


def delete(request: Request, code: str) -> HttpResponse:
    """删除常用数表, asked once more: it cannot be undone."""
    found = _own(request, code)
    form: Any = django_forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.delete_table, request, table=found):
        messages.success(request, _("已删除。"))
        return redirect("tables:index")
    back = reverse("tables:table", args=[found.code])
    purpose = _("“%(name)s”删去后不能恢复；里面没有存数字，删的只是选法。") % {"name": found.name}
    return form_page(request, form, Asking(_("删除常用数表"), purpose, back, _("删除")))
