"""三级信息员和办公室的页面: the directory by place, what it does not cover, who made up an office; lists brought in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.files.tables import Unreadable
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.stations import browsing, forms, importing
from lianxin.web.office.stations.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.stations import commands, queries
from lianxin.work.stations.commands.many import Outcome
from lianxin.work.stations.models import Contact, VillageGroup
from lianxin.work.stations.terms import DIRECTORY, EDIT, MAIN_IN, OPEN, STATION_IN, VIEW, ContactLevel

PRINTED = 3000
NEEDS = {"stations": OPEN, "members": EDIT, "contacts": DIRECTORY}


def _found(request: Request) -> tuple[Any, Unit | None, str]:
    unit, level = browsing.unit_of(request), browsing.text(request, "level", 10)
    found = queries.contacts(request.actor, request.today)
    if unit is not None:
        found = found.filter(within("unit_path", unit.path))
    level = level if level in ContactLevel.values else ""
    return (found.filter(level=level) if level else found), unit, level


def contacts(request: Request) -> HttpResponse:
    """三级信息员通讯录, by place."""
    see(request, VIEW)
    found, unit, level = _found(request)
    asked = {"unit": str(unit.pk) if unit else "", "level": level}
    context = {
        "page": browsing.page_of(found, request, "stations:contacts", **asked), "total": found.count(), "unit": unit,
        "level": level, "levels": ContactLevel.choices, "may_edit": request.actor.has(DIRECTORY), "query": asked,
    }  # fmt: skip
    return page(request, "contacts", **context)


def print_contacts(request: Request) -> HttpResponse:
    """打印通讯录, with the day."""
    see(request, VIEW)
    found, unit, _level = _found(request)
    return render(
        request, "stations/contacts_print.html", {"rows": found[:PRINTED], "unit": unit or request.posting.unit}
    )


def gaps(request: Request) -> HttpResponse:
    """覆盖情况: which townships, villages and groups have nobody to ring; of many places first township by township."""
    see(request, VIEW)
    unit = browsing.unit_of(request)
    found = queries.coverage(request.actor, request.today, unit)
    towns = list(queries.places(request.actor, request.today).filter(kind__in=MAIN_IN).order_by("path"))
    by_town = found.by_town(towns) if unit is None and len(towns) > 1 else None
    context = {"coverage": found, "by_town": by_town, "unit": unit, "may_edit": request.actor.has(DIRECTORY)}
    return page(request, "gaps", **context, tab="contacts")


def name_contact(request: Request) -> HttpResponse:
    """确定信息员."""
    see(request, DIRECTORY)
    initial = {"unit": browsing.unit_of(request) or request.posting.unit, "group": browsing.text(request, "group", 30)}
    given: dict[str, Any] = {"by": request.actor, "permission": DIRECTORY, "today": request.today, "initial": initial}
    form: Any = forms.ContactForm(request.POST or None, **given)
    if form.is_valid() and done(form, commands.name_contact, request, **form.cleaned_data):
        messages.success(request, _("已列入通讯录。"))
        return redirect("stations:contacts")
    purpose = _("只登记工作联系人：姓名、职务、电话。")
    return form_page(request, form, Asking(_("确定信息员"), purpose, reverse("stations:contacts"), _("确定")))


def end_contact(request: Request, code: str) -> HttpResponse:
    """信息员离任."""
    contact = fetch(request, Contact.objects.select_related("unit", "group"), see=VIEW, to=DIRECTORY, code=code)
    form: Any = forms.LeaveForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.end_contact, request, contact=contact, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("stations:contacts")
    notes = [f"{contact.unit.name}{contact.group or ''} {contact.name}，{contact.post}"]
    asking = Asking(_("信息员离任"), _("最后一天以后，不再列在通讯录里。"), reverse("stations:contacts"))
    return form_page(request, form, asking, notes=notes)


def groups(request: Request, pk: int) -> HttpResponse:
    """村民小组 of a village."""
    unit = queries.places(request.actor, request.today).filter(pk=pk, kind__in=STATION_IN).first()
    if unit is None:
        raise Http404(_("没有找到。"))
    request.actor.must_at(DIRECTORY, unit.path)
    held = list(VillageGroup.objects.filter(unit=unit, closed_on=None).values_list("name", flat=True))
    form: Any = forms.GroupsForm(request.POST or None, initial={"names": held})
    if form.is_valid() and done(form, commands.set_groups, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已列出 %(n)s 个小组。") % {"n": len(form.result)})
        return redirect("stations:gaps")
    asking = Asking(_("列村民小组"), _("列全了，才知道哪个小组还没有联系人。"), reverse("stations:gaps"), _("就这些"))
    return form_page(request, form, asking, notes=[unit.name])


def bring_in(request: Request, what: str) -> HttpResponse:
    """导入名单: good rows go in at once, bad ones are listed with their number and the reason."""
    if what not in NEEDS:
        raise Http404(_("没有找到。"))
    see(request, NEEDS[what])
    form: Any = forms.ImportForm(request.POST or None, request.FILES or None)
    result: Outcome | None = None
    if form.is_valid() and (rows := _read(request, form, what)) is not None:
        given = {"what": what, "rows": rows, "unit": request.posting.unit}
        result = form.result if done(form, commands.import_rows, request, **given) else None
    heads = [words[0] for words in importing.COLUMNS[what].values()]
    context = {"form": form, "result": result, "word": importing.WORDS[what], "heads": heads, "what": what}
    return page(request, "import", **context, tab="contacts" if what == "contacts" else "index")


def _read(request: Request, form: Any, what: str) -> list[Any] | None:
    """The rows, or None and the reason stands on the form."""
    try:
        return importing.read(form, what, request)
    except Unreadable as problem:
        form.add_error("file" if form.cleaned_data.get("file") else "lines", str(problem))
        return None
