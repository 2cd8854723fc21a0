"""封存的读法: the value from what was kept, the value counted again, and the records that lie between the two.

Whoever may not see a record finds it in no difference: it is told as if it had stayed what it was at the freeze
(security.md D2). What he may know of and not open is a number beside the names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators import Figure, Indicator, UnknownIndicator, at_version, get
from lianxin.base.journal import book
from lianxin.base.journal.events import KINDS
from lianxin.base.orgs.permissions import PERMISSIONS, Actor, PlacedQuerySet
from lianxin.reports.freezes import counting
from lianxin.reports.freezes.comparing import comparable
from lianxin.reports.freezes.kept import Kept, Moved, kept_of, moved
from lianxin.reports.freezes.models import FrozenFigure, LateChange, text_of
from lianxin.reports.freezes.terms import VIEW, FigureKind

AT_ONCE, NAMED = 500, 5
#: what a row may name besides itself: fetched with the rows, not row by row
BESIDE = ("unit", "handler", "topic", "home", "person", "household", "visit", "concern", "shift", "activity", "account",
          "pledge", "letter", "dispute")  # fmt: skip
__all__ = [
    "Difference", "Named", "Told", "again", "comparable", "difference", "explained", "frozen_seen", "indicator_of", "is_unexplained",
    "kept_now", "movement", "opened", "recount", "recounted", "records_of", "seen_now", "still_there", "why_not_again",
]  # fmt: skip


def recount(frozen: FrozenFigure) -> Decimal | None:
    """从留下的记录算: the value from what was kept alone, whatever became of the records since."""
    return kept_of(frozen).value


def recounted(frozen: FrozenFigure) -> str:
    """The same for print, as the frozen value is printed."""
    return text_of(recount(frozen), frozen.kind)


def again(frozen: FrozenFigure, by: Actor, today: date) -> Figure | None:
    """重新数: the same question asked of today's records, without what is hidden from this viewer.

    None where the indicator is no more, or counts by another definition now (`why_not_again` says which).
    """
    indicator = indicator_of(frozen)
    if indicator is None or why_not_again(frozen):
        return None
    now = seen_now(frozen, by)
    return Figure(indicator, frozen.unit, frozen.in_period, now.value, now.part, now.whole)


def indicator_of(frozen: FrozenFigure) -> Indicator | None:
    """The indicator as it was defined then, where that is still known, else as it is today; None where there is none."""
    for read in (lambda: at_version(frozen.code, frozen.version), lambda: get(frozen.code)):
        try:
            return read()
        except UnknownIndicator:
            continue
    return None


def why_not_again(frozen: FrozenFigure) -> str:
    """为什么不能重新数; empty where it can be."""
    indicator = indicator_of(frozen)
    if indicator is None:
        return _("这个指标已经停用，不能重新数；封存的数和当时的记录都在。")
    if indicator.version != frozen.version:
        return _("口径已由第 %(old)s 版改为第 %(new)s 版，按新口径数出来的不是这个数的变化。") % {
            "old": frozen.version, "new": indicator.version,
        }  # fmt: skip
    return ""


def kept_now(frozen: FrozenFigure) -> Kept:
    """What the same question gives today, by the eyes that counted it then; for entering a late change."""
    indicator = indicator_of(frozen)
    assert indicator is not None
    return counting.count(
        indicator, frozen.in_period, frozen.unit, office=counting.office_of(frozen), today=frozen.as_of
    )


def seen_now(frozen: FrozenFigure, by: Actor) -> Kept:
    """The same, for a viewer: a record that is walled off from him stands as it stood at the freeze."""
    before, now = kept_of(frozen), kept_now(frozen)
    found = moved(before, now)
    hidden = _hidden(frozen, found.added | found.removed | found.changed, by)
    return now.with_states_of(before, hidden) if hidden else now


@dataclass(frozen=True)
class Told:
    """流水怎么说: what the journal says happened to a record since the freeze, and when."""

    on: date
    sentence: str
    by_name: str


@dataclass(frozen=True)
class Named:
    """一条记录 that makes the difference: its code, the record itself (None: deleted since), what it was and is."""

    key: int
    code: str
    record: Any
    was: str
    now: str
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Difference:
    """差在哪里: the value then and now, and the records that came, went or changed, each by name.

    `unnamed` says how many of them the viewer's post does not open; those walled off from him are nowhere.
    """

    frozen: FrozenFigure
    now: Figure | None
    why_not: str = ""
    added: tuple[Named, ...] = ()
    removed: tuple[Named, ...] = ()
    changed: tuple[Named, ...] = ()
    unnamed: int = 0

    @property
    def is_none(self) -> bool:
        """与封存时一致."""
        return not (self.why_not or self.added or self.removed or self.changed or self.unnamed)

    @property
    def sentence(self) -> str:
        """现为 41（+1）：新增…，移出…"""
        if self.now is None:
            return self.why_not
        if self.is_none:
            return _("现为 %(n)s，与封存时一致。") % {"n": self.now_text}
        parts = [
            words % {"names": _names(found)}
            for words, found in ((_("新增%(names)s"), self.added), (_("移出%(names)s"), self.removed),
                                 (_("变化%(names)s"), self.changed))
            if found
        ]  # fmt: skip
        if self.unnamed:
            parts.append(_("另有 %(n)s 件您现在的职务不能打开") % {"n": self.unnamed})
        return _("现为 %(n)s（%(step)s）：%(why)s。") % {
            "n": self.now_text, "step": self.step, "why": _("，").join(parts),
        }  # fmt: skip

    @property
    def now_text(self) -> str:
        """The value of today for print."""
        value = self.now.value if self.now else None
        return text_of(None if value is None else Decimal(value), self.frozen.kind)

    @property
    def step(self) -> str:
        """+1, −2, 数未变: how far today's value lies from the frozen one."""
        value = self.now.value if self.now else None
        if value is None or self.frozen.value is None:
            return _("数未变") if value == self.frozen.value else _("封存 %(n)s") % {"n": self.frozen.text}
        step = Decimal(value) - self.frozen.value
        if not step:
            return _("数未变")
        text = f"{'+' if step > 0 else '−'}{text_of(abs(step), FigureKind.COUNT)}"
        return _("%(n)s 个百分点") % {"n": text} if self.frozen.kind == FigureKind.RATE else text


