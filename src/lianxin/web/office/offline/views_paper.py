"""纸上的孪生: every blank form on paper, with a QR that opens the same form on a screen; and that form."""

import re
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person
from lianxin.web.office.offline import shown
from lianxin.web.office.offline.forms import PaperForm
from lianxin.web.ui import qr
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.offline import queries
from lianxin.work.offline.commands import enter_paper
from lianxin.work.offline.kinds import KINDS, Kind
from lianxin.work.offline.terms import USE

HOUSEHOLD = re.compile(r"[0-9A-Z]{6,12}")


def _form(code: str) -> Kind:
    found = KINDS.get(code)
    if found is None or found.refers:
        raise Http404(_("没有找到。"))
    return found


def _household(request: Request) -> str:
    code = request.GET.get("household", "").strip().upper()
    return code if HOUSEHOLD.fullmatch(code) else ""


def paper(request: Request, form: str) -> HttpResponse:
    """一张空白表: to be filled in by hand; on it the form, its version and, if wished, the code of a household. No person."""
    see(request, USE)
    found, household = _form(form), _household(request)
    asked = {"v": found.version} | ({"household": household} if household else {})
    url = request.build_absolute_uri(f"{reverse('offline:enter', args=[found.code])}?{urlencode(asked)}")
    size = "a5" if request.GET.get("size") == "a5" else "a4"
    rows = queries.phone_list(request.posting.person, request.posting.unit, request.now)["households"]
    return render(request, "offline/paper.html", {
        "form": found, "household": household, "qr": qr.picture(url), "url": url, "size": size, "households": rows,
    })  # fmt: skip


def enter(request: Request, form: str) -> HttpResponse:
    """录入: the same form on a screen, opened by the QR of the paper, or where a browser cannot work offline."""
    found, unit = _form(form), own_unit(request, USE)
    lists = queries.phone_list(request.posting.person, unit, request.now)
    initial = {"household": _household(request), "on": request.today, "entry_key": uuid4().hex}
    people = Person.objects.filter(is_active=True, postings__unit=unit).distinct() if found.is_for_others else None
    entry = PaperForm(
        request.POST or None, boxes=found.boxes, lists=lists, today=request.today,
        initial=initial, people=people,
    )  # fmt: skip
    if entry.is_valid() and done(entry, enter_paper, request, **_given(entry, found, unit)):
        messages.success(request, _("已入册。"))
        return redirect(shown.made_url(entry.result) or "offline:index")
    old = request.GET.get("v", "") not in ("", str(found.version))
    notes = [_("纸上的表是旧版，请对照着填。")] if old else []
    asking = Asking(found.label, _("照纸上写的填；日期按纸上的写。"), reverse("offline:index"), _("入册"))
    return form_page(request, entry, asking, notes=notes)


def _given(entry: PaperForm, found: Kind, unit: Any) -> dict[str, Any]:
    return {"kind": found, "values": entry.values(), "home": unit, "people": entry.found,
            "entry_key": entry.cleaned_data["entry_key"]}  # fmt: skip
