"""考核方案的页面: the versions, one of them with everything it says, drafting, approving."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.indicators.registry import known
from lianxin.reports.assessments import commands, queries, results, words
from lianxin.reports.assessments.models import Scheme
from lianxin.reports.assessments.terms import APPROVE, EDIT, SCHEME_FLOW, SCHEME_VERBS, ItemKind
from lianxin.web.office.assessments import forms
from lianxin.web.office.assessments.views import TABS
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see

NEEDS = {"approve": (APPROVE,), "drop": (EDIT, APPROVE)}


def index(request: Request) -> HttpResponse:
    """考核方案: those that assess me and those I may see, by code and version."""
    see(request, queries.right_of(request.actor))
    return render(request, "assessments/schemes.html", {
        "rows": queries.schemes_seen(request.actor), "tabs_shown": room_tabs(TABS, "assessments:schemes"),
        "may_edit": request.actor.may_at(EDIT, request.actor.own_path),
    })  # fmt: skip


def one_of(request: Request, pk: int) -> Scheme:
    """The scheme, if the actor is assessed by it or may see it. Raises Http404."""
    see(request, queries.right_of(request.actor))
    found = queries.schemes_seen(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def scheme(request: Request, pk: int) -> HttpResponse:
    """一版方案: ground, purpose, units, every item with its definition and way of reckoning, the bands."""
    found = one_of(request, pk)
    rows = [(one, [(item, words.how_of(item), words.guard_of(item)) for item in items])
            for one, items in queries.dimensions_of(found)]  # fmt: skip
    verbs = [(verb, SCHEME_VERBS[verb]) for verb in SCHEME_FLOW.open_to(found.state)
             if any(request.actor.may(need, found) for need in NEEDS[verb])]  # fmt: skip
    return render(request, "assessments/scheme.html", {
        "scheme": found, "rows": rows, "verbs": verbs, "band_words": words.band_words(found.band_list),
        "larger": words.larger_words(found), "total_words": words.total_words(), "not_for": words.not_for(),
        "unrated_words": words.unrated_words(found), "may_edit": request.actor.may(EDIT, found),
    })  # fmt: skip


def draft(request: Request) -> HttpResponse:
    """拟方案, from nothing or from the version before."""
    unit = own_unit(request, EDIT)
    before = _before(request)
    held = [item for _one, items in queries.dimensions_of(before) for item in items] if before else []
    data = request.POST or None
    form: Any = forms.SchemeForm(data, initial=forms.first_values(before) if before else None)
    rows = forms.item_forms(data, _offered(), held)
    wrong = [row for row in (form, *rows) if not row.is_valid()]  # all are read, so that each says what is wrong
    if not wrong and done(form, commands.draft_scheme, request, unit=unit, dimensions=forms.dimensions_from(rows),
                        **form.cleaned_data):  # fmt: skip
        messages.success(request, _("已存成草稿，由另一个人批准后执行。"))
        return redirect("assessments:scheme", pk=form.result.pk)
    return render(request, "assessments/draft.html", {"form": form, "rows": rows})


def _before(request: Request) -> Scheme | None:
    typed = request.GET.get("from", "")
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 18
    return queries.schemes_seen(request.actor).filter(pk=int(typed)).first() if is_key else None


def _offered() -> list[tuple[str, str]]:
    """The indicators that may stand in a scheme, results first, then facts."""
    labels = dict(ItemKind.choices)
    found = sorted(results.offered(known()), key=lambda one: one[0] == ItemKind.FACT)
    return [(f"{kind}:{one.code}", f"{labels[ItemKind(kind)]} · {one.label}") for kind, one in found]


def deed(request: Request, pk: int, verb: str) -> HttpResponse:
    """批准、作废."""
    found = one_of(request, pk)
    if verb not in NEEDS:
        raise Http404(_("没有这一步。"))
    if not any(request.actor.may(need, found) for need in NEEDS[verb]):
        request.actor.must(NEEDS[verb][0], found)
    data = request.POST or None
    form: Any = forms.ApproveForm(data, today=request.today) if verb == "approve" else forms.ReasonForm(data)
    command: Any = commands.approve_scheme if verb == "approve" else commands.drop_scheme
    if form.is_valid() and done(form, command, request, scheme=found, **form.cleaned_data):
        messages.success(request, _("已办：%(what)s。") % {"what": SCHEME_VERBS[verb]})
        return redirect("assessments:scheme", pk=pk) if verb == "approve" else redirect("assessments:schemes")
    purpose = _("批准以后不再修改；要改，拟下一版。") if verb == "approve" else _("只能作废草稿。")
    return form_page(request, form, Asking(SCHEME_VERBS[verb], purpose, reverse("assessments:scheme", args=[pk])))
