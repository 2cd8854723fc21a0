"""发文页面上的: filters as a question, counts by kind with their addresses, the record behind a document, the ledger."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.web.office.dispatches.forms import FilterForm
from lianxin.web.ui.request import Request
from lianxin.web.ui.workbook import workbook
from lianxin.work.dispatches import queries
from lianxin.work.dispatches.models import Dispatch, DispatchFile, DispatchSign
from lianxin.work.dispatches.queries import Wanted
from lianxin.work.dispatches.terms import DispatchKind

#: the page of the record that a document was made from, by the first word of its reference; opened by its own right
PAGES: dict[str, tuple[str, str | Promise]] = {
    "newsletter": ("newsletters:newsletter", gettext_lazy("群工动态")),
    "circular": ("circulars:circular", gettext_lazy("督查通报")),
}
COLUMNS = (
    (gettext_lazy("序号"), 6), (gettext_lazy("发文日期"), 12), (gettext_lazy("文号"), 22), (gettext_lazy("标题"), 40),
    (gettext_lazy("文种"), 12), (gettext_lazy("发文单位"), 18), (gettext_lazy("签发人"), 10), (gettext_lazy("页数"), 6),
    (gettext_lazy("密级"), 6), (gettext_lazy("主送、抄送"), 24), (gettext_lazy("备注"), 20),
)  # fmt: skip


def wanted(form: FilterForm) -> Wanted:
    """What the address asks for; what cannot be read is left out."""
    typed = form.cleaned_data
    return Wanted(typed.get("year"), typed.get("kind", ""), typed.get("words", ""), bool(typed.get("own")))


def kinds(request: Request, asked: Wanted) -> list[tuple[str | Promise, int, str, bool]]:
    """Words, number, address and whether it is the one chosen, of each kind that occurs under the other filters (M228)."""
    rest = {"year": asked.year or "", "words": asked.words, "own": "on" if asked.own else ""}
    counted = queries.by_kind(request.actor, Wanted(asked.year, "", asked.words, asked.own))
    found: list[tuple[str | Promise, int, str, bool]] = [
        (
            _("全部"),
            sum(n for _kind, n in counted),
            "?" + urlencode({k: v for k, v in rest.items() if v}),
            not asked.kind,
        )
    ]
    for kind, n in counted:
        query = urlencode({k: v for k, v in {**rest, "kind": kind.value}.items() if v})
        found.append((kind.label, n, f"?{query}", asked.kind == kind))
    return found


def file_of(dispatch: Dispatch, *, with_data: bool = False) -> DispatchFile | None:
    """The file kept with it; its bytes only to be sent."""
    found = DispatchFile.objects.filter(dispatch=dispatch)
    return found.first() if with_data else found.defer("data").first()


def source_of(dispatch: Dispatch, request: Request) -> tuple[str, str | Promise] | None:
    """Address and words of the record it was made from, where that has a page."""
    of, _colon, code = dispatch.source.partition(":")
    if of not in PAGES:
        return None
    name, word = PAGES[of]
    try:
        return reverse(name, args=[code]), word
    except NoReverseMatch:
        return None


def signs(unit: Unit) -> list[tuple[Any, str]]:
    """The signs that the unit has set, in the order of the kinds."""
    kept = dict(DispatchSign.objects.filter(unit=unit).values_list("kind", "sign"))
    return [(kind.label, kept[kind]) for kind in DispatchKind if kind in kept]


def story(dispatch: Dispatch) -> list[tuple[Any, str, str]]:
    """经过."""
    entries = list(book.story(dispatch.ref))
    private = book.private_of(entries)
    return [(one.at, book.sentence(one, private.get(one.n)), one.by_name) for one in entries]


def remark(dispatch: Dispatch) -> str:
    """备注: a voided number says so, and why."""
    return _("作废：%(why)s") % {"why": dispatch.voided_why} if dispatch.voided_on else ""


@translation.override(settings.LANGUAGE_CODE)
def ledger(found: Sequence[Dispatch], request: Request) -> bytes:
    """The register as an Excel file; a ledger is Chinese, whatever the page is."""
    lines = [
        [str(n), one.on.isoformat(), one.number, one.title, str(one.get_kind_display()), one.unit.name, one.signer,
         str(one.pages or ""), _("无"), one.copies_to, remark(one)]
        for n, one in enumerate(found, start=1)
    ]  # fmt: skip
    foot = _("%(name)s（%(post)s）导出于 %(on)s，只限工作使用。") % {
        "name": request.actor.name, "post": request.actor.post, "on": request.today,
    }  # fmt: skip
    title = _("%(unit)s发文登记簿") % {"unit": request.posting.unit.name}
    return workbook(COLUMNS, lines, name=_("发文登记"), title=title, foot=foot)
