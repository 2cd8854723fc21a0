"""设置: units, people and their postings, for the system administrator, who sees no concern."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.federation.queries import link_of
from lianxin.base.orgs import commands
from lianxin.base.orgs.commands import EDIT
from lianxin.base.orgs.models import Person, Posting, PowerRequest, Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.powers import commands as powers
from lianxin.base.orgs.terms import PowerKind
from lianxin.web.office.orgs import forms
from lianxin.web.ui.again import said_again
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed

BIGGEST = 2**63 - 1
SHOWN = 100


def must(request: Request) -> None:
    """Raise NotAllowed for whoever does not keep the accounts."""
    request.actor.must_at(EDIT, request.actor.own_path)


def one_of(found: "QuerySet[Any]", pk: int) -> Any:
    """The one of that number. Raises Http404."""
    record = found.filter(pk=pk).first() if pk <= BIGGEST else None
    if record is None:
        raise Http404(_("没有找到。"))
    return record


def index(request: Request) -> HttpResponse:
    """设置: the doors that the post opens."""
    return render(request, "setup/index.html", {
        "grants": request.actor.grants, "shows_components": settings.SHOWS_COMPONENTS,
        "neighbours": settings.NEIGHBOURS if request.actor.has(EDIT) else [],
    })  # fmt: skip


def units(request: Request) -> HttpResponse:
    """单位: one level of the tree at a time, or by name."""
    must(request)
    words, under = request.GET.get("name", "").strip()[:60], request.GET.get("under", "")
    here = Unit.objects.filter(within("path", request.actor.own_path))
    at = here.filter(pk=int(under)).first() if under.isascii() and under.isdigit() and len(under) < 10 else None
    at = at or request.posting.unit
    found = here.filter(name__contains=words) if words else here.filter(Q(parent=at) | Q(pk=at.pk))
    above = here.filter(path__in=ancestors(at.path)[:-1]).order_by("path") if not words else []
    rows = found.annotate(below=Count("children", distinct=True), staff=Count("postings", distinct=True)).order_by(
        "path"
    )
    return render(
        request, "setup/units.html", {"rows": rows[:SHOWN], "at": at, "above": above, "name": words, "most": SHOWN}
    )


def create_unit(request: Request) -> HttpResponse:
    """设立单位."""
    must(request)
    form: Any = forms.UnitForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.create_unit, request, **form.cleaned_data):
        messages.success(request, _("已设立%(name)s。") % {"name": form.result.name})
        return redirect("setup:units")
    return _form_page(request, form, _("设立单位"), _("设立在哪个单位下面，就归它管。"), "setup:units")


def correct_unit(request: Request, pk: int) -> HttpResponse:
    """更正单位资料."""
    must(request)
    unit = one_of(Unit.objects.all(), pk)
    initial = {name: getattr(unit, name) for name in forms.CorrectForm.base_fields}
    form: Any = forms.CorrectForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.correct_unit, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已更正。"))
        return redirect("setup:units")
    purpose = _("填错的、换了的在这里改；撤并的用“合并单位”。改以前是什么，流水里都有。")
    return _form_page(request, form, _("更正%(name)s") % {"name": unit.name}, purpose, "setup:units")


def close_unit(request: Request, pk: int) -> HttpResponse:
    """撤销单位."""
    must(request)
    unit = one_of(Unit.objects.all(), pk)
    form: Any = forms.CloseUnitForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.close_unit, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已撤销%(name)s。") % {"name": unit.name})
        return redirect("setup:units")
    return _form_page(request, form, _("撤销%(name)s") % {"name": unit.name}, _("以前的记录都保留。"), "setup:units")


def people(request: Request) -> HttpResponse:
    """人员: found by name, login name or unit."""
    must(request)
    words = request.GET.get("name", "").strip()[:60]
    found = Person.objects.order_by("-is_active", "name", "pk").prefetch_related("postings__unit")
    if words:
        posted = Posting.objects.filter(unit__name__contains=words).values("person")
        found = found.filter(Q(name__contains=words) | Q(username__contains=words) | Q(pk__in=posted))
    return render(
        request, "setup/people.html", {"rows": found[:SHOWN], "total": found.count(), "name": words, "most": SHOWN}
    )


def create_person(request: Request) -> HttpResponse:
    """建立账号."""
    must(request)
    form: Any = forms.PersonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.create_person, request, **form.cleaned_data):
        messages.success(request, _("账号已建立，接着任命职务。"))
        return redirect("setup:person", pk=form.result.pk)
    return _form_page(request, form, _("建立人员账号"), _("没有职务的账号能登录，但不能办理事情。"), "setup:people")


@said_again
def person(request: Request, pk: int) -> HttpResponse:
    """一个人: his postings; to post him."""
    must(request)
    somebody = one_of(Person.objects.all(), pk)
    form: Any = forms.PostForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, powers.appoint, request, person=somebody, **form.cleaned_data):
        _tell(request, form.result, _("已任命。"))
        return redirect("setup:person", pk=pk)
    postings = somebody.postings.select_related("unit").order_by("-valid_from", "-pk")
    asked = PowerRequest.objects.asked().filter(person=somebody, kind=PowerKind.POST).select_related("unit")
    link = link_of(somebody) if settings.OIDC["issuer"] else None
    return render(
        request, "setup/person.html", {"person": somebody, "form": form, "rows": postings, "asked": asked, "link": link}
    )


def _tell(request: Request, result: Any, done_word: str) -> None:
    """What was done, or that it waits for a second person."""
    waits = _("已申请，等安全保密管理员或者县领导同意后生效。")
    messages.success(request, waits if isinstance(result, PowerRequest) else done_word)


def end_posting(request: Request, pk: int) -> HttpResponse:
    """免职."""
    must(request)
    posting = one_of(Posting.objects.select_related("unit", "person"), pk)
    form: Any = forms.EndForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, powers.dismiss, request, posting=posting, **form.cleaned_data):
        _tell(request, form.result, _("已免去。"))
        return redirect("setup:person", pk=posting.person_id)
    title = _("免去%(name)s在%(unit)s的职务") % {"name": posting.person.name, "unit": posting.unit.name}
    return _form_page(request, form, title, _("过了最后一天，下一次打开页面就不能再办理。"), "setup:people")


@require_POST
@said_again
def disable_person(request: Request, pk: int) -> HttpResponse:
    """停用账号."""
    must(request)
    somebody = one_of(Person.objects.all(), pk)
    if pressed(request, commands.disable_person, person=somebody):
        messages.success(request, _("账号已停用，立即生效。"))
    return redirect("setup:person", pk=pk)


@require_POST
@said_again
def reset_password(request: Request, pk: int) -> HttpResponse:
    """重置密码: shown on this one answer and kept nowhere."""
    must(request)
    somebody = one_of(Person.objects.all(), pk)
    try:
        password = commands.reset_password(person=somebody, by=request.actor, at=request.now)
    except commands.Unfit as unfit:
        messages.error(request, str(unfit))
        return redirect("setup:person", pk=pk)
    return render(request, "setup/password.html", {"person": somebody, "password": password})


@require_POST
@said_again
def end_sessions(request: Request, pk: int) -> HttpResponse:
    """全部退出."""
    must(request)
    somebody = one_of(Person.objects.all(), pk)
    commands.end_sessions(person=somebody, by=request.actor, at=request.now)
    messages.success(request, _("已登录的都已退出，要再用请重新登录。"))
    return redirect("setup:person", pk=pk)


def _form_page(request: Request, form: Any, title: str, purpose: str, back: str) -> HttpResponse:
    return render(request, "setup/form.html", {"form": form, "title": title, "purpose": purpose, "back": back})
