"""文书种类, as a setting in versions: the word, the title, the series of numbers, to whom it usually goes, how long it is kept.

A document takes what holds on the day it is begun and keeps it: its word, title, addressee and series are its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lianxin.base.drafting import COMPOSERS, composer_of, outgoing_series
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions import queries as versions
from lianxin.base.versions.kinds import Given, SettingKind, Told, Value, setting_kind, tries
from lianxin.pure.problems import Unfit
from lianxin.pure.slots import Places, filled, places, wrong
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.terms import KINDS, VIEW, State, Term

KIND = "document"
LONGEST_LABEL, LONGEST_TITLE, LONGEST_ADDRESSEE = 40, 60, 60
MOST_TITLE = 120
PLACES = Places(("单位", "时期", "事项"))
FIELDS = ("label", "title", "series", "addressee", "term")


def keys() -> Mapping[str, str]:
    """Every kind that can be composed."""
    return {code: str(one.label) for code, one in COMPOSERS.items()}


def given(key: str) -> Given:
    """What the program brings: no title and no addressee of its own, both come from the records."""
    one = composer_of(key)
    with override(settings.LANGUAGE_CODE):
        value = {"label": str(one.label), "title": "", "series": one.series, "addressee": "", "term": ""}
    return Given(value, _("随程序的文种"))


def settled(kind: str, on: date) -> Value:
    """What holds for a kind on a day."""
    return versions.value(KIND, kind, on)


def labels(on: date) -> dict[str, Any]:
    """The words of all kinds on a day: the county's where it has one. One statement."""
    own = versions.values(KIND, on)
    return {code: own[code]["label"] if code in own else one.label for code, one in COMPOSERS.items()}


def title_of(value: Value, *, unit: str, period: str, about: str) -> str:
    """The title by the pattern of the county; empty where there is none, or where one of its places has nothing to say."""
    pattern, told = str(value["title"]), {"单位": unit, "时期": period, "事项": about}
    if not pattern or not all(told[name] for name in places(pattern)):
        return ""
    found = filled(pattern, told)
    return found if len(found) <= MOST_TITLE else ""


def check(key: str, value: Value) -> dict[str, Any]:
    """The kind, if documents may be written by it. Raises Unfit."""
    if key not in COMPOSERS:
        raise Unfit(_("没有这种公文。"))
    if any(type(value.get(name, "")) is not str for name in FIELDS):
        raise Unfit(_("文书种类里有一项读不懂。"))
    told = {name: " ".join(str(value.get(name, "")).split()) for name in FIELDS}
    if not 2 <= len(told["label"]) <= LONGEST_LABEL:
        raise Unfit(_("请写种类的名称，2 到 %(most)s 个字。") % {"most": LONGEST_LABEL}, "label")
    if len(told["title"]) > LONGEST_TITLE:
        raise Unfit(_("标题不超过 %(most)s 个字。") % {"most": LONGEST_TITLE}, "title")
    if wrong(told["title"], PLACES):
        raise Unfit(_("标题里能用的位置只有{单位}、{时期}、{事项}，大括号要成对，不能有网址。"), "title")
    if "{时期}" in told["title"] and not composer_of(key).periods:
        raise Unfit(_("这种公文没有时期，标题里不能有{时期}。"), "title")
    if told["series"] and told["series"] not in dict(outgoing_series()):
        raise Unfit(_("没有这种文号。"), "series")
    if len(told["addressee"]) > LONGEST_ADDRESSEE:
        raise Unfit(_("主送机关不超过 %(most)s 个字。") % {"most": LONGEST_ADDRESSEE}, "addressee")
    told["addressee"] = told["addressee"].rstrip("：:")
    if told["term"] and told["term"] not in Term.values:
        raise Unfit(_("没有这种保管期限。"), "term")
    return told


def words(value: Value) -> Sequence[tuple[str | Promise, str]]:
    """A kind line by line."""
    series = dict(outgoing_series()).get(value["series"])
    return [
        (gettext_lazy("名称"), str(value["label"])),
        (gettext_lazy("编号系列"), str(series) if series else _("不编号")),
        (gettext_lazy("标题"), str(value["title"]) or _("由记录写成")),
        (gettext_lazy("主送"), str(value["addressee"]) or _("由记录写成")),
        (gettext_lazy("保管期限"), str(Term(value["term"]).label) if value["term"] else _("归档时选")),
    ]


@tries(KIND)
def named_with(key: str, value: Value, month: tuple[date, date], by: Actor, today: date) -> list[Told]:
    """上个月起草的: how many, and how the title of the last would read."""
    found = Document.objects.reachable(by=by, to=VIEW).filter(kind=key, drafted_on__range=month)
    rows = list(found.exclude(state=State.VOIDED).select_related("unit").order_by("-drafted_on", "-pk"))
    told = [Told(_("上个月起草这种公文 %(n)s 件，它们的名称、标题、文号都不变。") % {"n": len(rows)})]
    for one in rows[:1]:
        period = one.about.label if one.about else ""
        title = title_of(value, unit=one.unit.name, period=period, about=one.subject_label)
        told.append(Told(_("最近一件的标题会是：%(title)s") % {"title": title or one.title.replace("\n", "")}))
    return told


setting_kind(
    SettingKind(
        KIND, gettext_lazy("文书种类"), gettext_lazy("每种公文叫什么、标题怎样写、编哪一种文号、通常主送谁、保管多久。已经起草的不变。"),
        KINDS, keys, given, check, words,
    )
)  # fmt: skip
