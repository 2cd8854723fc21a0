"""问的是哪里、哪一年、哪一类: what the addresses of this room ask, read leniently; what makes no sense is left out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.web.ui.request import Request
from lianxin.work.concerns.sorting_terms import EDIT_TOPICS
from lianxin.work.concerns.terms import VIEW

YEARS = 6
PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("sorting:index", gettext_lazy("挂账")), ("sorting:states", gettext_lazy("办结在办")),
    ("sorting:causes", gettext_lazy("成因")), ("sorting:topics", gettext_lazy("分类表")),
    ("sorting:mapping", gettext_lazy("新旧对应")), ("sorting:tags", gettext_lazy("标签和附加问题")),
)  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """一页 of this room."""

    word: str | Promise
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Asked:
    """单位和年份, and whether the reader may edit."""

    by: Actor
    unit: Unit
    units: list[Unit]
    year: int
    years: list[int]
    may_edit: bool

    @property
    def query(self) -> dict[str, str]:
        return {"unit": str(self.unit.pk), "year": str(self.year)}

    def url(self, page: str, **more: str) -> str:
        """An address with the same unit and year."""
        return reverse(page) + "?" + urlencode({**self.query, **more})


def read(request: Request) -> Asked:
    """What the address asks. Raises NotAllowed for a post that sees no concern anywhere."""
    by = request.actor
    roots = by.grants.get(VIEW.code, ())
    if not roots:
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})
    units = list(Unit.objects.filter(path__in=roots)) + list(Unit.objects.filter(parent__path__in=roots, valid_to=None))
    units = sorted({one.pk: one for one in units}.values(), key=lambda one: one.path)
    asked = number(request.GET.get("unit", ""))
    own = next((one for one in units if one.path == by.own_path), units[0])
    unit = next((one for one in units if one.pk == asked and any(is_within(one.path, root) for root in roots)), own)
    years = list(range(request.today.year, request.today.year - YEARS, -1))
    year = number(request.GET.get("year", ""))
    return Asked(by, unit, units, year if year in years else years[0], years, by.has(EDIT_TOPICS))


def number(text: str) -> int:
    """A number from an address; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def tabs(page: str) -> list[Tab]:
    """The pages of this room."""
    return [Tab(word, reverse(name), name == page) for name, word in PAGES]
