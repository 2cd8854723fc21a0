"""填表页面上的: the picture of a table, its figures with their addresses, a row of the settings with how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base import ledgers
from lianxin.base.indicators import Figure
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.templates import Layout, Match, Sheet, Shown, picture
from lianxin.reports.filling import proposing
from lianxin.reports.filling.models import TemplateVersion
from lianxin.reports.filling.queries import Filled
from lianxin.reports.filling.terms import Below, TableKind
from lianxin.web.office.filling.forms import KindForm
from lianxin.web.ui.request import Request

AHEAD, WIDEST, MOST_LINKS = 30, 70, 120
WHY = {
    "栏名相同": gettext_lazy("栏名相同"), "常用叫法": gettext_lazy("常用叫法"), "末级栏名相同": gettext_lazy("末级栏名相同"),
    "末级常用叫法": gettext_lazy("末级常用叫法"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """一栏 of the settings: the field, how sure the proposal is, and why."""

    field: Any
    match: "Match[Any] | None"

    @property
    def why(self) -> str:
        """Why it is proposed, in the language of the page."""
        said = self.match.why if self.match else ""
        if said.startswith("像“"):
            return _("像“%(words)s”") % {"words": said[2:-1]}
        return str(WHY.get(said, said))

    @property
    def is_sure(self) -> bool:
        return self.match is not None and self.match.sure >= proposing.SURE


@dataclass(frozen=True)
class Link:
    """一个填进去的数 and the page of the records behind it."""

    figure: Figure
    url: str
    frozen: str


def table(sheet: Sheet, layout: Layout, rows: int, put_in: int = 0) -> tuple[list[list[Shown]], list[list[Shown]]]:
    """The picture of a table: from the top as far as some records, and what stands below them."""
    last = layout.data_to + put_in
    until = min(last, layout.data_from + max(min(rows, AHEAD), 2) - 1)
    head = picture(sheet, bottom=until, columns=WIDEST)
    bottom = min(sheet.last_row, last + 12)
    return head, picture(sheet, top=last + 1, bottom=bottom, columns=WIDEST) if bottom > last else []


def of_filled(found: Filled) -> tuple[list[list[Shown]], list[list[Shown]]]:
    """The same of a filled one."""
    return table(found.sheet, found.layout, found.done.rows, found.done.put_in)


def links(found: Filled) -> list[Link]:
    """The figures that were put in, each with its records; the first ones of a large table."""
    return [
        Link(one.figure, reverse("figures:open", query={
            "code": one.figure.indicator.code, "unit": str(one.figure.unit.pk), "period": one.figure.period.code,
        }), one.frozen)
        for one in found.puts[:MOST_LINKS]
    ]  # fmt: skip


def proposed(kind: str, ledger: str, below: str, sheet: Sheet, layout: Layout, by: Actor) -> proposing.Proposal:
    """What is proposed for a table of this kind."""
    if kind == TableKind.LIST:
        found = proposing.of_ledger(layout, ledger)
    elif kind == TableKind.UNITS:
        found = proposing.of_units(layout, below or Below.VILLAGES, by)
    else:
        found = proposing.of_items(sheet, layout, by)
    return proposing.with_places(found, sheet, layout)


def asked_of(request: Request, version: TemplateVersion, layout: Layout) -> tuple[KindForm, dict[str, str], bool]:
    """Which kind of table is asked for: as it is set, or as the address says; and whether that is as it is set."""
    held = {"kind": version.kind, "ledger": version.ledger, "below": version.below}
    form = KindForm({**held, **request.GET.dict()}, by=request.actor, held=version.ledger)
    asked = dict(form.cleaned_data) if form.is_valid() else held
    if asked["kind"] == TableKind.LIST and asked["ledger"] not in ledgers.LEDGERS:
        asked["ledger"] = proposing.likeliest(layout, ledgers.seen(request.actor))
        asked["kind"] = asked["kind"] if asked["ledger"] else TableKind.UNITS
    if asked["kind"] == TableKind.UNITS and not asked["below"]:
        asked["below"] = proposing.below_of(layout)
    is_same = asked["kind"] == held["kind"] and (asked["kind"] != TableKind.LIST or asked["ledger"] == held["ledger"])
    return form, asked, is_same


def groups(form: Any, proposal: proposing.Proposal) -> list[tuple[str, Iterable[Line]]]:
    """The fields of the settings: columns, items, places."""
    named = ((_("各栏填什么"), "c"), (_("各个项目填什么"), "i"), (_("表头、表尾填什么"), "p"))
    return [(word, lines(form, sign, proposal)) for word, sign in named]


def initial_of(proposal: proposing.Proposal) -> dict[str, str]:
    """What was proposed, by the names of the form's fields."""
    return {
        **{f"c{place}": one.code for place, one in proposal.columns.items() if one.sure >= proposing.SURE},
        **{f"p{place}": one.code for place, one in proposal.places.items() if one.sure >= proposing.SURE},
        **{f"i{place}": one.code for place, one in proposal.items.items() if one.sure >= proposing.SURE},
    }


def held_of(version: TemplateVersion) -> dict[str, str]:
    """What is set, by the names of the form's fields."""
    held = (("c", version.columns), ("p", version.cells), ("i", version.items))
    return {f"{sign}{place}": code for sign, of in held for place, code in of.items()}


def lines(form: Any, sign: str, proposal: proposing.Proposal) -> Iterable[Line]:
    """The fields of one sort with what was proposed for each."""
    found: Any = {"c": proposal.columns, "p": proposal.places, "i": proposal.items}[sign]
    matches = {f"{sign}{place}": one for place, one in found.items()}
    names = [name for name in form.fields if name[:1] == sign and name[1:2].isdigit()]
    return [Line(form[name], matches.get(name)) for name in names]
