"""纸质答卷: the boxes, one box with its paper, printing, the account. Pictures of sheets are in `views_desk`."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.base.orgs.permissions import Permission
from lianxin.pure.marks.layout import PageLayout
from lianxin.pure.marks.svg import svg
from lianxin.web.office.sheets import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.ballots.models import PollBox, PollGroup
from lianxin.work.sheets import commands, queries
from lianxin.work.sheets.commands.printing import set_pages
from lianxin.work.sheets.models import SheetForm
from lianxin.work.sheets.terms import READ, VIEW


def found_box(request: Request, code: str, to: Permission | None = None) -> PollBox:
    """The box, if one may see its paper."""
    box: PollBox = fetch(request, PollBox.objects.prefetch_related("groups"), see=VIEW, to=to, code=code)
    return box


def asking(box: PollBox, word: str, purpose: str, button: str = "") -> Asking:
    """A page with one form that leads back to the box."""
    return Asking(word, purpose, reverse("sheets:box", args=[box.code]), button)


@require_safe
def index(request: Request) -> HttpResponse:
    """纸质答卷: which votes go by paper too, what was printed, what came back, what waits."""
    see(request, VIEW)
    return render(request, "sheets/index.html", {"rows": shown.boxes(request)})


@require_safe
def box(request: Request, code: str) -> HttpResponse:
    """一次评议的纸质答卷."""
    found = found_box(request, code)
    return render(request, "sheets/box.html", {"box": found, **shown.box(request, found)})


def print_sheets(request: Request, code: str) -> HttpResponse:
    """印制: how many of which group's sheet; the next page is the sheet."""
    found = found_box(request, code, READ)
    form: Any = forms.PrintForm(request.POST or None, box=found)
    if form.is_valid() and done(form, commands.print_sheets, request, box=found, **form.cleaned_data):
        group = found.groups.get(code=form.cleaned_data["group"])
        return redirect("sheets:paper", code=code, group=group.pk)
    purpose = _("先记下份数，再到下一页打印。各层的问卷不同，二维码也不同，不要混印。")
    return form_page(request, form, asking(found, _("印制纸质答卷"), purpose, _("下一步，看样张")))


def _form(request: Request, code: str, group: int) -> tuple[PollBox, PollGroup, SheetForm]:
    found = found_box(request, code, READ)
    row = next((one for one in found.groups.all() if one.pk == group), None)
    form = SheetForm.objects.filter(box=found, group=row.code).order_by("-pk").first() if row else None
    if row is None or form is None:
        raise Http404(_("没有找到。"))
    return found, row, form


def _pages(request: Request, found: PollBox, form: SheetForm) -> tuple[PageLayout, ...]:
    return set_pages(found, form.poll_group, form.number, back=shown.back_modules(request, found))


@require_safe
def paper(request: Request, code: str, group: int) -> HttpResponse:
    """样张: every page at its true size, to be printed as often as there are copies."""
    found, row, form = _form(request, code, group)
    context = {
        "box": found, "group": row, "numbers": range(1, len(form.layouts) + 1), "note": shown.back_note(found),
        "copies": sum(form.lots.values_list("copies", flat=True)),
    }  # fmt: skip
    return render(request, "sheets/paper.html", context)


@require_safe
def drawing(request: Request, code: str, group: int, number: int) -> HttpResponse:
    """一页 as a drawing."""
    found, row, form = _form(request, code, group)
    pages = _pages(request, found, form)
    if not 1 <= number <= len(pages):
        raise Http404(_("没有找到。"))
    drawn = svg(pages[number - 1].shapes, label=_("%(group)s第 %(n)s 页") % {"group": row.label, "n": number})
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


def account(request: Request, code: str, group: int) -> HttpResponse:
    """清点: 印制 is known from the lots, 收回 from the box; the three others are counted by hand."""
    found = found_box(request, code, READ)
    row = next((one for one in found.groups.all() if one.pk == group), None)
    if row is None:
        raise Http404(_("没有找到。"))
    known = next(one for one in queries.accounts_of(found) if one.code == row.code)
    form: Any = forms.AccountForm(request.POST or None, initial=known.account.numbers() if known.account else None)
    if form.is_valid() and done(form, commands.account_sheets, request, box=found, group=row.code, **form.cleaned_data):
        messages.success(request, _("账已清点平。"))
        return redirect("sheets:box", code=code)
    purpose = _("%(group)s：印制 %(printed)s 份，已收回 %(back)s 份。印制应等于发出、未发、作废之和。") % {
        "group": row.label, "printed": known.printed, "back": known.papers
    }  # fmt: skip
    return form_page(request, form, asking(found, _("清点纸质答卷"), purpose, _("清点")))
