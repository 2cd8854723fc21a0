"""纠纷类型和排查时节: what a dispute is about and in which season one looked for it, as dated lists with a version.

A list is never edited: a changed one is a new version, and a record keeps the version by which it was entered. The types
follow the usual table of people's mediation; the seasons are those in which a county looks through its villages (M253).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """一项: its code and its words."""

    code: str
    label: str | Promise


@dataclass(frozen=True)
class Lists:
    """一版目录: version, the first day on which it holds, types and seasons."""

    version: str
    since: date
    types: tuple[Entry, ...]
    seasons: tuple[Entry, ...]


_FIRST = Lists(
    version="2026-1",
    since=date(2020, 1, 1),
    types=(
        Entry("land", _("土地承包、流转")), Entry("boundary", _("山林、水面、地界")), Entry("requisition", _("征地、补偿")),
        Entry("house", _("宅基地、房屋")), Entry("neighbours", _("邻里")), Entry("family", _("婚姻家庭、赡养")),
        Entry("water", _("用水、排水")), Entry("wages", _("劳动报酬")), Entry("contract", _("合同、借款")),
        Entry("damage", _("损害赔偿")), Entry("construction", _("施工、修路")), Entry("environment", _("环境、噪声")),
        Entry("other", _("其他")),
    ),
    seasons=(
        Entry("spring_ploughing", _("春耕大忙")), Entry("flood", _("汛期")), Entry("summer_harvest", _("夏收夏种")),
        Entry("autumn_harvest", _("秋收")), Entry("water_works", _("冬修水利")), Entry("spring_festival", _("春节前后")),
        Entry("monthly", _("月排查")), Entry("special", _("专项排查")),
    ),
)  # fmt: skip
VERSIONS = (_FIRST,)


def lists_on(day: date) -> Lists:
    """The lists that hold on that day."""
    return next((one for one in reversed(VERSIONS) if one.since <= day), VERSIONS[0])


def lists_of(version: str) -> Lists:
    """The lists of a version; the newest where it is unknown."""
    return next((one for one in VERSIONS if one.version == version), VERSIONS[-1])


def label_of(entries: tuple[Entry, ...], code: str) -> str | Promise:
    """The words of a code, or the code itself."""
    return next((one.label for one in entries if one.code == code), code)