def difference(frozen: FrozenFigure, by: Actor, today: date) -> Difference:
    """差在哪里, as far as this viewer may see the records."""
    if refusal := why_not_again(frozen):
        return Difference(frozen, None, refusal)
    indicator = indicator_of(frozen)
    assert indicator is not None
    before, now = kept_of(frozen), seen_now(frozen, by)
    figure = Figure(indicator, frozen.unit, frozen.in_period, now.value, now.part, now.whole)
    return Difference(frozen, figure, "", *explained(frozen, before, now, by))


def explained(
    frozen: FrozenFigure, before: Kept, now: Kept, by: Actor
) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[Named, ...], int]:
    """The records between two countings by name, with what the journal says of each; and how many do not open."""
    found = moved(before, now)
    if not found:
        return (), (), (), 0
    keys = found.added | found.removed | found.changed
    shown = {record.pk: record for record in opened(frozen, keys, by)}
    gone = keys - still_there(frozen, keys)
    told = _told(frozen, shown.values())
    was, states = before.states(), now.states()

    def named(some: Iterable[int]) -> tuple[Named, ...]:
        return tuple(
            Named(key, str(getattr(record, "code", "") or key) if (record := shown.get(key)) else str(key), record,
                  was.get(key, ""), states.get(key, ""), told.get(key, ()))
            for key in sorted(some) if key in shown or key in gone
        )  # fmt: skip

    return named(found.added), named(found.removed), named(found.changed), len(keys - shown.keys() - gone)


