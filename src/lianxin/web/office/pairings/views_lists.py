"""谁还没有人联系, 联系要求, 一览表 on paper and as a file, 导入, 成批安排."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.files.tables import Unreadable, read_tables
from lianxin.web.office.pairings import browsing, coverage, forms, sheet, tables
from lianxin.web.office.pairings.views import page
from lianxin.web.ui import copies
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.web.ui.workbook import XLSX, workbook
from lianxin.work.pairings import commands
from lianxin.work.pairings.commands.many import Outcome
from lianxin.work.pairings.models import PairingRule
from lianxin.work.pairings.terms import ARRANGE, VIEW

FILED = 2000


def gaps(request: Request) -> HttpResponse:
    """谁还没有人联系: per township or village, counted and each opened; and whose people have none, or too many."""
    see(request, VIEW)
    return page(request, "coverage", **coverage.context(request))


def uncovered(request: Request) -> HttpResponse:
    """没有人联系的困难户 of a unit, each with the way to arrange somebody."""
    see(request, VIEW)
    return render(request, "pairings/uncovered.html", coverage.households(request))


def rules(request: Request) -> HttpResponse:
    """联系要求: of one's own unit, those above and below it."""
    see(request, VIEW)
    return page(request, "rules", rows=coverage.rules(request))


def set_rule(request: Request) -> HttpResponse:
    """定联系要求."""
    see(request, ARRANGE)
    initial: dict[str, Any] = {"unit": request.posting.unit, "kind": "household", "least": 1, "most": 1}
    key = browsing.text(request, "rule", 9)
    if key.isdecimal() and (old := PairingRule.objects.select_related("unit").filter(pk=int(key)).first()):
        initial = {name: getattr(old, name) for name in ("unit", "kind", "least", "most", "least_days", "basis")}
    form: Any = forms.RuleForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.set_rule, request, **form.cleaned_data):
        messages.success(request, _("已定下，以后安排的按这个要求。"))
        return redirect("pairings:rules")
    asking = Asking(
        _("定联系要求"), _("如“每人包一户困难户”。没有定的按类别的一般数目。"), reverse("pairings:rules"), _("定下")
    )
    return form_page(request, form, asking)


def print_sheet(request: Request) -> HttpResponse:
    """打印挂钩联系一览表 of the list in the address."""
    see(request, VIEW)
    browsed = browsing.browse(request)
    rows = sheet.lines(list(browsed.found[:FILED]), request)
    context = {"browsed": browsed, "rows": rows, "columns": [word for word, _width in sheet.COLUMNS],
               "unit": browsed.unit or request.posting.unit}  # fmt: skip
    return render(request, "pairings/print.html", context)


def xlsx(request: Request) -> HttpResponse:
    """导出挂钩联系一览表."""
    see(request, VIEW)
    browsed = browsing.browse(request)
    unit = browsed.unit or request.posting.unit
    with translation.override(settings.LANGUAGE_CODE):
        title = _("%(unit)s挂钩联系一览表") % {"unit": unit.name}
        rows, foot = copies.taken(request, title, sheet.COLUMNS, sheet.lines(list(browsed.found[:FILED]), request))
        data = workbook(sheet.COLUMNS, rows, name=_("挂钩联系一览表"), title=title, foot=foot)
    disposition = content_disposition_header(True, f"{title}.xlsx") or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def bring_in(request: Request) -> HttpResponse:
    """导入挂钩联系一览表: good rows are linked at once, bad ones listed with their number and the reason."""
    see(request, ARRANGE)
    form: Any = forms.ImportForm(request.POST or None, request.FILES or None)
    result: Outcome | None = None
    if form.is_valid() and (rows := _read(request, form)) is not None:
        given = {"rows": rows, "unit": request.posting.unit}
        result = form.result if done(form, commands.import_pairings, request, **given) else None
    return render(request, "pairings/import.html", {"form": form, "result": result})


def _read(request: Request, form: Any) -> list[Any] | None:
    """The rows of the file, or None and the reason stands beside the field."""
    file = form.cleaned_data["file"]
    try:
        return sheet.read(read_tables(file.read(), file.name, wall_seconds=30), request)
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return None


def table(request: Request) -> HttpResponse:
    """成批安排: the households of a place without anybody × the people of a unit; a person confirms."""
    see(request, ARRANGE)
    form: Any = forms.TableForm(request.GET or None, by=request.actor, today=request.today)
    asked = form.cleaned_data if form.is_valid() else None
    rows = tables.proposals(request, asked["place"], asked["home"]) if asked else []
    confirm: Any = forms.ConfirmForm(request.POST or None, today=request.today, initial={"since": request.today})
    if asked and confirm.is_valid():
        chosen = tables.chosen(request, rows)
        if done(confirm, commands.pair_all, request, chosen=chosen, **confirm.cleaned_data):
            messages.success(request, _("已安排 %(n)s 户。") % {"n": len(confirm.result)})
            return redirect(reverse("pairings:coverage", query={"unit": asked["place"].pk}))
    context = {"form": form, "confirm": confirm, "rows": rows, "asked": asked,
               "people": tables.people(request, asked["home"]) if asked else []}  # fmt: skip
    return render(request, "pairings/table.html", context)