def movement(frozen: FrozenFigure) -> Moved:
    """Which records came, went or changed since the freeze, by the eyes that counted it."""
    return moved(kept_of(frozen), kept_now(frozen))


def is_unexplained(frozen: FrozenFigure, last: LateChange | None, by: Actor) -> bool:
    """Whether the records differ from the last late change, or from the figure itself, by something this viewer may know of."""
    if why_not_again(frozen):
        return False
    found = moved(kept_of(last or frozen), kept_now(frozen))
    keys = found.added | found.removed | found.changed
    return bool(keys - _hidden(frozen, keys, by))


def frozen_seen(by: Actor) -> "QuerySet[FrozenFigure]":
    """封存的数字 that the actor may see."""
    found: QuerySet[FrozenFigure] = FrozenFigure.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit").order_by("-signed_on", "-pk")


# 记录 -----------------------------------------------------------------------------------------------------------


def records_of(frozen: FrozenFigure) -> Any:
    """All records of the kind that was counted; of a kind without places of its own those that its indicator places."""
    model = apps.get_model(frozen.source)
    found = model._default_manager.all()
    if isinstance(found, PlacedQuerySet):
        return found
    indicator = indicator_of(frozen)
    return indicator.counts[-1].of() if indicator else PlacedQuerySet(model).none()


def _batched(some: list[Any]) -> Iterator[list[Any]]:
    return (some[start : start + AT_ONCE] for start in range(0, len(some), AT_ONCE))


def _chunks(frozen: FrozenFigure, keys: Iterable[int]) -> Iterator[Any]:
    for some in _batched(sorted(keys)):
        yield records_of(frozen).filter(pk__in=some)


def _hidden(frozen: FrozenFigure, keys: frozenset[int], by: Actor) -> frozenset[int]:
    """What is walled off from the viewer; a record that is no more hides from nobody."""
    seen = {key for found in _chunks(frozen, keys) for key in found.past_the_wall(by=by).values_list("pk", flat=True)}
    return frozenset(still_there(frozen, keys) - seen)


def still_there(frozen: FrozenFigure, keys: frozenset[int]) -> frozenset[int]:
    """Those of the keys whose records there still are."""
    return frozenset(key for found in _chunks(frozen, keys) for key in found.values_list("pk", flat=True))


def opened(frozen: FrozenFigure, keys: Iterable[int], by: Actor) -> list[Any]:
    """The records with these keys, as far as the viewer may see each; with what a list shows of them."""
    permission = PERMISSIONS.get(frozen.opens)
    if permission is None:
        return []
    named = [one.name for one in records_of(frozen).model._meta.get_fields() if one.name in BESIDE and one.is_relation]
    return [
        record
        for found in _chunks(frozen, keys)
        for record in found.reachable(by=by, to=permission).select_related(*named)
    ]


def _told(frozen: FrozenFigure, records: Iterable[Any]) -> Mapping[int, tuple[Told, ...]]:
    """What the journal says of the records since the freeze; what a person typed is left to the record's own page."""
    refs: dict[str, list[int]] = {}
    for record in records:
        if ref := getattr(record, "ref", ""):
            refs.setdefault(ref, []).append(record.pk)
    if not refs:
        return {}
    since = book.story(frozen.ref).values_list("n", flat=True).first() or 0
    found: dict[int, list[Told]] = {}
    for some in _batched(sorted(refs)):
        for entry in book.stories(some).filter(n__gt=since):
            apart = dict.fromkeys(KINDS[entry.event].private, "…")
            told = Told(localdate(entry.at), book.sentence(entry, apart), entry.by_name)
            for key in refs[entry.of]:
                found.setdefault(key, []).append(told)
    return {key: tuple(lines) for key, lines in found.items()}


def _names(found: tuple[Named, ...]) -> str:
    names = _("、").join(one.code for one in found[:NAMED])
    return _("%(names)s 等 %(n)s 件") % {"names": names, "n": len(found)} if len(found) > NAMED else names
